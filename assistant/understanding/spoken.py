"""Korean as it is typed in a hurry, in the spelling the rest reads: 양파두 is 양파도, 마운틴꺼 마운틴 꺼,
스피젠 the brand Spigen, 하모니 the word Harmony of a title."""

import re

from assistant.lexicon.morphemes import noun_of
from assistant.lexicon.particles import without_particle
from assistant.lexicon.skeleton import SHORTEST, alike, nearest, skeleton
from assistant.understanding.acts import is_ordinary
from assistant.understanding.vocabulary import Vocabulary

_RUN = re.compile(r"[가-힣]+")
_THING = re.compile(r"(?P<stem>[가-힣]{2,}?)(?P<thing>(?:거|꺼|것|걸)(?:로|는|은|도|를|만|나|랑|이랑)?요?)")
_LISTED, _UNLISTED = 0.9, 0.8
"""How near a word in the dictionary, or in none, must sound to be a Latin one."""
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
    if latin := _named(word, vocabulary):
        return latin
    match = _THING.fullmatch(word)
    if (
        match
        and not _known(match["stem"] + match["thing"][0], vocabulary)
        and (_known(match["stem"], vocabulary) or f"{match['stem']}색" in vocabulary.terms)
    ):
        return f"{match['stem']} {match['thing']}"
    return word


def _named(word: str, vocabulary: Vocabulary) -> str:
    """A Latin word of a title, or a brand, written as it sounds: 하모니는 -> harmony는, 스피젠 -> Spigen; ""
    for none. Only plain nouns are: a verb may sound like anything."""
    parted = without_particle(word)
    if any(_means(stem, vocabulary) for stem, _ in [(word, ""), *parted]):
        return ""
    noun, listed = noun_of(word)
    for stem, tail in [(word, ""), *parted]:
        if stem in (noun, word) and noun:
            latin = nearest(stem, vocabulary.sounds, _LISTED if listed else _UNLISTED)
            if found := latin or _brand(stem, not parted, vocabulary):
                return found + tail
    return ""


def _brand(stem: str, whole: bool, vocabulary: Vocabulary) -> str:
    name = vocabulary.brand_sounds.get(sound := skeleton(stem), "")
    sure = len(sound) > SHORTEST or (len(stem) > 2 and whole)
    return name if sure and name and alike(stem, name) else ""


def _means(word: str, vocabulary: Vocabulary) -> bool:
    named = _known(word, vocabulary) or vocabulary.lexicon.of(word) or word in vocabulary.shop.store_words
    return bool(named) or is_ordinary(word)


def _known(word: str, vocabulary: Vocabulary) -> bool:
    return word in vocabulary.terms or vocabulary.knows(word)
