"""Vague wishes through the public entry, on the demo shop: the right kinds, within budget."""

import pytest

from tests.minds.conftest import Say
from tests.seen import Events, cards, reply


@pytest.mark.parametrize(
    ("language", "ask"),
    [
        ("ko", "점심에 간단히 먹을거 추천해줘"),
        ("ko", "나 비건이야, 출출한데 먹을 거 있어?"),
        ("en", "something sweet for after"),
        ("en", "i'm vegan, something quick for dinner"),
    ],
)
def test_eating_and_drinking_shows_food_alone(say: Say, language: str, ask: str) -> None:
    shown = cards(say(language)(ask))
    assert len(shown) >= 2
    assert {card["category"].split(" > ")[0] for card in shown} <= {"식품", "Grocery"}


ANIMAL = {
    "milk",
    "egg",
    "pork",
    "beef",
    "chicken",
    "mackerel",
    "fish_other",
    "squid",
    "shrimp",
    "crab",
    "shellfish",
}


def of_animals(events: Events) -> list[str]:
    return [card["title"] for card in cards(events) if ANIMAL & {*card["allergens"]["contains"]}]


@pytest.mark.parametrize(
    ("language", "diet", "ask"),
    [
        ("ko", "나 비건이야, ", "출출한데 먹을 거 있어?"),
        ("en", "i'm vegan, ", "something quick for dinner"),
    ],
)
def test_a_vegan_is_shown_nothing_of_animals(say: Say, language: str, diet: str, ask: str) -> None:
    """The control is the same wish without the diet, for which milk and eggs are shown."""
    kept = say(language)(diet + ask)
    assert cards(kept)
    assert not of_animals(kept)
    assert of_animals(say(language)(ask))


@pytest.mark.parametrize(
    ("language", "ask", "budget"),
    [
        ("ko", "한강에서 둘이 먹을거 3만원으로 맞춰줘", 30_000),
        ("en", "my daughter is taking up climbing, kit her out for under 300k", 300_000),
    ],
)
def test_a_plan_keeps_to_its_budget(say: Say, language: str, ask: str, budget: int) -> None:
    shown = cards(say(language)(ask))
    assert len({card["category"] for card in shown}) >= 2
    assert sum(card["price"]["minor"] for card in shown) <= budget


def test_ideas_for_a_gift_do_not_list_what_is_not_there(say: Say) -> None:
    turn = say("ko")
    events = turn("친구 집들이 선물 5만원 안쪽으로")
    assert len(cards(events)) >= 3
    assert "없어요" not in reply(events)
    before = max(card["price"]["minor"] for card in cards(events))
    cheaper = cards(turn("더 싼거는"))
    assert cheaper
    assert max(card["price"]["minor"] for card in cheaper) < before


def test_a_problem_the_shop_has_nothing_for_shows_nothing_else(say: Say) -> None:
    assert cards(say("ko")("방에 모기가 너무 많아ㅠㅠ 뭐 쓰면 좋아?")) == []


@pytest.mark.parametrize(
    ("language", "ask", "owned", "word"),
    [
        ("ko", "캠핑 처음인데 뭐 필요해?", " 텐트는 있어요", "텐트"),
        ("en", "i'm new to hiking, what do i need?", " i have a backpack", "Backpack"),
    ],
)
def test_what_is_there_already_is_left_out_from_the_start(
    say: Say, language: str, ask: str, owned: str, word: str
) -> None:
    """The control is the same wish without it."""
    key = "title"
    assert any(word in card[key] or "배낭" in card[key] for card in cards(say(language)(ask)))
    without = cards(say(language)(ask + owned))
    assert len(without) > 1
    assert not any(word in card[key] for card in without)


def test_ideas_stay_without_the_kind_turned_down(say: Say) -> None:
    turn = say("ko")
    before = [card["title"] for card in cards(turn("요리 시작하는 친구 선물 추천해줘"))]
    after = [card["title"] for card in cards(turn("냄비는 말고"))]
    assert any("냄비" in title for title in before)
    assert after
    assert not any("냄비" in title for title in after)


def test_a_gift_asked_for_beside_a_plan_is_no_part_of_it(say: Say) -> None:
    turn = say("en")
    board = {card["title"] for card in cards(turn("what do i need to start snowboarding?"))}
    gifts = {card["title"] for card in cards(turn("also want a gift for my mom, under 60,000 won"))}
    assert gifts
    assert not gifts & board


def test_what_was_looked_for_before_is_gone_back_to(say: Say) -> None:
    turn = say("en")
    first = {card["title"] for card in cards(turn("show me helmets"))}
    turn("show me mugs")
    assert {card["title"] for card in cards(turn("go back to the helmets"))} & first
