"""From scored products to hits: the SKU that fits best, wishes, the store, the order asked for."""

from collections.abc import Sequence
from itertools import compress

import numpy as np
import numpy.typing as npt

from assistant.domain.dialogue import Constraint, Sort
from assistant.lexicon import facet_name
from assistant.retrieval.candidates import Scored
from assistant.retrieval.columns import Columns, Floats, Mask, Rows
from assistant.retrieval.query import Hit, Query
from assistant.retrieval.rank import Signals
from assistant.retrieval.select import COMPARISONS, Fit, Selector, as_number

_SOFT = 0.08
_KIND = 0.3
"""What being of the category named adds, where the feed says so: what a title gave its words have told
already. The rest must reach _KIND_FLOOR of the best."""
_KIND_FLOOR = 0.5
_IN_STORE = 0.03
_OUT_OF_STOCK = 0.06
_SORT_FLOOR = 0.7
_SORTS: dict[Sort, tuple[str, bool]] = {
    "price_asc": ("price", False),
    "price_desc": ("price", True),
    "unit_price_asc": ("unit_price", False),
    "rating": ("rating", True),
    "newest": ("released", True),
}
"""Column and whether the largest comes first."""


class Choice:
    """Chooses among the SKU rows that `fit` one request."""

    def __init__(
        self, columns: Columns, selector: Selector, query: Query, soft: Sequence[Constraint], fit: Fit
    ) -> None:
        self._columns = columns
        self._query = query
        self._fitting = fit.rows
        self._limit = next((one for one in fit.relaxed if one.op in COMPARISONS), None)
        self._soft = [(constraint, selector.satisfying(constraint)) for constraint in soft]
        self._in_store: Mask | None = None
        if query.store_id:
            self._in_store = selector.satisfying(Constraint("store", "eq", query.store_id))

    def hits(self, scored: Scored) -> tuple[tuple[Hit, ...], int]:
        """At most k hits, best first, or in the order asked for among the clearly relevant; and how many
        there are in all. Where a limit was let go, the nearest to it come first among the clearly relevant.
        Products without a fitting SKU are left out."""
        if not len(scored.rows):
            return (), 0
        skus, totals = self._best_skus(scored)
        fitting = totals > -np.inf
        if not fitting.all():
            scored, skus, totals = scored.where(fitting), skus[fitting], totals[fitting]
        if not len(skus):
            return (), 0
        order = np.lexsort((scored.rows, -totals))
        if not self._query.deep and any(constraint.facet == "category" for constraint, _ in self._soft):
            order = order[totals[order] >= _KIND_FLOOR * totals.max()]
        if self._query.sort and self._query.text.strip():
            order = order[totals[order] >= _SORT_FLOOR * totals.max()]
            if (scored.signals.type[order] > 0).any():
                order = order[scored.signals.type[order] > 0]
        if self._query.sort:
            order = order[np.argsort(self._sort_key(skus[order], self._query.sort), kind="stable")]
        elif self._limit:
            clear = np.count_nonzero(totals[order] >= _SORT_FLOOR * totals.max())
            nearest = np.argsort(self._beyond(skus[order[:clear]], self._limit), kind="stable")
            order = np.concatenate([order[:clear][nearest], order[clear:]])
        scale = max(float(totals.max(initial=0.0)), scored.best, 1e-6)
        best = order[: self._query.k]
        shown = zip(
            skus[best].tolist(),
            self._columns.product_ids.some(scored.rows[best]),
            np.clip(totals[best] / scale, 0.0, 1.0).tolist(),
            self._signals(scored.signals, best, skus[best]),
            strict=True,
        )
        held = self._columns.skus
        found = tuple(Hit(held[sku], name, round(share, 4), told) for sku, name, share, told in shown)
        return found, len(order)

    def _best_skus(self, scored: Scored) -> tuple[Rows, Floats]:
        """The best fitting SKU row of each product and the product's total with it, -inf where none fits."""
        columns, after = self._columns, scored.rows + 1
        # SKU rows of a product stand together, in the feed's order: the first best one wins.
        starts = columns.first[scored.rows]
        last = after == columns.products
        sizes = np.where(last, len(columns.skus), columns.first.take(after, mode="clip")) - starts
        begins = np.cumsum(sizes) - sizes
        rows = np.repeat(starts - begins, sizes) + np.arange(sizes.sum())
        extra = np.zeros(len(rows))
        for constraint, mask in self._soft:
            if constraint.facet != "category":
                extra += _SOFT * mask[rows]
        if self._in_store is not None:
            extra += _IN_STORE * self._in_store[rows]
        extra -= _OUT_OF_STOCK * ~columns.available[rows]
        extra[~self._fitting[rows]] = -np.inf
        best = np.maximum.reduceat(extra, begins)
        first = np.where(extra == np.repeat(best, sizes), np.arange(len(rows)), len(rows))
        skus = rows[np.minimum.reduceat(first, begins)].astype(np.int32)
        totals = scored.signals.total.astype(np.float64) + best
        for constraint, mask in self._soft:
            if constraint.facet == "category":
                totals += _KIND * (mask & columns.shelved)[skus]
        return skus, totals

    def _sort_key(self, skus: Rows, sort: Sort) -> Floats:
        if sort == "popularity":
            return -self._columns.popularity[self._columns.product_of[skus]]
        name, descending = _SORTS[sort]
        column = self._columns.numbers.get(name)
        if column is None:
            return np.zeros(len(skus))
        values = -column[skus] if descending else column[skus]
        return np.where(np.isnan(values), np.inf, values)

    def _beyond(self, skus: Rows, limit: Constraint) -> Floats:
        """How far each SKU is from a limit; infinitely where its number is not known."""
        column, number = self._columns.numbers.get(facet_name(limit.facet)), as_number(limit.value)
        if column is None or number is None:
            return np.zeros(len(skus))
        return np.nan_to_num(np.abs(column[skus] - number), nan=np.inf)

    def _signals(self, signals: Signals, best: npt.NDArray[np.intp], skus: Rows) -> list[tuple[str, ...]]:
        """What spoke for each of the `best`, which are sold as these `skus`."""
        columns = self._columns
        told = [
            ("title", signals.words[best] > 0.5),
            ("meaning", signals.meaning[best] > 0.6),
            ("type", signals.type[best] > 0),
            ("popular", columns.popularity[columns.product_of[skus]] > 0.8),
        ]
        if self._in_store is not None:
            told.append(("in_store", self._in_store[skus]))
        if "discount" in columns.numbers:
            told.append(("discount", columns.numbers["discount"][skus] > 0))
        told.extend((f"{constraint.facet}:{constraint.value}", mask[skus]) for constraint, mask in self._soft)
        names = [name for name, _ in told]
        rows = zip(*(held.tolist() for _, held in told), strict=True)
        return [tuple(compress(names, row)) for row in rows]
