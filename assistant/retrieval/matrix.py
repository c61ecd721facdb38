"""The vectors of documents as one memory-mapped table, found by the hash of their text."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from zlib import crc32

import numpy as np
import numpy.typing as npt

from assistant.ports import Vectors
from assistant.retrieval.arena import Arena
from assistant.retrieval.rounded import Rounded

_KEY = 16
_RECENT = 10_000
Keys = npt.NDArray[np.uint64]
Places = npt.NDArray[np.int64]


class Hashes(Mapping[str, int]):
    """The row of every hash held (32 hex digits each), in the order they came; it grows."""

    def __init__(self, held: Keys) -> None:
        """held: N x 2, the halves of each."""
        self._now = _sorted(held)

    def add(self, hashes: Sequence[str], held: Keys) -> None:
        """More of them; `held` is the table with them in."""
        first, (order, halves, _, before) = len(self), self._now
        recent = {**before, **dict(zip(hashes, range(first, first + len(hashes)), strict=True))}
        # In one step: searches go on meanwhile.
        self._now = (order, halves, held, recent) if len(recent) < _RECENT else _sorted(held)

    def rows(self, hashes: Iterable[str]) -> Places:
        """The row of each, -1 for one that is not held."""
        asked = list(hashes)
        halves = np.frombuffer(bytes.fromhex("".join(asked)), dtype=np.uint64).reshape(-1, 2)
        found = np.full(len(asked), -1, dtype=np.int64)
        order, first, held, recent = self._now
        if len(order):
            rows = order[np.minimum(first.searchsorted(halves[:, 0]), len(order) - 1)]
            same = (held[rows] == halves).all(axis=1)
            found[same] = rows[same]
        if recent:
            found = np.maximum(found, np.array([recent.get(one, -1) for one in asked], dtype=np.int64))
        return found

    def name(self, row: int) -> str:
        """The hash of a row."""
        return bytes(self._now[2][row].tobytes()).hex()

    def __getitem__(self, found: str) -> int:
        row = int(self.rows([found])[0])
        if row < 0:
            raise KeyError(found)
        return row

    def __len__(self) -> int:
        order, _, _, recent = self._now
        return len(order) + len(recent)

    def __iter__(self) -> Iterator[str]:
        return (self.name(row) for row in range(len(self)))


def _sorted(held: Keys) -> tuple[Places, npt.NDArray[np.uint64], Keys, dict[str, int]]:
    """The rows by the first half of their hash, those halves, the table, and what came after it."""
    # That two hashes share a half is less likely than a fault of the machine.
    order = np.argsort(held[:, 0], kind="stable")
    return order, held[order, 0], held, {}


class Matrix:
    """Unit vectors by document hash. SQL holds the truth: a file that is short, or of another embedder, is
    filled again. Vectors of texts the catalogue no longer has stay until the file is made anew."""

    def __init__(self, folder: Path | None, embedder: str, dimension: int) -> None:
        stem = "".join(letter if letter.isalnum() else "-" for letter in embedder)
        self._paths = [folder / f"{stem}-{dimension}.{kind}" for kind in ("keys", "i16")] if folder else None
        self._dimension = dimension
        self._open()

    @property
    def row_of(self) -> Hashes:
        """The row of every hash held; it grows."""
        return self._row_of

    @property
    def rows(self) -> Rounded:
        return Rounded(self._vectors.rows)

    def mark(self, rows: int) -> int:
        """A number that differs when the first `rows` hashes are others."""
        return crc32(self._written.rows[:rows].tobytes())

    def add(self, vectors: Mapping[str, Vectors]) -> None:
        """Keep vectors of hashes not held yet."""
        known = self._row_of.rows(vectors)
        new = [found for found, row in zip(vectors, known.tolist(), strict=True) if row < 0]
        if not new:
            return
        self._vectors.append(Rounded.of(np.stack([vectors[found] for found in new])))
        # The key last: a row without one was never written.
        self._vectors.flush()
        self._written.append(np.frombuffer(bytes.fromhex("".join(new)), dtype=np.uint64).reshape(-1, 2))
        self._row_of.add(new, self._written.rows)

    def differs(self, known: Mapping[str, Vectors]) -> bool:
        """True when a row is not what SQL holds for it."""
        held, wanted = self._row_of.rows(known), [Rounded.of(vector) for vector in known.values()]
        return bool(wanted) and not np.allclose(self._vectors.rows[held], wanted, atol=1)

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
        held = _held(keys) if keys else 0
        if vectors and held and not vectors.exists():
            held = 0
        if vectors and held and vectors.stat().st_size < held * 2 * self._dimension:
            held = 0
        self._written = Arena(keys, np.uint64, _KEY // 8, rows=held)
        self._vectors = Arena(vectors, np.int16, self._dimension, rows=held)
        self._row_of = Hashes(self._written.rows)


def _held(path: Path) -> int:
    """How many hashes a file of keys holds, up to the first that was never written."""
    if not path.exists():
        return 0
    raw = np.fromfile(path, dtype=np.uint64)
    empty = np.flatnonzero(~raw[: len(raw) // 2 * 2].reshape(-1, 2).any(axis=1))
    return int(empty[0]) if len(empty) else len(raw) // 2
