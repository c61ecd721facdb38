"""From SQL to a searchable state: vectors, indexes and columns brought to the catalogue's version."""

import logging
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, cached_property
from itertools import islice
from pathlib import Path

import numpy as np

from assistant.domain.product import Product
from assistant.lexicon import Lexicon
from assistant.ports import (
    Catalogue,
    Changes,
    Embedder,
    Kept,
    LexicalDocument,
    LexicalIndex,
    VectorIndex,
    Vectors,
)
from assistant.retrieval.analysis import Analysis
from assistant.retrieval.archive import Archive
from assistant.retrieval.building import Building, Goods, Tokens
from assistant.retrieval.concepts import ConceptFinder
from assistant.retrieval.document import document_hash, embedding_text, lexical_fields, lexical_texts
from assistant.retrieval.forward import pack
from assistant.retrieval.kinds import Kinds
from assistant.retrieval.matrix import Matrix
from assistant.retrieval.parse import Parser
from assistant.retrieval.state import State
from assistant.retrieval.storing import restored, stored
from assistant.retrieval.uses import Uses, UseWords
from assistant.retrieval.words import CatalogueWords

log = logging.getLogger(__name__)
Progress = Callable[[int, int], None]

ANALYSIS = "2"
"""Raise it when the same text would give other tokens: every document is then indexed anew."""
_BATCH = 64
_LOOKUP = 500
_CANARIES = 5
_PAGE = 5_000
_FAITHFUL = 0.99
_KEPT_TITLES = 20_000
_WORN, _FEW = 0.3, 100
"""From this share of rows that are gone, and this many, everything is laid out anew."""


def embed_missing(
    texts: Iterable[str],
    catalogue: Catalogue,
    embedder: Embedder,
    progress: Progress | None = None,
    meanwhile: Callable[[], object] | None = None,
) -> int:
    """Embed and keep every text no vector is kept for; the number embedded. `progress(done, total)` after
    each batch. `meanwhile` is done beside it, in a thread of its own, when there is enough to embed."""
    by_hash = {document_hash(text): text for text in texts}
    hashes = list(by_hash)
    missing: list[str] = []
    for start in range(0, len(hashes), _LOOKUP):
        some = hashes[start : start + _LOOKUP]
        known = catalogue.vectors(embedder.name, some)
        missing.extend(found for found in some if found not in known)
    if meanwhile and len(missing) > _BATCH:
        threading.Thread(target=meanwhile, daemon=True).start()
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
    """Builds states. `folder` keeps the table of vectors between runs; None keeps nothing."""

    def __init__(
        self,
        catalogue: Catalogue,
        embedder: Embedder,
        vectors: VectorIndex,
        lexical: LexicalIndex,
        lexicon: Lexicon,
        folder: Path | None = None,
    ) -> None:
        self._catalogue = catalogue
        self._embedder = embedder
        self._vectors = vectors
        self._lexical = lexical
        self._lexicon = lexicon
        self._matrix = Matrix(folder, embedder.name, embedder.dimension)
        self._archive = Archive(folder / "searched" if folder else None)
        self.analysis = Analysis()
        self._tokens = Tokens()
        self._finder = ConceptFinder(lexicon, self.analysis)
        self._kinds = Kinds(lexicon, self._finder)
        self._use_words = UseWords(lexicon, self.analysis, self._finder)
        self._types: dict[str, frozenset[str]] = {}

    def types_of(self, title: str) -> frozenset[str]:
        """Product types a title names, with everything broader."""
        types = self._types.get(title)
        if types is None:
            if len(self._types) >= _KEPT_TITLES:
                self._types.clear()
            types = self._types[title] = self._kinds.widened(self._kinds.of_title(title))
        return types

    def state(self, before: State | None) -> tuple[State, Changes | None]:
        """The catalogue's present state, with the vector and lexical index made to agree with it, and what
        changed since `before`: all that is read, unless that is too long ago or too much (None)."""
        told = before is not None
        before = before or self._restored()
        if before is None:
            return self._whole(), None
        state, changes = self._followed(before)
        return state, changes if told else None

    def _followed(self, before: State) -> tuple[State, Changes | None]:
        changes = self._catalogue.changes(before.columns.version)
        if changes is None:
            return self._whole(), None
        if changes.version == before.columns.version:
            return before, changes
        if not changes.products and not changes.removed:
            return before.offered(changes.version, changes.offers), changes
        columns = before.columns
        gone = columns.products - int(columns.present.sum()) + len(changes.products) + len(changes.removed)
        if gone > max(_FEW, _WORN * columns.products):
            return self._whole(), None
        return self._changed(before, changes), changes

    def _whole(self) -> State:
        """Everything from SQL; the indexes are checked against it and mended."""
        version = self._catalogue.version()
        self._tokens = Tokens()
        building = Building(self._lexicon, self._tokens, None)
        texts: dict[str, str] = {}
        kept = {one.document_id: one for one in self._lexical.kept()}
        placed = self._lexical.replace(self._documents(self._catalogue.every(), kept, building, texts))
        if foreign := sorted(kept.keys() - building.rows.keys()):
            self._lexical.replace((), foreign)
        building.place({one.document_id: one.at for one in kept.values()} | placed)
        self._check_table(texts)
        self._fill(texts)
        self._sync_vectors(list(texts))
        return self._kept(self._state(building, version))

    def _changed(self, before: State, changes: Changes) -> State:
        """`before` with the changes laid over it."""
        if not self._tokens.hashes.count:  # they are in the file `before` was read from
            self._tokens.hashes.append(before.forward.hashes)
            self._tokens.counts.append(before.forward.counts)
        offered = before.offered(changes.version, changes.offers)
        building = Building(self._lexicon, self._tokens, offered)
        dropped = [*changes.removed, *(product.product_id for product in changes.products)]
        former = {
            self._matrix.row_of.name(before.documents.of[row])
            for row in map(before.row_of.get, dropped)
            if row is not None
        }
        building.drop(dropped)
        texts: dict[str, str] = {}
        documents = self._documents(changes.products, {}, building, texts)
        building.place(self._lexical.replace(documents, sorted(changes.removed)))
        self._fill(texts)
        state = self._state(building, changes.version)
        new = [found for found in texts if not len(before.documents.products([found]))]
        self._vectors.upsert(new, self._rows_of(new))
        gone = [found for found in former if not len(state.documents.products([found]))]
        self._vectors.delete(sorted(gone))
        return self._kept(state)

    def _state(self, building: Building, version: int) -> State:
        counts = building.counts()
        parser = self._parser(building.spoken(), counts, building.kinds())
        return building.state(version, self._matrix, self._lexical.snapshot(), counts, parser)

    def _parser(self, spoken: Sequence[str], counts: Counter[str], kinds: frozenset[str]) -> Parser:
        words = CatalogueWords(spoken, self.analysis.stem, self._known_words, counts)
        uses = Uses(self._use_words, kinds, self._embedder.name)
        return Parser(self._lexicon, self.analysis, self._finder, self._kinds, words, kinds, uses)

    def _kept(self, state: State) -> State:
        """`state`, kept for the next start."""
        rows = int(state.documents.of.max(initial=-1)) + 1
        about = {
            "version": state.columns.version,
            "made": _made(),
            "lexical": self._lexical.mark(),
            "vectors": self._vectors.count(),
            "rows": rows,
            "hashes": self._matrix.mark(rows),
        }
        self._archive.save(about, stored(state))
        return state

    def _restored(self) -> State | None:
        """The state kept last, when the indexes are still as it left them; None when they are not, or this
        program reads products otherwise than the one that kept it."""
        kept = self._archive.load()
        if kept is None:
            return None
        about, arrays = kept
        rows, version = int(about.get("rows", 0)), int(about.get("version", 0))
        now = {
            "made": _made(),
            "lexical": self._lexical.mark(),
            "vectors": self._vectors.count(),
            "hashes": self._matrix.mark(rows) if rows <= len(self._matrix.rows) else None,
        }
        if differing := [name for name, value in now.items() if about.get(name) != value]:
            log.info("what was kept of the catalogue is of other %s; reading SQL", ", ".join(differing))
            return None
        if not 0 < version <= self._catalogue.version():
            return None
        state = restored(version, arrays, self._matrix, self._lexical.snapshot(), self._parser)
        return state if self._is_of_sql(state) else None

    def _is_of_sql(self, state: State) -> bool:
        """Do a few products say what SQL and the vector index hold of them?"""
        there = np.flatnonzero(state.columns.present)
        rows = there[:: max(1, len(there) // _CANARIES)]
        skus = [state.columns.skus[state.columns.first[row]] for row in rows]
        hashes = [self._matrix.row_of.name(state.documents.of[row]) for row in rows]
        known = self._catalogue.vectors(self._embedder.name, hashes)
        same = len(known) == len(set(hashes)) and not self._matrix.differs(known)
        if not same or (hashes and not self._faithful(hashes, set(hashes))):
            return False
        if state.columns.version < self._catalogue.version():
            return True
        held = self._catalogue.products(skus)
        told = (sku in held and document_hash(embedding_text(held[sku])) for sku in skus)
        return all(said == found for said, found in zip(told, hashes, strict=True))

    def _documents(
        self, products: Iterable[Product], kept: dict[str, Kept], building: Building, texts: dict[str, str]
    ) -> Iterable[LexicalDocument]:
        """Lay out every product; those to be indexed anew."""
        for product in products:
            text = embedding_text(product)
            found = document_hash(text)
            texts.setdefault(found, text)
            said = lexical_texts(product, self._lexicon)
            mark = document_hash("\x1f".join((ANALYSIS, *said.values())))
            held = kept.get(product.product_id)
            spoken = " ".join((said["title"], said["kind"], *product.brand.both()))
            goods = Goods(product, found, self._kinds.of_product(product), spoken)
            if held is not None and held.mark == mark:
                building.add(goods, held.kept)
                continue
            fields = lexical_fields(said, self.analysis)
            packed = pack(fields)
            building.add(goods, packed)
            yield LexicalDocument(product.product_id, fields, mark, packed)

    def _check_table(self, texts: Mapping[str, str]) -> None:
        """Empty the table of vectors when it is not what SQL holds, or mostly of texts long gone. Only where
        everything is laid out anew: the rows of a state that stands are not to move."""
        claimed = list(islice((found for found in texts if found in self._matrix.row_of), _CANARIES))
        torn = self._matrix.differs(self._catalogue.vectors(self._embedder.name, claimed))
        if torn:
            log.warning("the table of vectors does not hold what SQL holds; filling it again")
        if torn or self._matrix.outgrown(len(texts)):
            self._matrix.clear()

    def _fill(self, texts: Mapping[str, str]) -> None:
        """Have the table of vectors hold every text; what SQL has none for (another embedder than before) is
        embedded now."""
        rows = self._matrix.row_of.rows(texts).tolist()
        missing = [found for found, row in zip(texts, rows, strict=True) if row < 0]
        for attempt in range(2):
            unknown: list[str] = []
            for start in range(0, len(missing), _LOOKUP):
                some = missing[start : start + _LOOKUP]
                known = self._catalogue.vectors(self._embedder.name, some)
                self._matrix.add(known)
                unknown.extend(found for found in some if found not in known)
            if not unknown or attempt:
                return
            log.info("%d products have no vector of %s yet; embedding", len(unknown), self._embedder.name)
            embed_missing([texts[found] for found in unknown], self._catalogue, self._embedder)
            missing = unknown

    def _rows_of(self, hashes: Sequence[str]) -> Vectors:
        return self._matrix.rows[self._matrix.row_of.rows(hashes)]

    def _sync_vectors(self, hashes: Sequence[str]) -> None:
        """Have the vector index hold these documents and no others."""
        held = self._vectors.ids()
        if held and not self._faithful(hashes, held):
            log.warning("vector index does not give back what SQL holds; rebuilding it from SQL")
            self._vectors.clear()
            held = set()
        wanted = set(hashes)
        gone, new = sorted(held - wanted), [found for found in hashes if found not in held]
        if gone:
            self._vectors.delete(gone)
        for start in range(0, len(new), _PAGE):
            some = new[start : start + _PAGE]
            self._vectors.upsert(some, self._rows_of(some))
        if new:
            log.info("vector index: %d added, %d removed, %d in all", len(new), len(gone), len(hashes))

    def _faithful(self, hashes: Sequence[str], held: set[str]) -> bool:
        """Do a few documents the index claims to hold come back as their own nearest?"""
        claimed = list(islice((found for found in hashes if found in held), _CANARIES))
        for vector in self._rows_of(claimed):
            nearest = self._vectors.nearest(vector, 1)
            if not nearest or nearest[0][1] < _FAITHFUL:
                return False
        return bool(claimed)

    @cached_property
    def _known_words(self) -> list[str]:
        return [*self._finder.korean_forms(), *self._lexicon.english_words]


@cache
def _made() -> str:
    """What differs when this program would lay the same products out otherwise: its own files and data."""
    home = Path(__file__).parent
    told = [ANALYSIS]
    for folder in (home, home.parent / "lexicon", home.parent / "domain"):
        for file in sorted(folder.rglob("*")):
            if file.suffix in (".py", ".tsv", ".json", ".toml"):
                about = file.stat()
                told.append(f"{file.relative_to(home.parent)} {about.st_size} {about.st_mtime_ns}")
    return document_hash("\n".join(told))


def documents(products: Iterable[Product]) -> list[str]:
    """The embedding text of each product."""
    return [embedding_text(product) for product in products]


__all__ = ["Indexer", "Progress", "documents", "embed_missing"]
