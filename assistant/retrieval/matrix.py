"""The vectors of documents as one memory-mapped table, found by the hash of their text."""

from collections.abc import Mapping
from pathlib import Path

import numpy as np

from assistant.ports import Vectors
from assistant.retrieval.arena import Arena

_KEY = 16


class Matrix:
    """Unit vectors by document hash. SQL holds the truth: a file that is short, or of another embedder, is
    filled again. Vectors of texts the catalogue no longer has stay until the file is made anew."""

    def __init__(self, folder: Path | None, embedder: str, dimension: int) -> None:
        stem = "".join(letter if letter.isalnum() else "-" for letter in embedder)
        self._paths = [folder / f"{stem}-{dimension}.{kind}" for kind in ("keys", "f32")] if folder else None
        self._dimension = dimension
        self._open()

    @property
    def row_of(self) -> Mapping[str, int]:
        """The row of every hash held; it grows."""
        return self._row_of

    @property
    def rows(self) -> Vectors:
        return self._vectors.rows

    def add(self, vectors: Mapping[str, Vectors]) -> None:
        """Keep vectors of hashes not held yet."""
        new = [found for found in vectors if found not in self._row_of]
        if not new:
            return
        first = self._vectors.append(np.stack([vectors[found] for found in new]))
        # The key last: a row without one was never written.
        self._vectors.flush()
        self._written.append(np.array([np.void(bytes.fromhex(found)) for found in new]))
        for at, found in enumerate(new):
            self._row_of[found] = first + at
        self.keys.extend(new)

    def differs(self, known: Mapping[str, Vectors]) -> bool:
        """True when a row is not what SQL holds for it."""
        return any(
            not np.allclose(self.rows[self._row_of[found]], known[found], atol=1e-5) for found in known
        )

    def clear(self) -> None:
        """Forget everything."""
        if self._paths:
            for path in self._paths:
                path.unlink(missing_ok=True)
        self._open()

    def outgrown(self, documents: int) -> bool:
        """True when most of what is held is of texts other than those `documents`."""
        return len(self._row_of) > 2 * documents + 1_000

    def _open(self) -> None:
        keys, vectors = self._paths or (None, None)
        held = _keys(keys) if keys else []
        if vectors and held and not vectors.exists():
            held = []
        if vectors and held and vectors.stat().st_size < len(held) * 4 * self._dimension:
            held = []
        self._written = Arena(keys, f"V{_KEY}", rows=len(held))
        self._vectors = Arena(vectors, np.float32, self._dimension, rows=len(held))
        self._row_of = {found: at for at, found in enumerate(held)}
        self.keys = held


def _keys(path: Path) -> list[str]:
    """The hashes in a file of keys, up to the first that was never written."""
    raw = path.read_bytes() if path.exists() else b""
    found = []
    for at in range(0, len(raw) - _KEY + 1, _KEY):
        key = raw[at : at + _KEY]
        if not any(key):
            break
        found.append(key.hex())
    return found
