"""Plain talk of the cart over a feed of bare titles: what goes in, what goes out and what is left alone."""

from collections.abc import Iterator

import pytest

from assistant import Assistant
from tests.seen import talk
from tests.selling import selling

ROWS = [
    {"id": "B1", "title": "Bucket", "price": 6, "category": "House > Cleaning"},
    {"id": "B2", "title": "Mop Bucket", "price": 12, "category": "House > Cleaning"},
    {"id": "L1", "title": "Ladder", "price": 40, "category": "House > Tools"},
    {"id": "H1", "title": "Wooden Hammer", "price": 9, "category": "House > Tools"},
    {"id": "R1", "title": "Travel Kit", "price": 4, "category": "House > Tools"},
    {"id": "P1", "title": "Kettle", "price": 25, "category": "House > Kitchen"},
    {"id": "P2", "title": "Eggpot", "price": 15, "category": "House > Kitchen"},
    {"id": "P3", "title": "Eggpot Max", "price": 19, "category": "House > Kitchen"},
    {"id": "V1", "title": "Shovel", "price": 14, "category": "House > Tools"},
    *({"id": f"G-{size}", "group_id": "G", "title": "Garden Coat", "price": 55, "size": size,
       "color": "Green", "category": "Clothing > Coats"} for size in ("S", "M")),
    {"id": "T1", "title": "Red Towel", "price": 8, "category": "House > Towels"},
    {"id": "E1", "title": "Eggs", "price": 3, "category": "Food"},
    {"id": "O1", "title": "Onion", "price": 1, "category": "Food"},
    {"id": "K1", "title": "King-size Dumplings", "price": 7, "category": "Food"},
    *({"id": f"S-{fruit}", "title": f"{fruit} Syrup", "price": 5, "category": "Food > Syrups"}
      for fruit in ("Apple", "Banana", "Cherry")),
    *({"id": f"W-{size}", "group_id": "W", "title": "Rain Gaiters", "price": 20, "size": size,
       "category": "Clothing > Gaiters"} for size in ("S", "M", "L")),
    *({"id": f"C-{size}", "title": f"Harbour Coat, Navy, {size}", "price": 60, "size": size, "color": "Navy",
       "category": "Clothing > Coats"} for size in ("S", "M", "L")),
]  # fmt: skip


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    rows = [{"quantity": 9, "currency": "USD", **row} for row in ROWS]
    with selling(rows, tmp_path_factory.mktemp("carts"), currency="USD") as assistant:
        yield assistant


@pytest.mark.parametrize(
    ("turns", "cart"),
    [
        (["add a bucket and a ladder"], {"B1": 1, "L1": 1}),
        (["add a hammer", "add 2 mop buckets too"], {"H1": 1, "B2": 2}),
        (["Do you have gaiters?", "I'll take a pair in size L"], {"W-L": 1}),
        (["사과 시럽 하나 담아줘", "체리 시럽도 두 개 추가요"], {"S-Apple": 1, "S-Cherry": 2}),
        (["주전자 있나요?", "하나 주세요", "에그팟도 하나 추가할게요"], {"P1": 1, "P2": 1}),
        (["Do you have coats?", "In navy, size M, please add it"], {"C-M": 1}),
        (["Do you have coats?", "In green, size M, please add it"], {"G-M": 1}),
    ],
)
def test_what_is_named_goes_in(shop: Assistant, turns: list[str], cart: dict[str, int]) -> None:
    assert talk(shop, turns)[0] == cart


@pytest.mark.parametrize(
    ("turns", "cart"),
    [
        (["add one hammer and three ladders", "take one of the ladders out"], {"H1": 1, "L1": 2}),
        (["add three hammers", "take two of them off again"], {"H1": 1}),
        (["add a hammer and a ladder", "leave out the syrup for now", "take the hammer out, keep the ladder"],
         {"L1": 1}),
        (["수건이랑 망치 하나씩 담아줘", "망치 말고 수건만 남겨줘"], {"T1": 1}),
        (["add a hammer", "add a syrup", "drop the syrup"], {"H1": 1}),
        (["망치 하나 담아줘", "시럽도 하나 담아줘", "망치 세 개로 늘려줘"], {"H1": 3}),
        (["양파 하나랑 달걀 하나 담아줘", "양파 두 개로 바꿔줘"], {"O1": 2, "E1": 1}),
        (["add 3 hammers and a ladder", "everything except the hammers can go"], {"H1": 3}),
        (["add two gaiters in S", "one of them should be L"], {"W-S": 1, "W-L": 1}),
        (["add a hammer and a ladder", "remove the ladder", "add the bucket instead"], {"H1": 1, "B1": 1}),
        (["add a hammer and two ladders", "drop the ladders", "put the ladders back"], {"H1": 1, "L1": 2}),
        (["add a hammer and a ladder", "drop the hammer", "drop the ladder", "put the hammer back in"],
         {"H1": 1}),
    ],
)  # fmt: skip
def test_what_is_changed_is_changed_alone(shop: Assistant, turns: list[str], cart: dict[str, int]) -> None:
    assert talk(shop, turns)[0] == cart


@pytest.mark.parametrize(
    ("turns", "cart"),
    [
        (["harbour coat in M", "add it to my cart", "is the small in stock?", "swap it for the small"],
         {"C-S": 1}),
        (["달걀 하나 담아줘", "달걀은 빼고 양파로 바꿔줘", "달걀도 하나 담아줘"], {"O1": 1, "E1": 1}),
    ],
)  # fmt: skip
def test_one_goes_in_for_another(shop: Assistant, turns: list[str], cart: dict[str, int]) -> None:
    assert talk(shop, turns)[0] == cart


@pytest.mark.parametrize(
    ("turns", "cart"),
    [
        (["add a syrup", "the cherry one"], {"S-Cherry": 1}),
        (["what syrups do you have?", "take two of the cherry ones"], {"S-Cherry": 2}),
        (["add a hammer", "put the hammer back"], {}),
        (["add a hammer and a ladder", "add the shovel instead of the ladder"], {"H1": 1, "V1": 1}),
        (["add a hammer", "사다리로 바꿔줘"], {"L1": 1}),
        (["시럽 있어요?", "사과 시럽 하나 담아줘", "체리 시럽 두 개로 바꿔줘"], {"S-Cherry": 2}),
        (["망치 하나 담아줘", "하나 더 추가할게요"], {"H1": 2}),
        (["달걀 빼고 먹을 거 보여줘", "달걀 하나 담아줘"], {}),
    ],
)
def test_what_else_those_words_do(shop: Assistant, turns: list[str], cart: dict[str, int]) -> None:
    """The control: an answer to what was asked, an order, what goes back on the shelf, what is avoided."""
    assert talk(shop, turns)[0] == cart
