"""The rows of a state as they are laid out, product by product, from nothing or behind another state's."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from assistant.domain.product import Product
from assistant.lexicon import Lexicon
from assistant.ports import LexicalSnapshot, Vectors
from assistant.retrieval.arena import Arena
from assistant.retrieval.codes import Codes
from assistant.retrieval.columns import ColumnsBuilder, Mask, Rows
from assistant.retrieval.forward import Forward, Said
from assistant.retrieval.matrix import Matrix
from assistant.retrieval.names import Chosen, Directory, Names
from assistant.retrieval.parse import Parser
from assistant.retrieval.state import Documents, State, TypeIndex
from assistant.retrieval.words import counted

_SAMPLE = 1_000
_CENTRE = 20_000
_NONE: Rows = np.empty(0, dtype=np.int32)


@dataclass(frozen=True, slots=True)
class Goods:
    """A product with what retrieval reads off it: the hash of its document, its types, and the text whose
    words count as the catalogue's."""

    product: Product
    document: str
    kinds: frozenset[str]
    spoken: str


class Tokens:
    """Where the tokens of documents are put, one after the other."""

    def __init__(self) -> None:
        self.hashes = Arena(None, np.uint32)
        self.counts = Arena(None, np.uint16)


class Building:
    """Adds products behind those of `before`, whose rows stay where they are."""

    def __init__(self, lexicon: Lexicon, tokens: Tokens, before: State | None) -> None:
        self._before = before
        self._tokens = tokens
        self._columns = ColumnsBuilder(lexicon, before.columns if before else None)
        self._documents: list[str] = []
        self._spoken: list[str] = []
        self._known: Names | None = None
        self._kinds: dict[str, list[int]] = defaultdict(list)
        self._starts: list[int] = []
        self._sizes: list[int] = []
        self._lengths: list[np.ndarray[tuple[int], np.dtype[np.uint16]]] = []
        self._row_at = before.row_at if before else _NONE
        self._gone: list[int] = []
        self.rows: dict[str, int] = {}
        """The rows of what was added."""

    def drop(self, product_ids: Iterable[str]) -> None:
        """Products of before that are no more, or that will be added again."""
        held = self._before.row_of if self._before else {}
        self._gone.extend(row for one in product_ids if (row := held.get(one)) is not None)

    def add(self, goods: Goods, packed: bytes) -> None:
        """One product, with its packed tokens."""
        row = self._columns.add(goods.product)
        self.rows[goods.product.product_id] = row
        self._documents.append(goods.document)
        self._spoken.append(goods.spoken)
        for kind in goods.kinds:
            self._kinds[kind].append(row)
        said = Said.of(packed)
        self._starts.append(self._tokens.hashes.append(said.hashes))
        self._tokens.counts.append(said.counts)
        self._sizes.append(len(said.hashes))
        self._lengths.append(said.lengths)

    def place(self, places: Mapping[str, int]) -> None:
        """Where products stand in the lexical index."""
        known = [(at, self.rows[found]) for found, at in places.items() if found in self.rows]
        if not known:
            return
        longest = max(at for at, _ in known) + 1
        longer = np.full(max(longest, len(self._row_at)), -1, dtype=np.int32)
        longer[: len(self._row_at)] = self._row_at
        longer[[at for at, _ in known]] = [row for _, row in known]
        self._row_at = longer

    def kinds(self) -> frozenset[str]:
        """The types some product there is is one of."""
        found = set(self._kinds)
        if self._before:
            present = self._present()
            found |= {kind for kind, rows in self._before.types.rows_of.items() if present[rows].any()}
        return frozenset(found)

    def spoken(self) -> Chosen:
        """The text of every product there is."""
        rows = np.arange(len(self._spoken)) + self._columns.before
        return Chosen(self._all_spoken(), np.concatenate([np.flatnonzero(self._present()), rows]))

    def counts(self) -> Counter[str]:
        """How many of those texts hold each word."""
        found = counted(self._spoken)
        if self._before is None:
            return found
        left = self._before.counts.copy()
        left.subtract(counted(self._before.spoken[row] for row in self._gone))
        left.update(found)
        return +left

    def state(
        self, version: int, matrix: Matrix, lexical: LexicalSnapshot, counts: Counter[str], parser: Parser
    ) -> State:
        """What was laid out, with vectors of `matrix`."""
        gone = np.array(self._gone, dtype=np.int32)
        columns = self._columns.build(version, gone)
        row_at = self._row_at.copy()
        row_at[(row_at >= 0) & ~columns.present[np.maximum(row_at, 0)]] = -1
        return State(
            columns=columns,
            documents=self._laid(columns.present, matrix),
            forward=self._forward(),
            lexical=lexical,
            row_at=row_at,
            row_of=Directory(
                columns.product_ids, columns.present, self._before.row_of.marks if self._before else None
            ),
            types=self._types(columns.products),
            spoken=self._all_spoken(),
            counts=counts,
            parser=parser,
        )

    def _laid(self, present: Mask, matrix: Matrix) -> Documents:
        new = matrix.row_of.rows(self._documents).astype(np.int32)
        old = self._before.documents if self._before else None
        return lay_out(
            np.concatenate([old.of, new]) if old else new, present, matrix, old.codes if old else None
        )

    def _all_spoken(self) -> Names:
        if self._known is None:
            old = self._before.spoken if self._before else Names.of(())
            self._known = old.plus(self._spoken)
        return self._known

    def _present(self) -> Mask:
        """Which product rows of before are there still."""
        present = self._before.columns.present.copy() if self._before else np.empty(0, dtype=np.bool_)
        present[self._gone] = False
        return present

    def _forward(self) -> Forward:
        starts = np.array(self._starts, dtype=np.int64)
        sizes = np.array(self._sizes, dtype=np.int32)
        width = len(self._lengths[0]) if self._lengths else 4
        lengths = np.array(self._lengths, dtype=np.uint16).reshape(-1, width)
        if self._before:
            old = self._before.forward
            starts = np.concatenate([old.start, starts])
            sizes = np.concatenate([old.size, sizes])
            lengths = np.concatenate([old.lengths, lengths])
        means = lengths.mean(axis=0) if len(lengths) else np.ones(width)
        return Forward(
            self._tokens.hashes.rows,
            self._tokens.counts.rows,
            starts,
            sizes,
            lengths,
            np.maximum(means, 1e-3).astype(np.float32),
        )

    def _types(self, products: int) -> TypeIndex:
        held = dict(self._before.types.rows_of) if self._before else {}
        for kind, rows in self._kinds.items():
            held[kind] = np.concatenate([held.get(kind, _NONE), np.array(rows, dtype=np.int32)])
        return TypeIndex.of(held, products)


def lay_out(of: Rows, present: Mask, matrix: Matrix, codes: Codes | None = None) -> Documents:
    """The vectors of product rows: `of` is the matrix row of each.  codes: of the first of them."""
    there = np.flatnonzero(present).astype(np.int32)
    order = there[np.argsort(of[there], kind="stable")]
    starts = np.searchsorted(of[order], np.arange(len(matrix.rows) + 1)).astype(np.int32)
    vectors = matrix.rows
    some = of[there[:: max(1, len(there) // _CENTRE)]]
    few = of[there[:: max(1, len(there) // _SAMPLE)]]
    centre = vectors[some].mean(axis=0) if len(some) else np.zeros(vectors.dimension, np.float32)
    coded = Codes.laid(vectors, of, codes)
    return Documents(vectors, of, matrix.row_of, order, starts, centre, _spread(vectors[few]), coded)


def _spread(sample: Vectors) -> Vectors:
    """The covariance of some vectors' numbers; zeros without any."""
    if not len(sample):
        return np.zeros((sample.shape[1], sample.shape[1]), np.float32)
    apart = sample - sample.mean(axis=0)
    return np.asarray(apart.T @ apart / np.float32(len(sample)), dtype=np.float32)
