"""Whoever does not digest lactose may have milk made for them; an allergy to milk keeps all of it away."""

from dataclasses import replace

import pytest

from assistant.domain.dialogue import Constraint, Request, Session
from assistant.domain.shopper import Consents, Profile
from assistant.understanding import understand
from tests.understanding.judge import avoided
from tests.understanding.shops import demo, session


def say(text: str, now: Session | None = None) -> Request:
    return understand(text, now or session(), demo(), {})


@pytest.mark.parametrize(
    "text",
    [
        "유당불내증이 있어요",
        "저 유당 불내증이에요",
        "유당을 못 먹어요",
        "유당을 소화 못 해요",
        "유당 먹으면 배 아파요",
        "유당불내증이라 우유를 못 마셔요",
        "유당불내증 있어서 우유 먹으면 배 아픈데 마실 만한 우유 있나요",
        "우유 먹으면 배 아파요. 유당 줄인 우유 있어요?",
        "우유 알레르기는 아니고 유당불내증이에요",
        "I'm lactose intolerant",
        "my son is lactose-intolerant",
        "we have a lactose intolerance in the family",
        "i can't digest lactose",
        "lactose upsets my stomach",
        "I'm lactose intolerant so I can't drink milk",
        "ordinary milk does not agree with me, I am lactose intolerant",
        "normal milk upsets my stomach. do you have lactose reduced milk instead",
        "I'm not allergic to milk, just lactose intolerant",
        "I'm lactose intolerant, is it ok for me?",
        "lactose intolerent here",
    ],
)
def test_not_digesting_lactose_is_no_allergy_to_milk(text: str) -> None:
    heard = say(text)
    assert avoided(heard) == {"lactose"}
    assert [(one.action, one.value) for one in heard.changes if one.action == "add"] == [("add", "lactose")]


@pytest.mark.parametrize(
    "text",
    [
        "우유 알레르기가 있어요",
        "유당 알레르기가 있어요",
        "우유 못 마셔요",
        "우유 먹으면 배 아파요",
        "우유 먹으면 두드러기 나요, 유당불내증인가 봐요",
        "락토프리 우유도 못 마셔요",
        "유당은 괜찮은데 우유는 못 먹어요",
        "유당불내증이고 우유 알레르기도 있어요",
        "유당불내증은 아니고 우유 알레르기예요",
        "유당불내증인데 우유 없는 간식 주세요",
        "I'm allergic to milk",
        "I'm allergic to lactose",
        "milk gives me hives, and I'm lactose intolerant",
        "even lactose-free milk makes me sick",
        "I have a milk allergy and lactose intolerance",
        "it's not lactose intolerance, it's a milk allergy",
        "lactose intolerant, so dairy-free snacks please",
        "I have a dairy allergy",
    ],
)
def test_an_allergy_to_milk_stays_one_and_the_stricter_of_both_holds(text: str) -> None:
    assert "milk" in avoided(say(text))


@pytest.mark.parametrize(
    "text",
    [
        "락토프리 우유 있어요?",
        "유당 없는 요거트 보여줘",
        "무유당 우유 주세요",
        "do you have lactose-free milk?",
        "lactose free yogurt please",
        "any milk that is lactose-free?",
    ],
)
def test_looking_for_goods_without_lactose_is_a_condition_and_no_intolerance(text: str) -> None:
    heard = say(text)
    assert avoided(heard) == {"lactose"}
    assert heard.changes == ()


@pytest.mark.parametrize("text", ["유당 줄인 우유 보여줘", "lactose-reduced milk please"])
def test_less_lactose_is_what_is_looked_for_and_no_condition(text: str) -> None:
    assert avoided(say(text)) == set()


@pytest.mark.parametrize("text", ["유당불내증 지워줘", "forget my lactose intolerance"])
def test_taken_back_it_no_longer_holds_and_an_allergy_told_too_does(text: str) -> None:
    told = tuple(Constraint("allergen", "ne", key, origin="session") for key in ("lactose", "milk"))
    heard = say(text, replace(session(), constraints=told))
    assert heard.intent == "profile_change"
    assert avoided(heard) == {"milk"}


@pytest.mark.parametrize("text", ["우유 알레르기 지워줘", "forget my milk allergy"])
def test_an_allergy_to_milk_taken_back_leaves_the_intolerance(text: str) -> None:
    told = tuple(Constraint("allergen", "ne", key, origin="session") for key in ("lactose", "milk"))
    assert avoided(say(text, replace(session(), constraints=told))) == {"lactose"}


def test_what_the_profile_holds_is_used_under_consent() -> None:
    for consent in (True, False):
        profile = Profile("p", allergens=frozenset({"lactose"}), consents=Consents(health=consent))
        assert avoided(say("우유 보여줘", session("ko", profile))) == ({"lactose"} if consent else set())
