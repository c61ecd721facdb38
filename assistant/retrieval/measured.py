"""What products are for one query, each by itself: measured once, however often they are asked about."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from assistant.retrieval.columns import Rows
from assistant.retrieval.matching import Matching
from assistant.retrieval.rank import Scores


@dataclass(frozen=True, slots=True)
class Measured:
    """Product rows, their cosines with the query, and how they hold its words."""

    rows: Rows
    cosines: Scores
    matching: Matching

    def at(self, places: Rows) -> "Measured":
        """Those at these places."""
        return Measured(self.rows.take(places), self.cosines.take(places), self.matching.at(places))

    def and_of(self, others: "Measured") -> "Measured":
        """These, and those behind them."""
        return Measured(
            np.concatenate([self.rows, others.rows]),
            np.concatenate([self.cosines, others.cosines]),
            self.matching.and_of(others.matching),
        )


class Pool:
    """Measures product rows for one query with `measure`, only those it does not hold yet."""

    def __init__(self, measure: Callable[[Rows], Measured]) -> None:
        self._measure = measure
        self._held: Measured | None = None

    def of(self, rows: Rows) -> Measured:
        """The measures of these rows, sorted and each once."""
        held = self._held
        if held is None:
            held = self._held = self._measure(rows)
            return held
        at = np.minimum(np.searchsorted(held.rows, rows), len(held.rows) - 1)
        new = rows[held.rows[at] != rows] if len(held.rows) else rows
        if len(new):
            held = held.and_of(self._measure(new))
            held = self._held = held.at(np.argsort(held.rows).astype(np.int32))
            at = np.searchsorted(held.rows, rows)
        return held if len(at) == len(held.rows) else held.at(at)
