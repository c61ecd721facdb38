"""Two products held side by side by what is asked of them, and by the price only where that is."""

from collections.abc import Iterator

import pytest

from assistant import Assistant
from tests.seen import talk
from tests.selling import selling

ROWS = [
    {"id": "T1", "title": "노마드 텐트", "title_en": "Nomad Tent", "price": 300000, "category": "캠핑 > 텐트",
     "weight": "2.1kg", "quantity": 9},
    {"id": "T2", "title": "서밋 텐트", "title_en": "Summit Tent", "price": 200000, "category": "캠핑 > 텐트",
     "weight": "3.4kg", "quantity": 9},
]  # fmt: skip


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with selling(ROWS, tmp_path_factory.mktemp("measures")) as assistant:
        yield assistant


@pytest.mark.parametrize(
    "turns",
    [
        ["tents", "which one is heavier, the Nomad Tent or the Summit Tent?"],
        ["tents", "compare the weight of the Nomad Tent and the Summit Tent"],
        ["텐트 보여줘", "노마드 텐트랑 서밋 텐트 중에 뭐가 더 무거워요?"],
        ["텐트 보여줘", "노마드 텐트랑 서밋 텐트 무게 비교해 줘"],
    ],
)
def test_the_weight_is_told_where_the_weight_is_asked(shop: Assistant, turns: list[str]) -> None:
    answer = talk(shop, turns)[2]
    assert "3.4" in answer
    assert "100,000" not in answer


def test_without_a_measure_the_price_is(shop: Assistant) -> None:
    answer = talk(shop, ["tents", "compare the Nomad Tent and the Summit Tent"])[2]
    assert "100,000" in answer
    assert "3.4" not in answer
