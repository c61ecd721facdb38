"""From SQL to a searchable state: vectors, indexes and columns brought to the catalogue's version."""

import logging
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import islice

import numpy as np

from assistant.domain.product import Product
from assistant.lexicon import Lexicon, fold, has_hangul
from assistant.ports import Catalogue, Embedder, LexicalIndex, VectorIndex, Vectors
from assistant.retrieval.analysis import Analysis
from assistant.retrieval.columns import ColumnsBuilder, Rows
from assistant.retrieval.concepts import ConceptFinder
from assistant.retrieval.document import document_hash, embedding_text, lexical_fields, lexical_texts
from assistant.retrieval.kinds import Kinds
from assistant.retrieval.parse import Parser
from assistant.retrieval.state import State, TypeIndex
from assistant.retrieval.words import CatalogueWords

log = logging.getLogger(__name__)
Progress = Callable[[int, int], None]

ANALYSIS = "1"
"""Raise it when the same text would give other tokens: every document is then indexed anew."""
_BATCH = 64
_LOOKUP = 500
_CANARIES = 5
_FAITHFUL = 0.99
_SAMPLE = 1_000


def embed_missing(
    texts: Iterable[str], catalogue: Catalogue, embedder: Embedder, progress: Progress | None = None
) -> int:
    """Embed and keep every text no vector is kept for; the number embedded. `progress(done, total)` after
    each batch."""
    by_hash = {document_hash(text): text for text in texts}
    hashes = list(by_hash)
    missing: list[str] = []
    for start in range(0, len(hashes), _LOOKUP):
        some = hashes[start : start + _LOOKUP]
        known = catalogue.vectors(embedder.name, some)
        missing.extend(found for found in some if found not in known)
    # Alike lengths together: an engine pads or waits for the longest of a batch.
    missing.sort(key=lambda found: len(by_hash[found]))
    for start in range(0, len(missing), _BATCH):
        some = missing[start : start + _BATCH]
        vectors = embedder.passages([by_hash[found] for found in some])
        catalogue.keep_vectors(embedder.name, dict(zip(some, vectors, strict=True)))
        if progress:
            progress(start + len(some), len(missing))
    return len(missing)


class Indexer:
    """Builds states. Keeps no product and no catalogue between calls."""

    def __init__(
        self,
        catalogue: Catalogue,
        embedder: Embedder,
        vectors: VectorIndex,
        lexical: LexicalIndex,
        lexicon: Lexicon,
    ) -> None:
        self._catalogue = catalogue
        self._embedder = embedder
        self._vectors = vectors
        self._lexical = lexical
        self._lexicon = lexicon
        self.analysis = Analysis()
        self._finder = ConceptFinder(lexicon, self.analysis)
        self._kinds = Kinds(lexicon, self._finder)

    def state(self, before: State | None) -> State:
        """The catalogue's present state, with the vector and lexical index made to agree with it."""
        version = self._catalogue.version()
        columns = ColumnsBuilder(self._lexicon)
        document_of: list[str] = []
        texts: dict[str, str] = {}
        lexical_of: dict[str, str] = {}
        changed: list[tuple[str, dict[str, str]]] = []
        kinds: dict[str, list[int]] = defaultdict(list)
        spoken: list[str] = []
        held = before.lexical_of if before else self._lexical.marks()
        for row, product in enumerate(self._catalogue.every()):
            columns.add(product)
            text = embedding_text(product)
            found = document_hash(text)
            document_of.append(found)
            texts.setdefault(found, text)
            fields = lexical_texts(product, self._lexicon)
            mark = document_hash("\x1f".join((ANALYSIS, *fields.values())))
            lexical_of[product.product_id] = mark
            if held.get(product.product_id) != mark:
                changed.append((product.product_id, fields))
            types = self._kinds.of_product(product)
            for kind in types:
                kinds[kind].append(row)
            spoken.append(" ".join((fields["title"], fields["kind"], *product.brand.both())))
        built = columns.build(version)
        matrix = self._matrix(document_of, texts)
        rows_of_document = _rows(document_of)
        self._sync_vectors(matrix, rows_of_document, set(before.rows_of_document) if before else None)
        self._sync_lexical(changed, lexical_of)
        words = CatalogueWords(spoken, self.analysis.stem, self._known_words())
        return State(
            columns=built,
            matrix=matrix,
            document_of=tuple(document_of),
            rows_of_document=rows_of_document,
            row_of_product={found: row for row, found in enumerate(built.product_ids)},
            lexical_of=lexical_of,
            types=TypeIndex(
                {kind: np.array(rows, dtype=np.int32) for kind, rows in kinds.items()},
                len(document_of),
            ),
            parser=Parser(self._lexicon, self.analysis, self._finder, self._kinds, words, kinds.keys()),
            centre=matrix.mean(axis=0) if len(matrix) else np.zeros(self._embedder.dimension, np.float32),
            sample=matrix[:: max(1, len(matrix) // _SAMPLE)],
        )

    def _known_words(self) -> list[str]:
        english = {
            word
            for concept in self._lexicon.concepts.values()
            for form in concept.en
            for word in fold(form).split()
            if word.isalpha()
        }
        return [*self._finder.korean_forms(), *(word for word in english if not has_hangul(word))]

    def _matrix(self, document_of: Sequence[str], texts: dict[str, str]) -> Vectors:
        """A vector per product row; what SQL has none for (another embedder than before) is embedded now."""
        matrix = np.zeros((len(document_of), self._embedder.dimension), dtype=np.float32)
        rows = _rows(document_of)
        hashes = list(rows)
        for attempt in range(2):
            missing: list[str] = []
            for start in range(0, len(hashes), _LOOKUP):
                some = hashes[start : start + _LOOKUP]
                known = self._catalogue.vectors(self._embedder.name, some)
                for found in some:
                    if found in known:
                        matrix[list(rows[found])] = known[found]
                    else:
                        missing.append(found)
            if not missing or attempt:
                return matrix
            log.info("%d products have no vector of %s yet; embedding", len(missing), self._embedder.name)
            embed_missing([texts[found] for found in missing], self._catalogue, self._embedder)
            hashes = missing
        return matrix

    def _sync_vectors(
        self, matrix: Vectors, rows: dict[str, tuple[int, ...]], before: set[str] | None
    ) -> None:
        held = self._vectors.ids() if before is None else before
        if before is None and held and not self._faithful(matrix, rows, held):
            log.warning("vector index does not give back what SQL holds; rebuilding it from SQL")
            self._vectors.clear()
            held = set()
        gone, new = held - rows.keys(), [found for found in rows if found not in held]
        if gone:
            self._vectors.delete(sorted(gone))
        if new:
            self._vectors.upsert(new, matrix[[rows[found][0] for found in new]])
            log.info("vector index: %d added, %d removed, %d in all", len(new), len(gone), len(rows))

    def _faithful(self, matrix: Vectors, rows: dict[str, tuple[int, ...]], held: set[str]) -> bool:
        """Do a few documents the index claims to hold come back as their own nearest?"""
        claimed = list(islice((found for found in rows if found in held), _CANARIES))
        for found in claimed:
            nearest = self._vectors.nearest(matrix[rows[found][0]], 1)
            if not nearest or nearest[0][1] < _FAITHFUL:
                return False
        return bool(claimed)

    def _sync_lexical(self, changed: list[tuple[str, dict[str, str]]], lexical_of: dict[str, str]) -> None:
        gone = self._lexical.ids() - lexical_of.keys()
        if gone or changed:
            self._lexical.replace(
                (
                    (found, lexical_fields(texts, self.analysis) | {"mark": lexical_of[found]})
                    for found, texts in changed
                ),
                sorted(gone),
            )


def documents(products: Iterable[Product]) -> list[str]:
    """The embedding text of each product."""
    return [embedding_text(product) for product in products]


def _rows(document_of: Sequence[str]) -> dict[str, tuple[int, ...]]:
    rows: dict[str, list[int]] = {}
    for row, found in enumerate(document_of):
        rows.setdefault(found, []).append(row)
    return {found: tuple(held) for found, held in rows.items()}


__all__ = ["Indexer", "Progress", "Rows", "documents", "embed_missing"]
