"""Constraints to SKU masks, exactly; and what to let go when nothing fits."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from assistant.domain.dialogue import Constraint
from assistant.lexicon import Lexicon, canonical_value, facet_name
from assistant.lexicon.amounts import amount
from assistant.retrieval.columns import Columns, Mask

SAFETY = frozenset({"allergen", "diet"})
"""Facets whose constraints are never let go."""
EVERYONE = "unisex"
"""The gender of goods made for men and women: these hold men and women too."""
REFUSALS = frozenset({"ne", "not_in"})
"""What was turned down does not come back as the nearest thing."""

_MOST_DROPPED = 3
COMPARISONS = frozenset({"lt", "le", "gt", "ge"})


@dataclass(frozen=True, slots=True)
class Fit:
    """SKU rows that satisfy a request; `relaxed` constraints were let go for it, `bites` empty it."""

    rows: Mask
    relaxed: tuple[Constraint, ...] = ()
    bites: tuple[Constraint, ...] = ()


class Selector:
    """Evaluates constraints on one state of the columns; `stocked` gives the SKUs with units at a store."""

    def __init__(self, columns: Columns, lexicon: Lexicon, stocked: Mapping[str, frozenset[str]]) -> None:
        self._columns = columns
        self._lexicon = lexicon
        self._stocked = stocked

    def satisfying(self, constraint: Constraint) -> Mask:
        """SKU rows that satisfy one constraint. A facet or value no product has satisfies nothing (with ne
        and not_in: everything); a comparison needs a known number."""
        facet = (
            constraint.facet if constraint.facet in ("allergen", "store") else facet_name(constraint.facet)
        )
        values = constraint.value if isinstance(constraint.value, tuple) else (constraint.value,)
        if constraint.op in COMPARISONS:
            held = self._compared(facet, constraint.op, values[0])
            # A taste kept in the profile concerns what is known to be otherwise, not every bicycle.
            return held | self._unknown(facet) if constraint.origin == "profile" else held
        held = np.zeros(len(self._columns.skus), dtype=np.bool_)
        for value in values:
            held |= self._holding(facet, value)
        if constraint.op not in REFUSALS:
            return held | self._columns.untold(facet) if self._columns.titled(facet) else held
        # What is made for everyone is not turned down with what is made for one of them.
        return (
            ~held | self._holding(facet, EVERYONE) if facet == "gender" and EVERYONE not in values else ~held
        )

    def exact(self, hard: Sequence[Constraint], within: Mask) -> Mask:
        """The rows of `within` that satisfy all of `hard`."""
        return _all(within, [self.satisfying(constraint) for constraint in hard])

    def fit(self, hard: Sequence[Constraint], within: Mask) -> Fit:
        """The rows of `within` that satisfy all of `hard`; when there are none, those left after letting go
        of the fewest constraints that are neither about safety nor a refusal, preferring the choice with most
        rows."""
        masks = [self.satisfying(constraint) for constraint in hard]
        rows = _all(within, masks)
        if rows.any() or not within.any():
            return Fit(rows)
        kept = [m for m, c in zip(masks, hard, strict=True) if c.facet in SAFETY or c.op in REFUSALS]
        safe = _all(within, kept)
        loose = [at for at, one in enumerate(hard) if one.facet not in SAFETY and one.op not in REFUSALS]
        bites = self._biting(hard, masks, safe, loose)
        for count in range(1, min(len(loose), _MOST_DROPPED) + 1):
            choices = [
                (left, dropped)
                for dropped in combinations(loose, count)
                if (left := _all(safe, [masks[at] for at in loose if at not in dropped])).any()
            ]
            if choices:
                best, dropped = max(choices, key=lambda choice: int(choice[0].sum()))
                return Fit(best, tuple(hard[at] for at in dropped), bites)
        if safe.any() and len(loose) > _MOST_DROPPED:
            return Fit(safe, tuple(hard[at] for at in loose), bites)
        return Fit(np.zeros_like(within), (), bites)

    def _biting(
        self, hard: Sequence[Constraint], masks: Sequence[Mask], safe: Mask, loose: Sequence[int]
    ) -> tuple[Constraint, ...]:
        """Constraints nothing satisfies alone; else those without which something would fit; else all."""
        if not safe.any():
            return tuple(one for one in hard if one.facet in SAFETY or one.op in REFUSALS)
        alone = [at for at in loose if not (safe & masks[at]).any()]
        if alone:
            return tuple(hard[at] for at in alone)
        single = [at for at in loose if _all(safe, [masks[other] for other in loose if other != at]).any()]
        return tuple(hard[at] for at in single or loose)

    def _holding(self, facet: str, value: str | int | float | bool) -> Mask:
        columns = self._columns
        if facet == "allergen":
            return columns.holding(str(value))[columns.product_of]
        if facet == "store":
            stocked = self._stocked.get(str(value), frozenset())
            rows = [columns.row_of[sku] for sku in stocked if sku in columns.row_of]
            return columns.mask(np.array(rows, dtype=np.int32))
        held = np.zeros(len(columns.skus), dtype=np.bool_)
        number = as_number(value)
        if number is not None and facet in columns.numbers:
            held |= np.isclose(columns.numbers[facet], number, equal_nan=False)
        surface = ("yes" if value else "no") if isinstance(value, bool) else _plain(value)
        rows_of = columns.words.get(facet, {}).get(canonical_value(facet, surface, self._lexicon))
        if rows_of is not None:
            held[rows_of] = True
        return held

    def _unknown(self, facet: str) -> Mask:
        column = self._columns.numbers.get(facet)
        return np.isnan(column) if column is not None else np.ones(len(self._columns.skus), dtype=np.bool_)

    def _compared(self, facet: str, op: str, value: str | int | float | bool) -> Mask:
        column, limit = self._columns.numbers.get(facet), as_number(value)
        if column is None or limit is None:
            return np.zeros(len(self._columns.skus), dtype=np.bool_)
        with np.errstate(invalid="ignore"):
            if op == "lt":
                return column < limit
            if op == "le":
                return column <= limit
            return column > limit if op == "gt" else column >= limit


def _all(within: Mask, masks: Sequence[Mask]) -> Mask:
    rows = within.copy()
    for mask in masks:
        rows &= mask
    return rows


def as_number(value: str | int | float | bool | tuple[str, ...]) -> float | None:
    """A constraint's value as the number its facet's column holds; None when it is none."""
    if isinstance(value, bool | tuple):
        return None
    try:
        return float(value)
    except ValueError:
        stated = amount(str(value))
        return stated.value if stated else None


def _plain(value: str | int | float) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)
