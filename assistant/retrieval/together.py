"""Comparing many queries with the same vectors at once, only when there are many."""

import threading
from collections.abc import Callable, Sequence

import numpy as np

from assistant.ports import Vectors


class _Waiting:
    """A query somebody else may answer; `turn` is free when that is done, or when it is its turn to."""

    __slots__ = ("found", "turn", "vector")

    def __init__(self, vector: Vectors) -> None:
        self.vector = vector
        self.found: Vectors | None = None
        self.turn = threading.Lock()
        self.turn.acquire()


class Together:
    """Compares vectors with N others. Who comes while another is at it leaves his vector with those that
    wait, and the next of them takes all at once, in one product; who comes alone pays nothing for it."""

    def __init__(self, compare: Callable[[Sequence[Vectors]], Vectors]) -> None:
        """compare: the cosines of N vectors with each of B, B x N."""
        self._compare = compare
        self._lock = threading.Lock()
        self._taken = False
        self._waiting: list[_Waiting] = []

    def cosines(self, vector: Vectors) -> Vectors:
        """Of each of the N with this vector."""
        mine = self._queued(vector)
        if mine is not None:
            mine.turn.acquire()
            if mine.found is not None:
                return mine.found
        with self._lock:
            others, self._waiting = self._waiting, []
        try:
            found = self._compare([vector, *(one.vector for one in others)])
            for one, cosines in zip(others, found[1:], strict=True):
                one.found = cosines
        finally:
            self._pass_on(others)
        return np.asarray(found[0])

    def _queued(self, vector: Vectors) -> _Waiting | None:
        """Wait behind who is at it; None when nobody was."""
        with self._lock:
            if not self._taken:
                self._taken = True
                return None
            mine = _Waiting(vector)
            self._waiting.append(mine)
            return mine

    def _pass_on(self, others: Sequence[_Waiting]) -> None:
        """Wake the others, who look for themselves where nothing was found, and the next in turn."""
        with self._lock:
            heirs = self._waiting[:1]
            del self._waiting[:1]
            self._taken = bool(heirs)
        for one in (*others, *heirs):
            one.turn.release()
