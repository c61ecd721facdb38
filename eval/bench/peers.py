"""What others build for filtered hybrid search, on the same goods and the same vectors."""

import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from math import ceil
from pathlib import Path
from shutil import rmtree
from typing import Any

import chromadb
import numpy as np
from chromadb.config import Settings

from assistant.adapters.lexical import TantivyIndex
from assistant.domain.dialogue import Constraint
from assistant.domain.product import Product
from assistant.ports import Embedder, LexicalDocument, Vectors
from assistant.retrieval.analysis import Analysis
from assistant.retrieval.document import embedding_text
from eval.bench.shop import Progress, timed
from eval.peers import kiwi_tokens

DEPTH = 50
_K, _RRF, _BATCH, _SLACK = 10, 60, 2_000, 1.5
_SIGNS = {"eq": "$eq", "le": "$lte", "ge": "$gte"}
_SQL_SIGNS = {"eq": "=", "le": "<=", "ge": ">="}


@dataclass(frozen=True, slots=True)
class Prepared:
    """A query as the peers get it: vector and tokens made beforehand, so neither is in their times."""

    vector: Vectors
    tokens: tuple[str, ...]


@dataclass(slots=True)
class Peers:
    """The open peers over one folder. `rows`: products, whose ids are their places as text. `built`: seconds
    by step."""

    folder: Path
    rows: int
    built: dict[str, float]
    collection: Any
    bm25: TantivyIndex
    matrix: Vectors
    hubs: np.ndarray[Any, Any]
    _tokens: Callable[[str], list[str]]
    _local: threading.local = field(default_factory=threading.local)
    _connections: list[sqlite3.Connection] = field(default_factory=list)

    def prepared(self, text: str, vector: Vectors) -> Prepared:
        return Prepared(vector, tuple(dict.fromkeys(self._tokens(text))))

    def hybrid(self, query: Prepared, filtered: Sequence[Constraint]) -> list[str]:
        """Chroma with the filter in `where`, FTS5 with the filter in its join, fused by reciprocal rank."""
        return _fused(self.where(query, filtered), self._fts(query, filtered))

    def where(self, query: Prepared, filtered: Sequence[Constraint]) -> list[str]:
        """Chroma alone, the filter in `where`."""
        found = self.collection.query(
            query_embeddings=[query.vector],
            n_results=DEPTH,
            where={one.facet: {_SIGNS[one.op]: one.value} for one in filtered} or None,
            include=["distances"],
        )
        return list(found["ids"][0])

    def post_filtered(self, query: Prepared, filtered: Sequence[Constraint], share: float) -> list[str]:
        """Chroma alone, asked for more and filtered afterwards; more again while too few are left. It is told
        the filter's true share, which a shop would have to guess."""
        depth = min(self.rows, ceil(_K * _SLACK / share)) if filtered else DEPTH
        while True:
            found = self.collection.query(
                query_embeddings=[query.vector], n_results=depth, include=["metadatas", "distances"]
            )
            kept = [
                place
                for place, facts in zip(found["ids"][0], found["metadatas"][0], strict=True)
                if all(facts[one.facet] == one.value for one in filtered)
            ]
            if len(kept) >= _K or depth >= self.rows:
                return kept
            depth = min(self.rows, 2 * depth)

    def exact(self, query: Prepared, filtered: Sequence[Constraint]) -> list[str]:
        """Every vector compared in numpy, BM25 of tantivy filtered afterwards, fused: nothing approximate."""
        held = self.holding(filtered)
        wanted = dict.fromkeys(query.tokens, 1.0)
        by_words = self.bm25.snapshot().top(wanted, {"text": 1.0}, 20 * DEPTH).places
        said = [str(place) for place in by_words.tolist() if held[place]][:DEPTH]
        return _fused([str(at) for at in self.nearest(query.vector, held)], said)

    def nearest(self, vector: Vectors, held: np.ndarray[Any, Any], k: int = DEPTH) -> np.ndarray[Any, Any]:
        """Places of the k nearest of those set in `held`, exactly, best first."""
        cosines = np.where(held, self.matrix @ vector, -2.0)
        k = min(k, int(held.sum()))
        if not k:
            return np.zeros(0, dtype=np.int64)
        best = np.argpartition(-cosines, k - 1)[:k]
        return np.asarray(best[np.argsort(-cosines[best], kind="stable")])

    def holding(self, filtered: Sequence[Constraint]) -> np.ndarray[Any, Any]:
        """The places that satisfy a filter on the hub."""
        held = np.ones(self.rows, dtype=np.bool_)
        for one in filtered:
            held &= self.hubs == one.value
        return held

    def close(self) -> None:
        for connection in self._connections:
            connection.close()

    def _fts(self, query: Prepared, filtered: Sequence[Constraint]) -> list[str]:
        if not query.tokens:
            return []
        match = " OR ".join(f'"{token}"' for token in query.tokens)
        conditions = "".join(f" AND items.{one.facet} {_SQL_SIGNS[one.op]} ?" for one in filtered)
        rows = self._connection().execute(
            "SELECT fts.rowid FROM fts JOIN items ON items.id = fts.rowid "  # noqa: S608 - our own facet names
            f"WHERE fts MATCH ?{conditions} ORDER BY rank LIMIT {DEPTH}",
            (match, *(one.value for one in filtered)),
        )
        return [str(row[0]) for row in rows]

    def _connection(self) -> sqlite3.Connection:
        held: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if held is None:
            held = sqlite3.connect(self.folder / "fts.sqlite3", check_same_thread=False)
            self._local.connection = held
            self._connections.append(held)
        return held


@contextmanager
def open_peers(
    folder: Path, goods: Iterable[Product], items: int, embedder: Embedder, progress: Progress | None = None
) -> Iterator[Peers]:
    """The peers over `goods` in `folder`, closed at the end; a folder that holds them is only opened, and one
    whose building was broken off is begun again."""
    new = not (folder / "done").exists()
    if new:
        rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    built: dict[str, float] = {}
    client: Any = chromadb.PersistentClient(
        str(folder / "chroma"), Settings(anonymized_telemetry=False, allow_reset=False)
    )
    collection = client.get_or_create_collection(
        "items", embedding_function=None, metadata={"hnsw:space": "cosine"}
    )
    bm25 = TantivyIndex(folder / "bm25", ("text",))
    tokens = kiwi_tokens(Analysis())
    shape = (items, embedder.dimension)
    matrix: Any = np.memmap(folder / "vectors.f32", np.float32, "w+" if new else "r+", shape=shape)
    hubs: Any = np.memmap(folder / "hubs.u6", "<U6", "w+" if new else "r+", shape=(items,))
    if new:
        built = {"chroma": 0.0, "fts5": 0.0, "bm25": 0.0}
        _fill(folder, goods, embedder, collection, bm25, tokens, matrix, hubs, built, progress)
        (folder / "done").touch()
    peers = Peers(folder, items, built, collection, bm25, matrix, hubs, tokens)
    try:
        yield peers
    finally:
        peers.close()
        client.close()


def item_facts(product: Product) -> dict[str, str | int]:
    """What Chroma keeps as metadata of a product and SQL as its row."""
    offer = product.variants[0].offer
    return {
        "hub": str(product.attributes["hub"][0]),
        "price": offer.price.minor if offer.price else 0,
        "stock": offer.quantity or 0,
        "brand": product.brand.in_("en"),
        "category": product.category.in_("en"),
    }


def full_text(product: Product) -> str:
    """What the peers' words are taken from: titles, category path, brand and description."""
    texts = (product.title, product.category, product.brand, product.description)
    return " ".join(wording for text in texts for wording in text.both())


def _fill(
    folder: Path,
    goods: Iterable[Product],
    embedder: Embedder,
    collection: Any,
    bm25: TantivyIndex,
    tokens: Callable[[str], list[str]],
    matrix: Any,
    hubs: Any,
    built: dict[str, float],
    progress: Progress | None,
) -> None:
    with sqlite3.connect(folder / "fts.sqlite3") as connection:
        connection.executescript(
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"
            "CREATE TABLE items (id INTEGER PRIMARY KEY, hub, price, stock, brand, category);"
            "CREATE INDEX items_hub ON items (hub);"
            "CREATE VIRTUAL TABLE fts USING fts5(text, content='', tokenize='unicode61');"
        )
        held, start = iter(goods), 0
        while some := list(islice(held, _BATCH)):
            places = range(start, start + len(some))
            vectors = embedder.passages([embedding_text(product) for product in some])
            matrix[start : start + len(some)] = vectors
            facts = [item_facts(product) for product in some]
            hubs[start : start + len(some)] = [one["hub"] for one in facts]
            said = [" ".join(tokens(full_text(product))) for product in some]
            with _added(built, "chroma"):
                collection.add(ids=[str(at) for at in places], embeddings=vectors, metadatas=facts)
            with _added(built, "fts5"):
                _insert(connection, places, facts, said)
            with _added(built, "bm25"):
                bm25.replace(
                    LexicalDocument(str(at), {"text": text}) for at, text in zip(places, said, strict=True)
                )
            start += len(some)
            if progress:
                progress(start, matrix.shape[0])
        connection.execute("INSERT INTO fts(fts) VALUES ('optimize')")
    connection.close()


def _insert(
    connection: sqlite3.Connection,
    places: Sequence[int],
    facts: Sequence[Mapping[str, Any]],
    said: Sequence[str],
) -> None:
    connection.executemany(
        "INSERT INTO items VALUES (?, ?, ?, ?, ?, ?)",
        [(at, *one.values()) for at, one in zip(places, facts, strict=True)],
    )
    connection.executemany("INSERT INTO fts (rowid, text) VALUES (?, ?)", zip(places, said, strict=True))
    connection.commit()


@contextmanager
def _added(into: dict[str, float], step: str) -> Iterator[None]:
    """Add the seconds of a block to those of its step."""
    once: dict[str, float] = {}
    with timed(once, step):
        yield
    into[step] = round(into[step] + once[step], 3)


def _fused(*ranked: Sequence[str]) -> list[str]:
    """Reciprocal rank fusion with the usual constant 60."""
    scores: dict[str, float] = {}
    for places in ranked:
        for rank, place in enumerate(places, 1):
            scores[place] = scores.get(place, 0.0) + 1.0 / (_RRF + rank)
    return sorted(scores, key=lambda place: -scores[place])[:_K]
