"""Products worth scoring for a query, and their scores."""

import math
from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import cached_property, partial

import numpy as np
import numpy.typing as npt

from assistant.ports import VectorIndex, Vectors
from assistant.retrieval.columns import Mask, Rows
from assistant.retrieval.matching import FOUND_BY, QueryWords
from assistant.retrieval.measured import Measured, Pool
from assistant.retrieval.nearest import Nearest
from assistant.retrieval.parse import Parsed
from assistant.retrieval.rank import (
    DEFAULT,
    PartScores,
    Scores,
    Signals,
    Weights,
    combine,
    held_share,
    meaning_score,
    relevant,
)
from assistant.retrieval.state import State
from assistant.retrieval.subset import Subset
from assistant.retrieval.uses import Told

_WORDS_DEPTH, _DENSE_DEPTH, _TYPE_DEPTH, _SCALE_DEPTH = 600, 128, 400, 100
_DEEPEST, _WIDEST = 6_000, 2_000
"""How far down the words are followed for another order, and for a filter."""
_NAME = 2
"""Words that can be a product's name."""
_ALL_OF = 1_500
"""A filter that leaves no more products than this has all of them scored."""


@dataclass(frozen=True, slots=True)
class Scored:
    """Product rows with their signals, in no order. `best` is the best total over the whole catalogue,
    `natural` how much like a sentence the query is."""

    rows: Rows
    signals: Signals
    best: float
    natural: float = 0.0

    def relevant(self, weights: Weights) -> "Scored":
        """Those that answer the query."""
        return self._kept(relevant(self.signals, self.best, self.natural, weights))

    def near(self, share: float) -> bool:
        """Whether the best of these comes near the best of the whole catalogue."""
        return bool(self.signals.total.max(initial=0.0) >= share * self.best)

    def where(self, keep: Mask) -> "Scored":
        """Those set in `keep`, which runs beside `rows`."""
        return self._kept(keep)

    def hinted(self, weights: Weights) -> "Scored":
        """Those with some of its words or pieces of them, near enough the best."""
        enough = max(weights.hint, weights.floor * float(self.signals.total.max(initial=0.0)))
        return self._kept(self.signals.total >= enough)

    @classmethod
    def browsed(cls, rows: Rows, popularity: Scores) -> "Scored":
        """Products without a query: popularity is their score."""
        nothing = np.zeros(len(rows), dtype=np.float32)
        signals = Signals(popularity, nothing, nothing, nothing, nothing, nothing, nothing)
        return cls(rows, signals, float(popularity.max(initial=0.0)))

    def _kept(self, keep: Mask) -> "Scored":
        return Scored(self.rows[keep], _pick(self.signals, keep), self.best, self.natural)


class Finder:
    """Scores one query against one state. `told`: what it tells by its use.
    `beside`: threads that look for the nearest among very many while this one follows the words. `deep`: look
    further down, when an order other than the score's is asked for or a whole ranking is measured."""

    def __init__(
        self,
        state: State,
        vectors: VectorIndex,
        parsed: Parsed,
        query_vector: Vectors,
        told: Told,
        beside: Executor,
        weights: Weights = DEFAULT,
        *,
        deep: bool = False,
    ) -> None:
        self._state = state
        self._nearest = Nearest(state, vectors, query_vector)
        self._parsed = parsed
        self._told = told
        self._vector = query_vector
        self._beside = beside
        self._weights = weights
        self._depth = _DEEPEST if deep else _WORDS_DEPTH
        self._middle = float(state.documents.centre @ query_vector)
        self._words = QueryWords(parsed.parts, state, weights)
        self._pool = Pool(self._measure)
        self._best_cosine = self._middle
        self._unnamed = np.float32(1.0)
        self._everywhere: Scored | None = None
        self._proposed: tuple[int, npt.NDArray[np.int64]] | None = None

    @property
    def parts(self) -> int:
        """Need words in the query."""
        return len(self._parsed.parts)

    @property
    def is_missing(self) -> bool:
        """True when what the query tells by its use is not sold."""
        return self._told.missing

    @property
    def vague(self) -> bool:
        """True when the query has words but names no type of goods and no brand: an occasion, a person, a
        taste."""
        named = any(concept.kind == "brand" for part in self._parsed.parts for concept in part.concepts)
        return bool(self.parts) and not self._parsed.kinds and not named

    def strays(self, scored: Scored) -> Mask:
        """Over `scored`: the goods are of another kind or maker than the one asked for, or say so little of
        the query beside the best that nobody would hand them over. Of another maker alone for a vague query
        that tells no use either."""
        return self._of_other_kinds(scored) | self._of_other_makers(scored)

    def _of_other_makers(self, scored: Scored) -> Mask:
        """Those that bear no name of a maker the query names, where others of these do."""
        makers = [
            at
            for at, part in enumerate(self._parsed.parts)
            if part.concepts and all(concept.kind == "brand" for concept in part.concepts)
        ]
        if not makers or not len(scored.rows):
            return np.zeros(len(scored.rows), dtype=np.bool_)
        named = (self._pool.of(scored.rows).matching.held[makers] >= 1.0).any(axis=0)
        return np.asarray(~named & named.any(), dtype=np.bool_)

    def _of_other_kinds(self, scored: Scored) -> Mask:
        if self.vague and not self._told.uses:
            return np.zeros(len(scored.rows), dtype=np.bool_)
        typed = (scored.signals.type > 0) | (scored.signals.used > 0)
        floor = self._weights.beside * float(scored.signals.total.max(initial=0.0))
        stray = ~typed & (scored.signals.total < floor)
        if typed.any():
            stray |= ~typed & self._state.types.elsewhere(self._parsed.kin, scored.rows)
        return np.asarray(stray, dtype=np.bool_)

    def score(self, allowed: Subset | None = None) -> Scored:
        """Score the products worth it, of this subset when given. The scale is the whole
        catalogue's either way."""
        if allowed is None or len(allowed) == len(self._state.row_of):
            return self._whole()
        rows, scale = self._inside(allowed)
        self._pool.of(_union(rows, scale))
        return self._scored(rows, self._everywhere or self._scored(scale, None))

    @cached_property
    def _spread(self) -> float:
        """Standard deviation of the catalogue's cosines with the query."""
        variance = float(self._vector @ self._state.documents.spread @ self._vector)
        return max(math.sqrt(max(variance, 0.0)), 1e-6)

    def worded(self) -> Scored:
        """What the words alone find."""
        return self._scored(_union(self._by_words(self._depth)), None)

    def _whole(self) -> Scored:
        """The candidates of the whole catalogue."""
        if self._everywhere is None:
            near = self._begun(None)
            found = _union(self._by_words(self._depth), self._of_type(), near())
            self._everywhere = self._scored(found, None)
        return self._everywhere

    def _inside(self, allowed: Subset) -> tuple[Rows, Rows]:
        """Candidates among the `allowed`, and the catalogue's best by the words: enough to know the
        scale that what passes a filter is measured on."""
        if len(allowed) <= _ALL_OF:
            return allowed.products, _union(self._by_words(_SCALE_DEPTH))
        near = self._begun(allowed)
        wider = self._state.columns.products / len(allowed)
        depth = max(self._depth, min(int(self._depth * wider), _WIDEST))
        some = (self._by_words(depth), self._of_type(), near())
        found = _union(*(rows[allowed.holding.take(rows)] for rows in some))
        return found, _union(self._by_words(_SCALE_DEPTH))

    def _by_words(self, depth: int) -> Rows:
        """Products the words find: all together, and each part's own best."""
        if self._proposed is None or self._proposed[0] < depth:
            places = self._state.lexical.top(self._words.wanted, FOUND_BY, depth).places
            self._proposed = depth, places
        own = self._words.best_of_each if self.parts > 1 else []
        return self._state.rows_at(np.concatenate([self._proposed[1][:depth], *own]))

    def _begun(self, allowed: Subset | None) -> Callable[[], Rows]:
        """The nearest of these, looked for from now on where that takes long."""
        if self._nearest.takes_long(allowed):
            return self._beside.submit(self._nearest.of, allowed, _DENSE_DEPTH).result
        return partial(self._nearest.of, allowed, _DENSE_DEPTH)

    def _of_type(self) -> Rows:
        """Products of the types asked for, by name or by use, where that is a clear few."""
        state = self._state
        asked = self._parsed.kinds or self._told.uses
        held = [rows for kind in asked if (rows := state.types.rows_of.get(kind)) is not None]
        few = [rows for rows in held if len(rows) <= _TYPE_DEPTH]
        rows = np.concatenate(few) if few else np.empty(0, dtype=np.int32)
        return np.asarray(rows[state.columns.present[rows]])

    def _measure(self, rows: Rows) -> Measured:
        return Measured(rows, self._nearest.cosines(rows), self._words.matched(rows))

    def _scored(self, rows: Rows, scale: Scored | None) -> Scored:
        """`rows`, sorted, on a scale, or on their own."""
        state, measured = self._state, self._pool.of(rows)
        cosines = measured.cosines
        if scale is None or not len(scale.rows):
            self._best_cosine = float(cosines.max(initial=self._middle))
        parts = self._words.scores(measured.matching)
        if scale is None or not len(scale.rows):
            self._unnamed = self._left_unsaid(parts)
        signals = combine(
            parts,
            meaning_score(cosines, self._middle, self._best_cosine),
            (cosines - self._middle) / self._spread,
            state.types.match(self._parsed.kinds, self._parsed.others, rows),
            state.types.best(self._told.uses, rows) * self._unnamed,
            state.columns.popularity[rows].astype(np.float32),
            self._parsed.natural,
            self._weights,
        )
        best = scale.best if scale else float(signals.total.max(initial=0.0))
        return Scored(rows, signals, best, self._parsed.natural)

    def _left_unsaid(self, parts: PartScores) -> np.float32:
        """How little of the words the product that says most of them says, in [0, 1]: 0 where they are a
        name, so that nobody asks for its use; one word alone is no name."""
        if self.parts < _NAME or not self._told.uses:
            return np.float32(1.0)
        return np.float32(min(1.0, 2.0 * (1.0 - float(held_share(parts).max(initial=0.0)))))


def _union(*some: Rows) -> Rows:
    """All of them, sorted, each once."""
    both = np.concatenate(some)
    both.sort()
    new = np.ones(len(both), dtype=np.bool_)
    np.not_equal(both[1:], both[:-1], out=new[1:])
    return both[new]


def _pick(signals: Signals, at: Rows | Mask) -> Signals:
    return Signals(
        signals.total[at],
        signals.words[at],
        signals.meaning[at],
        signals.type[at],
        signals.used[at],
        signals.held[at],
        signals.distance[at],
    )
