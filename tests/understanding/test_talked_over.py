"""What is said in the middle of a talk: fragments that order, corrections, questions that name goods."""

from typing import TYPE_CHECKING

import pytest

from tests.seen import after, cart

if TYPE_CHECKING:
    from assistant import Assistant

BANANAS, STRAWBERRIES, APPLES, BAGUETTE = "G-0003", "G-0005", "G-0002", "G-0154"
ROAD_750 = {size: f"BK-R19B-{size}" for size in (44, 48, 52)}


@pytest.mark.parametrize(
    ("turns", "held"),
    [
        (["bananas and strawberries", "2 of each"], {BANANAS: 2, STRAWBERRIES: 2}),
        (["사과랑 바나나 보여줘", "각각 두 개씩 담아줘"], {APPLES: 2, BANANAS: 2}),
        (["add a baguette to my cart", "sorry, i meant two"], {BAGUETTE: 2}),
        (["바게트 세 개 담아줘", "두 개면 되겠어요"], {BAGUETTE: 2}),
        (["바게트 세 개 담아줘", "하나는 빼고 두 개만 할게요"], {BAGUETTE: 2}),
        (["바게트 두 개 담아줘", "하나만 할게요 생각해보니"], {BAGUETTE: 1}),
        (["add a baguette and some sugar", "forget the sugar"], {BAGUETTE: 1}),
        (["add a baguette to my cart", "two baguettes, actually"], {BAGUETTE: 2}),
        (["바게트 하나 담아줘", "아니 바게트 두 개"], {BAGUETTE: 2}),
        (["tell me about the Road-750", "is size 52 in stock at Songpa?", "add that"], {ROAD_750[52]: 1}),
    ],
)
def test_the_cart_follows_what_is_said_in_fragments(
    demo_shop: "Assistant", turns: list[str], held: dict[str, int]
) -> None:
    assert cart(after(demo_shop, turns)) == held


@pytest.mark.parametrize(
    ("turns", "query", "gone"),
    [
        (["winter jacket", "no, for summer"], "jacket", "winter"),
        (["겨울 재킷", "아니 여름용으로"], "재킷", "겨울"),
        (["running shoes for women", "and for men?"], "shoes", "women"),
    ],
)
def test_a_correction_keeps_the_goods_and_leaves_the_other_side(
    demo_shop: "Assistant", turns: list[str], query: str, gone: str
) -> None:
    now = after(demo_shop, turns)
    assert query in now.query
    assert gone not in now.query.split()


@pytest.mark.parametrize(
    "turns",
    [["backpacks", "not for hiking"], ["배낭 보여줘", "등산용은 빼줘"], ["backpacks", "no hiking ones"]],
)
def test_what_is_turned_down_is_not_shown_under_its_name(demo_shop: "Assistant", turns: list[str]) -> None:
    shown = after(demo_shop, turns).last_shown
    assert shown
    assert after(demo_shop, ["하이킹 배낭"]).last_shown, "the control: the shop has them"
    hiking = {"ES-094", "ES-013", "ES-024", "L-0112"}
    assert not hiking & set(shown)
    assert hiking & set(after(demo_shop, turns[:1]).last_shown)


@pytest.mark.parametrize(
    "turns",
    [
        ["방수 되는 스피커", "소닉웨이브 스피커랑 비교해주세요"],
        ["샤워 방수 스피커 얼마예요", "compare it with the Sonicwave speaker"],
    ],
)
def test_one_name_is_compared_with_what_was_spoken_of(demo_shop: "Assistant", turns: list[str]) -> None:
    assert set(after(demo_shop, turns).focus) == {"L-0227", "L-0221"}
