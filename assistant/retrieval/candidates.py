"""Products worth scoring for a query, and their scores."""

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np
import numpy.typing as npt

from assistant.ports import LEXICAL_FIELDS, Form, VectorIndex, Vectors
from assistant.retrieval.columns import Mask, Rows
from assistant.retrieval.forward import Held
from assistant.retrieval.parse import Parsed, Part
from assistant.retrieval.rank import (
    DEFAULT,
    PartScores,
    Scores,
    Signals,
    Weights,
    combine,
    meaning_score,
    relevant,
)
from assistant.retrieval.state import State

FIELD_WEIGHTS = dict(zip(LEXICAL_FIELDS, (1.0, 0.1, 0.5, 0.2), strict=True))
FOUND_BY = {name: FIELD_WEIGHTS[name] for name in ("body", "kind", "facts")}
"""The title's words stand in the body too."""
_NAMING = ("title", "kind", "facts")
_WORDS_DEPTH, _PART_DEPTH, _DENSE_DEPTH, _TYPE_DEPTH, _SCALE_DEPTH = 600, 60, 128, 400, 100
_DEEPEST, _WIDEST = 6_000, 2_000
"""How far down the words are followed for another order, and for a filter."""
_ALL_OF = 1_500
"""A filter that leaves no more products than this has all of them scored."""
_SCANNED = 12_000
"""Up to so many products their nearest are found by an exact scan of their vectors."""


@dataclass(frozen=True, slots=True)
class Scored:
    """Product rows with their signals, best first. `best` is the best total over the whole catalogue,
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

    def among(self, products: Mask) -> "Scored":
        """Those whose product row is set in `products`."""
        return self._kept(products[self.rows])

    @classmethod
    def browsed(cls, rows: Rows, popularity: Scores) -> "Scored":
        """Products without a query: popularity is their score."""
        nothing = np.zeros(len(rows), dtype=np.float32)
        signals = Signals(popularity, nothing, nothing, nothing, nothing, nothing)
        return cls(rows, signals, float(popularity.max(initial=0.0)))

    def _kept(self, keep: Mask) -> "Scored":
        return Scored(self.rows[keep], _pick(self.signals, keep), self.best, self.natural)


class Finder:
    """Scores one query against one state. `deep`: look further down, when an order other than the score's
    is asked for or a whole ranking is measured."""

    def __init__(
        self,
        state: State,
        vectors: VectorIndex,
        parsed: Parsed,
        query_vector: Vectors,
        weights: Weights = DEFAULT,
        *,
        deep: bool = False,
    ) -> None:
        self._state = state
        self._vectors = vectors
        self._parsed = parsed
        self._vector = query_vector
        self._weights = weights
        self._depth = _DEEPEST if deep else _WORDS_DEPTH
        documents = state.documents
        self._middle = float(documents.centre @ query_vector)
        self._spread = float(np.std(documents.sample @ query_vector)) if len(documents.sample) else 0.0
        self._query = _Query(parsed.parts, state, weights)
        self._best_cosine = self._middle
        self._everywhere: Scored | None = None
        self._proposed: tuple[int, npt.NDArray[np.int64]] | None = None
        self._own: npt.NDArray[np.int64] | None = None

    @property
    def parts(self) -> int:
        """Need words in the query."""
        return len(self._parsed.parts)

    @property
    def vague(self) -> bool:
        """True when the query has words but names no type of goods and no brand: an occasion, a person, a
        taste."""
        named = any(concept.kind == "brand" for part in self._parsed.parts for concept in part.concepts)
        return bool(self.parts) and not self._parsed.kinds and not named

    def strays(self, scored: Scored) -> Mask:
        """Over `scored`: the goods are of another kind than the one asked for, or say so little of the query
        beside the best that nobody would hand them over. None for a vague query."""
        if self.vague:
            return np.zeros(len(scored.rows), dtype=np.bool_)
        typed = scored.signals.type > 0
        floor = self._weights.beside * float(scored.signals.total.max(initial=0.0))
        stray = ~typed & (scored.signals.total < floor)
        if typed.any():
            stray |= ~typed & self._state.types.elsewhere(self._parsed.kin, scored.rows)
        return np.asarray(stray, dtype=np.bool_)

    def score(self, within: Mask | None = None) -> Scored:
        """Score the products worth it, of `within` (product rows) when given. The scale is the whole
        catalogue's either way."""
        if within is None:
            return self._whole()
        allowed = np.flatnonzero(within).astype(np.int32)
        if len(allowed) == len(self._state.row_of):
            return self._whole()
        return self._scored(self._inside(within, allowed), self._scale())

    def worded(self) -> Scored:
        """What the words alone find."""
        return self._scored(np.unique(self._by_words(self._depth)), None)

    def _whole(self) -> Scored:
        """The candidates of the whole catalogue."""
        if self._everywhere is None:
            chosen = (self._by_words(self._depth), self._of_type(), self._nearest(_DENSE_DEPTH))
            self._everywhere = self._scored(np.unique(np.concatenate(chosen)), None)
        return self._everywhere

    def _scale(self) -> Scored:
        """The catalogue's best by the words: enough to know the scale that what passes a filter is measured
        on."""
        return self._everywhere or self._scored(np.unique(self._by_words(_SCALE_DEPTH)), None)

    def _inside(self, within: Mask, allowed: Rows) -> Rows:
        """Candidates among the `allowed` rows."""
        if len(allowed) <= _ALL_OF:
            return allowed
        wider = self._state.columns.products / len(allowed)
        words = self._by_words(max(self._depth, min(int(self._depth * wider), _WIDEST)))
        if len(allowed) <= _SCANNED:
            cosines = self._cosines(allowed)
            near = allowed[np.argpartition(-cosines, _DENSE_DEPTH)[:_DENSE_DEPTH]]
        else:
            near = self._nearest(min(int(_DENSE_DEPTH * wider) + 1, _WIDEST))
        chosen = np.unique(np.concatenate([words, near, self._of_type()]))
        return np.asarray(chosen[within[chosen]])

    def _by_words(self, depth: int) -> Rows:
        """Products the words find: all together, and each part's own best."""
        if self._proposed is None or self._proposed[0] < depth:
            places = self._state.lexical.top(self._query.weighted(), FOUND_BY, depth).places
            self._proposed = depth, places
        return self._state.rows_at(np.concatenate([self._proposed[1][:depth], self._best_of_parts()]))

    def _best_of_parts(self) -> npt.NDArray[np.int64]:
        if self._own is None:
            parts = self._query.parts if len(self._query.parts) > 1 else []
            found = [self._state.lexical.top(part.weighted(), FOUND_BY, _PART_DEPTH).places for part in parts]
            self._own = np.concatenate(found) if found else np.empty(0, dtype=np.int64)
        return self._own

    def _nearest(self, depth: int) -> Rows:
        found = self._vectors.nearest(self._vector, depth)
        return self._state.documents.products(document for document, _ in found)

    def _of_type(self) -> Rows:
        """Products of the types asked for, where that is a clear few."""
        state = self._state
        held = [rows for kind in self._parsed.kinds if (rows := state.types.rows_of.get(kind)) is not None]
        few = [rows for rows in held if len(rows) <= _TYPE_DEPTH]
        rows = np.concatenate(few) if few else np.empty(0, dtype=np.int32)
        return np.asarray(rows[state.columns.present[rows]])

    def _cosines(self, rows: Rows) -> Scores:
        documents = self._state.documents
        return np.asarray(documents.matrix[documents.of[rows]] @ self._vector)

    def _scored(self, rows: Rows, scale: Scored | None) -> Scored:
        state = self._state
        cosines = self._cosines(rows)
        if scale is None or not len(scale.rows):
            self._best_cosine = float(cosines.max(initial=self._middle))
        signals = combine(
            self._query.scores(rows),
            meaning_score(cosines, self._middle, self._best_cosine),
            ((cosines - self._middle) / max(self._spread, 1e-6)).astype(np.float32),
            state.types.match(self._parsed.kinds, self._parsed.others, rows),
            state.columns.popularity[rows].astype(np.float32),
            self._parsed.natural,
            self._weights,
        )
        order = np.lexsort((rows, -signals.total)).astype(np.int32)
        best = scale.best if scale else float(signals.total.max(initial=0.0))
        return Scored(rows[order], _pick(signals, order), best, self._parsed.natural)


class _Query:
    """The parts of a query against the words of one state."""

    def __init__(self, parts: Sequence[Part], state: State, weights: Weights) -> None:
        self._state = state
        self.parts = [_PartQuery(part, state, weights) for part in parts]
        names = dict.fromkeys(name for part in self.parts for name in part.names())
        self._tokens = state.tokens(list(names))
        at = {name: place for place, name in enumerate(names)}
        for part in self.parts:
            part.settle(at)

    def weighted(self) -> dict[str, float]:
        """Every token of a form with the most it counts."""
        found: dict[str, float] = {}
        for part in self.parts:
            for name, weight in part.weighted().items():
                found[name] = max(found.get(name, 0.0), weight)
        return found

    def scores(self, rows: Rows) -> list[PartScores]:
        """Each part's scores over `rows`; its best is over all rows asked about so far."""
        held = self._state.forward.held(rows, self._tokens, FIELD_WEIGHTS)
        named, said = held.within(_NAMING), held.within(("body",))
        return [part.scores(held, named, said) for part in self.parts]


class _PartQuery:
    """One part: the forms that score it and the whole forms that say it."""

    def __init__(self, part: Part, state: State, weights: Weights) -> None:
        self._part = part
        self._state = state
        self._described = weights.described_type if part.names_type else weights.described
        self._forms = [form for form in part.forms if form.tokens and form.weight > 0]
        self._wholes = [form for form in part.wholes if form.tokens]
        self._best = 0.0
        self._at: dict[str, int] = {}

    def names(self) -> list[str]:
        return [name for form in (*self._forms, *self._wholes) for name, _ in form.tokens]

    def settle(self, at: dict[str, int]) -> None:
        """Where each token stands among the query's."""
        self._at = at

    def weighted(self) -> dict[str, float]:
        found: dict[str, float] = {}
        for form in self._forms:
            for name, weight in form.tokens:
                found[name] = max(found.get(name, 0.0), weight * form.weight)
        return found

    def scores(self, held: Held, named: Mask, said: Mask) -> PartScores:
        count = len(held.scores)
        scores, whole = np.zeros(count, dtype=np.float32), np.zeros(count, dtype=np.float32)
        for form in self._forms:
            here = held.scores[:, self._places(form)]
            total = here @ np.array([weight * form.weight for _, weight in form.tokens], dtype=np.float32)
            if form.whole:
                total *= (here > 0).all(axis=1)
            np.maximum(scores, total, out=scores)
        for form in self._wholes:
            places = self._places(form)
            credit = np.where(named[:, places].all(axis=1), 1.0, 0.0)
            credit = np.maximum(credit, self._described * said[:, places].all(axis=1))
            np.maximum(whole, credit, out=whole, casting="same_kind")
        self._best = max(self._best, float(scores.max(initial=0.0)))
        return PartScores(
            scores,
            self._best,
            self._part.weight,
            whole,
            self._state.holders(tuple(self._wholes)),
            max(len(self._state.row_of), 1),
            self._part.spoken,
        )

    def _places(self, form: Form) -> list[int]:
        return [self._at[name] for name, _ in form.tokens]


def _pick(signals: Signals, at: Rows | Mask) -> Signals:
    return Signals(**{field.name: getattr(signals, field.name)[at] for field in fields(Signals)})
