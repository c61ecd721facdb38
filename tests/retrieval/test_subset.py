"""What a filter leaves is kept for the next, for as long as it is true."""

from dataclasses import replace
from pathlib import Path

from assistant.domain.dialogue import Constraint
from assistant.domain.money import Money
from assistant.retrieval.query import Query
from tests.retrieval.shelf import open_shelf
from tests.retrieval.test_indexing import FEW


def test_a_filter_asked_again_leaves_the_same_until_a_price_changes(tmp_path: Path) -> None:
    searcher, catalogue = open_shelf(tmp_path, FEW)
    state = searcher._state
    assert state is not None
    query = Query("", "ko")
    dear = (Constraint("price", "ge", 90_000),)
    first = searcher.left(state, searcher.selector(state, query), dear)
    assert searcher.left(state, searcher.selector(state, query), dear) is first
    assert not len(first)
    every = state.everything()
    variant = FEW[0].variants[0]
    catalogue.update_offers({variant.sku: replace(variant.offer, price=Money(99_000, "KRW"))})
    searcher.refresh()
    state = searcher._state
    assert state is not None
    after = searcher.left(state, searcher.selector(state, query), dear)
    assert state.everything() is every
    assert [state.columns.product_ids[row] for row in after.products] == [FEW[0].product_id]


def test_values_that_compare_alike_are_told_apart(tmp_path: Path) -> None:
    searcher, _ = open_shelf(tmp_path, FEW)
    state = searcher._state
    assert state is not None
    selector = searcher.selector(state, Query("", "ko"))
    said = [searcher.left(state, selector, [Constraint("organic", "eq", value)]) for value in (True, 1)]
    assert said[0] is not said[1]


def test_a_second_look_at_the_vectors_sees_what_the_first_did(tmp_path: Path) -> None:
    searcher, _ = open_shelf(tmp_path, FEW)
    state = searcher._state
    assert state is not None
    every = state.everything()
    vector = searcher.vector("사과")
    first, second = every.cosines(vector), every.cosines(vector)
    assert len(first) == len(every)
    assert abs(first - second).max() < 1e-6
