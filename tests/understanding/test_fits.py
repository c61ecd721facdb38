"""Goods that fit something else: what is looked for is the goods, and not the thing they go with."""

import pytest

from assistant.understanding import understand
from tests.understanding.shops import demo, session


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("which inner tube fits a mountain bike?", "mountain inner tube"),
        ("what pump works with a road bike", "road pump"),
    ],
)
def test_goods_for_a_kind_are_looked_for_by_its_sort(text: str, query: str) -> None:
    request = understand(text, session(), demo(), {})
    assert (request.intent, request.query) == ("search", query)
    assert not any(one.facet == "category" for one in request.constraints)


def test_the_kind_itself_is_looked_for_where_nothing_is_to_fit_it() -> None:
    assert understand("which mountain bike is light?", session(), demo(), {}).query != "mountain"


def test_what_goes_in_the_cart_is_ordered_and_fits_nothing() -> None:
    assert (
        understand("the cheapest pump of these goes in my cart", session(), demo(), {}).intent != "complement"
    )
