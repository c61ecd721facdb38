"""Which of those shown is at an end, and what somebody else eats, asked in Korean through the public face."""

from collections.abc import Iterator

import pytest

from assistant import Assistant
from tests.seen import talk
from tests.selling import selling

ROWS = [
    {"id": "G1", "title": "고춧가루 1통", "price": 6900, "category": "식품 > 양념", "spicy_level": 2},
    {"id": "G2", "title": "불꽃 고춧가루 1통", "price": 8900, "category": "식품 > 양념", "spicy_level": 3},
    {"id": "W1", "title": "둥근 벽시계", "price": 50000, "category": "생활 > 시계"},
    {"id": "W2", "title": "네모난 벽시계", "price": 70000, "category": "생활 > 시계"},
    {"id": "M1", "title": "마요네즈 300ml", "price": 4000, "category": "식품 > 소스", "allergens": "달걀"},
]  # fmt: skip
PEPPER, CLOCKS = ["고춧가루 뭐 있어요?"], ["벽시계 보여주세요"]


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with selling(ROWS, tmp_path_factory.mktemp("asked"), language="ko") as assistant:
        yield assistant


@pytest.mark.parametrize(
    ("turns", "says"),
    [
        ([*CLOCKS, "이 중에 뭐가 제일 비싸요?"], "70,000"),
        ([*PEPPER, "둘 중에 뭐가 더 매워요?"], "불꽃"),
        ([*CLOCKS, "어떤 게 가장 싸요?"], "50,000"),
    ],
)
def test_the_one_at_an_end_is_told(shop: Assistant, turns: list[str], says: str) -> None:
    answer = talk(shop, turns)[2]
    assert says in answer
    assert "나란히" not in answer


def test_the_dearest_put_in_is_an_order(shop: Assistant) -> None:
    assert talk(shop, [*CLOCKS, "제일 비싼 거 하나 담아줘"])[0] == {"W2": 1}


def test_what_a_guest_eats_is_asked_of_the_product_and_not_remembered(shop: Assistant) -> None:
    answer = talk(shop, ["마요네즈 있어요?", "친구가 채식을 해서 그런데 이거 비건 맞아요?"])[2]
    assert "마요네즈" in answer
    assert "기억" not in answer
