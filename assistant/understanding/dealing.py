"""What a message does with goods on the screen: takes them, alters an order, asks, finds others, or talks.

A linear classifier over the messages of data/dealt_*.tsv, in which a particular product, a kind of goods, a
value and a number stand as slots. An utterance is read through the same slots, so "five of the dog food" and
"two of the mugs" are one, whatever is sold.
"""

import csv
import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Literal, cast, get_args

from assistant.understanding.acts import (
    MENTION,
    NUMBER,
    Slot,
    Weighing,
    as_read,
    choices_in,
    slotted,
    trained,
    words_in,
)
from assistant.understanding.mentions import Mention
from assistant.understanding.quantities import counts_in
from assistant.understanding.reading import Reading

Deed = Literal["take", "alter", "ask", "find", "talk"]
_LANGUAGES = ("ko", "en")
_SIGN = re.compile(r"([ⓖⓥⓢⓜ])(?=[^\s])")


def deeds(low: str, found: Sequence[Mention], slot: Slot) -> dict[Deed, float]:
    """How likely each deed is of a lower-cased utterance that points at `found`; {} for one of unknown words.
    slot: what stands for a word that names goods or a value."""
    text = _SIGN.sub(r"\1 ", slotted(_marked(low, found), slot, _own_words()))
    return {guess.act: guess.sure for guess in shipped().hear(text)}


@cache
def shipped() -> Weighing[Deed]:
    """The classifier of the shipped tables, trained once a process."""
    return trained(examples(), get_args(Deed))


def examples() -> list[tuple[Deed, str]]:
    """Every message of the tables as an utterance is read. ValueError names a line with an unknown deed."""
    found: list[tuple[Deed, str]] = []
    for language in _LANGUAGES:
        text = (files("assistant.understanding") / "data" / f"dealt_{language}.tsv").read_text("utf-8")
        for number, row in enumerate(
            csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
        ):
            if row["deed"] not in get_args(Deed):
                raise ValueError(f"dealt_{language}.tsv line {number + 2}: {row['deed']!r} is no deed")
            said = "".join(
                part for (part,) in choices_in(row["said"].lower().replace("(", " ").replace(")", " "))
            )
            found.append((cast(Deed, row["deed"]), as_read(_marked(said, ()))))
    return found


@cache
def _own_words() -> frozenset[str]:
    """The words of the messages: they are never taken for goods."""
    return frozenset(word for _, text in examples() for word in words_in(text))


_WOULD_YOU = re.compile(
    r"(?<=[가-힣])\s?(?:줄|주실|주시(?:는\s?것도)?|놓아\s?줄)\s?(?:수\s?(?:있\S*)|래요?|겠\S*)\s?\??"
)
"""담아 줄 수 있어요?: an order put as a question."""


def _marked(low: str, found: Sequence[Mention]) -> str:
    """The utterance with signs for what it points at and for how many."""
    spans = [(one.start, one.end, MENTION) for one in found if one.how not in ("rank", "it")]
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
