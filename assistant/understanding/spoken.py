# ruff: noqa: E501 - patterns are data: one line each reads best
"""Korean as it is typed in a hurry, in the spelling the rest reads: 양파두 is 양파도, 마운틴꺼 마운틴 꺼,
스피젠 the brand Spigen, 하모니 the word Harmony of a title."""

import re

from assistant.lexicon.morphemes import noun_of
from assistant.lexicon.particles import without_particle
from assistant.lexicon.skeleton import SHORTEST, alike, nearest, skeleton, sound
from assistant.understanding.acts import is_ordinary
from assistant.understanding.numerals import ENGLISH_WORD, KOREAN_COUNT, count, korean_number
from assistant.understanding.terms import strip_particle
from assistant.understanding.vocabulary import Vocabulary

_RUN = re.compile(r"[가-힣]+")
_THING = re.compile(r"(?P<stem>[가-힣]{2,}?)(?P<thing>(?:거|꺼|것|걸)(?:로|는|은|도|를|만|나|랑|이랑)?요?)")
_LISTED, _UNLISTED = 0.9, 0.8
"""How near a word in the dictionary, or in none, must sound to be a Latin one."""
_PARTY_KO = re.compile(
    rf"(?<![가-힣\d])(?P<n>\d{{1,2}}|{KOREAN_COUNT})\s?(?:식구|가족|명|사람|인\s?가족)(?:들)?(?:이서|이|가|은|는|도|서)?(?:\s?(?:같이|함께|다|모두|편하게|넉넉히|충분히))*\s?"
    r"(?:잘|자는|들어갈|들어가는|쓸|쓰는|앉을|앉는|먹을|누울|탈|이용할|사용할|지낼)\s?(?:수\s?있는|만한)?(?=\s)"
)
_PARTY_EN = re.compile(
    rf"\bfor (?P<us>\d{{1,2}}|{ENGLISH_WORD}) of us\b|\b(?:(?:that |which |to )?(?:sleeps?|seats?|fits?|holds?|accommodates?)(?: all)?(?: the)?|(?:big|large|roomy|spacious) enough for|for (?:a |our |my )?(?:family|group|party) of)\s(?P<n>\d{{1,2}}|{ENGLISH_WORD})\b(?: people| persons?| adults?| of us)?",
    re.IGNORECASE,
)
"""How many it must do for: 다섯 식구가 잘 텐트, a tent that sleeps five."""
_AMOUNT_KO = re.compile(
    r"(?<![가-힣\d])(?:(?P<n>\d[\d.,]*)\s?(?P<unit>기가(?:바이트)?|테라(?:바이트)?)|(?P<many>[\d,일이삼사오육칠팔구천만]+)\s?(?P<power>[밀미]리\s?암페어))(?:짜리)?(?=[가-힣]{0,3}(?:\W|$))"
)
_WRITTEN_UNITS = {"기": "GB", "테": "TB", "밀": "mAh", "미": "mAh"}
"""128기가, 만 밀리암페어: feeds write what is said so in Latin."""
_PARTICLES = (("으루", "으로"), ("루", "로"), ("두", "도"))


def written(text: str, vocabulary: Vocabulary) -> str:
    """`text` with such words put right; a word the catalogue knows as it stands is left alone."""
    if "persons" in vocabulary.carrying:
        text = _PARTY_KO.sub(lambda match: f"{_number(match['n'])}인용 이상", text)
        text = _PARTY_EN.sub(lambda match: f"for at least {_number(match['n'] or match['us'])} people", text)
    text = _AMOUNT_KO.sub(_amount, text)
    return _RUN.sub(lambda match: _written(match[0], vocabulary), text)


def _amount(match: "re.Match[str]") -> str:
    number = korean_number(match["n"] or match["many"])
    unit = match["unit"] or match["power"]
    return match[0] if number is None else f"{number:f}{_WRITTEN_UNITS[unit[0]]}"


def _number(said: str) -> int:
    return count(said) or 1


def _written(word: str, vocabulary: Vocabulary) -> str:
    if short := _short_brand(word, vocabulary):
        return short
    if len(word) < 3 or _known(word, vocabulary):
        return word
    for spoken, spelt in _PARTICLES:
        stem = word.removesuffix(spoken)
        if stem != word and len(stem) > 1 and _known(stem, vocabulary):
            return stem + spelt
    if found := _of_brand(word, vocabulary) or _named(word, vocabulary):
        return found
    match = _THING.fullmatch(word)
    if (
        match
        and not _known(match["stem"] + match["thing"][0], vocabulary)
        and (_known(match["stem"], vocabulary) or f"{match['stem']}색" in vocabulary.terms)
    ):
        return f"{match['stem']} {match['thing']}"
    return word


def _short_brand(word: str, vocabulary: Vocabulary) -> str:
    """A brand of two syllables, written as it sounds: 디올이랑 -> dior이랑; "" for none, and for a word that
    means something."""
    for stem, tail in [(word, ""), *without_particle(word)]:
        name = vocabulary.short_brands.get(sound(stem), "") if len(stem) == 2 else ""
        if name and not (_means(stem, vocabulary) or _means(word, vocabulary)) and not noun_of(stem)[1]:
            return name + tail
    return ""


def _named(word: str, vocabulary: Vocabulary) -> str:
    """A Latin word of a title, or a brand, written as it sounds: 하모니는 -> harmony는, 스피젠 -> Spigen; ""
    for none. Only plain nouns are: a verb may sound like anything."""
    parted = without_particle(word)
    if any(_means(stem, vocabulary) for stem, _ in [(word, ""), *parted]):
        return ""
    for stem, tail in [(word, ""), *parted]:
        near = nearest(stem, vocabulary.sounds, _UNLISTED)
        brand = _brand(stem, not parted, vocabulary)
        if not (near or brand):
            continue  # The analyser is asked of words that sound like something, and of no others.
        noun, listed = noun_of(word)
        if listed:
            near = nearest(stem, vocabulary.sounds, _LISTED)
        if noun and stem in (noun, word) and (near or brand):
            return (brand or near) + tail
    return ""


def _brand(stem: str, whole: bool, vocabulary: Vocabulary) -> str:
    name = vocabulary.brand_sounds.get(sound := skeleton(stem), "")
    sure = len(sound) > SHORTEST or (len(stem) > 2 and whole)
    return name if sure and name and alike(stem, name) else ""


def _of_brand(word: str, vocabulary: Vocabulary) -> str:
    """A brand and its goods written together: 삼성폰 -> 삼성 폰, their particle kept; "" for none."""
    if vocabulary.lexicon.of(word):
        return ""
    for cut in range(2, len(word)):
        brand, goods = word[:cut], word[cut:]
        stem = strip_particle(goods, vocabulary.is_goods)
        if vocabulary.is_goods(stem) and any(
            sense.kind == "brand" for sense in vocabulary.terms.get(brand, ())
        ):
            return f"{brand} {goods}"
    return ""


def _means(word: str, vocabulary: Vocabulary) -> bool:
    named = _known(word, vocabulary) or vocabulary.lexicon.of(word) or word in vocabulary.shop.store_words
    return bool(named) or is_ordinary(word)


def _known(word: str, vocabulary: Vocabulary) -> bool:
    return word in vocabulary.terms or vocabulary.knows(word)
