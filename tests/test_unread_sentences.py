"""A sentence that a fault of ours keeps from being understood is searched for, unless it tells of harm."""

from collections.abc import Iterator

import pytest

from assistant import Assistant, turn
from tests.seen import talk
from tests.selling import selling

ROWS = [
    {"id": "B1", "title": "달걀빵", "title_en": "Egg bread", "price": 3000, "quantity": 9,
     "category": "식품 > 빵", "description_en": "Bread with eggs and milk."},
]  # fmt: skip


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with selling(ROWS, tmp_path_factory.mktemp("unread")) as assistant:
        yield assistant


def _breaks(*_: object) -> None:
    raise TypeError


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("빵 보여줘", True),
        ("show me bread", True),
        ("달걀 알레르기가 있는데 빵 보여줘", False),
        ("I'm allergic to eggs, show me bread", False),
        ("계란 못 먹는데 빵 있어요?", False),
    ],
)
def test_nothing_is_shown_where_an_allergy_may_have_been_told(
    shop: Assistant, monkeypatch: pytest.MonkeyPatch, said: str, shown: bool
) -> None:
    monkeypatch.setattr(turn, "understand", _breaks)
    cart, seen, answer = talk(shop, [said])
    assert cart == {}
    assert any(seen) is shown
    assert answer
    assert (max(answer) >= "가") is (max(said) >= "가")
