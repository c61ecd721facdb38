"""What no shop answers, heard whatever the words: harm, other people's data, other trades.

A linear classifier over the wordings of data/declined_*.tsv, beside ordinary ones that sound alike, those of
the shop's own matters and of every act of a shopper. It is asked beside the words of `safety`, which are
exact; it hears "nobody would miss me" too.
"""

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import cast, get_args

from assistant.understanding import matters
from assistant.understanding.acts import (
    VALUE,
    Guess,
    Slot,
    Weighing,
    examples,
    is_ordinary,
    slotted,
    trained,
    words_in,
)
from assistant.understanding.safety import Family, is_excepted
from assistant.understanding.tables import labelled

ORDINARY = "ordinary"
_SURE, _SURE_OF_GOODS, _VERY, _VERY_SHORT = 0.35, 0.6, 0.65, 0.8
"""So likely must all families be together; where goods are named beside; where one word tells it; and in a
short sentence."""
_TELLS = 1.0
"""How much more than of an ordinary sentence a word must speak of the family to tell it."""
_SHORT = 3
_LETTERS = {True: 3, False: 2}


def declined(low: str, slot: Slot, goods: bool) -> Family | None:
    """The family that a lower-cased utterance most likely asks for; None when it is likelier an ordinary one.
    slot: what stands for a word that names goods, a value or a store; goods: whether any are named."""
    text = slotted(low, slot, own_words())
    guesses = _guesses(text)
    beyond = [one for one in guesses if one.act != ORDINARY]
    if not beyond:
        return None
    family, sure = cast(Family, beyond[0].act), sum(one.sure for one in beyond)
    if is_excepted(low):
        return None
    words = text.split()
    telling = sum(_tells(word, family) for word in words)
    if goods or any(slot(word) == VALUE for word in words_in(low)):
        least = _SURE_OF_GOODS if telling > 1 else 1.0
    elif len(words) < _SHORT:
        least = _VERY_SHORT if telling else 1.0
    else:
        least = _SURE if telling > 1 else _VERY if telling and guesses[0].act == family else 1.0
    return family if sure > least else None


def _tells(word: str, family: str) -> bool:
    """True for a word of the family's own, and none that is said whatever people shop for."""
    heard = shipped()
    if len(word) < _LETTERS[word.isascii()] or is_ordinary(word):
        return False
    return heard.speaks_of(word, family) - heard.speaks_of(word, ORDINARY) > _TELLS


@lru_cache(maxsize=256)
def _guesses(text: str) -> tuple[Guess[str], ...]:
    return shipped().hear(text)


@cache
def shipped() -> Weighing[str]:
    """The classifier of the shipped tables, trained once a process."""
    given = [(family, text) for family, text, _ in numbered_wordings()]
    given += [(ORDINARY, text) for act, text in examples() if act != "other"]
    given += [(ORDINARY, text) for label, text, _ in matters.numbered_wordings() if label != "talk"]
    return trained(given, tuple(dict.fromkeys(label for label, _ in given)), quick=True, steps=12)


def numbered_wordings() -> Iterator[tuple[str, str, int]]:
    """Family, wording and line of the tables. ValueError names a line with an unknown family."""
    for family, line, number in labelled("declined", "family", {*get_args(Family), ORDINARY}):
        for said in matters.wordings(line):
            yield family, said, number


@cache
def own_words() -> frozenset[str]:
    """The words of the wordings: they are never taken for goods."""
    return frozenset(word for _, text, _ in numbered_wordings() for word in words_in(text))
