"""Very many short texts without an object each, and where one of them stands."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, overload
from zlib import crc32

import numpy as np
import numpy.typing as npt

Rows = npt.NDArray[np.int32]
Raw = npt.NDArray[np.uint8]
Ends = npt.NDArray[np.int64]
_BLOCK = 10_000


class Names:
    """Texts one after the other as UTF-8 in `raw`; the text at place n stops at ends[n]."""

    __slots__ = ("ends", "raw")

    def __init__(self, raw: Raw, ends: Ends) -> None:
        self.raw = raw
        self.ends = ends

    @classmethod
    def of(cls, texts: Iterable[str]) -> "Names":
        written = [_written(text) for text in texts]
        sizes = np.fromiter(map(len, written), dtype=np.int64, count=len(written))
        return cls(np.frombuffer(b"".join(written), dtype=np.uint8), np.cumsum(sizes))

    def plus(self, texts: Iterable[str]) -> "Names":
        """These and more behind them."""
        more = Names.of(texts)
        ends = np.concatenate([self.ends, more.ends + len(self.raw)])
        return Names(np.concatenate([self.raw, more.raw]), ends)

    def __getitem__(self, at: int) -> str:
        """The text at a place from 0; IndexError behind the last."""
        start = int(self.ends[at - 1]) if at else 0
        return _read(self.raw[start : int(self.ends[at])].tobytes())

    def some(self, places: npt.NDArray[np.integer[Any]]) -> list[str]:
        """The texts at these places."""
        stops = self.ends.take(places).tolist()
        starts = np.where(places > 0, self.ends.take(places - 1), 0).tolist()
        raw = self.raw
        return [_read(raw[start:stop].tobytes()) for start, stop in zip(starts, stops, strict=True)]

    def __len__(self) -> int:
        return len(self.ends)

    def __iter__(self) -> Iterator[str]:
        for first in range(0, len(self), _BLOCK):
            ends = self.ends[first : first + _BLOCK].tolist()
            start = base = int(self.ends[first - 1]) if first else 0
            held = self.raw[base : ends[-1]].tobytes()
            for end in ends:
                yield _read(held[start - base : end - base])
                start = end


class Chosen(Sequence[str]):
    """Some of `names`, in the order of `rows`, read when asked for."""

    __slots__ = ("_names", "_rows")

    def __init__(self, names: Names, rows: npt.NDArray[np.integer[Any]]) -> None:
        self._names = names
        self._rows = rows

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> list[str]: ...
    def __getitem__(self, at: Any) -> Any:
        if isinstance(at, slice):
            return self._names.some(self._rows[at])
        return self._names[int(self._rows[at])]

    def __len__(self) -> int:
        return len(self._rows)


class Directory(Mapping[str, int]):
    """The places in `names` of those that are `present`, by text: no two of those are alike."""

    __slots__ = ("_count", "_marks", "_order", "_present", "_sorted", "names")

    def __init__(
        self, names: Names, present: npt.NDArray[np.bool_], marks: npt.NDArray[np.uint32] | None = None
    ) -> None:
        """marks: what `marks` of an earlier directory over the first of these names gave; the rest is
        reckoned."""
        known = marks if marks is not None else np.empty(0, dtype=np.uint32)
        new = [crc32(_written(names[at])) for at in range(len(known), len(names))]
        self.names = names
        self._marks = np.concatenate([known, np.array(new, dtype=np.uint32)])
        self._order = np.argsort(self._marks, kind="stable").astype(np.int32)
        self._sorted = self._marks[self._order]
        self._present = present
        self._count = int(present.sum())

    @property
    def marks(self) -> npt.NDArray[np.uint32]:
        """A number of each name, for a later directory."""
        return self._marks

    def __getitem__(self, name: str) -> int:
        mark = np.uint32(crc32(_written(name)))
        at = int(self._sorted.searchsorted(mark))
        while at < len(self._sorted) and self._sorted[at] == mark:
            place = int(self._order[at])
            if self._present[place] and self.names[place] == name:
                return place
            at += 1
        raise KeyError(name)

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[str]:
        return (name for name, there in zip(self.names, self._present, strict=True) if there)


class Postings(Mapping[str, Rows]):
    """Rows by value, ascending; `more` holds the lists that have grown since."""

    __slots__ = ("_ends", "_more", "_names", "_rows")

    def __init__(self, names: Names, ends: Ends, rows: Rows, more: Mapping[str, Rows] | None = None) -> None:
        """names: the values, sorted.  ends: where the rows of each stop in `rows`."""
        self._names = names
        self._ends = ends
        self._rows = rows
        self._more = dict(more or {})

    @classmethod
    def of(cls, lists: Mapping[str, Sequence[int] | Rows]) -> "Postings":
        values = sorted(lists, key=_written)
        sizes = np.fromiter((len(lists[value]) for value in values), dtype=np.int64, count=len(values))
        rows = np.empty(int(sizes.sum()), dtype=np.int32)
        ends = np.cumsum(sizes)
        for value, end in zip(values, ends.tolist(), strict=True):
            rows[end - len(lists[value]) : end] = lists[value]
        return cls(Names.of(values), ends, rows)

    def plus(self, lists: Mapping[str, Sequence[int]]) -> "Postings":
        """These with more rows behind those of some values."""
        more = dict(self._more)
        for value, rows in lists.items():
            new = np.array(rows, dtype=np.int32)
            more[value] = np.concatenate([self[value], new]) if value in self else new
        return Postings(self._names, self._ends, self._rows, more)

    def parts(self) -> tuple[Names, Ends, Rows]:
        """What a Postings without `more` is made of, holding all that this one does."""
        if not self._more:
            return self._names, self._ends, self._rows
        starts = np.concatenate([[0], self._ends[:-1]]).tolist() if len(self._ends) else []
        held = {
            name: self._rows[start:end]
            for name, start, end in zip(self._names, starts, self._ends.tolist(), strict=True)
        }
        return Postings.of(held | self._more).parts()

    def __getitem__(self, value: str) -> Rows:
        if (grown := self._more.get(value)) is not None:
            return grown
        at = self._place(value)
        if at < 0:
            raise KeyError(value)
        return self._rows[int(self._ends[at - 1]) if at else 0 : int(self._ends[at])]

    def __len__(self) -> int:
        return len(self._names) + sum(self._place(value) < 0 for value in self._more)

    def __iter__(self) -> Iterator[str]:
        yield from self._names
        yield from (value for value in self._more if self._place(value) < 0)

    def _place(self, value: str) -> int:
        wanted, low, high = _written(value), 0, len(self._names)
        while low < high:
            middle = (low + high) // 2
            if _written(self._names[middle]) < wanted:
                low = middle + 1
            else:
                high = middle
        return low if low < len(self._names) and self._names[low] == value else -1


def _written(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _read(raw: bytes) -> str:
    return raw.decode("utf-8", "surrogatepass")
