"""Several acts in one utterance: heard one after another, nothing of a shopper's health lost between."""

from typing import TYPE_CHECKING

import pytest

from assistant.understanding import clauses

if TYPE_CHECKING:
    from assistant import Assistant


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("add the baguette. do you have jam too?", 2),
        ("바게트 하나 담고 배송비 알려주세요", 2),
        ("what's my total and when does it arrive?", 2),
        ("합계가 얼마고, 배송비는 무료인가요?", 2),
        ("가격이랑 배송 얼마나 걸리는지 알려주세요", 2),
        ("price and delivery time?", 2),
        ("화이트 후디도 하나 추가하고 합계 알려 주세요", 2),
        ("how much is the helmet, and is it well ventilated?", 2),
        ("헬멧 10만원대는 빼고 보여줘", 1),
        ("사과랑 배 보여줘", 1),
        ("티셔츠 색상과 사이즈 알려줘", 1),
        ("apples please", 1),
    ],
)
def test_what_orders_and_asks_is_two(text: str, parts: int) -> None:
    assert len(clauses(text)) == parts


@pytest.mark.parametrize(
    "text",
    [
        "my kid gets hives from peanuts. is the granola ok?",
        "leave out the peanuts. show me cookies",
        "skip the nuts. what snacks do you have",
        "i'm vegan. is the yogurt fine?",
        "add the granola. does it have nuts? i'm allergic to nuts",
        "우유 하나 담고 알레르기 있는데 괜찮아요?",
        "땅콩은 못 먹어요. 과자 보여줘",
        "어머니가 게장을 안 드세요. 반찬 보여줘",
        "we avoid shellfish. what soups do you have",
    ],
)
def test_what_concerns_health_is_heard_whole(text: str) -> None:
    assert clauses(text) == (text,)


@pytest.mark.parametrize(
    "text", ["lovely weather we have. is the granola any good?", "forget the kimchi. show me cookies"]
)
def test_a_remark_is_left_out(text: str) -> None:
    """The control: without health in it the first sentence goes."""
    assert clauses(text) == (text.split(". ")[1],)


@pytest.mark.parametrize(
    "text",
    ["I am allergic to milk. does the yogurt have fruit?", "우유 알레르기가 있어요. 요거트는 과일이 있나요?"],
)
def test_an_allergy_told_beside_a_question_is_kept(demo_shop: "Assistant", text: str) -> None:
    session_id = demo_shop.open_session().session.session_id
    list(demo_shop.turn(session_id, text))
    kept = demo_shop.session(session_id).constraints
    assert ("allergen", "ne", "milk") in [(one.facet, one.op, one.value) for one in kept]


@pytest.mark.parametrize(
    ("turns", "said"),
    [
        (["apples", "add the first one", "how much is it now"], "total"),
        (["사과", "첫번째 담아줘", "지금 얼마죠"], "합계"),
    ],
)
def test_how_much_right_after_an_order_is_the_total(
    demo_shop: "Assistant", turns: list[str], said: str
) -> None:
    session_id = demo_shop.open_session().session.session_id
    for words in turns:
        *_, done = demo_shop.turn(session_id, words)
    assert said in done.text


def test_whether_a_thing_is_over_a_weight_asks_of_the_thing(demo_shop: "Assistant") -> None:
    session_id = demo_shop.open_session().session.session_id
    for words in ("사과", "첫번째 담아줘", "이거 5kg 넘어요?"):
        heard = next(iter(demo_shop.turn(session_id, words)))
    assert heard.intent != "cart_show"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("can it come today? i live close to the store", "can it come today?"),
        ("sorry, S. my other jacket is small", "sorry, S."),
        ("아, S로요. 다른 재킷이 작더라고요", "아, S로요."),
        ("이거 오늘 와요? 저는 마포에 살아요", "이거 오늘 와요?"),
    ],
)
def test_what_only_tells_of_the_shopper_is_left_out(text: str, kept: str) -> None:
    assert clauses(text) == (kept,)


@pytest.mark.parametrize(
    "text",
    [
        "do you have a tent? we sleep in the rain",
        "can it come today? my kid and peanuts are no friends",
        "이거 오늘 와요? 저희 집은 땅콩이 무서워요",
        "i like the blue one. add it",
    ],
)
def test_what_tells_more_is_heard(text: str) -> None:
    """The control: it says what is looked for, what to keep away, or what "it" is."""
    assert clauses(text) == (text,)


def test_a_page_of_text_is_one() -> None:
    page = "milk please and how much is delivery? " * 100
    assert clauses(page) == (page,)
