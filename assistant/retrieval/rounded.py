"""Unit vectors at two bytes a number: half the memory, and cosines true to a few hundred-thousandths."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from assistant.ports import Vectors

Fixed = npt.NDArray[np.int16]
_ONE = 32_767
"""What stands for 1."""
_PIECE, _LARGE = 128, 512
"""Vectors compared at a time, with one and with several: they stay in the processor's cache."""


@dataclass(frozen=True, slots=True)
class Rounded:
    """A table of N vectors of d numbers in [-1, 1]. `table` N x d."""

    table: Fixed

    @staticmethod
    def of(vectors: Vectors) -> Fixed:
        """Rows of such a table."""
        return np.rint(np.clip(vectors, -1.0, 1.0) * _ONE).astype(np.int16)

    def __len__(self) -> int:
        return len(self.table)

    @property
    def dimension(self) -> int:
        return int(self.table.shape[1])

    def __getitem__(self, rows: npt.NDArray[Any] | Sequence[int]) -> Vectors:
        """The vectors of R rows, R x d."""
        return np.asarray(self.table[rows] * np.float32(1 / _ONE), dtype=np.float32)

    def cosines(self, rows: npt.NDArray[Any], vector: Vectors) -> Vectors:
        """Of the vectors of these rows with a unit vector."""
        found, asked = np.empty(len(rows), dtype=np.float32), vector / np.float32(_ONE)
        shape = min(len(rows), _PIECE), self.dimension
        held, read = np.empty(shape, dtype=self.table.dtype), np.empty(shape, dtype=np.float32)
        for start in range(0, len(rows), _PIECE):
            some = rows[start : start + _PIECE]
            many = len(some)
            self.table.take(some, axis=0, out=held[:many], mode="clip")
            read[:many] = held[:many]
            np.dot(read[:many], asked, out=found[start : start + many])
        return found

    def with_each(self, vectors: Sequence[Vectors]) -> Vectors:
        """The cosines of all N with each of B unit vectors, B x N."""
        # Laid out so, a product of any number of queries is as fast as BLAS can be: the other way round three
        # may take longer than eight.
        asked = np.stack(vectors, axis=1) / np.float32(_ONE)
        found = np.empty((len(self), len(vectors)), dtype=np.float32)
        for start in range(0, len(self), _LARGE):
            some = self.table[start : start + _LARGE].astype(np.float32)
            np.matmul(some, asked, out=found[start : start + _LARGE])
        return np.ascontiguousarray(found.T)
