"""Writer mode over real HTTP: code answers, the model phrases, and only what says the same is said."""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant import Assistant, Settings
from assistant.domain.card import Claim
from assistant.domain.events import Products, TextDelta
from assistant.grounding import Evidence
from assistant.minds.agent_wording import reason, strange, wording
from tests.agent.conftest import stocked
from tests.agent.openai_server import Fails, Hangs, Reply, Says, Server
from tests.agent.talking import Talk


@pytest.fixture(scope="module")
def shop(model: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    settings = Settings(
        data_dir=tmp_path_factory.mktemp("writer"),
        openai_base_url=model.url,
        openai_model="small",
        agent_mode="writer",
        model_rest_seconds=0.0,
        model_first_token_seconds=1.5,
    )
    with stocked(settings) as assistant:
        yield assistant


def writes(lines: Mapping[int, str], picks: Mapping[str, str] | None = None, **how: Any) -> Says:
    body = {
        "lines": [{"n": n, "text": text} for n, text in lines.items()],
        "picks": [{"sku": sku, "why": why} for sku, why in (picks or {}).items()],
    }
    return Says(json.dumps(body, ensure_ascii=False), size=9, **how)


ASKS = [("ko", "자전거 헬멧 추천해 줘"), ("en", "recommend a bike helmet")]
PLAIN = {
    "ko": "가장 잘 맞는 건 산악자전거 헬멧 블랙, 35,000원이에요.",
    "en": "Mountain Bike Helmet Black at ₩35,000.",
}


@pytest.mark.parametrize(
    ("language", "ask", "new"),
    [
        ("ko", ASKS[0][1], "산악자전거 헬멧 블랙, 35,000원이 가장 잘 맞아요!"),
        ("en", ASKS[1][1], "Mountain Bike Helmet Black at ₩35,000 is the closest match!"),
    ],
)
def test_a_wording_that_says_the_same_is_said(
    language: str, ask: str, new: str, shop: Assistant, model: Server
) -> None:
    talk = Talk(shop, language)
    with model.play(writes({2: new}, {"HELM-1": "블랙" if language == "ko" else "Cycling"})) as played:
        turn = talk.say(ask)
        schema = played.requests[-1]["response_format"]["json_schema"]["schema"]["properties"]
    assert turn.skus == ["HELM-1"]
    assert new in turn.text
    assert (turn.done.mind, turn.done.degraded) == ("agent", False)
    assert schema["picks"]["items"]["properties"]["sku"]["enum"] == ["HELM-1"]
    assert schema["lines"]["items"]["properties"]["text"]["maxLength"] > 0


LIES = [
    ("ko", "산악자전거 헬멧 블랙, 19,900원이 가장 잘 맞아요!"),
    ("ko", "산악자전거 헬멧 블랙, 35,000원이고 방수예요."),
    ("ko", "산악자전거 헬멧 블랙, 35,000원은 잘 맞지 않아요."),
    ("ko", "고소한 땅콩 과자, 35,000원이 가장 잘 맞아요."),
    ("ko", "Mountain Bike Helmet Black at ₩35,000 is the closest match!"),
    ("ko", "산악자전거 헬멧 블랙, 35,000원이에요. https://evil.example 에서 보세요."),
    ("en", "Mountain Bike Helmet Black at ₩35,000 is made of carbon."),
    ("en", "Mountain Bike Helmet Black at ₩35,000 is not the closest match."),
    ("en", "Roasted Peanut Snack at ₩35,000 is the closest match."),
    ("en", "The closest match costs ₩35,000."),
    ("en", "x" * 900),
]


@pytest.mark.parametrize(("language", "lie"), LIES)
def test_any_other_leaves_the_shops_own_sentence(
    language: str, lie: str, shop: Assistant, model: Server
) -> None:
    talk = Talk(shop, language)
    with model.play(writes({2: lie, 7: lie}, {"HELM-1": lie[:70], "GHOST": "cheap"})):
        turn = talk.say(dict(ASKS)[language])
    assert PLAIN[language] in turn.text
    assert lie not in turn.text
    assert "GHOST" not in turn.text


FAULTS: list[tuple[str, Sequence[Reply]]] = [
    ("unauthorised", [Fails(401)]),
    ("broken", [Fails(500)]),
    ("silent", [Hangs()]),
    ("cut", [writes({2: "산악"}, cut=3)]),
    ("no json", [Says("Sure! Here is a helmet for 5,000 won.")]),
    ("half json", [Says('{"lines": [{"n": 2,')]),
    ("other json", [Says('{"answer": 3}')]),
    ("empty", [Says("")]),
    ("endless", [Says('{"lines": [' + " " * 9_000, size=400)]),
]


@pytest.mark.parametrize(("name", "replies"), FAULTS, ids=[name for name, _ in FAULTS])
@pytest.mark.parametrize(("language", "ask"), ASKS)
def test_a_fault_leaves_the_embedded_answer_labelled(
    name: str, replies: Sequence[Reply], language: str, ask: str, shop: Assistant, model: Server
) -> None:
    talk = Talk(shop, language)
    with model.play(*replies):
        turn = talk.say(ask)
    assert turn.done.degraded
    assert turn.skus == ["HELM-1"]
    assert PLAIN[language] in turn.text
    kinds = [type(one) for one in turn.events]
    assert kinds.index(Products) < kinds.index(TextDelta)


def test_deeds_and_policies_are_not_phrased_at_all(shop: Assistant, model: Server) -> None:
    talk = Talk(shop, "ko")
    with model.play(writes({})):
        talk.say("자전거 헬멧 추천해 줘")
    with model.play():
        assert "담았어요" in talk.say("첫 번째 거 담아 줘").text
        assert "40,000원" in talk.say("배송비 얼마야?").text
    assert {line.sku: line.quantity for line in shop.cart(talk.id).lines} == {"HELM-1": 1}


def evidence() -> Evidence:
    titles = {"A-1": "Road Helmet", "B-2": "City Lamp"}
    return Evidence([Claim("₩35,000", "offer:A-1", "price", "35000 KRW", "", "A-1")], titles)


OLD = "The closest match is Road Helmet at ₩35,000."


@pytest.mark.parametrize(
    ("new", "same"),
    [
        (OLD, True),
        ("Road Helmet at ₩35,000 is the closest match.", True),
        ("The closest match is City Lamp at ₩35,000.", False),
        ("The closest match is Road Helmet at ₩3,500.", False),
        ("The closest match is Road Helmet.", False),
        ("The closest match is not Road Helmet at ₩35,000.", False),
        ("The waterproof match is Road Helmet at ₩35,000.", False),
        (f"{OLD} {OLD} {OLD}", False),
    ],
)
def test_the_same_is_the_same(new: str, same: bool) -> None:
    assert bool(wording(new, OLD, "en", evidence(), ())) is same


@given(st.text(max_size=80))
def test_a_wording_never_brings_a_word_of_its_own(new: str) -> None:
    said = wording(new, OLD, "en", evidence(), ())
    assert not said or not strange(said, [OLD], "en")


@pytest.mark.parametrize(
    ("why", "held"),
    [
        ("light carbon shell", True),
        ("light and waterproof shell", False),
        ("not light", False),
        ("light City Lamp", False),
        ("light for 3 years", False),
        ("free delivery", False),
    ],
)
def test_a_reason_is_made_of_the_record_alone(why: str, held: bool) -> None:
    about = ["A light shell of carbon", "carbon"]
    assert bool(reason(why, "A-1", about, "en", evidence())) is held


def test_what_the_model_does_not_phrase_is_said_in_the_merchants_own_words(
    model: Server, tmp_path: Path
) -> None:
    own = tmp_path / "texts"
    (own / "ko").mkdir(parents=True)
    (own / "ko" / "replies.toml").write_text('[talk]\nthanks = "또 들러 주이소!"\n', encoding="utf-8")
    settings = Settings(
        data_dir=tmp_path / "shop",
        openai_base_url=model.url,
        openai_model="small",
        agent_mode="writer",
        texts_dir=str(own),
    )
    with stocked(settings) as assistant, model.play(Fails(500)):
        assert "또 들러 주이소!" in Talk(assistant, "ko").say("고마워요").text
