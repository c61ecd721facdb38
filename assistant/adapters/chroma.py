"""The vector index on Chroma: embedded in the data folder, or a `chroma run` server by URL."""

import base64
import logging
import re
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast
from urllib.parse import urlsplit

import chromadb
import numpy as np
from chromadb.api.shared_system_client import SharedSystemClient
from chromadb.config import Settings
from chromadb.errors import ChromaError

from assistant.errors import SettingsError
from assistant.ports import Vectors

_log = logging.getLogger(__name__)
_BATCH, _PAGE = 2_000, 200_000
_PLAIN_ID = re.compile(r"[A-Za-z0-9._:\-]{1,200}")
_ENCODED = "~"


class ChromaIndex:
    """Cosine neighbours in one Chroma collection. `where`: a folder (one process only) or an http(s) URL. The
    collection carries the embedder's name and dimension; one filled by another embedder, or a folder Chroma
    cannot read, is thrown away and left empty for its owner to fill again. Only ids and vectors go in."""

    def __init__(
        self, where: Path | str, embedder_name: str, dimension: int, collection: str = "products"
    ) -> None:
        self._where = where
        self._name = collection
        self._dimension = dimension
        self._mark = {"embedder": embedder_name, "dimension": dimension}
        self._client: Any = None
        self._collection: Any = None
        self._open()
        self._count = 0
        self._recount()

    def upsert(self, ids: Sequence[str], vectors: Vectors) -> None:
        if len(ids) != len(vectors) or (len(ids) and vectors.shape[1] != self._dimension):
            raise ValueError(f"{len(ids)} ids do not match vectors of shape {vectors.shape}")
        for start in range(0, len(ids), _BATCH):
            stop = start + _BATCH
            self._collection.upsert(
                ids=[_encode(given) for given in ids[start:stop]],
                embeddings=np.ascontiguousarray(vectors[start:stop], dtype=np.float32),
            )
        self._recount()

    def delete(self, ids: Sequence[str]) -> None:
        for start in range(0, len(ids), _BATCH):
            self._collection.delete(ids=[_encode(given) for given in ids[start : start + _BATCH]])
        self._recount()

    def nearest(self, vector: Vectors, k: int) -> list[tuple[str, float]]:
        k = min(k, self._count)
        if k < 1:
            return []
        found = self._collection.query(
            query_embeddings=np.asarray(vector, dtype=np.float32).reshape(1, -1),
            n_results=k,
            include=["distances"],
        )
        return [
            (_decode(stored) if stored[0] == _ENCODED else stored, 1.0 - distance)
            for stored, distance in zip(found["ids"][0], found["distances"][0], strict=True)
        ]

    def ids(self) -> set[str]:
        found: set[str] = set()
        # Chroma sorts every id for each page.
        for offset in range(0, self._collection.count(), _PAGE):
            page = self._collection.get(limit=_PAGE, offset=offset, include=[])
            found.update(_decode(stored) for stored in page["ids"])
        return found

    def count(self) -> int:
        return int(self._collection.count())

    def clear(self) -> None:
        self._client.delete_collection(self._name)
        self._collection = self._create()
        self._recount()

    def close(self) -> None:
        """Let go of the folder; the index is not usable afterwards."""
        # Chroma's own close leaves the two connection pools of a server client open.
        for client in (self._client, getattr(self._client, "_admin_client", None)):
            session = getattr(getattr(client, "_server", None), "_session", None)
            if session is not None:
                session.close()
        self._client.close()

    def _recount(self) -> None:
        # Counting costs as much as searching.
        self._count = self.count()

    def _open(self) -> None:
        if isinstance(self._where, str):
            self._client = _server(self._where)
            self._collection = self._matching()
            return
        self._where.mkdir(parents=True, exist_ok=True)
        try:
            self._client = _embedded(self._where)
            self._collection = self._matching()
            if self._collection.count():
                self._collection.query(
                    query_embeddings=np.full((1, self._dimension), 0.1, dtype=np.float32),
                    n_results=1,
                    include=[],
                )
        except _BROKEN as error:
            _log.warning("vector index at %s cannot be read (%s); making it anew", self._where, error)
            self._discard()
            self._client = _embedded(self._where)
            self._collection = self._matching()

    def _matching(self) -> Any:
        """The collection when this embedder filled it, else a new one."""
        known = {collection.name: collection for collection in self._client.list_collections()}
        if self._name in known:
            metadata = known[self._name].metadata or {}
            held = {key: metadata.get(key) for key in self._mark}
            if held == self._mark:
                return self._client.get_collection(self._name, embedding_function=None)
            _log.warning("vectors of %s are not of %s; the collection is made anew", held, self._mark)
            self._client.delete_collection(self._name)
        return self._create()

    def _create(self) -> Any:
        return self._client.create_collection(
            self._name, embedding_function=None, metadata={**self._mark, "hnsw:space": "cosine"}
        )

    def _discard(self) -> None:
        SharedSystemClient.clear_system_cache()
        for entry in cast(Path, self._where).iterdir():
            if entry.is_dir():
                shutil.rmtree(entry)
            else:
                entry.unlink()


_BROKEN: tuple[type[BaseException], ...] = (ChromaError, ValueError, KeyError, OSError, RuntimeError)


def _settings() -> Settings:
    return Settings(anonymized_telemetry=False, allow_reset=False)


def _embedded(path: Path) -> Any:
    return chromadb.PersistentClient(path=str(path), settings=_settings())


def _server(url: str) -> Any:
    address = urlsplit(url)
    if address.scheme not in ("http", "https") or not address.hostname:
        raise SettingsError(f"Chroma address {url!r} cannot be used; write http://host:port")
    secure = address.scheme == "https"
    port = address.port or (443 if secure else 8000)
    try:
        return chromadb.HttpClient(host=address.hostname, port=port, ssl=secure, settings=_settings())
    except (ValueError, OSError) as error:
        raise SettingsError(
            f"no Chroma server answers at {url}; start `chroma run` or unset the URL"
        ) from error


def _encode(product_id: str) -> str:
    """Ids as Chroma takes them anywhere: plain ones as they are, others in base64 behind a mark."""
    if _PLAIN_ID.fullmatch(product_id):
        return product_id
    return _ENCODED + base64.urlsafe_b64encode(product_id.encode("utf-8", "surrogatepass")).decode("ascii")


def _decode(stored: str) -> str:
    if not stored.startswith(_ENCODED):
        return stored
    return base64.urlsafe_b64decode(stored[1:]).decode("utf-8", "surrogatepass")
