"""Talk over a gift shop of bare titles, priced in sterling, and over a Korean one of mixed goods."""

from collections.abc import Iterator
from itertools import count

import pytest

from assistant import Assistant
from tests.seen import talk
from tests.selling import selling

GIFTS = {
    "CAKE STAND 3 TIER MEADOW": 12.75,
    "CAKE STAND 2 TIER MEADOW": 9.95,
    "CAKE STAND LOVEBIRD WHITE": 6.5,
    "ROBIN CHRISTMAS CARD": 0.85,
    "THANK YOU CARD DOILY": 0.42,
    "STAR CHRISTMAS DECORATION": 1.25,
    "STAR CHRISTMAS DECORATION LARGE GLITTER": 5.25,
    "EASTER BUNNY DECORATION": 1.65,
    "RED RETROSPOT MUG": 2.95,
    "BLUE RETROSPOT MUG": 6.95,
    "4 PORT DESK HUB BLACK": 9.5,
    "2 PORT DESK HUB BLACK": 7.5,
    "DESK LAMP WITH HUB": 19.0,
}
GOODS = {
    "전자 모기향 훈증기 45일": 9900,
    "원터치 모기장 텐트": 10900,
    "강아지 방석 고양이 쿠션": 7500,
    "강아지 방석 대형견": 12000,
    "고양이 강아지 쿨방석 M": 9000,
    "국내산 생닭 1kg": 9290,
    "닭 국내산 냉동 1kg": 7900,
    "액체 세탁세제 2L": 6900,
    "액체 세탁세제 3L": 9900,
    "액체 세탁세제 5L": 14900,
    "뿌리는 바퀴벌레약 스프레이": 6900,
    "바퀴벌레약 젤 20g": 9900,
    "극세사 담요 대형": 15900,
}


def _rows(goods: dict[str, float] | dict[str, int], currency: str) -> list[dict[str, object]]:
    numbers = count(1)
    return [
        {"id": f"B{next(numbers)}", "title": title, "price": price, "currency": currency, "quantity": 9}
        for title, price in goods.items()
    ]


@pytest.fixture(scope="module")
def gifts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with selling(_rows(GIFTS, "GBP"), tmp_path_factory.mktemp("gifts"), currency="GBP") as assistant:
        yield assistant


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with selling(_rows(GOODS, "KRW"), tmp_path_factory.mktemp("mixed"), currency="KRW") as assistant:
        yield assistant


def _titles(shop: Assistant, turns: list[str], goods: dict[str, float] | dict[str, int]) -> list[str]:
    names = list(goods)
    return [names[int(sku[1:]) - 1] for sku in talk(shop, turns)[1][-1]]


@pytest.mark.parametrize("said", ["under 5 pounds", "cheaper than five pounds", "5파운드 이하로"])
def test_pounds_are_money_where_the_shop_takes_sterling(gifts: Assistant, said: str) -> None:
    assert _titles(gifts, ["show me mugs", said], GIFTS) == ["RED RETROSPOT MUG"]


def test_pounds_are_a_weight_elsewhere(mixed: Assistant) -> None:
    """The control: 5파운드 is no price in won."""
    assert _titles(mixed, ["세탁세제 보여줘", "5파운드 이하로"], GOODS)


@pytest.mark.parametrize("said", ["크리스마스 카드 있어요?", "christmas cards"])
def test_an_occasion_in_a_name_stays(gifts: Assistant, said: str) -> None:
    assert _titles(gifts, [said], GIFTS)[0] == "ROBIN CHRISTMAS CARD"


def test_a_decoration_for_christmas_in_korean(gifts: Assistant) -> None:
    shown = _titles(gifts, ["크리스마스 장식 보여 주세요"], GIFTS)
    assert shown
    assert all("CHRISTMAS" in title for title in shown[:2])


@pytest.mark.parametrize(("said", "first"), [("3 tier", "3 TIER")])
def test_a_number_that_begins_a_request_is_heard(gifts: Assistant, said: str, first: str) -> None:
    assert first in _titles(gifts, ["have you got a cake stand?", said], GIFTS)[0]


@pytest.mark.parametrize("said", ["do you have a 7 port one", "is there a 2 port one?", "4 ports"])
def test_asking_what_there_is_orders_nothing(gifts: Assistant, said: str) -> None:
    assert talk(gifts, ["show me desk hubs", said])[0] == {}


def test_a_count_of_what_goods_have_orders_nothing(gifts: Assistant) -> None:
    assert talk(gifts, ["have you got a cake stand?", "2 tier please"])[0] == {}


def test_a_count_of_goods_orders_them(gifts: Assistant) -> None:
    """The control: as short, with a verb."""
    assert talk(gifts, ["show me desk hubs", "add two 4 port desk hubs"])[0] == {"B11": 2}


def test_how_long_it_lasts_is_no_place_in_the_list(gifts: Assistant) -> None:
    shown = talk(gifts, ["show me mugs", "how long does it last?", "add it"])
    assert list(shown[0]) == talk(gifts, ["show me mugs"])[1][0][:1]


def test_the_last_one_is_one(gifts: Assistant) -> None:
    """The control."""
    assert (
        list(talk(gifts, ["show me mugs", "add the last one"])[0]) == talk(gifts, ["show me mugs"])[1][0][-1:]
    )


@pytest.mark.parametrize("said", ["모기 때문에 잠을 못 자요", "I can't sleep because of mosquitoes"])
def test_the_cause_is_what_helps(mixed: Assistant, said: str) -> None:
    shown = _titles(mixed, [said], GOODS)
    assert shown
    assert all("모기" in title for title in shown)


def test_what_every_one_of_them_is_as_well_cannot_be_left_out(mixed: Assistant) -> None:
    shown = _titles(mixed, ["방석 찾아요", "강아지 말고 고양이용으로"], GOODS)
    assert shown
    assert all("고양이" in title for title in shown)


@pytest.mark.parametrize(
    ("turns", "shown"),
    [
        (["닭 찾아요", "닭은 냉동 말고 생으로"], ["국내산 생닭 1kg"]),
        (["바퀴벌레약 보여줘", "젤 타입 말고 스프레이로"], ["뿌리는 바퀴벌레약 스프레이"]),
    ],
)
def test_only_what_stands_before_not_is_turned_down(
    mixed: Assistant, turns: list[str], shown: list[str]
) -> None:
    assert _titles(mixed, turns, GOODS) == shown


@pytest.mark.parametrize("said", ["3리터 이상으로", "3L 이상", "at least 3 litres"])
def test_an_amount_narrows_what_was_asked_for(mixed: Assistant, said: str) -> None:
    assert sorted(_titles(mixed, ["세탁세제 찾아요", said], GOODS)) == [
        "액체 세탁세제 3L",
        "액체 세탁세제 5L",
    ]


@pytest.mark.parametrize(
    "turns",
    [
        ["show me mugs", "red shows the tea stains so only blue"],
        ["머그 보여 주세요", "빨간 건 찻물이 보여서 파란색만요"],
    ],
)
def test_of_two_colours_the_only_one_wanted(gifts: Assistant, turns: list[str]) -> None:
    assert _titles(gifts, turns, GIFTS) == ["BLUE RETROSPOT MUG"]


@pytest.mark.parametrize("turns", [["show me mugs", "red or blue"], ["머그 보여 주세요", "빨강이나 파랑만"]])
def test_either_of_two_colours(gifts: Assistant, turns: list[str]) -> None:
    """The control: no reason stands between them."""
    assert len(_titles(gifts, turns, GIFTS)) == 2


@pytest.mark.parametrize(
    "turns",
    [
        ["show me mugs", "how much is the ninth one"],
        ["머그 보여 주세요", "아홉 번째 거 얼마예요?"],
        ["show me mugs", "is the 5th one big?"],
        ["머그 보여 주세요", "다섯 번째 거 몇 그램이에요?"],
    ],
)
def test_a_place_no_list_has_is_no_other_goods(gifts: Assistant, turns: list[str]) -> None:
    """Nothing else is shown for it, and what is put in next is asked back."""
    cart, shown, _ = talk(
        gifts, [*turns, "two of that one please" if turns[0][0] == "s" else "그거 두 개 담아 주세요"]
    )
    assert not set(shown[1]) - set(shown[0])
    assert set(cart) <= set(shown[0])


@pytest.mark.parametrize(
    ("turns", "colour"),
    [(["show me mugs", "anything in pink?"], "pink"), (["머그 보여 주세요", "분홍색 있어요?"], "핑크")],
)
def test_a_colour_that_nothing_states_is_said_to_be_missing(
    gifts: Assistant, turns: list[str], colour: str
) -> None:
    assert colour in talk(gifts, turns)[2]


def test_a_colour_that_something_states_is_not(gifts: Assistant) -> None:
    """The control."""
    assert "“" not in talk(gifts, ["show me mugs", "anything in red?"])[2]


@pytest.mark.parametrize(
    "turns",
    [["show me mugs", "the cheapest ones first"], ["머그 보여 주세요", "제일 싼 것부터 보여 주세요"]],
)
def test_the_cheapest_first_is_an_order_of_all(gifts: Assistant, turns: list[str]) -> None:
    assert _titles(gifts, turns, GIFTS) == ["RED RETROSPOT MUG", "BLUE RETROSPOT MUG"]


def test_the_cheapest_is_one(gifts: Assistant) -> None:
    """The control."""
    assert _titles(gifts, ["show me mugs", "which is the cheapest"], GIFTS) == ["RED RETROSPOT MUG"]


def test_what_is_fine_above_a_sum_is_a_bound_of_its_own(gifts: Assistant) -> None:
    turns = ["show me mugs", "under 8 pounds", "something above 5 pounds is fine"]
    assert _titles(gifts, turns, GIFTS) == ["BLUE RETROSPOT MUG"]


def test_a_limit_that_may_be_passed_holds_no_more(gifts: Assistant) -> None:
    """The control."""
    turns = ["show me mugs", "under 5 pounds", "a bit over 5 pounds is fine"]
    assert len(_titles(gifts, turns, GIFTS)) == 2
