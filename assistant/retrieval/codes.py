"""Coarse copies of vectors, two bits a number: the nearest of very many are first looked for among these."""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from assistant.ports import Vectors
from assistant.retrieval.columns import Rows
from assistant.retrieval.rounded import Rounded

_APART = 0.5
"""Standard deviations from the mean at which numbers are told apart: low, middling, high."""
_SAMPLE, _PIECE = 20_000, 8_192
_WORD = 64


@dataclass(frozen=True, slots=True)
class Codes:
    """steps: two thresholds for each of d dimensions.  words: W x P, the bits of each product row; a bit says
    that a number is above a threshold, so that two vectors are as far apart as bits differ."""

    steps: Vectors
    words: npt.NDArray[np.uint64]

    @classmethod
    def laid(cls, vectors: Rounded, of: Rows, before: "Codes | None") -> "Codes":
        """Codes of the vectors each product row has, those of `before` kept as they are."""
        if before is None or 2 * before.words.shape[1] < len(of):
            before = cls._begun(vectors[of[:: max(1, len(of) // _SAMPLE)]])
        old = before.words.shape[1]
        pieces = [before._read(vectors[of[at : at + _PIECE]]) for at in range(old, len(of), _PIECE)]
        return replace(before, words=np.concatenate([before.words, *pieces], axis=1))

    def farness(self, vector: Vectors, rows: Rows | None = None) -> npt.NDArray[np.uint16]:
        """How many bits of these product rows, of every one for None, differ from those of a vector."""
        asked = self._read(vector[None])[:, 0]
        words = self.words if rows is None else self.words.take(rows, axis=1)
        found = np.zeros(words.shape[1], dtype=np.uint16)
        for mine, theirs in zip(words, asked, strict=True):
            found += np.bitwise_count(mine ^ theirs)
        return found

    @classmethod
    def _begun(cls, sample: Vectors) -> "Codes":
        dimension = sample.shape[1]
        centre = sample.mean(axis=0) if len(sample) else np.zeros(dimension, np.float32)
        apart = _APART * float(sample.std(axis=0).mean()) if len(sample) else 0.0
        steps = np.stack([centre - apart, centre + apart]).astype(np.float32)
        return cls(steps, np.empty((-(-2 * dimension // _WORD), 0), np.uint64))

    def _read(self, vectors: Vectors) -> npt.NDArray[np.uint64]:
        """W x R words of R vectors."""
        above = np.concatenate([vectors > step for step in self.steps], axis=1)
        packed = np.zeros((len(vectors), len(self.words) * _WORD // 8), dtype=np.uint8)
        bits = np.packbits(above, axis=1)
        packed[:, : bits.shape[1]] = bits
        return np.ascontiguousarray(packed.view(np.uint64).T)
