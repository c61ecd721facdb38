"""Rows by value where a row has one at most, and many may get another at once."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import numpy.typing as npt

_NONE = 255


class States(Mapping[str, npt.NDArray[np.int32]]):
    """Rows by value, ascending, looked up when they are asked for."""

    __slots__ = ("_codes", "_values")

    def __init__(self, values: Sequence[str], codes: npt.NDArray[np.uint8]) -> None:
        """values: fewer than 255.  codes: of each row the place of its value, 255 without one."""
        self._values = tuple(values)
        self._codes = codes

    @classmethod
    def of(cls, lists: Mapping[str, npt.NDArray[np.int32]], rows: int) -> "States":
        codes = np.full(rows, _NONE, dtype=np.uint8)
        for at, held in enumerate(lists.values()):
            codes[held] = at
        return cls(tuple(lists), codes)

    def moved(self, rows: npt.NDArray[np.int32], values: Sequence[str]) -> "States":
        """These, with other values for some rows."""
        known = tuple(dict.fromkeys((*self._values, *values)))
        place = {value: at for at, value in enumerate(known)}
        codes = self._codes.copy()
        codes[rows] = np.fromiter((place[value] for value in values), np.uint8, len(values))
        return States(known, codes)

    def __getitem__(self, value: str) -> npt.NDArray[np.int32]:
        if value not in self._values:
            raise KeyError(value)
        return np.flatnonzero(self._codes == self._values.index(value)).astype(np.int32)

    def __len__(self) -> int:
        return len(self._values)

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)
