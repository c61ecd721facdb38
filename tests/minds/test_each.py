"""Prices asked of each of a list, and of the one in a colour the titles say in the other language."""

from collections.abc import Iterator

import pytest

from assistant import Assistant
from tests.seen import talk
from tests.selling import selling

ROWS = [
    {"id": "P1", "title": "애플 패드 11세대 옐로, 128GB", "price": 525900, "category": "디지털 > 태블릿"},
    {"id": "P2", "title": "애플 패드 11세대 핑크, 128GB", "price": 527700, "category": "디지털 > 태블릿"},
    {"id": "F1", "title": "고양이 사료 2kg", "title_en": "Cat food 2 kg", "price": 8990,
     "category": "반려동물 > 사료"},
    {"id": "F2", "title": "강아지 사료 2kg", "title_en": "Dog food 2 kg", "price": 10990,
     "category": "반려동물 > 사료"},
]  # fmt: skip


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with selling(ROWS, tmp_path_factory.mktemp("each")) as assistant:
        yield assistant


@pytest.mark.parametrize(
    "turns",
    [
        ["need cat food and dog food", "price of each?"],
        ["고양이 사료랑 강아지 사료 필요해요", "각각 얼마죠?"],
    ],
)
def test_each_of_the_list_is_told_its_price(shop: Assistant, turns: list[str]) -> None:
    cart, _, answer = talk(shop, turns)
    assert "8,990" in answer
    assert "10,990" in answer
    assert cart == {}


@pytest.mark.parametrize(
    "turns", [["애플 패드 11세대", "in pink how much"], ["애플 패드 11세대", "핑크는 얼마예요?"]]
)
def test_a_colour_is_found_in_the_other_language(shop: Assistant, turns: list[str]) -> None:
    _, seen, answer = talk(shop, turns)
    assert "527,700" in answer
    assert seen[-1] == ["P2"]
