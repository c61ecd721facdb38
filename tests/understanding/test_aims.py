"""Vague wishes: a purpose, a problem or a meal is heard as one; a product that only sounds like it is not."""

from dataclasses import replace

import pytest

from assistant.domain.dialogue import Shown
from assistant.domain.wish import Aim, Plan, PlanEdit
from assistant.understanding import understand
from tests.understanding.judge import everything
from tests.understanding.shops import demo, session


def _goal(text: str) -> str | None:
    wish = understand(text, session(), demo(), {}).wish
    return wish.goal if isinstance(wish, Aim) else None


@pytest.mark.parametrize(
    ("text", "goal"),
    [
        ("방에 모기가 너무 많아ㅠㅠ 뭐 쓰면 좋아?", "mosquitoes"),
        ("모기 때문에 잠을 설쳐", "mosquitoes"),
        ("mosquitoes keep biting me", "mosquitoes"),
        ("곰팡이 없애는 거", "mould"),
        ("something against damp in my wardrobe", "wardrobe_odour"),
        ("i need something to hold my phone in the car", "phone_in_car"),
        ("something that smells nice for my wife", "smell_nice"),
        ("점심에 간단히 먹을거 추천해줘", "quick_food"),
        ("한강에서 둘이 먹을거 3만원으로 맞춰줘", "outdoor_food"),
        ("something sweet for after", "sweet_food"),
        ("반찬거리", "side_dishes"),
        ("아침에 먹을 거", "breakfast"),
        ("snacks for a movie night", "movie_food"),
        ("여름에 시원하게 마실 거", "cold_drink"),
        ("아내한테 줄 선물", "gift_woman"),
        ("a present for my dad who loves coffee", "home_cafe"),
        ("자전거 바퀴에 펑크났는데 뭐 사야돼?", "flat_tyre"),
        ("바퀴벌레 때문에 잠을 못 자요", "cockroaches"),
        ("i can't sleep because of the mosquitoes", "mosquitoes"),
        ("베란다에 습기가 차요", "damp"),
        ("something for my brother, he is into fishing", "fishing"),
        ("점심 해먹을 거 추천해 주세요", "lunch"),
    ],
)
def test_a_vague_wish_is_a_goal(text: str, goal: str) -> None:
    assert _goal(text) == goal


@pytest.mark.parametrize(
    "text",
    [
        *("모기장", "침대 모기장 3만원 이하", "모기향 있어?", "곰팡이 제거제", "강아지 간식 5천원 이하"),
        *("캠핑 의자 추천해줘", "트레일 러닝화도 추천해줘요", "자전거 추천해줘", "커피 원두"),
        *("camping chair", "noise cancelling headphones", "rain jacket", "dog food", "candles as a gift"),
        *("slip on clogs for women", "stain steel deep frying pan", "lunch box", "snorkel gear for adults"),
        *("잠 못 자는 사람한테 좋은 해먹", "못 추천해 주세요", "not a present box"),
        *("저녁에도 배송돼요?", "매운 거 못 먹어", "my bike has a flat tire, can you fix it?"),
    ],
)
def test_a_product_or_a_question_is_none(text: str) -> None:
    assert _goal(text) is None


@pytest.mark.parametrize(
    ("text", "budget"),
    [
        ("my daughter is taking up climbing, kit her out for under 300k", 300_000),
        ("둘이 먹을거 3만원으로 맞춰줘", 30_000),
        ("공원에서 먹을거 2만원어치 골라줘", 20_000),
        ("dinner for four under 50,000 won, put it together", 50_000),
        ("셋이서 점심 해먹을 거 2만원 안으로 골라줘", 20_000),
        ("cook curry for five, budget 30000 won", 30_000),
        ("된장찌개 끓이려는데 재료 2만원 안에서 부탁드려요", 20_000),
        ("stuff for a golf beginner under 300,000 won", 300_000),
        ("get me kitted out for fishing, 200,000 won, i have a cap", 200_000),
        ("baking basics for under 60,000 won", 60_000),
    ],
)
def test_a_whole_within_a_budget_is_a_plan(text: str, budget: int) -> None:
    wish = understand(text, session(), demo(), {}).wish
    assert isinstance(wish, Aim)
    assert wish.plan
    assert wish.budget == budget


@pytest.mark.parametrize("text", ["she already has a helmet", "헬멧은 집에 있어", "we've got a helmet"])
def test_what_one_has_leaves_the_plan(text: str) -> None:
    plan = Plan("cycling", "자전거", ("ES-010", "BL-P100"), 500_000)
    now = replace(session(), topic="plan", query="자전거", shown=(Shown(0, plan.lines),), plan=plan)
    shown = {sku: everything()[sku] for sku in now.seen() if sku in everything()}
    wish = understand(text, now, demo(), shown).wish
    assert isinstance(wish, PlanEdit)
    assert (wish.act, wish.lines) == ("drop", ("ES-010",))


def test_cheaper_ideas_cost_less_than_the_middle_of_those_shown() -> None:
    skus = ("L-0398", "L-0377", "L-0417")
    now = replace(session(), topic="gift", query="집들이 선물", shown=(Shown(0, skus),))
    shown = {sku: everything()[sku] for sku in skus}
    request = understand("더 싼거는?", now, demo(), shown)
    prices = sorted(p.variant(sku).offer.price.minor for sku, p in shown.items())  # type: ignore[union-attr]
    assert isinstance(request.wish, Aim)
    assert ("price", "lt", prices[1]) in {(one.facet, one.op, one.value) for one in request.constraints}
