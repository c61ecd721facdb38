"""What a message does with goods on the screen: takes them, alters an order, asks, finds others, or talks.

A linear classifier over the messages of data/dealt_*.tsv, in which a particular product, a kind of goods, a
value and a number stand as slots. An utterance is read through the same slots, so "five of the dog food" and
"two of the mugs" are one, whatever is sold.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Literal, cast, get_args

from assistant.understanding.acts import (
    MENTION,
    NUMBER,
    Slot,
    Weighing,
    as_read,
    signed,
    slotted,
    trained,
    words_in,
)
from assistant.understanding.mentions import Mention
from assistant.understanding.quantities import counts_in
from assistant.understanding.reading import Reading
from assistant.understanding.tables import labelled

Deed = Literal["take", "alter", "ask", "find", "talk"]
_WOULD_YOU = re.compile(
    r"(?<=[가-힣])\s?(?:줄|주실|주시(?:는\s?것도)?|놓아\s?줄)\s?(?:수\s?(?:있\S*)|래요?|겠\S*)\s?\??"
)
"""담아 줄 수 있어요?: an order put as a question."""
_BY_WORDS, _BY_MEANING, _LEAST = 0.9, 0.6, 1e-6
"""How much words and meaning weigh together, and the least a deed is held likely by either. In fifths of the
tables words are right in 78 %, the default embedder in 83 %, both in 87 % (fast-use 74 and 82 %)."""


def deeds(low: str, found: Sequence[Mention], slot: Slot) -> dict[Deed, float]:
    """How likely each deed is of a lower-cased utterance that points at `found`; {} for one of unknown words.
    slot: what stands for a word that names goods or a value."""
    text = slotted(_marked(low, found), slot, _own_words())
    return {guess.act: guess.sure for guess in shipped().hear(text)}


def both(by_words: Mapping[Deed, float], by_meaning: Mapping[Deed, float]) -> dict[Deed, float]:
    """What words and meaning tell together; {} where words tell nothing."""
    told = {
        deed: max(sure, _LEAST) ** _BY_WORDS * max(by_meaning[deed], _LEAST) ** _BY_MEANING
        for deed, sure in by_words.items()
    }
    every = sum(told.values())
    return {deed: sure / every for deed, sure in told.items()}


@cache
def shipped() -> Weighing[Deed]:
    """The classifier of the shipped tables, trained once a process."""
    return trained(examples(), get_args(Deed))


def examples() -> list[tuple[Deed, str]]:
    """Every message of the tables as an utterance is read. ValueError names a line with an unknown deed."""
    lines = labelled("dealt", "deed", get_args(Deed))
    return [(cast(Deed, deed), as_read(_marked(signed(said).lower(), ()))) for deed, said, _ in lines]


@cache
def _own_words() -> frozenset[str]:
    """The words of the messages: they are never taken for goods."""
    return frozenset(word for _, text in examples() for word in words_in(text))


def _marked(low: str, found: Sequence[Mention]) -> str:
    """The utterance with signs for what it points at and for how many."""
    spans = [(one.start, one.end, MENTION) for one in found if one.how != "rank"]
    taken = [(start, end) for start, end, _ in spans]
    for _, start, end in counts_in(Reading(low)):
        if not any(start < b and a < end for a, b in taken):
            spans.append((start, end, NUMBER))
            taken.append((start, end))
    text, at = "", 0
    for start, end, sign in sorted(set(spans)):
        if start >= at:
            text += f"{low[at:start]} {sign} "
            at = end
    return _WOULD_YOU.sub(" 주세요", text + low[at:])
