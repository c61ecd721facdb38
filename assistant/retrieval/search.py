"""Search: words and meaning together, hard constraints exactly, one hit a product."""

import os
import threading
from collections import OrderedDict
from collections.abc import Collection, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import cached_property
from pathlib import Path

import numpy as np
from threadpoolctl import threadpool_limits

from assistant.domain.dialogue import Constraint
from assistant.domain.product import Product
from assistant.lexicon import Lexicon, fold
from assistant.ports import Catalogue, Changes, Embedder, LexicalIndex, ShopFacts, VectorIndex, Vectors
from assistant.retrieval.analysis import runs
from assistant.retrieval.candidates import Finder, Scored
from assistant.retrieval.choose import Choice
from assistant.retrieval.columns import Mask, Rows
from assistant.retrieval.indexing import Indexer, Progress, documents, embed_missing
from assistant.retrieval.query import Found, Hit, Query
from assistant.retrieval.rank import DEFAULT, Weights
from assistant.retrieval.select import SAFETY, Fit, Selector
from assistant.retrieval.state import State
from assistant.retrieval.subset import Subset

__all__ = ["Found", "Hit", "Query", "Searcher"]

_KEPT_QUERIES = 512
_NO_KINDS = frozenset[str]()


class Searcher:
    """Finds products. `prepare` before a publish, `refresh` after it; `search` from any thread, at any time,
    always on one whole catalogue version. numpy's BLAS keeps to one thread in this process from then on."""

    def __init__(
        self,
        catalogue: Catalogue,
        facts: ShopFacts,
        embedder: Embedder,
        vectors: VectorIndex,
        lexical: LexicalIndex,
        lexicon: Lexicon,
        weights: Weights = DEFAULT,
        folder: Path | None = None,
    ) -> None:
        self._catalogue = catalogue
        self._facts = facts
        self._embedder = embedder
        self._vectors = vectors
        self._lexicon = lexicon
        self._weights = weights
        self._indexer = Indexer(catalogue, embedder, vectors, lexical, lexicon, folder)
        self._refreshing = threading.Lock()
        self._asked: OrderedDict[str, Vectors] = OrderedDict()
        self._asking = threading.Lock()
        self._beside = ThreadPoolExecutor(os.cpu_count() or 1, "nearest")
        self._state: State | None = None
        # A search is one of many: a second thread for one small product waits for a core, and spins on it.
        threadpool_limits(1, "blas")

    def close(self) -> None:
        """Let go of its threads; nothing can be searched afterwards."""
        self._beside.shutdown()

    def prepare(self, products: Sequence[Product], progress: Progress | None = None) -> int:
        """Embed the documents of `products` no vector is kept for; the number embedded. Price and stock are
        no part of a document, so changing them embeds nothing."""
        # Loading the Korean analyser and embedding keep two cores busy.
        warm = self._indexer.analysis.warm
        return embed_missing(documents(products), self._catalogue, self._embedder, progress, warm)

    def refresh(self) -> Changes | None:
        """Bring everything to the catalogue's version, reading what changed; at first, and when that cannot
        be told, everything is read, and what is missing or differs is rebuilt from SQL. What changed since
        the last time; None when all of it may have."""
        with self._refreshing:
            self._state, changes = self._indexer.state(self._state)
            return changes

    def search(self, query: Query) -> Found:
        """The best products for `query`; see Found. An empty catalogue, and text nothing is relevant to, give
        no hits."""
        if self._state is None:
            self.refresh()
        state = self._state
        if state is None or not state.row_of:
            return Found((), 0)
        return _Search(self, state, query).run()

    def shelf(
        self, query: Query, kinds: Collection[str], product_ids: Collection[str] = ()
    ) -> tuple[Hit, ...]:
        """At most query.k products of any of these product types (lexicon concept ids), or with these ids,
        most popular first, that meet every hard constraint. The text plays no part; nothing is embedded."""
        if self._state is None:
            self.refresh()
        state = self._state
        if state is None or not state.row_of:
            return ()
        return _Search(self, state, replace(query, text="")).shelf(kinds, product_ids)

    def types_of(self, title: str) -> frozenset[str]:
        """Product types a title names, with everything broader; empty when it names none."""
        return self._indexer.types_of(title)

    def vector(self, text: str) -> Vectors:
        """The query vector of `text`, from the last few hundred when it is among them."""
        with self._asking:
            if text in self._asked:
                self._asked.move_to_end(text)
                return self._asked[text]
        vector = self._embedder.query(text)
        with self._asking:
            self._asked[text] = vector
            while len(self._asked) > _KEPT_QUERIES:
                self._asked.popitem(last=False)
        return vector

    def stocked(self, store_id: str) -> frozenset[str]:
        """SKUs with units at a store now."""
        return frozenset(sku for sku, units in self._facts.stocked_at(store_id).items() if units > 0)

    def finder(self, state: State, text: str, told: str = "", *, deep: bool = False) -> Finder:
        """told: see Query. Where it tells a use, a type that a few of its words name only stands by."""
        parsed = whole = state.parser.parse(text)
        vector = meant = self.vector(parsed.repaired or text)
        if told and told != text and not state.parser.is_named(parsed, told):
            whole = state.parser.parse(told)
            meant = self.vector(whole.repaired or told) if whole.told else vector
        what = state.parser.told(whole, meant)
        if what.uses:
            parsed = replace(parsed, kinds=_NO_KINDS, kin=_NO_KINDS, others=_NO_KINDS)
        return Finder(state, self._vectors, parsed, vector, what, self._beside, self._weights, deep=deep)

    def left(self, state: State, selector: Selector, hard: Sequence[Constraint]) -> Subset:
        """What these constraints leave of all that is for sale."""
        if any(one.facet == "store" for one in hard):  # its stock changes from one moment to the next
            return state.subset(selector.exact(hard, state.columns.alive))
        return state.subsets.of(tuple(hard), lambda: state.subset(selector.exact(hard, state.columns.alive)))

    def selector(self, state: State, query: Query) -> Selector:
        asked = [constraint.value for constraint in query.constraints if constraint.facet == "store"]
        stores = {str(one) for value in asked for one in (value if isinstance(value, tuple) else (value,))}
        if query.store_id:
            stores.add(query.store_id)
        return Selector(state.columns, self._lexicon, {store: self.stocked(store) for store in stores})

    @property
    def weights(self) -> Weights:
        return self._weights


_NEAR = 0.6
"""Share of the best score at which another type of goods may be what was meant: a daypack, a backpack."""


class _Search:
    """One search on one state."""

    def __init__(self, searcher: Searcher, state: State, query: Query) -> None:
        self._searcher = searcher
        self._state = state
        self._query = query
        self._selector = searcher.selector(state, query)
        self._hard = [constraint for constraint in query.constraints if constraint.hard]
        self._soft = [constraint for constraint in query.constraints if not constraint.hard]

    def run(self) -> Found:
        query, columns, within = self._query, self._state.columns, self._within
        if not query.text.strip():
            return self._browsed(within)
        deep = query.deep or query.sort is not None
        finder = self._searcher.finder(self._state, query.text, query.told, deep=deep)
        if not finder.parts:
            # Only words that ask for nothing in particular: browse. Without any word there is no request.
            return self._browsed(within) if runs(fold(query.text)) else Found((), 0)
        if finder.is_missing and query.sure and not query.deep:
            return Found((), 0)
        if not self._hard:
            fit = Fit(within)
            return self._answer(self._surest(self._kept(finder.score(), finder.vague), finder), fit)
        exact = self._left(self._hard, within)
        if len(exact):
            scored = self._not_in_place(self._kept(finder.score(exact), finder.vague), finder, self._others)
            if len(scored.rows) and not self._misses_the_kind(scored, finder):
                return self._answer(self._surest(scored, finder), Fit(exact.fitting))
        safe = self._left([c for c in self._hard if c.facet in SAFETY], within)
        relevant = self._of_the_kind(self._kept(finder.score(safe), finder.vague))
        relevant = self._not_in_place(relevant, finder, [])
        chosen = np.zeros(columns.products, dtype=np.bool_)
        chosen[relevant.rows] = True
        fit = self._selector.fit(self._hard, within & chosen[columns.product_of])
        return self._answer(self._surest(relevant, finder), fit)

    @cached_property
    def _within(self) -> Mask:
        """SKU rows for sale that are not to be left out."""
        columns = self._state.columns
        if not self._query.exclude:
            return columns.alive
        known = [sku for sku in self._query.exclude if sku in columns.row_of]
        gone = [columns.product_of[columns.row_of[sku]] for sku in known]
        return columns.alive & ~np.isin(columns.product_of, gone)

    def shelf(self, kinds: Collection[str], product_ids: Collection[str]) -> tuple[Hit, ...]:
        """Products of these types, or with these ids, among those that meet every hard constraint exactly."""
        columns = self._state.columns
        every = np.arange(columns.products, dtype=np.int32)
        of_kind = self._state.types.match(kinds, (), every) > 0
        of_kind[[row for one in product_ids if (row := self._state.row_of.get(one)) is not None]] = True
        rows = self._selector.exact(self._hard, columns.alive & of_kind[columns.product_of])
        return self._answer(self._browse(rows), Fit(rows)).hits if rows.any() else ()

    def _left(self, hard: Sequence[Constraint], within: Mask) -> Subset:
        if self._query.exclude:
            return self._state.subset(self._selector.exact(hard, within))
        return self._searcher.left(self._state, self._selector, hard)

    def _browsed(self, within: Mask) -> Found:
        fit = self._selector.fit(self._hard, within)
        return self._answer(self._browse(fit.rows), fit)

    def _kept(self, scored: Scored, vague: bool) -> Scored:
        """What answers the query. A vague one, that names no type of goods, a hint of it may answer."""
        if self._query.deep:
            return scored
        answers = scored.relevant(self._searcher.weights)
        return scored.hinted(self._searcher.weights) if vague and not len(answers.rows) else answers

    @property
    def _others(self) -> list[Constraint]:
        return [constraint for constraint in self._hard if constraint.facet not in SAFETY]

    def _not_in_place(self, scored: Scored, finder: Finder, hard: Sequence[Constraint]) -> Scored:
        """`scored` without goods that only come up because better matches are kept away for somebody's
        safety: no lettuce for butter. What would be handed over under the conditions `hard`, were nothing
        kept away, stays."""
        query = self._query
        if query.deep or not query.sure or len(self._others) == len(self._hard):
            return scored
        pool = self._left(hard, self._within) if hard or query.exclude else None
        open_to_all = self._surest(self._kept(finder.score(pool), finder.vague), finder)
        return scored.where(np.isin(scored.rows, open_to_all.rows))

    def _surest(self, scored: Scored, finder: Finder) -> Scored:
        """`scored`, without what strays from the request where only sure answers are wanted."""
        if not self._query.sure or self._query.deep:
            return scored
        stray, typed = finder.strays(scored), scored.signals.type > 0
        named = self._of_the_category(scored)
        if named is not None and (named & typed).any():
            stray |= ~typed & ~named
        elif named is not None and not typed.any():
            stray &= ~named
        return scored.where(~stray)

    def _of_the_category(self, scored: Scored) -> Mask | None:
        """Over `scored`: of the category that was named; None when none was."""
        named = [self._selector.satisfying(one) for one in self._soft if one.facet == "category"]
        return np.isin(scored.rows, self._products(np.logical_or.reduce(named))) if named else None

    def _misses_the_kind(self, scored: Scored, finder: Finder) -> bool:
        """True when nothing among `scored` is of the kind that was named, though the catalogue has that kind:
        a sofa over budget is nearer to what was asked than coffee within it."""
        if self._query.deep or self._is_of_the_kind(scored).any():
            return False
        if not any(one.facet == "category" for one in self._soft) and scored.near(_NEAR):
            return False
        return bool(self._is_of_the_kind(self._kept(finder.score(), vague=False)).any())

    def _is_of_the_kind(self, scored: Scored) -> Mask:
        """Of the type of goods the words name, or of the category that was named."""
        found, named = scored.signals.type > 0, self._of_the_category(scored)
        return np.asarray(found if named is None else found | named, dtype=np.bool_)

    def _of_the_kind(self, scored: Scored) -> Scored:
        """`scored` without goods of other kinds, when there are some of the kind; what says more of the query
        than any of the kind is one that nobody filed as such."""
        kind = self._is_of_the_kind(scored)
        if not kind.any():
            return scored
        totals = scored.signals.total
        return scored.where(kind | (totals > totals[kind].max()))

    def _products(self, rows: Mask) -> Rows:
        return self._state.columns.of(rows)

    def _browse(self, rows: Mask) -> Scored:
        """Every product with a fitting SKU, by popularity."""
        columns = self._state.columns
        products = self._products(rows)
        popularity = columns.popularity[products].astype(np.float32)
        order = np.lexsort((products, -popularity))
        return Scored.browsed(products[order], popularity[order])

    def _answer(self, scored: Scored, fit: Fit) -> Found:
        chosen = Choice(self._state.columns, self._selector, self._query, self._soft, fit)
        hits, total = chosen.hits(scored)
        return Found(hits, total, fit.relaxed, fit.bites)
