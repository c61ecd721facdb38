"""Coarse copies of vectors, two bits a number: the nearest of very many are first looked for among these."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from assistant.ports import Vectors
from assistant.retrieval.columns import Rows
from assistant.retrieval.rounded import Rounded

_APART = 0.5
"""Standard deviations from the mean at which numbers are told apart: low, middling, high."""
_SAMPLE, _PIECE = 20_000, 8_192
_WORD = 64
_FIRST = 6
"""Words all rows are compared by."""
_BYTE = 3
"""Words whose differing bits, counted together, fit a byte."""
_LIKELY, _TIMES = 0.08, 2
"""Share of the rows that is compared by the other words too, and at least so many times as are wanted."""
_GUESSED = 4_096
"""Rows by which it is told how far those are."""
_SOME = 8
"""Of so many rows one or more are asked about: all are compared then, as they lie."""
Words = npt.NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Codes:
    """steps: two thresholds for each of d dimensions; a bit says that a number is above one of them, so that
    two vectors are as far apart as bits differ.  first: the first words of these bits, word by word, each
    over P product rows.  rest: P x the others, row by row."""

    steps: Vectors
    first: Words
    rest: Words

    @classmethod
    def laid(cls, vectors: Rounded, of: Rows, before: "Codes | None") -> "Codes":
        """Codes of the vectors each product row has, those of `before` kept as they are."""
        if before is None or 2 * before.first.shape[1] < len(of):
            before = cls._begun(vectors[of[:: max(1, len(of) // _SAMPLE)]])
        old = before.first.shape[1]
        pieces = [before._read(vectors[of[at : at + _PIECE]]) for at in range(old, len(of), _PIECE)]
        return cls(
            before.steps,
            np.concatenate([before.first, *(piece[:, :_FIRST].T for piece in pieces)], axis=1),
            np.concatenate([before.rest, *(piece[:, _FIRST:] for piece in pieces)]),
        )

    def nearest(self, vector: Vectors, count: int, rows: Rows | None = None) -> Rows:
        """About `count` of these product rows, of every one for None, whose bits differ least from those of a
        vector, as far as their first words tell who may be among them: more where several are as far, and
        fewer where there are no more. In the order of `rows`."""
        asked = self._read(vector[None])[0]
        far = self._firstly(asked[:_FIRST], rows)
        if len(far) <= count:
            return np.arange(len(far), dtype=np.int32) if rows is None else rows
        likely = _least(far, max(int(_LIKELY * len(far)), _TIMES * count))
        some = likely if rows is None else rows.take(likely)
        bits = np.bitwise_count(self.rest.take(some, axis=0) ^ asked[_FIRST:]).astype(np.float32)
        whole = bits @ np.ones(bits.shape[1], np.float32) + far.take(likely)
        if len(whole) > count:
            some = some[whole <= np.partition(whole, count)[count]]
        return some.astype(np.int32)

    def _firstly(self, asked: Words, rows: Rows | None) -> npt.NDArray[np.uint16]:
        """How many bits of the first words differ."""
        every = rows is None or _SOME * len(rows) >= self.first.shape[1]
        words = self.first if rows is None or every else self.first.take(rows, axis=1)
        many = words.shape[1]
        found, some = np.zeros(many, np.uint16), np.empty(many, np.uint8)
        apart, bits = np.empty(many, np.uint64), np.empty(many, np.uint8)
        for at, (mine, theirs) in enumerate(zip(words, asked, strict=True)):
            np.bitwise_xor(mine, theirs, out=apart)
            np.bitwise_count(apart, out=bits if at % _BYTE else some)
            if at % _BYTE:
                some += bits
            if at % _BYTE == _BYTE - 1 or at == len(asked) - 1:
                found += some
        return found if rows is None or not every else found.take(rows)

    @classmethod
    def _begun(cls, sample: Vectors) -> "Codes":
        dimension = sample.shape[1]
        centre = sample.mean(axis=0) if len(sample) else np.zeros(dimension, np.float32)
        apart = _APART * float(sample.std(axis=0).mean()) if len(sample) else 0.0
        steps = np.stack([centre - apart, centre + apart]).astype(np.float32)
        words = -(-2 * dimension // _WORD)
        first = min(_FIRST, words)
        return cls(steps, np.empty((first, 0), np.uint64), np.empty((0, words - first), np.uint64))

    def _read(self, vectors: Vectors) -> Words:
        """R x W words of R vectors."""
        above = np.concatenate([vectors > step for step in self.steps], axis=1)
        words = len(self.first) + self.rest.shape[1]
        packed = np.zeros((len(vectors), words * _WORD // 8), dtype=np.uint8)
        bits = np.packbits(above, axis=1)
        packed[:, : bits.shape[1]] = bits
        return packed.view(np.uint64)


def _least(far: npt.NDArray[np.uint16], count: int) -> npt.NDArray[np.intp]:
    """The places of about `count` of the least, in order; never much fewer."""
    count = min(count, len(far) - 1)
    sample = np.sort(far[:: max(1, len(far) // _GUESSED)], kind="stable")
    found = np.flatnonzero(far <= sample[count * len(sample) // len(far)])
    if 2 * len(found) < count:  # those looked at were not like the others
        found = np.flatnonzero(far <= np.partition(far, count)[count])
    return found
