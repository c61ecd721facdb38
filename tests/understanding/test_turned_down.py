"""What a shopper will not have, in the words of a whole sentence."""

from dataclasses import replace

import pytest

from assistant.domain.text import Language
from tests.understanding.judge import hear
from tests.understanding.shops import session


@pytest.mark.parametrize(
    ("text", "facet", "value", "language"),
    [
        ("my nephew loves silly socks, only he won't touch pink", "color", "pink", "en"),
        ("a dress for my niece, who can't stand red", "color", "red", "en"),
        ("a handbag, and i don't buy leather", "material", "leather", "en"),
        ("a tent, i'm not a fan of orange", "color", "orange", "en"),
        ("socks. he never wears white", "color", "white", "en"),
        ("mugs, anything but blue", "color", "blue", "en"),
        (
            "헬멧 사야 하는데 어드벤처 웍스 건 머리에 안 맞아서 그 브랜드만 빼고요",
            "brand",
            "adventure works",
            "ko",
        ),
        ("헬멧이요. 어드벤처 웍스는 전에 써봤으니 빼고 보여주세요", "brand", "adventure works", "ko"),
        ("양말이요, 핑크는 절대 안 신어요", "color", "pink", "ko"),
        ("의자 추천해줘 검은색은 지겨워", "color", "black", "ko"),
        ("지갑 사려는데 가죽은 안 써서요", "material", "leather", "ko"),
    ],
)
def test_a_dislike_is_a_refusal(text: str, facet: str, value: str, language: Language) -> None:
    conditions = {(one.facet, one.op, one.value) for one in hear(text, session(language)).constraints}
    assert (facet, "ne", value) in conditions
    assert (facet, "eq", value) not in conditions


@pytest.mark.parametrize(
    ("text", "facet", "value", "language"),
    [
        ("nothing but red mugs", "color", "red", "en"),
        ("i never had red mugs, show me some", "color", "red", "en"),
        ("파란 양말은 안 신어봤는데 보여줘", "color", "blue", "ko"),
    ],
)
def test_what_is_not_disliked_is_wanted(text: str, facet: str, value: str, language: Language) -> None:
    conditions = {(one.facet, one.op, one.value) for one in hear(text, session(language)).constraints}
    assert (facet, "eq", value) in conditions


def test_goods_that_are_not_to_be_in_it_are_no_colour() -> None:
    request = hear("plain yogurt, nothing with honey in it", session("en"))
    assert request.query == "plain yogurt"
    assert [(one.facet, one.op) for one in request.constraints] == [("title", "ne")]


@pytest.mark.parametrize(
    ("text", "query", "language"),
    [
        ("만오천원은 안 넘었으면 좋겠네요. 한우 아니어도 돼요", "국거리", "ko"),
        ("한우 아니어도 됨. 만오천원까지", "국거리", "ko"),
        ("it doesn't have to be hanwoo, but 15,000 won at most", "국거리", "en"),
    ],
)
def test_what_need_not_be_is_let_go_alone(text: str, query: str, language: Language) -> None:
    said = "한우 국거리" if language == "ko" else "hanwoo 국거리"
    request = hear(text, replace(session(language), query=said, turns=1))
    assert (request.intent, request.query) == ("refine", query)
    assert [(one.facet, one.op, one.value) for one in request.constraints] == [("price", "le", 15000)]
