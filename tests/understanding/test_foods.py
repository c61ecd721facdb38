"""Foods no label has to declare: told with somebody's harm they are kept away, as wishes they are found."""

from dataclasses import replace

import pytest

from assistant.domain.dialogue import Pending, Request, Session
from assistant.understanding import understand
from tests.understanding.judge import avoided
from tests.understanding.shops import demo, session


def say(text: str, now: Session | None = None) -> Request:
    return understand(text, now or session(), demo(), {})


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("my wife is allergic to carrot, show me juice", {"carrot"}),
        ("we are allergic to kiwi, mango and figs, what fruit do you have", {"kiwi", "mango", "fig"}),
        ("I'm allergic to oats, corn & milk. Bread?", {"oat", "corn", "milk"}),
        ("my daughter gets hives when she eats strawberries, jam?", {"strawberry"}),
        ("mango makes my throat itch. tropical fruit please", {"mango"}),
        ("celery and mustard allergy, show me sauce", {"celery", "mustard"}),
        ("garlic doesn't agree with me, any sausages?", {"garlic"}),
        ("i can't eat onions. dumplings?", {"onion"}),
        ("allergies: banana. yoghurt please", {"banana"}),
        ("i'm allergic to wool. sweaters?", {"wool"}),
        ("당근 알레르기 있어요", {"carrot"}),
        ("아들이 사과 먹으면 두드러기 나요. 잼 있어요?", {"apple"}),
        ("저는 파인애플에 알레르기가 있어요", {"pineapple"}),
        ("바나나, 키위, 땅콩 알레르기 있어요", {"banana", "kiwi", "peanut"}),
        ("아버지가 옥수수랑 새우 드시면 두드러기가 나세요. 과자 있어요?", {"corn", "shrimp"}),
        ("키위 못 먹어요. 과일 보여줘", {"kiwi"}),
        ("알레르기: 당근, 땅콩. 간식 추천", {"carrot", "peanut"}),
        ("딸기 먹고 입술이 부었어요. 잼 추천해 주세요", {"strawberry"}),
    ],
)
def test_a_food_told_with_its_harm_is_avoided(text: str, keys: set[str]) -> None:
    heard = say(text)
    assert avoided(heard) == keys
    assert {change.value for change in heard.changes if change.field == "allergens"} == keys


@pytest.mark.parametrize(
    "text",
    [
        "show me carrots",
        "what does the carrot juice cost?",
        "allergic to pollen, do you have masks?",
        "I can't eat the whole cake, anything smaller?",
        "do you have allergy medicine?",
        "when can I get apples?",
        "I have a food allergy",
        "딸기 먹고 싶어요",
        "딸기는 못 먹어봤는데 딸기 있어요?",
        "아침을 못 먹었어요 빵 있어요?",
        "꽃가루 알레르기 있는데 마스크 있어요?",
        "매운 거 못 먹어요",
    ],
)
def test_a_wish_or_another_ailment_keeps_no_food_away(text: str) -> None:
    assert not avoided(say(text))


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("actually I'm not allergic to kiwi any more", "kiwi"),
        ("딸기 알레르기 이제 없어요", "strawberry"),
    ],
)
def test_it_can_be_taken_back(text: str, key: str) -> None:
    heard = say(text)
    assert not avoided(heard)
    assert [(change.action, change.value) for change in heard.changes] == [("remove", key)]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("my daughter gets hives when she eats strawberries, jam?", "jam"),
        ("allergic to nuts and carrots, snacks please", "snacks"),
        ("오이 알러지 있어서요 과일 보여 주세요", "과일"),
    ],
)
def test_what_is_told_is_not_looked_for(text: str, left: str) -> None:
    assert say(text).query == left


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("remember that please", "yes"),
        ("기억해 주세요", "yes"),
        ("thanks", None),
        ("don't remember that", "no"),
        ("키위 말고 사과 기억나요?", None),
    ],
)
def test_remember_it_is_leave_to_keep_it(text: str, answer: str | None) -> None:
    asked = replace(session(), pending=Pending("consent_health"))
    heard = say(text, asked)
    assert (heard.answer if heard.intent == "profile_change" else None) == answer
