"""One catalogue version as retrieval sees it: swapped as a whole, never changed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from assistant.ports import Vectors
from assistant.retrieval.columns import Columns, Rows
from assistant.retrieval.parse import Parser


@dataclass(frozen=True, slots=True)
class TypeIndex:
    """Product types (with everything broader) by product row, and product rows by type."""

    rows_of: Mapping[str, Rows]
    products: int

    def match(self, kinds: Iterable[str], others: Iterable[str], rows: Rows) -> npt.NDArray[np.float32]:
        """Over `rows`: 1 where the product is one of `kinds`, -1 where it is only one of `others`, else 0."""
        wanted, unwanted = self._held(kinds), self._held(others)
        return np.where(wanted[rows], 1.0, np.where(unwanted[rows], -1.0, 0.0)).astype(np.float32)

    def _held(self, kinds: Iterable[str]) -> npt.NDArray[np.bool_]:
        held = np.zeros(self.products, dtype=np.bool_)
        for kind in kinds:
            if kind in self.rows_of:
                held[self.rows_of[kind]] = True
        return held


@dataclass(frozen=True, slots=True)
class State:
    """`matrix` holds a unit vector per product row; `document_of` its document hash, and `rows_of_document`
    every product row of a hash (two products of one text share a vector)."""

    columns: Columns
    matrix: Vectors
    document_of: tuple[str, ...]
    rows_of_document: Mapping[str, tuple[int, ...]]
    row_of_product: Mapping[str, int]
    lexical_of: Mapping[str, str]
    types: TypeIndex
    parser: Parser
    centre: Vectors
    sample: Vectors
    """centre: mean vector of the catalogue, whose product with a query is the middle cosine.  sample: some of
    its vectors, by which cosines are seen to spread."""
