"""Allergens and diets: said once, they hold; a wider word covers more, never less."""

from dataclasses import replace
from pathlib import Path

import pytest

from assistant.domain.allergen import ALLERGEN_GROUPS
from assistant.domain.dialogue import Constraint, Request, Session
from assistant.domain.shopper import Consents, Profile
from assistant.understanding import understand
from tests.understanding.judge import avoided
from tests.understanding.shops import demo, session


def say(text: str, now: Session | None = None) -> Request:
    return understand(text, now or session(), demo(), {})


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("나 견과류 알레르기 있어", ALLERGEN_GROUPS["nuts"]),
        ("견과 못 먹어요", ALLERGEN_GROUPS["nuts"]),
        ("땅콩 들어간 거 못 먹어", {"peanut"}),
        ("우유하고 계란 알레르기가 있어요", {"milk", "egg"}),
        ("새우는 안 먹어요", {"shrimp"}),
        ("알레르기에 땅콩 추가해줘", {"peanut"}),
        ("밀가루 빼고 간식 추천해줘", {"wheat"}),
        ("해산물 없는 도시락", ALLERGEN_GROUPS["seafood"]),
        ("i can't eat nuts", ALLERGEN_GROUPS["nuts"]),
        ("allergic to milk, eggs and soy", {"milk", "egg", "soybean"}),
        ("nut-free cookies", ALLERGEN_GROUPS["nuts"]),
        ("snacks without peanuts or milk", {"peanut", "milk"}),
        ("I avoid shellfish", {"shellfish", "crab", "shrimp"}),
        ("add peanuts to my allergies", {"peanut"}),
        ("does not contain wheat please, noodles", {"wheat"}),
        ("peanuts make me sick, I have got an allergy. any snacks?", {"peanut"}),
        ("my daughter has a bad allergy, it is eggs. what cakes do you have?", {"egg"}),
        ("알레르기가 있어요, 새우요", {"shrimp"}),
        ("우유 먹으면 배 아파요 요거트 말고 뭐 있어요", {"milk"}),
        ("저 알러지 심해서 땅콩은 안 돼요", {"peanut"}),
    ],
)
def test_every_key_a_word_may_mean_is_avoided(text: str, keys: frozenset[str]) -> None:
    assert keys <= avoided(say(text))


@pytest.mark.parametrize(
    "text",
    [
        "우유 보여줘",
        "땅콩 있어?",
        "이거 땅콩 들어있어?",
        "does it contain nuts?",
        "게살 주세요",
        "그런 게 없는데",
        "no allergies here, show me milk",
        "저는 알레르기 없어요 우유 보여줘",
        "우유 알레르기 정보 알려줘",
    ],
)
def test_naming_food_or_asking_is_no_allergy(text: str) -> None:
    """The control: not every mention of an allergen is one to avoid."""
    assert avoided(say(text)) == set()


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("땅콩 알레르기 있으니까 땅콩은 빼줘", {"peanut"}),
        ("우유 빼고 비건 빵 추천해줘", {"milk"}),
        ("i have a peanut allergy so remove anything with peanuts", {"peanut"}),
        ("delete the cookies, i'm allergic to milk", {"milk"}),
    ],
)
def test_taking_goods_out_is_not_taking_an_allergy_back(text: str, keys: set[str]) -> None:
    heard = say(text)
    assert keys <= avoided(heard)
    assert not [one for one in heard.changes if one.action == "remove"]


@pytest.mark.parametrize(
    "text",
    ["im looking for vegan snacks", "비건 빵 있어요?", "gluten free cookies please", "vegan 과자 추천해줘"],
)
def test_looking_for_vegan_food_does_not_make_a_vegan(text: str) -> None:
    heard = say(text)
    assert heard.changes == ()
    assert [one.value for one in heard.constraints if one.facet == "diet"]


def test_an_allergy_outlives_the_topic() -> None:
    first = say("땅콩 없는 과자 보여줘")
    later = replace(session(), query=first.query, constraints=first.constraints)
    for text in ("이제 자전거 헬멧 보여줘", "장바구니 보여줘", "배송비 얼마야?", "더 싼 거"):
        assert "peanut" in avoided(say(text, later)), text


def test_price_does_not_outlive_the_topic() -> None:
    first = say("3만원 이하 과자 보여줘")
    later = replace(session(), query=first.query, constraints=first.constraints)
    assert not [one for one in say("이제 자전거 헬멧 보여줘", later).constraints if one.facet == "price"]


def profile(*, consent: bool) -> Profile:
    return Profile(
        "p", allergens=frozenset({"egg"}), diet=frozenset({"vegan"}), consents=Consents(health=consent)
    )


def test_profile_health_is_used_only_under_consent() -> None:
    allowed = say("빵 보여줘", session("ko", profile(consent=True)))
    assert Constraint("allergen", "ne", "egg", origin="profile") in allowed.constraints
    assert Constraint("diet", "eq", "vegan", origin="profile") in allowed.constraints
    refused = say("빵 보여줘", session("ko", profile(consent=False)))
    assert not [one for one in refused.constraints if one.origin == "profile"]


def test_a_diet_is_about_food_and_an_allergen_about_everything() -> None:
    heard = say("자전거 헬멧 보여줘", session("ko", profile(consent=True)))
    assert {one.facet for one in heard.constraints if one.origin == "profile"} == {"allergen"}


@pytest.mark.parametrize(
    "text",
    [
        "땅콩 알레르기 지워줘",
        "알레르기에서 땅콩 빼줘",
        "remove peanuts from my allergies",
        "forget my peanut allergy",
        "i'm no longer allergic to peanuts",
    ],
)
def test_an_allergy_taken_back_no_longer_holds(text: str) -> None:
    now = replace(session(), constraints=(Constraint("allergen", "ne", "peanut", origin="session"),))
    heard = say(text, now)
    assert heard.intent == "profile_change"
    assert avoided(heard) == set()


@pytest.mark.parametrize(
    ("said", "key"),
    [
        ("my kid gets hives from milk. show me cookies?", "milk"),
        ("i broke out in hives when i ate shrimp last year", "shrimp"),
        ("he threw up after eating peanuts", "peanut"),
        ("when my son eats eggs his face swells", "egg"),
        ("dairy doesn't agree with me", "milk"),
        ("peanuts are dangerous for my daughter", "peanut"),
        ("my husband reacts to shrimp. show me noodles", "shrimp"),
        ("저희 집은 게 안 먹어요", "crab"),
        ("새우 먹고 응급실 간 적 있어요", "shrimp"),
        ("땅콩 먹었다가 두드러기 났었어요", "peanut"),
    ],
)
def test_harm_done_by_food_is_an_allergy(said: str, key: str) -> None:
    assert key in avoided(say(said))


@pytest.mark.parametrize(
    "said",
    [
        "almond oil for itchy scalp",
        "a lotion for hives with almond milk",
        "I got sick of milk chocolate",
        "남은 게 안 먹히네요",
    ],
)
def test_an_ailment_beside_a_name_is_none(said: str) -> None:
    assert not avoided(say(said))


_TOLD = (Path(__file__).parent / "cases" / "harm_told.tsv").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize(("keys", "said"), [line.split("\t") for line in _TOLD])
def test_harm_is_heard_however_it_is_told(keys: str, said: str) -> None:
    assert set(keys.split(",")) <= avoided(say(said))


@pytest.mark.parametrize(
    "said",
    [
        "is milk out of stock",
        "are eggs on offer",
        "is the fish fresh",
        "do you have milk and eggs",
        "우유 있어요?",
        "계란 안 팔아요?",
        "계란이 안 보여요",
        "우유가 안 왔어요",
        "milk problem: it arrived leaking",
        "the eggs were broken",
        "eggs are out of stock again",
        "게임용 마우스",
        "배달 언제 와요",
        "조개 모양 접시",
        "peanut butter please",
        "show me crab sticks",
        "우유 반품 되나요",
        "새우 먹고 싶어요",
        "계란은 몇 개 들었어요",
        "이 과자 먹으면 배가 부를까요",
        "우유 마시면 키 크나요",
        "fish that goes with white wine",
        "복숭아 병조림",
    ],
)
def test_goods_named_without_harm_are_not_kept_away(said: str) -> None:
    assert not avoided(say(said))


@pytest.mark.parametrize(
    ("told", "lifted", "query"),
    [
        ("저는 채식주의자예요", "이제 채식 아니에요. 닭고기 보여 주세요", "닭고기"),
        ("i'm vegan", "show me cheese please, i'm not vegan anymore", "cheese"),
    ],
)
def test_goods_asked_for_as_a_diet_is_lifted_are_looked_for(told: str, lifted: str, query: str) -> None:
    """The control: the diet alone is a change of the profile."""
    now = replace(session(), constraints=say(told).constraints)
    request = say(lifted, now)
    assert (request.intent, request.query) == ("search", query)
    assert not any(one.facet == "diet" for one in request.constraints)
    assert [one.action for one in request.changes] == ["remove"]
    assert say(lifted.split(".")[0].split(", ")[-1], now).intent == "profile_change"
