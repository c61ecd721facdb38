"""Facet conditions found in an utterance so far, and the constraints they make."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.domain.dialogue import Constraint, Op
from assistant.understanding.vocabulary import NONE, Ids


@dataclass
class Facets:
    """Facet conditions found so far. nouns: keys of the goods named, in order; rejected: keys turned down;
    together: facets of which all values are wanted; said: where the last value of a facet ends."""

    wanted: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    unwanted: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    soft: list[Constraint] = field(default_factory=list)
    maybe: list[Constraint] = field(default_factory=list)
    maybe_keys: list[str] = field(default_factory=list)
    nouns: list[str] = field(default_factory=list)
    rejected: list[str] = field(default_factory=list)
    relevant: Ids = NONE
    together: set[str] = field(default_factory=set)
    said: dict[str, int] = field(default_factory=dict)

    def constraints(self) -> tuple[Constraint, ...]:
        return (
            *(one for facet, values in self.wanted.items() for one in self._wanted(facet, values)),
            *(_condition(facet, values, "ne", "not_in") for facet, values in self.unwanted.items()),
            *self.soft,
        )

    def _wanted(self, facet: str, values: Sequence[str]) -> tuple[Constraint, ...]:
        if facet in self.together:
            return tuple(Constraint(facet, "eq", value) for value in dict.fromkeys(values))
        return (_condition(facet, values, "eq", "in"),) if values else ()


def _condition(facet: str, values: Sequence[str], one: Op, many: Op) -> Constraint:
    unique = tuple(dict.fromkeys(values))
    return Constraint(facet, one, unique[0]) if len(unique) == 1 else Constraint(facet, many, unique)
