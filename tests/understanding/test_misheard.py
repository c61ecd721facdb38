"""Sentences that sound like another: an order that is none, a limit that is the other way round."""

from typing import TYPE_CHECKING

import pytest

from assistant.domain.events import Understood
from tests.seen import after, cart

if TYPE_CHECKING:
    from assistant import Assistant
    from assistant.domain.dialogue import Session


def told(session: "Session", facet: str) -> list[tuple[str, object]]:
    return [(one.op, one.value) for one in session.constraints if one.facet == facet]


@pytest.mark.parametrize(
    ("words", "limit"),
    [
        ("헬멧 5만원은 너무 비싸요", [("lt", 50_000)]),
        ("helmets, 50,000 won is too much", [("lt", 50_000)]),
        ("헬멧 10만원 넘는 건 빼고", [("le", 100_000)]),
        ("helmets, anything over 100,000 won is too much", [("le", 100_000)]),
        ("헬멧 5만원 이하는 부담 없어요", [("le", 50_000)]),
        ("헬멧 5만원 이하는 안 돼요?", [("le", 50_000)]),
        ("헬멧 10만원대는 빼고 보여줘", []),
    ],
)
def test_what_is_too_dear_is_a_ceiling(
    demo_shop: "Assistant", words: str, limit: list[tuple[str, int]]
) -> None:
    assert told(after(demo_shop, [words]), "price") == limit


@pytest.mark.parametrize(
    "words",
    ["one of them is too big", "three of these are too expensive", "two of them look the same"],
)
def test_a_remark_about_some_is_no_order(demo_shop: "Assistant", words: str) -> None:
    assert cart(after(demo_shop, ["helmets", words])) == {}
    assert cart(after(demo_shop, ["helmets", "two of them please"])), "the control"


@pytest.mark.parametrize(
    ("ordered", "remark", "also"),
    [
        (["사과 보여줘", "첫번째 담아줘"], "저도 사과 좋아해요", "바게트도"),
        (["사과 보여줘", "첫번째 담아줘"], "우유도 비싸졌네요", "바게트도 담아줘"),
        (["apples", "add the first one"], "my kid likes apples too", "a baguette too"),
    ],
)
def test_also_alone_is_no_order(demo_shop: "Assistant", ordered: list[str], remark: str, also: str) -> None:
    before = cart(after(demo_shop, ordered))
    assert cart(after(demo_shop, [*ordered, remark])) == before
    assert len(cart(after(demo_shop, [*ordered, also]))) == 2, "the control"


@pytest.mark.parametrize(
    ("words", "avoided"),
    [
        ("milk for my son, i have eggs already", []),
        ("우유 알레르기는 딸이고 저는 새우 알레르기예요", [("ne", "shrimp")]),
        ("shrimp allergy is my grandma's, mine is milk", [("ne", "milk")]),
    ],
)
def test_whose_allergy_it_is(demo_shop: "Assistant", words: str, avoided: list[tuple[str, str]]) -> None:
    assert told(after(demo_shop, [words]), "allergen") == avoided


@pytest.mark.parametrize(
    "turns",
    [
        ["helmets under 100,000 won", "drop all filters"],
        ["helmets under 100,000 won", "forget the price"],
        ["헬멧 10만원 이하", "조건 전부 지워줘"],
        ["사과 보여줘", "첫번째 담아줘", "사과 3000원 이하로", "필터 다 빼줘"],
        ["apples", "add the first one", "apples under 3000 won", "clear all the filters"],
    ],
)
def test_conditions_are_dropped_and_no_cart_is_touched(demo_shop: "Assistant", turns: list[str]) -> None:
    session = after(demo_shop, turns)
    assert told(session, "price") == []
    assert session.query in ("helmets", "헬멧", "사과", "apples")
    assert cart(session) == cart(after(demo_shop, turns[:2]))


@pytest.mark.parametrize(
    "turns",
    [
        ["땅콩 알레르기 있어", "과자 5천원 이하", "조건 전부 지워줘"],
        ["i'm allergic to peanuts", "snacks under 5000 won", "clear all the filters"],
    ],
)
def test_an_allergy_is_no_filter_to_clear(demo_shop: "Assistant", turns: list[str]) -> None:
    """The control is the price, which goes."""
    before, now = after(demo_shop, turns[:2]), after(demo_shop, turns)
    assert told(before, "price")
    assert not told(now, "price")
    assert told(before, "allergen") == told(now, "allergen") == [("ne", "peanut")]


@pytest.mark.parametrize(
    ("ordered", "less", "left"),
    [
        (["사과", "첫번째 다섯 개 담아줘"], "세 개 빼줘", 2),
        (["사과", "첫번째 다섯 개 담아줘"], "더블로 해줘", 10),
        (["apples", "add 5 of the first one"], "remove three", 2),
        (["apples", "add 5 of the first one"], "twice as many", 10),
    ],
)
def test_so_many_less_and_twice_as_many(
    demo_shop: "Assistant", ordered: list[str], less: str, left: int
) -> None:
    assert list(cart(after(demo_shop, [*ordered, less])).values()) == [left]


@pytest.mark.parametrize(
    "words",
    [
        "take out the apples and the baguette", "take the apples and the baguette out",
        "사과랑 바게트 빼줘",
    ],
)  # fmt: skip
def test_taking_out_puts_nothing_in(demo_shop: "Assistant", words: str) -> None:
    ordered = ["apples", "add the first one", "baguette", "add the first one"]
    assert len(cart(after(demo_shop, ordered))) == 2
    assert cart(after(demo_shop, [*ordered, words])) == {}


@pytest.mark.parametrize(
    "turns",
    [
        ["add a baguette", "apples", "add the first one", "add 2 baguettes and 3 apples"],
        ["바게트 하나 담아줘", "사과", "첫번째 담아줘", "바게트 2개랑 사과 3개 담아줘"],
    ],
)
def test_a_list_is_taken_whole_right_after_an_order(demo_shop: "Assistant", turns: list[str]) -> None:
    assert sorted(cart(after(demo_shop, turns)).values()) == [3, 4]


@pytest.mark.parametrize("words", ["skipping rope", "nail polish remover", "뜨개질 용품"])
def test_a_word_the_shop_does_not_know_stays_as_it_is(demo_shop: "Assistant", words: str) -> None:
    assert after(demo_shop, [words]).query == words


def test_what_goods_are_for_is_not_what_is_missing(demo_shop: "Assistant") -> None:
    session = after(demo_shop, ["laptop for uni", "in black"])
    assert told(session, "color") == [("eq", "black")]
    assert session.query == "laptop for uni"


@pytest.mark.parametrize(
    "words", ["a backdrop that is light", "headphones with a mic", "coffee", "closet rail"]
)
def test_no_cue_stands_inside_another_word(demo_shop: "Assistant", words: str) -> None:
    """drop that, phone, fee, set."""
    session_id = demo_shop.open_session().session.session_id
    heard = [event for event in demo_shop.turn(session_id, words) if isinstance(event, Understood)]
    assert [event.intent for event in heard] == ["search"]
