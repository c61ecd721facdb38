"""Requests that tell a thing by its use, over the demo shop, and those that must not be read so."""

from typing import TYPE_CHECKING

import pytest

from assistant.domain.text import Language
from tests.seen import cards, said

if TYPE_CHECKING:
    from assistant import Assistant


def titles(demo_shop: "Assistant", text: str, language: Language, k: int = 3) -> list[str]:
    return [card.title for card in demo_shop.search(text, language=language, k=k).cards]


@pytest.mark.parametrize(
    ("text", "language", "wanted"),
    [
        ("자전거 타다 넘어져도 머리 안 다치게 쓰는 거", "ko", "헬멧"),
        ("something to protect my head if I fall while riding", "en", "helmet"),
        ("밤에 자전거 탈 때 앞길 비추는 거", "ko", "전조등"),
        ("to keep mud off my back when I cycle in the rain", "en", "fender"),
        ("put air back into a soft tyre", "en", "pump"),
    ],
)
def test_a_thing_told_by_its_use_is_found(
    demo_shop: "Assistant", text: str, language: Language, wanted: str
) -> None:
    found = titles(demo_shop, text, language)
    assert any(wanted in title.casefold() for title in found), found


@pytest.mark.parametrize(
    ("text", "language", "wanted"),
    [
        ("구워먹을삼겹살좀찾아줘", "ko", "삼겹살"),
        ("guitar for my daughter", "en", "guitar"),
        ("헬멧", "ko", "헬멧"),
    ],
)
def test_what_is_named_is_not_looked_for_by_its_use(
    demo_shop: "Assistant", text: str, language: Language, wanted: str
) -> None:
    assert wanted in titles(demo_shop, text, language)[0].casefold()


def test_a_verb_is_no_product() -> None:
    """붓는 is pouring, not a brush; tired is no tyre."""
    from assistant.lexicon import load_lexicon
    from assistant.retrieval.analysis import Analysis
    from assistant.retrieval.concepts import ConceptFinder

    finder = ConceptFinder(load_lexicon(), Analysis())
    assert "tire" in {concept.en[0] for concept in finder.of(["tires"])}
    assert "tire" not in {concept.en[0] for concept in finder.of(["tired"])}
    assert finder.of(["running", "shoes"])


def said_first(demo_shop: "Assistant", text: str) -> tuple[str, list[str]]:
    """The intent heard and the titles shown of a conversation's first turn."""
    session_id = demo_shop.open_session().session.session_id
    events = said(demo_shop, session_id, text)
    demo_shop.end(session_id)
    heard = next(event["intent"] for event in events if event["type"] == "understood")
    return heard, [card["title"] for card in cards(events)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("I need something to carry my water on the bike", "bottle"),
        ("anything I can patch a flat tire with on the road?", "patch"),
        ("밤에 자전거 탈 때 뒤에서 차가 저를 잘 보게 하는 거 필요해요", "등"),
        ("자전거 탈 때 물 담아 갈 거 있나요?", "물"),
        ("anything to wash my bike with?", "wash"),
    ],
)
def test_goods_that_only_stand_by_are_not_what_is_asked_for(
    demo_shop: "Assistant", text: str, wanted: str
) -> None:
    heard, shown = said_first(demo_shop, text)
    assert heard == "search"
    assert wanted in shown[0].casefold(), shown


@pytest.mark.parametrize(
    "text",
    [
        "고양이가 소파를 자꾸 긁는데 대신 긁게 할 만한 거 있어요?",
        "the cat keeps scratching the sofa, what would help?",
        "my kid keeps opening the drawers, anything to stop that?",
    ],
)
def test_a_use_nothing_here_serves_shows_nothing(demo_shop: "Assistant", text: str) -> None:
    assert said_first(demo_shop, text)[1] == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("housewarming gift for a tea lover. a teapot, max 70,000", "teapot"),
        ("키 162 여자고 로드 자전거 처음이에요 200만원 밑으로 보여주세요", "로드-"),
    ],
)
def test_goods_named_somewhere_in_the_sentence_are_meant(
    demo_shop: "Assistant", text: str, wanted: str
) -> None:
    shown = said_first(demo_shop, text)[1]
    assert wanted in shown[0].casefold(), shown
