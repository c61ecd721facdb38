"""Through the assistant: what was read off a title finds the product and is never told as its record."""

from collections.abc import Iterator

import pytest

from assistant import Action, Assistant
from assistant.domain.dialogue import Constraint
from tests.seen import said
from tests.selling import selling

ROWS = [
    {"id": "told", "title": "캔버스 백팩", "color": "블랙", "price": 30000},
    {"id": "bare", "title": "나일론 백팩 블랙", "price": 40000},
    {"id": "other", "title": "나일론 백팩 화이트", "price": 35000},
]


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with selling(ROWS, tmp_path_factory.mktemp("inferred"), currency="KRW") as assistant:
        yield assistant


def test_a_filter_finds_declared_and_inferred_values(shop: Assistant) -> None:
    found = shop.search("백팩", language="ko", constraints=[Constraint("color", "eq", "black")])
    assert {card.sku for card in found.cards} == {"told", "bare"}


@pytest.mark.parametrize("sku", ["bare", "other"])
def test_no_claim_is_made_of_what_was_inferred(shop: Assistant, sku: str) -> None:
    answer = shop.product(sku, "ko")
    assert answer.product.inferred["color"]
    assert not answer.card.options
    assert not [claim for claim in answer.claims if claim.field in answer.product.inferred]


def test_a_comparison_says_not_stated(shop: Assistant) -> None:
    session_id = shop.open_session(language="ko").session.session_id
    said(shop, session_id, "백팩 보여줘")
    events = said(shop, session_id, Action(type="compare", skus=("told", "bare")))
    rows = [row for event in events for row in event.get("rows", ()) if "블랙" in row["values"]]
    assert [row["values"].count("블랙") for row in rows] == [1]
