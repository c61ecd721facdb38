"""What shoppers order, correct and come back to in whole sentences, through the public face."""

from collections.abc import Iterator

import pytest

from assistant import Assistant
from tests.seen import after, talk
from tests.selling import selling

ROWS = [
    {"id": "W1", "title_en": "Water bottle", "title": "물병", "price": 5000, "category": "스포츠 > 물병"},
    {"id": "L1", "title_en": "Cable lock", "title": "케이블 자물쇠", "price": 9000,
     "category": "스포츠 > 자물쇠"},
    {"id": "B1", "title_en": "Salted butter", "title": "가염 버터", "price": 6000,
     "category": "식품 > 버터"},
    {"id": "H1", "title_en": "City helmet red", "title": "시티 헬멧 레드", "price": 30000, "color": "Red",
     "brand": "Aero", "category": "스포츠 > 헬멧"},
    {"id": "H2", "title_en": "City helmet black", "title": "시티 헬멧 블랙", "price": 30000, "color": "Black",
     "brand": "Aero", "category": "스포츠 > 헬멧"},
    {"id": "H3", "title_en": "Storm helmet white", "title": "스톰 헬멧 화이트", "price": 40000,
     "color": "White", "brand": "Kolo", "category": "스포츠 > 헬멧"},
    {"id": "P1", "title_en": "Kolo 5,000 mAh portable charger", "title": "콜로 5,000mAh 보조배터리",
     "price": 20000, "brand": "Kolo", "category": "디지털 > 보조배터리"},
    {"id": "P2", "title_en": "Kolo 15,000 mAh portable charger", "title": "콜로 15,000mAh 보조배터리",
     "price": 40000, "brand": "Kolo", "category": "디지털 > 보조배터리"},
    {"id": "G1", "title_en": "Winter gloves", "title": "겨울 장갑", "price": 15000,
     "category": "스포츠 > 장갑"},
    {"id": "Y1", "title_en": "Road tire", "title": "로드 타이어", "price": 20000,
     "category": "스포츠 > 타이어"},
    {"id": "Y2", "title_en": "Mountain tire", "title": "산악 타이어", "price": 22000,
     "category": "스포츠 > 타이어"},
    {"id": "K1", "title_en": "Wool scarf", "title": "울 목도리", "price": 22000, "quantity": 0,
     "availability": "out_of_stock", "category": "패션 > 목도리"},
    {"id": "E1", "title_en": "Espresso maker", "title": "에스프레소 메이커", "price": 47000,
     "category": "주방 > 커피"},
    *(
        {"id": f"R{color[0]}{size}", "title": f"로드 750 {ko}", "title_en": f"Road-750 {color}",
         "price": price, "category": "스포츠 > 자전거", "color": color, "size": str(size),
         "item_group_id": f"R{color}{size}"}
        for color, ko, price in (("Black", "블랙", 540000), ("Yellow", "옐로", 550000)) for size in (48, 52)
    ),
    *(
        {"id": f"T{size}", "title": "긴팔 로고 저지", "title_en": "Long-sleeve logo jersey", "price": 50000,
         "category": "스포츠 > 저지", "size": size, "item_group_id": "T"}
        for size in ("S", "L", "XL")
    ),
]  # fmt: skip


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    rows = [{"quantity": 9, **row} for row in ROWS]
    with selling(rows, tmp_path_factory.mktemp("sentences")) as assistant:
        yield assistant


JERSEY = ["jerseys", "Add the long-sleeve jersey in L to my cart please."]


@pytest.mark.parametrize(
    ("turns", "cart"),
    [
        (["water bottles", "Add one to my cart.", "helmets", "Two water bottles, actually."], {"W1": 2}),
        ([*JERSEY, "Could you make it an XL instead?"], {"TXL": 1}),
        ([*JERSEY, "make it three", "Hmm, let's start with one."], {"TL": 1}),
        ([*JERSEY, "make it three", "No, back to two."], {"TL": 2}),
        ([*JERSEY, "make it three", "No, just one of the jerseys is enough."], {"TL": 1}),
        ([*JERSEY, "And a red helmet too please."], {"TL": 1, "H1": 1}),
        ([*JERSEY, "And some butter, please."], {"TL": 1, "B1": 1}),
        ([*JERSEY, "I also need a pair of gloves."], {"TL": 1}),
        ([*JERSEY, "the same in S too please"], {"TL": 1, "TS": 1}),
        ([*JERSEY, "Hmm, I think S would be better."], {"TS": 1}),
        ([*JERSEY, "And one more for my sister in S."], {"TL": 1, "TS": 1}),
        (["jerseys", "Put the first one in my cart, in size XL."], {"TXL": 1}),
        (
            ["helmets", "tires", "add the road tire", "And the white helmet as well, please."],
            {"Y1": 1, "H3": 1},
        ),
        (["helmets", "add the white one", "Swap the white helmet for the red one."], {"H1": 1}),
        (["helmets", "The white one looks good. Add two of them."], {"H3": 2}),
        (["a helmet and a tire", "The white helmet and the road tire, please."], {"H3": 1, "Y1": 1}),
        (["portable chargers", "I'd like one for 40,000 won, please."], {"P2": 1}),
        ([*JERSEY, "make it three", "Take one jersey out again."], {"TL": 2}),
        (["helmets", "add the red one", "Two of the red one, actually."], {"H1": 2}),
        (
            [
                "I need butter and a water bottle",
                "add both",
                "and some gloves too",
                "I changed my mind about the butter.",
            ],
            {"W1": 1, "G1": 1},
        ),
    ],
)
def test_how_many_and_what_else(shop: Assistant, turns: list[str], cart: dict[str, int]) -> None:
    assert talk(shop, turns)[0] == cart


@pytest.mark.parametrize(
    ("turns", "cart"),
    [
        (["helmets", "how much is the Storm helmet?", "how much is the City helmet in red?",
          "I'll take the Kolo, then."], {"H3": 1}),
        (["I need a portable charger", "I'll take the one with 15,000 mAh."], {"P2": 1}),
        (["helmets", "add the red one", "add the black one too",
          "oh the red one we have at home. take it off"], {"H2": 1}),
        (["I need a portable charger", "Put the Frobozz pods in my cart."], {}),
        (["helmets", "I'll take the Storm helmet, and could you show me an espresso maker too?"],
         {"H3": 1}),
        (["how much is the black road-750 in 52", "add it", "wife says yellow. same bike, but yellow"],
         {"RY52": 1}),
    ],
)  # fmt: skip
def test_what_is_named_goes_in(shop: Assistant, turns: list[str], cart: dict[str, int]) -> None:
    assert talk(shop, turns)[0] == cart


@pytest.mark.parametrize(
    ("turns", "sku"),
    [
        (["bikes", "helmets", "I'd rather go back to the Road-750. What does the black one in 52 cost?"],
         "RB52"),
        (["how much is the black road-750 in 52", "do you have the same in yellow?"], "RY52"),
    ],
)  # fmt: skip
def test_what_is_come_back_to_is_asked_of(shop: Assistant, turns: list[str], sku: str) -> None:
    assert talk(shop, turns)[1][-1] == [sku]


@pytest.mark.parametrize(
    ("turns", "skus"),
    [
        (["helmets", "only from Kolo please"], ["H3"]),
        (["portable chargers", "The cheaper ones please."], ["P1"]),
        (["helmets", "Only Kolo then."], ["H3"]),
        (["helmets", "do you have it in black?"], ["H2"]),
        (["portable chargers", "Something with a larger capacity, please."], ["P1", "P2"]),
        (["helmets", "Not the one in white, please."], ["H1", "H2"]),
        (["tires", "I need two for a road bike."], ["Y1"]),
    ],
)
def test_what_only_narrows_is_shown(shop: Assistant, turns: list[str], skus: list[str]) -> None:
    cart, shown, _ = talk(shop, turns)
    assert (cart, sorted(shown[-1])) == ({}, skus)


@pytest.mark.parametrize(
    "last",
    [
        "I like the red one.",
        "I prefer the second one.",
        "The red helmet looks lovely.",
        "the white helmet and the red one are too expensive",
    ],
)
def test_a_liking_asks_nothing_and_takes_nothing(shop: Assistant, last: str) -> None:
    cart, _, answer = talk(shop, ["helmets", last])
    assert cart == {}
    assert "could not find" not in answer


def test_a_condition_holds_for_each_need(shop: Assistant) -> None:
    _, shown, _ = talk(shop, ["show me helmets and tires", "under 25,000 won please"])
    assert {sku[0] for sku in shown[0]} == {"H", "Y"}
    assert set(shown[-1]) == {"Y1", "Y2"}
    _, shown, _ = talk(shop, ["show me helmets and tires", "under 35,000 won please"])
    assert {sku[0] for sku in shown[-1]} == {"H", "Y"}
    assert "H3" not in shown[-1]


def test_what_was_spoken_of_is_meant_before_the_rest_of_the_list(shop: Assistant) -> None:
    turns = [
        "helmets",
        "how much is the black city helmet?",
        "and the white storm helmet?",
        "I'll do the city one",
    ]
    assert talk(shop, turns)[0] == {"H2": 1}


def test_a_size_of_it_is_no_matter_of_the_shop(shop: Assistant) -> None:
    _, shown, _ = talk(shop, ["helmets", "The logo jersey looks good. Do you have it in large?"])
    assert shown[-1] == ["TL"]


@pytest.mark.parametrize(
    "last", ["How much do they cost together?", "What is everything together?", "And what is the new total?"]
)
def test_a_total_is_asked_in_many_words(shop: Assistant, last: str) -> None:
    answer = talk(shop, ["helmets and tires", "add the white helmet and the road tire", last])[2]
    assert "60,000" in answer


def test_what_is_sold_out_is_said(shop: Assistant) -> None:
    assert "is sold out" in talk(shop, ["scarves", "add the wool scarf"])[2]


def test_of_another_maker_no_colour_is_meant(shop: Assistant) -> None:
    """The red one, after only those from Kolo, is none of Aero's."""
    assert talk(shop, ["helmets", "only from Kolo please", "add the red one"])[0] == {}


@pytest.mark.parametrize(
    "last", ["could you exchange it later if it does not fit?", "can you make it to Busan?"]
)
def test_what_the_shop_could_do_is_no_order(shop: Assistant, last: str) -> None:
    assert talk(shop, [*JERSEY, last])[0] == {"TL": 1}


@pytest.mark.parametrize(
    "last",
    [
        "Back to the Storm helmet - is the strap comfortable?",
        "Let's go back to the Storm helmet. Is the strap comfortable?",
        "다시 스톰 헬멧으로 돌아가서, 턱끈은 편한가요?",
    ],
)
def test_a_part_of_what_is_come_back_to_is_no_other_goods(shop: Assistant, last: str) -> None:
    turns = ["Storm helmet", "tires", last]
    assert after(shop, turns).focus == ("H3",)
    assert set(talk(shop, turns)[1][-1]) <= {"H3"}


def test_other_goods_are_looked_for_beside_what_is_come_back_to(shop: Assistant) -> None:
    shown = talk(shop, ["Storm helmet", "tires", "Back to the Storm helmet. Do you have gloves too?"])[1][-1]
    assert shown == ["G1"]
