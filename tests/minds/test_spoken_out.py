"""Our own sentences pass the check that holds back what has no receipt."""

import re

import pytest

from tests.minds.conftest import Say
from tests.seen import reply


@pytest.mark.parametrize(
    ("language", "words", "said"),
    [
        ("en", "gluten free pasta", "gluten-free"),
        ("en", "vegan cheese please", "vegan"),
        ("ko", "글루텐 프리 파스타 있어요?", "글루텐 프리"),
        ("ko", "비건 치즈 있어요?", "비건"),
        ("en", "what do you know about me", "stored"),
        ("ko", "저에 대해 뭘 알고 있어요?", "저장된"),
    ],
)
def test_that_there_is_none_is_said(say: Say, language: str, words: str, said: str) -> None:
    assert said in reply(say(language=language)(words)).split("AI")[0]


@pytest.mark.parametrize(
    ("language", "words"), [("en", "vegetables"), ("en", "compare the first two"), ("ko", "운동화 보여줘")]
)
def test_cards_chips_and_comparisons_are_in_the_language_of_the_session(
    say: Say, language: str, words: str
) -> None:
    shopper = say(language=language)
    events = shopper("show me yogurt") + shopper(words) if words.startswith("compare") else shopper(words)
    read = [card["category"] for event in events if event["type"] == "products" for card in event["items"]]
    read += [item for event in events if event["type"] == "suggestions" for item in event["items"]]
    rows = [row for event in events if event["type"] == "comparison" for row in event["rows"]]
    read += [text for row in rows for text in (row["name"], *row["values"])]
    foreign = r"[가-힣]" if language == "en" else r"[A-Za-z]{4,}"
    assert read
    assert not [text for text in read if re.search(foreign, text)]


def test_a_category_tapped_by_the_name_we_gave_it_finds_what_is_filed_there(say: Say) -> None:
    shopper = say(language="en")
    chips = [
        item for event in shopper("vegetables") if event["type"] == "suggestions" for item in event["items"]
    ]
    tapped = next(item for item in chips if item == "Fruiting vegetables")
    (shown,) = [event for event in shopper(tapped) if event["type"] == "products"]
    assert {card["category"].split(" > ")[-1] for card in shown["items"]} == {tapped}
    assert shown["total"] > len(shown["items"])


def test_what_the_profile_keeps_is_read_out_in_the_language_of_the_session(say: Say) -> None:
    told = reply(say(language="ko", shopper="p-minji")("저에 대해 뭘 알고 있어요?"))
    assert "매운 것" in told
    assert "아이 상의 110cm" in told
    assert not re.search(r"spicy|top|shoe", told)
