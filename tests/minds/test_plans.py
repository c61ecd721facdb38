"""A plan talked over through the public entry, on the demo shop: edits, sums, budgets that carry on."""

import pytest

from tests.minds.conftest import Say
from tests.seen import Events, cards, reply

KO = "떡볶이 재료 3만원 안에서 짜줘"
EN = "I'm starting cycling, put together a kit for 500000 won"


def skus(events: Events) -> list[str]:
    return [card["sku"] for card in cards(events)]


def total(events: Events) -> int:
    return sum(card["price"]["minor"] for card in cards(events))


@pytest.mark.parametrize(
    ("language", "ask", "edit", "word"),
    [
        ("ko", KO, "어묵은 빼고", "어묵"),
        ("ko", KO, "달걀은 집에 있어", "달걀"),
        ("en", EN, "drop the helmet", "Helmet"),
        ("en", EN, "no jersey", "Jersey"),
        ("en", "brunch for four, 40,000 won, sort it out for me", "nobody eats eggs", "egg"),
        ("ko", "김장 재료 10만원 안에서 준비해줘", "새우젓은 빼", "새우젓"),
        ("ko", "캠핑 기본 세트 짜줘", "의자 빼줘", "의자"),
    ],
)
def test_a_line_turned_down_leaves_the_plan(say: Say, language: str, ask: str, edit: str, word: str) -> None:
    turn = say(language)
    before = turn(ask)
    after = turn(edit)
    assert any(word in card["title"] for card in cards(before))
    assert not any(word in card["title"] for card in cards(after))
    assert len(cards(after)) == len(cards(before)) - 1


@pytest.mark.parametrize(
    ("language", "ask", "edit"),
    [
        ("en", EN, "swap the helmet for a red one"),
        ("ko", "자전거 입문 용품 50만원으로 세트 짜줘", "헬멧은 빨간색으로 바꿔줘"),
    ],
)
def test_a_line_is_swapped_for_one_of_its_kind(say: Say, language: str, ask: str, edit: str) -> None:
    turn = say(language)
    before, after = skus(turn(ask)), turn(edit)
    new = [card for card in cards(after) if card["sku"] not in before]
    assert len(cards(after)) == len(before)
    assert [card["options"].get("color") in ("red", "레드", "빨강") for card in new] == [True]


@pytest.mark.parametrize(
    ("language", "ask", "questions"),
    [
        ("ko", KO, ("합계 얼마야?", "얼마 남았어?", "다 해서 얼마예요?", "얼마야?")),
        (
            "en",
            EN,
            ("what's the total now?", "how much is left of my budget?", "how much is it all together?"),
        ),
    ],
)
def test_what_the_plan_comes_to_is_told(
    say: Say, language: str, ask: str, questions: tuple[str, ...]
) -> None:
    turn = say(language)
    figure = f"{total(turn(ask)):,}"
    for question in questions:
        assert figure in reply(turn(question)), question


@pytest.mark.parametrize(
    ("language", "ask", "all_of_it"), [("ko", KO, "전부 담아줘"), ("en", EN, "add all of it")]
)
def test_all_of_the_plan_goes_in_the_cart(say: Say, language: str, ask: str, all_of_it: str) -> None:
    turn = say(language)
    came_to = total(turn(ask))
    assert f"{came_to:,}" in reply(turn(all_of_it))


def test_a_diet_told_makes_the_plan_anew(say: Say) -> None:
    turn = say("en")
    meat = [card["title"] for card in cards(turn("put together a brunch for 60000 won"))]
    kept = [card["title"] for card in cards(turn("we're vegetarian"))]
    assert any(
        "bacon" in title.lower() or "sausage" in title.lower() or "ham" in title.lower() for title in meat
    )
    assert kept
    assert not any("bacon" in title.lower() or "sausage" in title.lower() for title in kept)


@pytest.mark.parametrize(
    ("language", "ask", "more"),
    [
        ("ko", "캠핑 용품 50만원으로 한 세트 짜줘", "20만원 남았는데 뭐 더 살까?"),
        ("en", EN, "what else could i get with what's left?"),
    ],
)
def test_what_else_there_is_for_the_money(say: Say, language: str, ask: str, more: str) -> None:
    turn = say(language)
    plan = skus(turn(ask))
    others = turn(more)
    assert cards(others)
    assert not {*skus(others)} & {*plan}


@pytest.mark.parametrize(
    ("language", "ask", "budget"),
    [
        (
            "ko",
            "오늘 저녁에 김치찌개를 끓이려고 해요. 김치, 돼지고기, 두부를 합쳐서 3만원 안으로 골라 주세요.",
            30_000,
        ),
        ("en", "milk, bread and eggs for 10000 won in total", 10_000),
    ],
)
def test_a_sum_for_several_is_for_all_of_them(say: Say, language: str, ask: str, budget: int) -> None:
    events = say(language)(ask)
    assert len(cards(events)) == 3
    assert total(events) <= budget
    assert f"{total(events):,}" in reply(events)


@pytest.mark.parametrize(
    ("language", "ask", "then", "limit"),
    [
        ("ko", "여자친구 선물 5만원 이하로 추천해줘", "목걸이는?", 50_000),
        (
            "ko",
            "엄마 선물로 화장품 5만원 이하 추천해주세요",
            "그러면 화장품 말고 캔들로 볼게요. 예산은 그대로예요.",
            50_000,
        ),
        (
            "en",
            "a gift for my sister under 60000 won",
            "On second thought she prefers jewellery. Same budget.",
            60_000,
        ),
        ("en", "decorating my living room, everything under 100k", "more like lamps", 100_000),
    ],
)
def test_a_budget_holds_for_other_goods_to_the_same_end(
    say: Say, language: str, ask: str, then: str, limit: int
) -> None:
    turn = say(language)
    turn(ask)
    shown = cards(turn(then))
    assert shown
    assert all(card["price"]["minor"] <= limit for card in shown)


def test_a_budget_for_one_thing_is_none_for_another(say: Say) -> None:
    """The control: the limit of one kind of goods says nothing of the next."""
    turn = say("ko")
    turn("여행용 칫솔 5천원 이하")
    assert any(card["price"]["minor"] > 5_000 for card in cards(turn("텐트 보여줘")))


@pytest.mark.parametrize(
    ("language", "more"), [("ko", "같이 살 만한 거 있어?"), ("en", "what else do I need to ride safely?")]
)
def test_what_a_rule_adds_stands_on_the_shelf_it_names(say: Say, language: str, more: str) -> None:
    turn = say(language)
    turn("로드 자전거 보여줘" if language == "ko" else "show me road bikes")
    turn("첫 번째 거 담아줘" if language == "ko" else "add the first one")
    assert {card["category"].split(" > ")[0] for card in cards(turn(more))} <= {"스포츠", "Sports"}


@pytest.mark.parametrize(
    ("language", "ask", "edit"),
    [("ko", "요가 시작하려는데 15만원으로 맞춰 주세요", "매트는 이미 있어요"), ("en", EN, "no earbuds")],
)
def test_what_is_not_in_the_plan_is_said_not_to_be(say: Say, language: str, ask: str, edit: str) -> None:
    turn = say(language)
    figure = f"{total(turn(ask)):,}"
    said = turn(edit)
    assert not cards(said)
    assert figure in reply(said)


def test_a_question_what_it_would_be_without_changes_nothing(say: Say) -> None:
    turn = say("en")
    plan = cards(turn(EN))
    helmet = next(card["price"]["minor"] for card in plan if "Helmet" in card["title"])
    came_to = sum(card["price"]["minor"] for card in plan)
    assert f"{came_to - helmet:,}" in reply(turn("how much without the helmet?"))
    assert f"{came_to:,}" in reply(turn("and what's the total?"))


@pytest.mark.parametrize(
    ("language", "ask", "edit", "limit"),
    [("ko", KO, "2만원으로 줄여줘", 20_000), ("en", EN, "make it 200,000 won", 200_000)],
)
def test_another_budget_makes_the_plan_anew(say: Say, language: str, ask: str, edit: str, limit: int) -> None:
    turn = say(language)
    before, after = turn(ask), turn(edit)
    assert {*skus(before)} & {*skus(after)}
    assert 0 < total(after) <= limit


def test_a_dish_is_planned_only_where_it_is_to_be_made(say: Say) -> None:
    """The control: the dish itself is looked for as goods."""
    assert len(cards(say("ko")("비빔밥 재료 2만원으로 짜줘"))) > 2
    assert len(cards(say("ko")("피자 있어요?"))) == 1


@pytest.mark.parametrize(
    ("language", "ask", "kinds", "most"),
    [
        (
            "en",
            "Put together a kit for 120,000 won: a helmet, cycling gloves and a water bottle.",
            ("Helmet", "Gloves", "Water Bottle"),
            120_000,
        ),
        (
            "en",
            "Make me a hamper under 30,000 won with milk, eggs and bread",
            ("Milk", "Eggs", "bread"),
            30_000,
        ),
        ("ko", "두부, 양파, 대파를 하나씩 합쳐서 2만원 안으로 골라 주세요", ("두부", "양파", "대파"), 20_000),
        ("ko", "우유랑 두부, 식빵으로 2만원짜리 바구니 짜 주세요", ("우유", "두부", "식빵"), 20_000),
        ("ko", "세트 하나 만들어 주세요, 3만원으로 우유, 두부, 식빵이요", ("우유", "두부", "식빵"), 30_000),
    ],
)
def test_a_basket_of_goods_named_is_put_together_and_not_bought(
    say: Say, language: str, ask: str, kinds: tuple[str, ...], most: int
) -> None:
    events = say(language)(ask)
    titles = [card["title"] for card in cards(events)]
    assert len(titles) == len(kinds)
    assert all(any(kind in title for title in titles) for kind in kinds), titles
    assert total(events) <= most
    assert f"{total(events):,}" in reply(events)
    assert not [event for event in events if event["type"] == "cart"]


@pytest.mark.parametrize(
    ("language", "ask"),
    [("en", "put two packs of butter in my basket"), ("ko", "무염 버터 200g 두 개 장바구니에 담아 줘")],
)
def test_goods_put_into_a_basket_are_bought(say: Say, language: str, ask: str) -> None:
    events = say(language)(ask)
    lines = [line for event in events if event["type"] == "cart" for line in event["cart"]["lines"]]
    assert [line["quantity"] for line in lines] == [2] or "which" in reply(events).lower()


def test_a_sum_for_each_is_no_sum_of_the_whole(say: Say) -> None:
    events = say("ko")("헬멧하고 물병을 5만원씩 안으로 보여 주세요")
    assert len(cards(events)) > 2
    assert all(card["price"]["minor"] <= 50_000 for card in cards(events))


@pytest.mark.parametrize(
    ("language", "ask", "edit", "out", "new"),
    [
        (
            "en",
            "Put together a basket with milk, eggs and bread for 30,000 won",
            "Butter instead of the bread, please.",
            "bread",
            "butter",
        ),
        (
            "en",
            "Put together a dinner box with pasta, beef and tomatoes",
            "No beef. Shrimp instead.",
            "Beef",
            "Shrimp",
        ),
        ("ko", "우유랑 두부, 식빵으로 2만원짜리 바구니 짜 주세요", "식빵 말고 바게트로요", "식빵", "바게트"),
    ],
)
def test_goods_take_the_place_of_others_of_the_basket(
    say: Say, language: str, ask: str, edit: str, out: str, new: str
) -> None:
    turn = say(language)
    before, after = turn(ask), turn(edit)
    titles = [card["title"] for card in cards(after)]
    assert len(titles) == len(cards(before))
    assert any(new in title for title in titles)
    assert not any(out in title for title in titles)
    assert not [event for event in after if event["type"] == "cart"]


def test_a_need_the_shop_cannot_meet_is_told(say: Say) -> None:
    events = say("en")("Put together a kit for 120,000 won: a helmet, a bike light and a water bottle.")
    assert "bike light" in reply(events)
