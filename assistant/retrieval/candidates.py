"""Products worth scoring for a query, and their scores."""

from dataclasses import dataclass, fields, replace

import numpy as np

from assistant.ports import LEXICAL_FIELDS, LexicalIndex, VectorIndex, Vectors
from assistant.retrieval.columns import Mask, Rows
from assistant.retrieval.parse import Parsed
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
_NAMING = {"title": 1.0, "kind": 1.0, "facts": 1.0}
_DESCRIBING = {"body": 1.0}
_PART_DEPTH = 3_000
_DENSE_DEPTH = 200
_TYPE_DEPTH = 400
_NARROW_ROWS, _NARROW_SHARE = 2_000, 0.2


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
    """Scores one query against one state."""

    def __init__(
        self,
        state: State,
        lexical: LexicalIndex,
        vectors: VectorIndex,
        parsed: Parsed,
        query_vector: Vectors,
        weights: Weights = DEFAULT,
    ) -> None:
        self._state = state
        self._vectors = vectors
        self._parsed = parsed
        self._vector = query_vector
        self._weights = weights
        self._best_cosine = 0.0
        self._spread = float(np.std(state.sample @ query_vector)) if len(state.sample) else 0.0
        count = state.columns.products
        self._parts: list[PartScores] = []
        self._hit = np.zeros(count, dtype=np.bool_)
        for part in parsed.parts:
            scores = np.zeros(count, dtype=np.float32)
            held = np.zeros(count, dtype=np.float32)
            depth = min(_PART_DEPTH, max(count, 1))
            for found, score in lexical.search([part.forms], FIELD_WEIGHTS, depth):
                scores[state.row_of_product[found]] = score
            named = weights.described_type if part.names_type else weights.described
            for fields_of, credit in ((_DESCRIBING, named), (_NAMING, 1.0)):
                for found, _ in lexical.search([part.wholes], fields_of, depth):
                    held[state.row_of_product[found]] = credit
            self._hit |= scores > 0
            best = float(scores.max(initial=0.0))
            holders = int((held > 0).sum())
            self._parts.append(PartScores(scores, best, part.weight, held, holders, count, part.spoken))

    @property
    def parts(self) -> int:
        """Need words in the query."""
        return len(self._parts)

    @property
    def vague(self) -> bool:
        """True when the query has words but names no type of goods and no brand: an occasion, a person, a
        taste."""
        named = any(concept.kind == "brand" for part in self._parsed.parts for concept in part.concepts)
        return bool(self._parts) and not self._parsed.kinds and not named

    def score(self, within: Mask | None = None) -> Scored:
        """Score the products worth it, of `within` (product rows) when given. The scale is the whole
        catalogue's either way."""
        everywhere = self._scored(self._candidates(None), None)
        if within is None:
            return everywhere
        return self._scored(self._candidates(within), everywhere)

    def _candidates(self, within: Mask | None) -> Rows:
        state = self._state
        if within is not None:
            allowed = int(within.sum())
            if allowed <= max(_NARROW_ROWS, int(_NARROW_SHARE * state.columns.products)):
                return np.flatnonzero(within).astype(np.int32)
        chosen = self._hit.copy()
        depth = _DENSE_DEPTH
        if within is not None:
            depth = int(depth * state.columns.products / max(1, int(within.sum()))) + 1
        for found, _ in self._vectors.nearest(self._vector, depth):
            chosen[list(state.rows_of_document.get(found, ()))] = True
        for kind in self._parsed.kinds:
            rows = state.types.rows_of.get(kind)
            if rows is not None and len(rows) <= _TYPE_DEPTH:
                chosen[rows] = True
        if within is not None:
            chosen &= within
        return np.flatnonzero(chosen).astype(np.int32)

    def _scored(self, rows: Rows, scale: Scored | None) -> Scored:
        state = self._state
        cosines = state.matrix[rows] @ self._vector
        middle = float(state.centre @ self._vector)
        if scale is None:
            self._best_cosine = float(cosines.max(initial=middle))
        parts = [replace(part, scores=part.scores[rows], held=part.held[rows]) for part in self._parts]
        signals = combine(
            parts,
            meaning_score(cosines, middle, self._best_cosine),
            ((cosines - middle) / max(self._spread, 1e-6)).astype(np.float32),
            state.types.match(self._parsed.kinds, self._parsed.others, rows),
            state.columns.popularity[rows].astype(np.float32),
            self._parsed.natural,
            self._weights,
        )
        order = np.lexsort((rows, -signals.total)).astype(np.int32)
        best = scale.best if scale else float(signals.total.max(initial=0.0))
        return Scored(rows[order], _pick(signals, order), best, self._parsed.natural)


def _pick(signals: Signals, at: Rows | Mask) -> Signals:
    return Signals(**{field.name: getattr(signals, field.name)[at] for field in fields(Signals)})
