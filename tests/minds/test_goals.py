"""Vague wishes through the public entry, on the demo shop: the right kinds, within budget."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest

from assistant import event_json

if TYPE_CHECKING:
    from assistant import Assistant

Turn = Callable[[str], list[dict[str, Any]]]


@pytest.fixture
def say(demo_shop: "Assistant") -> Iterator[Callable[[str], Turn]]:
    opened: list[str] = []

    def talk(language: str) -> Turn:
        made = demo_shop.open_session(channel="web", language=language, store_id=None, shopper_id=None)  # type: ignore[arg-type]
        opened.append(made.session.session_id)
        return lambda text: [event_json(event) for event in demo_shop.turn(opened[-1], text)]

    yield talk
    for session_id in opened:
        demo_shop.end(session_id)


def _cards(events: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [card for event in events if event["type"] == "products" for card in event["items"]]


def _reply(events: list[dict[str, Any]]) -> str:
    return str(next(event["text"] for event in events if event["type"] == "done"))


@pytest.mark.parametrize(
    ("language", "ask"),
    [
        ("ko", "점심에 간단히 먹을거 추천해줘"),
        ("ko", "나 비건이야, 출출한데 먹을 거 있어?"),
        ("en", "something sweet for after"),
        ("en", "i'm vegan, something quick for dinner"),
    ],
)
def test_eating_and_drinking_shows_food_alone(say: Callable[[str], Turn], language: str, ask: str) -> None:
    shown = _cards(say(language)(ask))
    assert len(shown) >= 2
    assert {card["category"].split(" > ")[0] for card in shown} <= {"식품", "Grocery"}


@pytest.mark.parametrize(
    ("language", "ask", "budget"),
    [
        ("ko", "한강에서 둘이 먹을거 3만원으로 맞춰줘", 30_000),
        ("en", "my daughter is taking up climbing, kit her out for under 300k", 300_000),
    ],
)
def test_a_plan_keeps_to_its_budget(say: Callable[[str], Turn], language: str, ask: str, budget: int) -> None:
    shown = _cards(say(language)(ask))
    assert len({card["category"] for card in shown}) >= 2
    assert sum(card["price"]["minor"] for card in shown) <= budget


def test_ideas_for_a_gift_do_not_list_what_is_not_there(say: Callable[[str], Turn]) -> None:
    turn = say("ko")
    events = turn("친구 집들이 선물 5만원 안쪽으로")
    assert len(_cards(events)) >= 3
    assert "없어요" not in _reply(events)
    before = max(card["price"]["minor"] for card in _cards(events))
    cheaper = _cards(turn("더 싼거는"))
    assert cheaper
    assert max(card["price"]["minor"] for card in cheaper) < before


def test_a_problem_the_shop_has_nothing_for_shows_nothing_else(say: Callable[[str], Turn]) -> None:
    assert _cards(say("ko")("방에 모기가 너무 많아ㅠㅠ 뭐 쓰면 좋아?")) == []
