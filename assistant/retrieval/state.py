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
    typed: npt.NDArray[np.bool_]

    def match(self, kinds: Iterable[str], rows: Rows) -> npt.NDArray[np.float32]:
        """Over `rows`: 1 where the product is one of `kinds`, 0 where its type is unknown or nothing known is
        asked for, -1 where it is something else."""
        held = np.zeros(len(self.typed), dtype=np.bool_)
        asked = [self.rows_of[kind] for kind in kinds if kind in self.rows_of]
        if not asked:
            return np.zeros(len(rows), dtype=np.float32)
        for found in asked:
            held[found] = True
        other = np.where(self.typed[rows], -1.0, 0.0)
        return np.where(held[rows], 1.0, other).astype(np.float32)


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
