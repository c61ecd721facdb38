"""Many at once are answered together, each as if alone; one whose turn fails keeps nobody waiting."""

import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from assistant.ports import Vectors
from assistant.retrieval.together import Together

NUMBERS = np.random.default_rng(5).integers(-9, 9, (40, 8)).astype(np.float32)


class Slow:
    """Compares with numbers; remembers how many at once, and holds the first until told to go on."""

    def __init__(self) -> None:
        self.at_once: list[int] = []
        self.begun, self.go_on = threading.Event(), threading.Event()

    def compare(self, vectors: Sequence[Vectors]) -> Vectors:
        self.at_once.append(len(vectors))
        self.begun.set()
        self.go_on.wait(10)
        if self.at_once == [1, 5]:
            raise MemoryError("no room for all of them")
        return np.stack(vectors) @ NUMBERS.T


def _waiting(together: Together, count: int) -> bool:
    return len(together._waiting) == count


@pytest.mark.parametrize("others", [0, 1, 4, 5])
def test_those_who_wait_are_answered_at_once_as_if_alone(others: int) -> None:
    slow = Slow()
    together = Together(slow.compare)
    with ThreadPoolExecutor(others + 1) as threads:
        first = threads.submit(together.cosines, NUMBERS[0])
        assert slow.begun.wait(10)
        rest = [threads.submit(together.cosines, NUMBERS[at + 1]) for at in range(others)]
        while not _waiting(together, others):
            threading.Event().wait(0.001)
        slow.go_on.set()
        raised = 0
        for at, one in enumerate([first, *rest]):
            if isinstance(one.exception(10), MemoryError):
                raised += 1
                continue
            np.testing.assert_allclose(one.result(), NUMBERS @ NUMBERS[at])
    assert raised == (others == 5)
    assert slow.at_once[: 1 + bool(others)] == ([1, others] if others else [1])
    np.testing.assert_allclose(together.cosines(NUMBERS[7]), NUMBERS @ NUMBERS[7])
