"""Korean as it is typed in a hurry, in the spelling the rest reads: 양파두 is 양파도, 마운틴꺼 마운틴 꺼,
스피젠 the brand Spigen."""

import re

from assistant.lexicon.particles import without_particle
from assistant.lexicon.skeleton import SHORTEST, skeleton
from assistant.understanding.acts import is_ordinary
from assistant.understanding.vocabulary import Vocabulary

_RUN = re.compile(r"[가-힣]+")
_THING = re.compile(r"(?P<stem>[가-힣]{2,}?)(?P<thing>(?:거|꺼|것|걸)(?:로|는|은|도|를|만|나|랑|이랑)?요?)")
_PARTICLES = (("으루", "으로"), ("루", "로"), ("두", "도"))


def written(text: str, vocabulary: Vocabulary) -> str:
    """`text` with such words put right; a word the catalogue knows as it stands is left alone."""
    return _RUN.sub(lambda match: _written(match[0], vocabulary), text)


def _written(word: str, vocabulary: Vocabulary) -> str:
    if len(word) < 3 or _known(word, vocabulary):
        return word
    for spoken, spelt in _PARTICLES:
        stem = word.removesuffix(spoken)
        if stem != word and len(stem) > 1 and _known(stem, vocabulary):
            return stem + spelt
    if brand := _brand(word, vocabulary):
        return brand
    match = _THING.fullmatch(word)
    if (
        match
        and not _known(match["stem"] + match["thing"][0], vocabulary)
        and (_known(match["stem"], vocabulary) or f"{match['stem']}색" in vocabulary.terms)
    ):
        return f"{match['stem']} {match['thing']}"
    return word


def _brand(word: str, vocabulary: Vocabulary) -> str:
    """A Latin brand written as it sounds: 스피젠 -> Spigen, its particle kept; "" for none."""
    parted = without_particle(word)
    if any(_means(stem, vocabulary) for stem, _ in [(word, ""), *parted]):
        return ""
    for stem, tail in [(word, ""), *parted]:
        sound = skeleton(stem)
        sure = len(sound) > SHORTEST or (len(stem) > 2 and not parted)
        name = vocabulary.brand_sounds.get(sound) if sure else None
        if name:
            return name + tail
    return ""


def _means(word: str, vocabulary: Vocabulary) -> bool:
    named = _known(word, vocabulary) or vocabulary.lexicon.of(word) or word in vocabulary.shop.store_words
    return bool(named) or is_ordinary(word)


def _known(word: str, vocabulary: Vocabulary) -> bool:
    return word in vocabulary.terms or vocabulary.knows(word)
