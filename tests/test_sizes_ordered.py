"""A size that is ordered is the size that goes in, and no number of pieces, in both languages."""

from collections.abc import Iterator

import pytest

from assistant import Assistant
from tests.seen import talk
from tests.selling import selling

ROWS = [
    {"id": f"S-{size}", "item_group_id": "S", "title": "바람 운동화", "title_en": "Breeze Runners",
     "price": 80000, "quantity": 50, "category": "패션 > 신발 > 운동화", "size": str(size)}
    for size in (240, 250, 260)
] + [
    {"id": f"W-{size}", "item_group_id": "W", "title": "구름 운동화", "title_en": "Cloud Runners",
     "price": 90000, "quantity": 50, "category": "패션 > 신발 > 운동화", "size": str(size)}
    for size in (42, 43)
] + [
    {"id": "G1", "title": "풀핑거 장갑", "title_en": "Full Finger Gloves", "price": 20000, "quantity": 50,
     "category": "패션 > 장갑"},
    {"id": "G2", "title": "하프 핑거 장갑", "title_en": "Half Finger Gloves", "price": 15000, "quantity": 50,
     "category": "패션 > 장갑"},
]  # fmt: skip


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with selling(ROWS, tmp_path_factory.mktemp("sizes")) as assistant:
        yield assistant


@pytest.mark.parametrize(
    ("turns", "cart"),
    [
        (["runners", "the breeze runners in 250 please"], {"S-250": 1}),
        (["runners", "the breeze runners in 270 please"], {}),
        (["runners", "the breeze runners in 43 please"], {}),
        (["runners", "the breeze runners in 270 please", "in 260 then"], {"S-260": 1}),
        (["runners", "the cloud runners please, in 42"], {"W-42": 1}),
        (["runners", "12 pairs of the cloud runners in 42 please"], {"W-42": 12}),
        (["gloves", "half finger gloves please"], {"G2": 1}),
        (["운동화 보여줘", "바람 운동화 250으로 하나 담아 주세요"], {"S-250": 1}),
        (["운동화 보여줘", "바람 운동화 270으로 하나 담아 주세요"], {}),
        (["운동화 보여줘", "바람 운동화 270으로 하나 담아 주세요", "그럼 260으로 하나요"], {"S-260": 1}),
        (["운동화 보여줘", "구름 운동화 43으로 두 켤레 담아 주세요"], {"W-43": 2}),
    ],
)
def test_the_size_said_goes_in_or_nothing(shop: Assistant, turns: list[str], cart: dict[str, int]) -> None:
    assert talk(shop, turns)[0] == cart


@pytest.mark.parametrize("said", ["43 then", "43 please"])
def test_a_size_alone_counts_nothing(shop: Assistant, said: str) -> None:
    cart = talk(shop, ["runners", "the cloud runners in 42 please", said])[0]
    assert set(cart.values()) == {1}
