"""What is offered to say next fits the shop: its stores, its guide, its currency."""

from pathlib import Path

import pytest

from assistant import Assistant
from tests.seen import Events, said
from tests.selling import selling

ROWS = [
    {"id": "M1", "title": "Ceramic mug", "price": 12.5, "currency": "USD", "category": "Kitchen > Mugs"},
    {"id": "M2", "title": "Steel flask", "price": 24.0, "currency": "USD", "category": "Kitchen > Flasks"},
]


def offered(events: Events) -> list[str]:
    return [item for event in events if event["type"] == "suggestions" for item in event["items"]]


def begin(shop: Assistant, language: str, words: str) -> list[str]:
    session = shop.open_session(language=language).session  # type: ignore[arg-type]
    return offered(said(shop, session.session_id, words))


@pytest.mark.parametrize(
    ("language", "words", "absent"),
    [
        ("en", "hello", ("store", "deliver", "won")),
        ("en", "How much is delivery?", ("store", "deliver", "won")),
        ("ko", "안녕하세요", ("매장", "배송", "원 ")),
        ("ko", "배송비는 얼마야?", ("매장", "배송", "원 ")),
    ],
)
def test_a_shop_of_goods_alone_offers_nothing_it_lacks(
    tmp_path: Path, language: str, words: str, absent: tuple[str, ...]
) -> None:
    with selling(ROWS, tmp_path, currency="USD") as shop:
        items = begin(shop, language, words)
    assert not [item for item in items if any(word in item for word in absent)]
    assert any("$" in item for item in items) or "deliver" in words or "배송" in words


@pytest.mark.parametrize(
    ("language", "store", "delivery"), [("en", "store", "delivery"), ("ko", "매장", "배송")]
)
def test_a_shop_with_stores_and_a_guide_offers_them(
    demo_shop: Assistant, language: str, store: str, delivery: str
) -> None:
    items = begin(demo_shop, language, "hello" if language == "en" else "안녕하세요")
    assert any(store in item for item in items)
    assert any(delivery in item for item in items)
    assert any("₩" in item or "원" in item for item in items)
    asked = next(item for item in items if delivery in item)
    assert asked not in begin(demo_shop, language, asked)
