"""Which of a shop's own matters an utterance is about: delivery, returns, points, a discount asked for.

A linear classifier over the wordings of data/matters_*.tsv, beside wordings about goods, orders and stores
that sound alike; it is asked whatever words the shopper chose ("언제까지 맡아줘요" names no pickup). Matters
of one kind share the part before the dot: delivery.fee, delivery.time.
"""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from assistant.lexicon.particles import without_particle
from assistant.understanding.acts import (
    Guess,
    Slot,
    Weighing,
    as_read,
    choices_in,
    examples,
    slotted,
    trained,
    words_in,
)
from assistant.understanding.tables import labelled

_OTHER = {
    "find": "goods", "narrow": "goods", "drop": "goods", "more": "goods", "back": "goods",
    "compare": "goods", "ask": "about", "stock": "store", "store": "store", "reserve": "cart",
    "cart_add": "cart", "cart_change": "cart", "cart_remove": "cart", "cart_clear": "cart",
    "cart_show": "cart",
}  # fmt: skip
"""What else is said in a shop, by the act of the other examples; small talk and the rest is talk."""
_TALK = "talk"
DISCOUNT = "discount"
"""The matter of a price lowered for the asking."""
_LIKELY = 4
_SENTENCE = re.compile(
    r"\?|(?:요|까|나|니|지|죠|다|어|아|해|돼|줘|네|데|야|래|게|음|려|와|워|져|봐|서|라|면|대|든|고|군|임|봐요)\W*$|\b(?:i|i'm|i've|im|ive|we|you|u|your|my|our|me|us|it|its|it's"
    r"|they|them|he|she|is|are|was|do|does|did|can|could|will|would|should|may|might|must|what|whats|what's|when|where"
    r"|who|how|which|if|there|have|has|got|please|tell|explain|don't|won't|not)\b"
)
BESIDE = frozenset(_OTHER.values()) | {_TALK, "order", "service"}
"""Labels that are no matter of the shop's own."""


@dataclass(frozen=True, slots=True)
class Matter:
    """A matter: how merchants' texts speak of it, and how attributes that state it of one product
    are called.

    stated: groups of word beginnings; a text speaks of the matter when each group has one in it.
    """

    name: str
    stated: tuple[tuple[str, ...], ...]
    attributes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """What the shop is asked about. matters: how likely each is, likeliest first; sure: how likely it is any
    of them, 0..1; goods, about: how likely goods are looked for instead, or something asked about them."""

    matters: tuple[tuple[str, float], ...]
    sure: float
    goods: float
    about: float

    @property
    def first(self) -> str:
        return self.matters[0][0]

    @property
    def kind(self) -> float:
        """How likely it is the first matter or one of its kind, 0..1."""
        kind = self.first.partition(".")[0]
        return sum(sure for name, sure in self.matters if name.partition(".")[0] == kind)

    @property
    def told(self) -> tuple[tuple[str, float], ...]:
        """The likeliest matters, as if nothing but a matter of the shop's could be meant."""
        likely = self.matters[:_LIKELY]
        total = sum(sure for _, sure in likely)
        return tuple((name, sure / total) for name, sure in likely)


def asked(low: str, slot: Slot) -> Asked | None:
    """What a lower-cased utterance asks of the shop; None when none of its words is known. slot: what stands
    for a word that names goods, a value or a store."""
    guesses = _guesses(slotted(low, slot, own_words()))
    matters = tuple((one.act, one.sure) for one in guesses if one.act not in BESIDE)
    if not matters:
        return None
    beside = {one.act: one.sure for one in guesses}
    return Asked(matters, sum(sure for _, sure in matters), beside["goods"], beside["about"])


def heard_in(low: str) -> dict[str, float]:
    """How likely each matter is of a merchant's lower-cased question, 0..1."""
    heard = asked(low, lambda _: "")
    return dict(heard.matters[:_LIKELY]) if heard else {}


@lru_cache(maxsize=256)
def _guesses(text: str) -> tuple[Guess[str], ...]:
    return shipped().hear(text)


@cache
def shipped() -> Weighing[str]:
    """The classifier of the shipped tables, trained once a process."""
    given = [(label, text) for label, text, _ in numbered_wordings()]
    given += [(_OTHER.get(act, _TALK), text) for act, text in examples() if act != "policy"]
    return trained(given, tuple(dict.fromkeys(label for label, _ in given)), quick=True)


@cache
def matters() -> dict[str, Matter]:
    """Every matter of data/matters.tsv by its name, in file order."""
    text = (files("assistant.understanding") / "data" / "matters.tsv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    return {
        row["matter"]: Matter(
            row["matter"],
            tuple(_split(group) for group in row["stated"].split("&")),
            _split(row["attribute"] or ""),
        )
        for row in rows
    }


def numbered_wordings() -> Iterator[tuple[str, str, int]]:
    """Label, wording and line of the matters' own tables. ValueError names a line with an unknown label."""
    for label, said, number in labelled("matters", "matter", {*matters(), *BESIDE}):
        for text in wordings(said):
            yield label, text, number


def wordings(line: str) -> Iterator[str]:
    """Texts the line stands for: as many as its longest choice, so that each alternative stands in one."""
    choices = choices_in(line)
    for at in range(max(len(one) for one in choices)):
        yield as_read("".join(one[at % len(one)] for one in choices))


def names_more(low: str) -> bool:
    """True for a phrase, no sentence, with a word in it that no matter is spoken of in: return vent."""
    return not _SENTENCE.search(low) and any(word not in own_words(True) for word in words_in(low))


@cache
def own_words(of_matters: bool = False) -> frozenset[str]:
    """The words of the wordings, or of those about matters: a title that holds one does not make it goods."""
    told = [text for label, text, _ in numbered_wordings() if not of_matters or label not in BESIDE]
    said = {word for text in told for word in words_in(text) if word.isalpha()}
    return frozenset(said | {stem for word in said for stem, _ in without_particle(word) if len(stem) > 1})


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part.strip().lower() for part in cell.split("|") if part.strip())
