"""How many of each of the goods a sentence points at: three dotted mugs and two cat mugs, 머그컵 세 개."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.domain.product import Product
from assistant.lexicon import has_hangul
from assistant.understanding.mentions import Mention
from assistant.understanding.numerals import count
from assistant.understanding.quantities import EACH, counts_in
from assistant.understanding.reading import Reading
from assistant.understanding.references import is_a_pair
from assistant.understanding.several import bears_number
from assistant.understanding.vocabulary import Vocabulary

_PARTED = re.compile(r"[.!?;:,]|\s-+\s|—|–|\b(?:and|plus|so|or)\b")
_IN_A_PACK = re.compile(r"\s?(?:든|들어|들이|짜리|입\b|주는|있는)|\s?(?:in a|per|to a) (?:pack|box|bag|set)")
_ALL_OF = re.compile(r"\b(?:all|any|the other|of the)\s$")
_OF_PEOPLE = re.compile(r"\s(?:of (?:us|them|you)\b|people\b|persons?\b|guests\b|kids\b|adults\b)")
_AGED = re.compile(r"\b(?:i am|i'm|(?:he|she)(?: is|'s)|turn(?:s|ing|ed)?|aged)\s(?:\w+-)?$")
_OWNED = re.compile(r"(?<!can i )(?<!could i )(?<!may i )(?<!let me )\b(?:have|has|had|got|owns?) $")
"""I am thirty-eight; all my friends have one."""
_FOR = re.compile(r"\bfor\s$")
_BEHIND, _BEFORE = 40, 30
"""How far from what is counted a count stands, behind it and before it."""
_PAIR = re.compile(r"(?:a )?pair of\b")

Count = tuple[int, int, int]
"""A number and where it stands, from and to."""


@dataclass(frozen=True, slots=True)
class HowMany:
    """given: how many of each mention, None where nothing is said; each: so many of every one, or None;
    unmet: something is counted that was not made out."""

    given: tuple[int | None, ...]
    each: int | None
    unmet: bool

    @property
    def said(self) -> bool:
        """Whether it is said of all."""
        return all(self.given)

    def of(self, at: int) -> int | None:
        """How many of the mention at this place."""
        return self.given[at] if self.each is None or len(self.given) < 2 else self.each


def how_many(
    found: Sequence[Mention], low: str, vocabulary: Vocabulary, shown: Mapping[str, Product]
) -> HowMany:
    """What stands right before a mention counts it (in Korean behind), else the nearest that is free."""
    every = _counts(found, low, vocabulary)
    free = list(every)
    given: list[int | None] = [None] * len(found)
    for before in (False, True) if has_hangul(low) else (True, False):
        for at, one in enumerate(found):
            near = (so_many for so_many in _near(free, found, at, low, before=before) if given[at] is None)
            if so_many := next(near, None):
                given[at] = _pieces(so_many, one, low, shown)
                free.remove(so_many)
    if len(found) == 1 and given[0] is None and free:
        given[0] = _pieces(free[-1], found[0], low, shown)
    first = min((one.start for one in found), default=0) - _BEFORE
    last = max((one.end for one in found), default=0) + _BEHIND
    about = [one for one in every if first <= one[1] <= last]
    return HowMany(tuple(given), _each(low), len(about) > max(1, sum(map(bool, given))))


def _each(low: str) -> int | None:
    """Two of each: how many of every one."""
    match = EACH.search(low)
    counted = next(counts_in(Reading(match[0])), None) if match else None
    return counted[0] if counted else count(match[0].split()[0].removesuffix("씩")) if match else None


def _counts(found: Sequence[Mention], low: str, vocabulary: Vocabulary) -> list[Count]:
    """The counts of goods, in order: not the 13 of an iPhone 13, nor the five in a pack, nor all
    three, nor the two who eat."""
    return [
        one
        for one in sorted(counts_in(Reading(low)), key=lambda one: one[1])
        if not _IN_A_PACK.match(low, one[2])
        and not _ALL_OF.search(low, 0, one[1])
        and not _OF_PEOPLE.match(low, one[2])
        and not _AGED.search(low, 0, one[1])
        and not (one[0] == 1 and _OWNED.search(low, 0, one[1]))
        and not (_FOR.search(low, 0, one[1]) and _PARTED.match(low.rstrip() + ".", one[2]))
        and not any(_is_part(one, mention, low, vocabulary) for mention in found)
    ]


def _is_part(so_many: Count, one: Mention, low: str, vocabulary: Vocabulary) -> bool:
    inside = one.how == "name" and one.start < so_many[2] and so_many[1] < one.end
    return inside or bears_number(one.sku, low[slice(*so_many[1:])], vocabulary)


def _near(free: list[Count], found: Sequence[Mention], at: int, low: str, *, before: bool) -> list[Count]:
    """The counts that may be of a mention: right before it, or behind it and before the next."""
    one = found[at]
    if before:
        since = found[at - 1].end if at else 0
        return [
            so_many
            for so_many in reversed(free)
            if since <= so_many[1]
            and 0 <= one.start - so_many[2] <= _BEFORE
            and not _PARTED.search(low, so_many[2], one.start)
        ]
    until = found[at + 1].start if at + 1 < len(found) else len(low)
    return [so_many for so_many in free if 0 <= so_many[1] - one.end <= _BEHIND and so_many[2] <= until]


def _pieces(so_many: Count, one: Mention, low: str, shown: Mapping[str, Product]) -> int:
    """A pair of mugs is two, a pair of gloves is one."""
    product = shown.get(one.sku)
    if so_many[0] == 1 and product is not None and _PAIR.match(low, so_many[1]):
        return 1 if is_a_pair(product) else 2
    return so_many[0]
