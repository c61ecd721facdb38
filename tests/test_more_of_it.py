"""More of what was looked for, right after something like it was asked for."""

from collections.abc import Iterator

import pytest

from assistant import Assistant
from tests.seen import talk
from tests.selling import selling

LAMPS = {f"L{at}": f"Desk lamp model {at} 책상 스탠드 모델 {at}" for at in range(1, 13)}
OTHERS = {f"M{at}": f"Fresh milk {at} 신선한 우유 {at}" for at in range(1, 6)}


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    rows = [
        {"id": sku, "title": title, "price": 19.0, "currency": "USD", "quantity": 9}
        for sku, title in (OTHERS | LAMPS).items()
    ]
    with selling(rows, tmp_path_factory.mktemp("lamps"), currency="USD") as assistant:
        yield assistant


@pytest.mark.parametrize(
    "turns",
    [
        ["desk lamps", "something else like the first", "show more"],
        ["책상 스탠드 보여 주세요", "첫 번째랑 비슷한 거 있어요?", "더 보여 주세요"],
        ["desk lamps", "more like these"],
        ["책상 스탠드 보여 주세요", "이런 거 더 보여 주세요"],
        ["desk lamps", "something different from these"],
        ["책상 스탠드 보여 주세요", "이거랑 다른 거 보여 주세요"],
    ],
)
def test_more_is_of_what_was_looked_for(shop: Assistant, turns: list[str]) -> None:
    _, shown, _ = talk(shop, turns)
    assert shown[-1]
    assert set(shown[-1]) <= set(LAMPS) - set(shown[0])
