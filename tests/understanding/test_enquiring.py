"""Questions in whole sentences: of the product named, of the one spoken of, behind what is told first."""

from dataclasses import replace

import pytest

from assistant.domain.dialogue import Request, Session, Shown
from assistant.understanding import understand
from assistant.understanding.questions import second_asked
from tests.understanding.judge import everything
from tests.understanding.shops import demo, session

TEAPOT, RACK, KETTLE, WATCH, CLOCKS = "L-0386", "RA-H123", "L-0379", "ES-059", ("G-0023", "L-0296", "L-0166")
HANGUL = "가"


def seeing(*skus: str, language: str = "ko") -> Session:
    shown = (Shown(0, skus),) if skus else ()
    return replace(session("ko" if language == "ko" else "en"), shown=shown, focus=skus[:1], turns=1)


def asked(text: str, now: Session) -> Request:
    return understand(text, now, demo(), {sku: everything()[sku] for sku in now.seen()})


@pytest.mark.parametrize(
    ("text", "sku"),
    [
        ("My flat is tiny. Would the Zen Harmony Glass Teapot go in a microwave?", TEAPOT),
        ("before I forget, will the hitch rack go on a small car?", RACK),
    ],
)
def test_a_product_named_behind_a_remark_is_asked_about(text: str, sku: str) -> None:
    request = asked(text, seeing(language="en"))
    assert (request.intent, request.references) == ("ask_product", (sku,))


@pytest.mark.parametrize(
    "text",
    [
        "do you have teapots? I drink a lot of tea",
        "my mum is 80. which teapot would you recommend?",
        "I commute by bike. do you have anything smaller?",
        "could you find me a glass teapot?",
    ],
)
def test_goods_looked_for_are_no_question_of_one(text: str) -> None:
    assert asked(text, seeing(language="en")).intent in ("search", "recommend")


@pytest.mark.parametrize(
    "text", ["심박수도 재집니까?", "장거리 비행 때 쓰려는데 배터리가 몇 시간이나 갑니까"]
)
def test_the_one_product_shown_is_asked_about(text: str) -> None:
    request = asked(text, seeing(WATCH))
    assert (request.intent, request.references) == ("ask_product", (WATCH,))


def test_what_goes_into_the_one_shown_is_no_other_goods() -> None:
    request = asked("물이 몇 리터까지 들어가는지 나와 있나요", seeing(KETTLE))
    assert (request.intent, request.references) == ("ask_product", (KETTLE,))


def test_other_goods_are_looked_for_beside_the_one_shown() -> None:
    assert asked("저희 집이 좁은데 소파 있나요?", seeing(WATCH)).intent == "search"


def test_where_it_is_in_stock_is_asked_of_the_one_shown() -> None:
    request = asked("직접 보고 사고 싶은데 재고 있는 매장이 어디어디예요", seeing(WATCH))
    assert (request.intent, request.references) == ("stock_check", (WATCH,))


@pytest.mark.parametrize(
    "text", ["여기 나온 것 중에 젤 싼 게 뭐예요?", "from that bunch, whos got the lowest price"]
)
def test_the_cheapest_of_the_list_is_one_of_it(text: str) -> None:
    now = seeing(*CLOCKS, language="ko" if text[0] >= HANGUL else "en")
    prices = {sku: everything()[sku].variant(sku).offer.price for sku in CLOCKS}
    cheapest = min(prices, key=lambda sku: prices[sku].minor)
    assert asked(text, now).references == (cheapest,)


def test_spoiled_food_is_a_matter_of_the_shops() -> None:
    text = (
        "The strawberries you sent me were mouldy. How many days do I have to report it to get my money back?"
    )
    request = asked(text, seeing(language="en"))
    assert request.intent == "policy"
    assert request.policy_ids


HEADPHONES, LAMP, PHONES = "L-0210", "L-0335", ("L-0218", "L-0210", "L-0216")


@pytest.mark.parametrize(
    "text", ["느와르 헤드폰은 안경 위에 써도 편해요?", "느와르 헤드폰은 뛰어도 안 벗겨져요?"]
)
def test_what_stands_as_the_topic_is_asked_about(text: str) -> None:
    request = asked(text, seeing(*PHONES))
    assert (request.intent, request.references) == ("ask_product", (HEADPHONES,))


@pytest.mark.parametrize("text", ["목 부분을 구부릴 수 있어요?", "벽에 붙일 수 있어요?"])
def test_what_can_be_done_with_it_is_asked_and_not_looked_for(text: str) -> None:
    request = asked(text, replace(seeing(LAMP), query="책상 스탠드"))
    assert (request.intent, request.references) == ("ask_product", (LAMP,))


@pytest.mark.parametrize("text", ["구할 수 있는 소파가 있어요?", "소파는 있어요?"])
def test_what_can_be_bought_is_looked_for(text: str) -> None:
    assert asked(text, seeing(LAMP)).intent in ("search", "refine")


@pytest.mark.parametrize(
    ("text", "second"),
    [
        ("when will it arrive, and can I send it back?", "and can I send it back?"),
        ("how do I assemble it and what does it cost?", "and what does it cost?"),
        ("언제 도착하고 교환은 되나요?", "교환은 되나요?"),
    ],
)
def test_where_the_second_question_begins(text: str, second: str) -> None:
    begins = second_asked(text)
    assert begins is not None
    assert text[begins:] == second


@pytest.mark.parametrize(
    "text",
    [
        "is it waterproof, and what does it weigh?",
        "can I return it, and how?",
        "what goes with salt and pepper?",
        "무게는 얼마고 방수도 되나요?",
        "사과하고 배는 얼마예요?",
        "add it and show me the cart",
    ],
)
def test_one_question_is_not_parted(text: str) -> None:
    assert second_asked(text) is None


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("충전이 얼마나 남았는지 표시돼요?", "ask_product"),
        ("Does it show how much power is left?", "ask_product"),
        ("이거 얼마나 남았는지 알려 주세요", "stock_check"),
        ("How many of them are left?", "stock_check"),
    ],
)
def test_what_it_shows_of_itself_is_no_stock(text: str, intent: str) -> None:
    now = seeing(WATCH, language="ko" if text[0] >= HANGUL else "en")
    assert asked(text, now).intent == intent
