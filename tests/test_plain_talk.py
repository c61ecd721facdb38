"""Plain requests over a feed of bare titles: what is to be shown, of whose make and in which colour."""

from collections.abc import Iterator

import pytest

from assistant import Assistant
from tests.seen import talk
from tests.selling import selling

ROWS = [
    *(
        {"id": f"P-{make}-{colour}", "title": f"{make} Nova {size}GB Smartphone - {colour}", "brand": brand,
         "price": price, "category": "Phones > Smartphones", "quantity": 9, "description": "A phone."}
        for make, brand, size, price in (
            ("Samsung", "Samsung", 64, 200), ("Nokia", "Nokia", 64, 150), ("Talk Samsung", "Talk", 32, 90)
        )
        for colour in ("Black", "Silver")
    ),
    {"id": "C1", "title": "Case for Samsung Nova Smartphone - Black", "brand": "Casey", "price": 20,
     "category": "Phones > Accessories", "quantity": 9},
    {"id": "G1", "title": "Half-finger gloves - Black", "brand": "Rollo", "price": 25, "quantity": 9,
     "category": "Clothing > Gloves"},
    {"id": "K1", "title": "Striped racing socks - White", "brand": "Rollo", "price": 9, "quantity": 9,
     "category": "Clothing > Socks"},
    *(
        {"id": f"J-{fruit}", "title": f"{fruit} juice", "brand": "Orchard", "price": price, "quantity": 9,
         "category": "Food > Juices"}
        for fruit, price in (("Apple", 2), ("Banana", 3), ("Carrot", 4), ("Grape", 5))
    ),
]  # fmt: skip


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    rows = [{**row, "currency": "USD"} for row in ROWS]
    with selling(rows, tmp_path_factory.mktemp("plain"), currency="USD") as assistant:
        yield assistant


@pytest.mark.parametrize(
    "turns",
    [
        ["Do you have Nokia smartphones?", "50달러 이하로 보여 주세요"],
        ["노키아 스마트폰 있어요?", "더 저렴한 걸로 보여 줘"],
        ["주스 있어요?", "싼 걸로 좀 보여주세요"],
        ["주스 있어요?", "포도로 볼게요"],
    ],
)
def test_what_is_to_be_shown_is_not_put_in(shop: Assistant, turns: list[str]) -> None:
    assert talk(shop, turns)[0] == {}


def test_what_is_to_be_put_in_is(shop: Assistant) -> None:
    """The control: the same beginning with a verb that orders."""
    assert talk(shop, ["주스 있어요?", "포도 주스로 담아 주세요"])[0] == {"J-Grape": 1}


@pytest.mark.parametrize(
    ("turns", "shown"),
    [
        (["What juices do you sell?", "without carrot and banana"], {"J-Apple", "J-Grape"}),
        (["주스 보여 주세요", "당근이랑 바나나는 빼고요"], {"J-Apple", "J-Grape"}),
        (["주스 보여 주세요", "3달러보다 싼 걸로 보여 주세요"], {"J-Apple"}),
        (["주스 보여 주세요", "3달러보다 비싼 걸로 보여 주세요"], {"J-Carrot", "J-Grape"}),
        (["Do you have half-finger gloves?", "Which racing socks do you have?"], {"K1"}),
        (["Nokia smartphones", "only in silver"], {"P-Nokia-Silver"}),
        (["Nokia smartphones in silver", "is there a black one as well?"], {"P-Nokia-Black"}),
    ],
)
def test_only_what_was_asked_for_is_shown(shop: Assistant, turns: list[str], shown: set[str]) -> None:
    assert set(talk(shop, turns)[1][-1]) == shown


def test_goods_of_another_make_are_left_out(shop: Assistant) -> None:
    """Samsungs a carrier sells under its own brand come too, so the brand is no condition; Nokias do not."""
    found = talk(shop, ["Samsung smartphones please"])[1][-1]
    assert {"P-Samsung-Black", "P-Samsung-Silver"} <= set(found)
    assert [sku for sku in found if "Talk" in sku]
    assert not [sku for sku in found if "Nokia" in sku]


@pytest.mark.parametrize(
    "wish", ["Nokia smartphones in silver or black", "노키아 스마트폰 실버나 블랙으로요"]
)
def test_either_of_two_colours_may_be_shown(shop: Assistant, wish: str) -> None:
    """The control: a colour told by titles alone shuts out no other that was asked for as well."""
    assert set(talk(shop, [wish])[1][-1]) == {"P-Nokia-Black", "P-Nokia-Silver"}


def test_what_only_dearer_goods_are_is_shown_with_the_limit_named(shop: Assistant) -> None:
    _, shown, reply = talk(shop, ["juice under 4 dollars", "grape ones?"])
    assert shown[-1] == ["J-Grape"]
    assert "$4" in reply


@pytest.mark.parametrize(
    "turns", [["juice under 4 dollars", "apple ones?"], ["juice under 4 dollars", "mango ones?"]]
)
def test_nothing_dearer_is_held_out_where_some_fit_or_none_is_so_called(
    shop: Assistant, turns: list[str]
) -> None:
    assert not {"J-Carrot", "J-Grape"} & set(talk(shop, turns)[1][-1])
