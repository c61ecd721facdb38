"""Growing tables in memory-mapped files: what is read often and is too large to hold twice."""

import mmap
import os
import tempfile
import weakref
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

_FIRST_ROWS = 1_024


class Arena:
    """Rows of one fixed width, added at the end and never changed, so that a view taken before stays true.

    path: the file, kept and read again; None for a temporary one.  width: values a row, 0 for a flat table.
    rows: how many the file holds already.
    """

    def __init__(self, path: Path | None, dtype: npt.DTypeLike, width: int = 0, rows: int = 0) -> None:
        self._file = _temporary() if path is None else _opened(path)
        weakref.finalize(self, os.close, self._file)
        self._dtype = np.dtype(dtype)
        self._width = width
        self._row = self._dtype.itemsize * max(width, 1)
        self._capacity = 0
        self._table: npt.NDArray[Any] = np.empty(self._shape(0), self._dtype)
        self.count = 0
        self._reserve(max(rows, 1))
        self.count = rows

    def append(self, rows: npt.NDArray[Any]) -> int:
        """Add `rows`; the number of the first."""
        first = self.count
        self._reserve(first + len(rows))
        self._table[first : first + len(rows)] = rows
        self.count = first + len(rows)
        return first

    @property
    def rows(self) -> npt.NDArray[Any]:
        """Every row so far."""
        return self._table[: self.count]

    def flush(self) -> None:
        """Have the file hold what was added."""
        os.fsync(self._file)

    def _reserve(self, rows: int) -> None:
        if rows <= self._capacity:
            return
        self._capacity = max(rows, 2 * self._capacity, _FIRST_ROWS)
        size = self._capacity * self._row
        if os.fstat(self._file).st_size < size:
            os.ftruncate(self._file, size)
        # Views of a smaller map keep that one open; both show the same file.
        shown = mmap.mmap(self._file, size)
        self._table = np.frombuffer(shown, self._dtype).reshape(self._shape(self._capacity))

    def _shape(self, rows: int) -> tuple[int, ...]:
        return (rows, self._width) if self._width else (rows,)


def _opened(path: Path) -> int:
    path.parent.mkdir(parents=True, exist_ok=True)
    return os.open(path, os.O_RDWR | os.O_CREAT, 0o600)


def _temporary() -> int:
    found, path = tempfile.mkstemp(prefix="dangol-")
    Path(path).unlink()
    return found
