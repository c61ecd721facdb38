"""What each product says, token by token: any products are scored exactly, however few a filter leaves."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from zlib import crc32

import numpy as np
import numpy.typing as npt

from assistant.ports import LEXICAL_FIELDS
from assistant.retrieval.columns import Rows

_K1, _B = 1.2, 0.75
_BITS, _MOST = 4, 15
"""A token's count in a field takes four bits; BM25 hardly tells more than fifteen apart."""
_FIELDS = len(LEXICAL_FIELDS)
_BODY, _TITLE = LEXICAL_FIELDS.index("body"), LEXICAL_FIELDS.index("title")
_LOW = 0xFFFF
_SHIFTS = _BITS * np.arange(_FIELDS, dtype=np.uint16)[:, None]
Table = npt.NDArray[np.float32]


def pack(fields: Mapping[str, str]) -> bytes:
    """Tokens by field as bytes: the length of each field, the hashes of all tokens, their counts by field."""
    counts: dict[int, int] = {}
    lengths = np.zeros(_FIELDS, dtype=np.uint16)
    for at, field in enumerate(LEXICAL_FIELDS):
        tokens = fields.get(field, "").split()
        lengths[at] = min(len(tokens), 65_535)
        for token, count in Counter(tokens).items():
            key = hashed(token)
            room = _MOST - (counts.get(key, 0) >> (_BITS * at) & _MOST)
            counts[key] = counts.get(key, 0) + (min(count, room) << (_BITS * at))
    hashes = np.fromiter(counts, dtype=np.uint32, count=len(counts))
    packed = np.fromiter(counts.values(), dtype=np.uint16, count=len(counts))
    return lengths.tobytes() + hashes.tobytes() + packed.tobytes()


@dataclass(frozen=True, slots=True)
class Said:
    """A packed document. `lengths` by field; `hashes` and `counts` by token."""

    lengths: npt.NDArray[np.uint16]
    hashes: npt.NDArray[np.uint32]
    counts: npt.NDArray[np.uint16]

    @classmethod
    def of(cls, packed: bytes) -> "Said":
        head = 2 * _FIELDS
        tokens = (len(packed) - head) // 6
        return cls(
            np.frombuffer(packed, np.uint16, _FIELDS),
            np.frombuffer(packed, np.uint32, tokens, head),
            np.frombuffer(packed, np.uint16, tokens, head + 4 * tokens),
        )


def hashed(token: str) -> int:
    """A token as 32 bits; two tokens of one catalogue share them about once in ten thousand queries."""
    return crc32(token.encode("utf-8", "replace"))


@dataclass(frozen=True, slots=True)
class Tokens:
    """The T tokens of a query, repeats allowed. `idf` F x T by field, 0 where no product has it.  hashes:
    ascending, and `order`: which token each is.  again: the places of hashes that are as the one before."""

    idf: Table
    hashes: npt.NDArray[np.uint32]
    order: npt.NDArray[np.intp]
    again: list[int]

    @classmethod
    def of(cls, hashes: npt.NDArray[np.uint32], idf: Table) -> "Tokens":
        """idf: of each hash, T x F."""
        order = np.argsort(hashes, kind="stable")
        ascending = hashes[order]
        again = np.flatnonzero(ascending[1:] == ascending[:-1]) + 1
        return cls(np.ascontiguousarray(idf.T), ascending, order, again.tolist())


@dataclass(frozen=True, slots=True)
class Held:
    """How R products hold T tokens: `scores` T x R, BM25 summed over the weighted fields; `fields` T x R, a
    bit for each field that has the token."""

    scores: Table
    fields: npt.NDArray[np.uint8]

    def within(self, *names: Sequence[str]) -> Table:
        """Of each of K sets of fields K x T x R: 1 where at least one of them has it."""
        wanted = [sum(1 << LEXICAL_FIELDS.index(name) for name in some) for some in names]
        return (self.fields & np.array(wanted, np.uint8)[:, None, None]).astype(np.bool_).astype(np.float32)


@dataclass(frozen=True, slots=True)
class Forward:
    """Product row -> tokens: `size` of them from `start` in `hashes` and `counts`; `lengths` P x F."""

    hashes: npt.NDArray[np.uint32]
    counts: npt.NDArray[np.uint16]
    start: npt.NDArray[np.int64]
    size: Rows
    lengths: npt.NDArray[np.uint16]
    means: Table

    def held(self, rows: Rows, tokens: Tokens, weights: Mapping[str, float]) -> Held:
        """How the products of `rows` hold `tokens`; fields outside `weights` count nothing."""
        shape = (len(tokens.hashes), len(rows))
        scores, fields = np.zeros(shape, np.float32), np.zeros(shape, np.uint8)
        if not scores.size:
            return Held(scores, fields)
        at, spot, packed = self._found(rows, tokens.hashes)
        token = tokens.order.take(spot)
        long = (self.lengths.take(rows, axis=0) / self.means).astype(np.float32)
        # Prose buys nothing: a word of the title counts once more whether the description repeats it or not,
        # another once at most, and the description's length costs nothing.
        long[:, _BODY] = long[:, _TITLE]
        said = packed >> _SHIFTS & _MOST
        said[_BODY] = np.where(said[_TITLE] > 0, said[_TITLE] + 1, np.minimum(said[_BODY], 1))
        count = said.astype(np.float32)
        norm = _K1 * (1 - _B + _B * long.T)
        gain = tokens.idf.take(token, axis=1) * count * (_K1 + 1) / (count + norm.take(at, axis=1))
        counted = np.array([weights.get(name, 0.0) for name in LEXICAL_FIELDS], dtype=np.float32)
        place = token * len(rows) + at
        scores.ravel()[place] = counted @ gain
        fields.ravel()[place] = np.packbits(said > 0, axis=0, bitorder="little")[0]
        for repeat in tokens.again:
            token, first = tokens.order[repeat], tokens.order[repeat - 1]
            scores[token], fields[token] = scores[first], fields[first]
        return Held(scores, fields)

    def _found(
        self, rows: Rows, wanted: npt.NDArray[np.uint32]
    ) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], npt.NDArray[np.uint16]]:
        """Where the `wanted` tokens, sorted, stand in those rows: (place in `rows`, token, counts), each pair
        once."""
        size = self.size.take(rows)
        ends = np.cumsum(size, dtype=np.int64)
        where = (self.start.take(rows) - ends + size).repeat(size)
        where += np.arange(len(where))
        here = self.hashes.take(where)
        low = np.zeros(_LOW + 1, dtype=np.bool_)
        low[wanted & _LOW] = True
        likely = np.flatnonzero(low.take(here.astype(np.uint16)))
        here = here.take(likely)
        spot = np.minimum(np.searchsorted(wanted, here), len(wanted) - 1)
        true = wanted.take(spot) == here
        likely, spot = likely[true], spot[true]
        at = np.arange(len(rows)).repeat(size).take(likely)
        return at, spot, self.counts.take(where.take(likely))
