"""One catalogue version as retrieval sees it: swapped as a whole, never changed."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from assistant.domain.product import Offer
from assistant.ports import LEXICAL_FIELDS, LexicalSnapshot, Vectors
from assistant.retrieval.codes import Codes
from assistant.retrieval.columns import Columns, Mask, Rows
from assistant.retrieval.forward import Forward
from assistant.retrieval.matrix import Hashes
from assistant.retrieval.names import Directory, Names
from assistant.retrieval.parse import Parser, Part
from assistant.retrieval.rounded import Rounded
from assistant.retrieval.subset import Subset, Subsets

_NONE: Rows = np.empty(0, np.int32)


@dataclass(frozen=True, slots=True)
class TypeIndex:
    """Product rows by product type, broader types among them; `typed`: rows whose type is known."""

    rows_of: Mapping[str, Rows]
    products: int
    typed: Mask

    @classmethod
    def of(cls, rows_of: Mapping[str, Rows], products: int) -> "TypeIndex":
        typed = np.zeros(products, dtype=np.bool_)
        for rows in rows_of.values():
            typed[rows] = True
        return cls(rows_of, products, typed)

    def match(self, kinds: Iterable[str], others: Iterable[str], rows: Rows) -> npt.NDArray[np.float32]:
        """Over `rows`: 1 where the product is one of `kinds`, -1 where it is only one of `others`, else 0."""
        found = np.zeros(self.products, dtype=np.int8)
        for some, mark in ((others, -1), (kinds, 1)):
            for kind in some:
                found[self.rows_of.get(kind, _NONE)] = mark
        return found.take(rows).astype(np.float32)

    def best(self, told: Mapping[str, float], rows: Rows) -> npt.NDArray[np.float32]:
        """Over `rows`: the most that is told of a type the product is one of, 0 where nothing is."""
        found = np.zeros(self.products if told else len(rows), dtype=np.float32)
        for kind, share in told.items():
            held = self.rows_of.get(kind, _NONE)
            found[held] = np.maximum(found[held], np.float32(share))
        return found[rows] if told else found

    def elsewhere(self, kin: Iterable[str], rows: Rows) -> Mask:
        """Over `rows`: the product's type is known and is none of `kin`."""
        return np.asarray(self.typed[rows] & ~self._held(kin)[rows])

    def _held(self, kinds: Iterable[str]) -> Mask:
        held = np.zeros(self.products, dtype=np.bool_)
        for kind in kinds:
            if kind in self.rows_of:
                held[self.rows_of[kind]] = True
        return held


@dataclass(frozen=True, slots=True)
class Documents:
    """The vectors of the products.

    matrix: the vector of each document.  of: product row -> matrix row.  row_of: document hash -> matrix row
    (shared, and growing: hold it against `of`).  order and starts: the present product rows by matrix row;
    two products of one text share a vector.  centre: mean vector, whose product with a query is the middle
    cosine.  spread: d x d, the covariance of their numbers.  codes: coarse copies of the vectors by product
    row.
    """

    matrix: Rounded
    of: Rows
    row_of: Hashes
    order: Rows
    starts: Rows
    centre: Vectors
    spread: Vectors
    codes: Codes

    def products(self, found: Iterable[str]) -> Rows:
        """Present product rows of document hashes."""
        held = self.row_of.rows(found)
        held = held[(held >= 0) & (held < len(self.starts) - 1)]
        begins, sizes = self.starts[held], self.starts[held + 1] - self.starts[held]
        ends = np.cumsum(sizes)
        where = np.repeat(begins - ends + sizes, sizes) + np.arange(ends[-1] if len(ends) else 0)
        return np.asarray(self.order[where])


@dataclass(frozen=True, slots=True)
class State:
    """`row_at`: place in the lexical index -> product row, -1 for none.  row_of: product id -> product row.
    spoken: the text of each product row whose words are the parser's vocabulary.  counts: how many present
    products hold each of those words.  prepared: parts of queries made ready for this version.  subsets: what
    filters leave of it."""

    columns: Columns
    documents: Documents
    forward: Forward
    lexical: LexicalSnapshot
    row_at: Rows
    row_of: Directory
    types: TypeIndex
    spoken: Names
    counts: Counter[str]
    parser: Parser
    prepared: dict[Part, Any] = field(default_factory=dict)
    subsets: Subsets = field(default_factory=Subsets)

    def offered(self, version: int, changed: Sequence[tuple[str, Offer]]) -> "State":
        """This state with other offers for some SKUs."""
        return replace(self, columns=self.columns.offered(version, changed), subsets=self.subsets.repriced())

    def subset(self, fitting: Mask) -> Subset:
        """What these SKU rows are the offers of."""
        return Subset(fitting, self.columns.of(fitting), self.documents.matrix, self.documents.of)

    def everything(self) -> Subset:
        """All that is for sale."""
        return self.subsets.of((), lambda: self.subset(self.columns.alive))

    def rows_at(self, places: npt.NDArray[np.int64]) -> Rows:
        """Product rows of places in the lexical index."""
        known = places[places < len(self.row_at)]
        rows = self.row_at[known]
        return rows[rows >= 0]

    def idf(self, token: str) -> tuple[float, ...]:
        """How rare a token is in this version, by field; 0 where no product has it."""
        held = self.lexical.frequency(token, LEXICAL_FIELDS)
        documents = max(len(self.row_of), 1)
        return tuple(math.log1p((max(documents - n, 0) + 0.5) / (n + 0.5)) if n else 0.0 for n in held)
