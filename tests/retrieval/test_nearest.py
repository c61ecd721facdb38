"""The nearest products are found by a scan, by codes and by the index alike, and beside the words."""

import threading
from pathlib import Path

import pytest

from assistant.domain.dialogue import Constraint
from assistant.retrieval import nearest
from assistant.retrieval.nearest import Nearest
from assistant.retrieval.search import Query, Searcher
from tests.retrieval.shelf import open_shelf
from tests.retrieval.test_indexing import Spelling

UNDER = Constraint("price", "le", 50_000, hard=True)


@pytest.fixture
def searcher(tmp_path: Path) -> Searcher:
    return open_shelf(tmp_path, embedder=Spelling())[0]


def _by(monkeypatch: pytest.MonkeyPatch, *, scanned: int, near: int, coded: int) -> None:
    for name, value in (("_SCANNED", scanned), ("_NEAR", near), ("_CODED", coded)):
        monkeypatch.setattr(nearest, name, value)


@pytest.mark.parametrize("every_second", [False, True])
def test_every_way_finds_the_nearest(
    searcher: Searcher, every_second: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    searcher.refresh()
    state = searcher._state
    assert state is not None
    some = state.subset(state.columns.product_of % 2 == 0) if every_second else None
    for row in (0, 2, 4):
        at = Nearest(state, searcher._vectors, state.documents.matrix[state.documents.of[row]])
        scanned = at.of(some, 3)
        assert len(scanned) == 3
        assert row in scanned
        _by(monkeypatch, scanned=3, near=6, coded=10**6)
        assert row in at.of(some, 3)
        _by(monkeypatch, scanned=3, near=6, coded=4)
        assert row in at.of(some, 3)
        monkeypatch.undo()


def test_answers_are_the_same_beside_the_words_and_no_thread_outlives_them(
    searcher: Searcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    queries = [Query(text, "ko", hard) for text in ("사과 주스", "laptop") for hard in ((), (UNDER,))]
    others = set(threading.enumerate())
    alone = [searcher.search(query) for query in queries]
    monkeypatch.setattr(Nearest, "takes_long", lambda self, allowed: True)
    assert [searcher.search(query) for query in queries] == alone
    assert set(threading.enumerate()) > others
    searcher.close()
    assert set(threading.enumerate()) <= others
