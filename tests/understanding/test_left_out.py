"""Goods a shopper does not want beside those they do."""

import pytest

from assistant.understanding import understand
from tests.understanding.shops import demo, session


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("vegetables but no carrots", "carrot"),
        ("no carrots please, show vegetables", "carrot"),
        ("i'd like some fruit, no apples please", "apple"),
        ("당근 없이 채소만 보여 주세요", "당근"),
    ],
)
def test_goods_of_the_kind_can_be_left_out(text: str, word: str) -> None:
    heard = understand(text, session(), demo(), {})
    assert ("title", "ne", word) in {(one.facet, one.op, one.value) for one in heard.constraints}
    assert word not in heard.query
