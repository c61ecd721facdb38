"""The products whose vectors are nearest to a query's."""

import numpy as np

from assistant.ports import VectorIndex, Vectors
from assistant.retrieval.columns import Rows
from assistant.retrieval.rank import Scores
from assistant.retrieval.state import State
from assistant.retrieval.subset import Subset

_SCANNED = 6_000
"""Up to so many products their nearest are found by an exact scan of their vectors."""
_NEAR = 1_500
"""Of more, so many that are near by their codes have their vectors compared."""
_CODED = 300_000
"""Of more than this the vector index is asked: its graph costs less then than a scan of codes."""
_WIDEST = 1_000
"""The most the vector index is asked for, to have enough left behind a filter."""


class Nearest:
    """Looks for one query's vector in one state, among all products or those of a subset."""

    def __init__(self, state: State, vectors: VectorIndex, query: Vectors) -> None:
        self._state = state
        self._vectors = vectors
        self._query = query

    def takes_long(self, allowed: Subset | None) -> bool:
        """The vector index is asked, which leaves Python to others meanwhile. What is compared here mostly
        does not: a second thread for it costs more than it wins."""
        return self._many(allowed) > _CODED

    def of(self, allowed: Subset | None, k: int) -> Rows:
        """The product rows of the k nearest allowed ones, in no order; others may be among them where the
        vector index is asked, which is where there are very many to choose from."""
        many = self._many(allowed)
        if many > _CODED:
            return self._indexed(many, k)
        if many > _SCANNED:
            rows = self._coarsely(None if allowed is None else allowed.products)
            cosines = self.cosines(rows)
        else:
            scanned = self._state.everything() if allowed is None else allowed
            rows, cosines = scanned.products, scanned.cosines(self._query)
        return rows if len(rows) <= k else rows.take(np.argpartition(cosines, -k)[-k:])

    def cosines(self, rows: Rows) -> Scores:
        """Of these product rows."""
        documents = self._state.documents
        return documents.matrix.cosines(documents.of[rows], self._query)

    def _many(self, allowed: Subset | None) -> int:
        return len(self._state.row_of) if allowed is None else len(allowed)

    def _coarsely(self, allowed: Rows | None) -> Rows:
        """About _NEAR of the allowed rows, the nearest by their codes."""
        near = self._state.documents.codes.nearest(self._query, _NEAR, allowed)
        return near[self._state.columns.present[near]] if allowed is None else near

    def _indexed(self, many: int, k: int) -> Rows:
        """What the vector index finds, with others among so many allowed ones."""
        wider = self._state.columns.products / many
        found = self._vectors.nearest(self._query, min(int(k * wider), _WIDEST))
        return self._state.documents.products([document for document, _ in found])
