"""The rows of a state as they are laid out, product by product, from nothing or behind another state's."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from assistant.domain.product import Product
from assistant.lexicon import Lexicon
from assistant.ports import LexicalSnapshot
from assistant.retrieval.arena import Arena
from assistant.retrieval.codes import Codes
from assistant.retrieval.columns import ColumnsBuilder, Rows
from assistant.retrieval.forward import Forward, Said
from assistant.retrieval.matrix import Matrix
from assistant.retrieval.parse import Parser
from assistant.retrieval.state import Documents, State, TypeIndex

_SAMPLE = 1_000
_CENTRE = 20_000
_NONE: Rows = np.empty(0, dtype=np.int32)


@dataclass(frozen=True, slots=True)
class Goods:
    """A product with what retrieval reads off it: the hash of its document, the mark of what is indexed, its
    types, and the text whose words count as the catalogue's."""

    product: Product
    document: str
    mark: str
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
        self._marks = dict(before.marks) if before else {}
        self._spoken: list[str] = list(before.spoken) if before else []
        self._kinds: dict[str, list[int]] = defaultdict(list)
        self._starts: list[int] = []
        self._sizes: list[int] = []
        self._lengths: list[np.ndarray[tuple[int], np.dtype[np.uint16]]] = []
        self._row_at = before.row_at if before else _NONE
        self._gone: list[int] = []
        self.rows: dict[str, int] = dict(before.row_of) if before else {}

    def drop(self, product_ids: Iterable[str]) -> None:
        """Products that are no more, or that will be added again."""
        for product_id in product_ids:
            row = self.rows.pop(product_id, None)
            if row is not None:
                self._gone.append(row)
                self._marks.pop(product_id, None)
                self._spoken[row] = ""

    def add(self, goods: Goods, packed: bytes) -> None:
        """One product, with its packed tokens."""
        row = self._columns.add(goods.product)
        self.rows[goods.product.product_id] = row
        self._documents.append(goods.document)
        self._marks[goods.product.product_id] = goods.mark
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
            present = self._before.columns.present.copy()
            present[self._gone] = False
            found |= {kind for kind, rows in self._before.types.rows_of.items() if present[rows].any()}
        return frozenset(found)

    def spoken(self) -> list[str]:
        """The words of every product there is."""
        return [text for text in self._spoken if text]

    def state(self, version: int, matrix: Matrix, lexical: LexicalSnapshot, parser: Parser) -> State:
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
            row_of=self.rows,
            marks=self._marks,
            types=self._types(columns.products),
            spoken=tuple(self._spoken),
            parser=parser,
        )

    def _laid(self, present: "np.ndarray[tuple[int], np.dtype[np.bool_]]", matrix: Matrix) -> Documents:
        row_of = matrix.row_of
        new = np.array([row_of[found] for found in self._documents], dtype=np.int32)
        of = np.concatenate([self._before.documents.of, new]) if self._before else new
        there = np.flatnonzero(present).astype(np.int32)
        order = there[np.argsort(of[there], kind="stable")]
        starts = np.searchsorted(of[order], np.arange(len(matrix.rows) + 1)).astype(np.int32)
        vectors = matrix.rows
        some = of[there[:: max(1, len(there) // _CENTRE)]]
        few = of[there[:: max(1, len(there) // _SAMPLE)]]
        centre = vectors[some].mean(axis=0) if len(some) else np.zeros(vectors.shape[1], np.float32)
        codes = Codes.laid(vectors, of, self._before.documents.codes if self._before else None)
        return Documents(vectors, of, row_of, order, starts, centre, vectors[few], codes)

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
        return TypeIndex(held, products)
