"""Conditions as comparable values: what a label demands, what was understood, what a product holds."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from assistant.domain.dialogue import Constraint
from assistant.domain.money import exponent
from assistant.lexicon import FacetValue, Lexicon, canonical_value, facet_name
from assistant.lexicon.amounts import amount
from catalog_ingest.headers import meaning
from eval.requests import Label

Value = float | str | frozenset[float | str]
_ABOUT = 0.3
_TIMES = re.compile(r"\s*[x×*]\s*(?=\d)")
_OWN = frozenset({"category", "store"})
"""Facets this measure does not judge: the kind of goods has its own, and no request here names a store."""


@dataclass(frozen=True, slots=True)
class Demand:
    """One condition: facet, operator, value in base units or canonical spelling."""

    facet: str
    op: str
    value: Value


class Scale:
    """Brings values of one shop to comparable form."""

    def __init__(self, lexicon: Lexicon, currency: str) -> None:
        self.lexicon = lexicon
        self._minor = 10 ** exponent(currency)

    def facet(self, name: str) -> str:
        """The facet an attribute of that heading feeds."""
        return facet_name(meaning(name).name)

    def labelled(self, label: Label) -> Demand:
        facet = self.facet(label.facet)
        if label.op == "in":
            return Demand(facet, "in", frozenset(self.value(facet, one) for one in label.value.split("|")))
        value = self.value(facet, label.value)
        if facet in ("price", "list_price") and isinstance(value, float):
            value *= self._minor
        return Demand(facet, label.op, value)

    def understood(self, constraints: Iterable[Constraint]) -> list[Demand]:
        """Hard conditions; each value of not_in on its own."""
        found = []
        for one in constraints:
            if not one.hard or one.facet in _OWN:
                continue
            facet = self.facet(one.facet)
            values = one.value if isinstance(one.value, tuple) else (one.value,)
            scaled = [self.value(facet, value) for value in values]
            if one.op == "in":
                found.append(Demand(facet, "in", frozenset(scaled)))
            else:
                op = "ne" if one.op == "not_in" else one.op
                found += [Demand(facet, op, value) for value in scaled]
        return list(dict.fromkeys(found))

    def value(self, facet: str, value: object) -> float | str:
        if isinstance(value, bool):
            return "yes" if value else "no"
        if isinstance(value, int | float):
            return round(float(value), 3)
        text = str(value)
        if facet == "title":
            return text.lower().replace(" ", "")
        if facet != "size" and (found := amount(text)):
            return round(found.value, 3)
        try:
            return round(float(text), 3)
        except ValueError:
            return canonical_value(facet, _TIMES.sub("x", text), self.lexicon)


def agreement(
    labels: Iterable[tuple[Label, Demand]], found: Iterable[Demand]
) -> tuple[int, list[str], list[str]]:
    """(conditions right, those missed, those too many) of one request. Disputed labels count in no way; a
    soft wish understood as hard is one too many."""
    left, right, missed = list(found), 0, []
    ordered = sorted(labels, key=lambda pair: pair[0].kind != "hard")
    for label, demand in ordered:
        if label.kind == "soft":
            continue
        hits = _hits(demand, left)
        if label.kind == "hard":
            wanted = 2 if demand.op == "about" else 1
            right += len(hits)
            missed += [f"{label.facet} {label.op} {label.value}"] * (wanted - len(hits))
        for hit in hits:
            left.remove(hit)
    return right, missed, [f"{one.facet} {one.op} {_shown(one.value)}" for one in left]


def _shown(value: Value) -> str:
    return "|".join(sorted(map(str, value))) if isinstance(value, frozenset) else str(value)


def _hits(demand: Demand, found: Iterable[Demand]) -> list[Demand]:
    here = [one for one in found if one.facet == demand.facet]
    if demand.op == "about":
        assert isinstance(demand.value, float)
        low, high = demand.value * (1 - _ABOUT), demand.value * (1 + _ABOUT)
        below = [o for o in here if o.op in ("ge", "gt") and low <= _number(o.value) < demand.value]
        above = [o for o in here if o.op in ("le", "lt") and demand.value < _number(o.value) <= high]
        return below[:1] + above[:1]
    if demand.op == "below":
        return [one for one in here if one.op in ("lt", "le") and one.value == demand.value][:1]
    # In a column of whole units "below 30000" and "at most 29999" are one condition.
    return [one for one in here if _whole(one, demand.facet) == _whole(demand, demand.facet)][:1]


def _whole(one: Demand, facet: str) -> Demand:
    if facet == "price" and one.op in ("lt", "gt") and isinstance(one.value, float):
        return Demand(facet, "le" if one.op == "lt" else "ge", one.value + (-1 if one.op == "lt" else 1))
    return one


def _number(value: Value) -> float:
    return value if isinstance(value, float) else float("nan")


def breaks(
    demand: Demand, held: Mapping[str, FacetValue], scale: Scale, unsafe: frozenset[str], title: str
) -> bool:
    """True when a product with the facets `held` breaks the condition. One that does not state the facet
    breaks every condition but "not"."""
    if demand.facet == "allergen":
        return str(demand.value) in unsafe
    if demand.facet == "title":
        return str(demand.value) in title.lower().replace(" ", "")
    stated = held.get(demand.facet)
    values: set[float | str] = set()
    if isinstance(stated, float):
        values = {scale.value(demand.facet, stated)}
    elif stated:
        values = {scale.value(demand.facet, one) for one in stated}
    if demand.op == "ne":
        return demand.value in values
    if demand.op == "in":
        assert isinstance(demand.value, frozenset)
        return not values & demand.value
    if demand.op == "eq":
        return demand.value not in values
    return not any(_fits(demand, value) for value in values)


def _fits(demand: Demand, value: float | str) -> bool:
    if not isinstance(value, float) or not isinstance(demand.value, float):
        return False
    limit = demand.value
    return {
        "lt": value < limit,
        "le": value <= limit,
        "below": value <= limit,
        "gt": value > limit,
        "ge": value >= limit,
        "about": limit * (1 - _ABOUT) <= value <= limit * (1 + _ABOUT),
    }[demand.op]
