"""A shop whose texts are in one language only, asked in the other."""

import re
from collections.abc import Iterator

import pytest

from assistant import Assistant
from tests.seen import answered
from tests.selling import selling

ROWS = [
    {
        "sku": "LK-1", "title": "Cable Lock", "category": "locks", "brand": "Holdfast", "price": 25,
        "currency": "USD",
        "description": "Wraps around front and rear wheels of any road bike, carrier and 2 keys included.",
    },
    {
        "sku": "RK-1", "title": "Calder tennis racket", "category": "sports", "price": 60, "currency": "USD",
        "description": "Same technology as all our other series of rackets and made for long afternoons.",
    },
]  # fmt: skip


@pytest.fixture(scope="module")
def english(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with selling(ROWS, tmp_path_factory.mktemp("english"), language="en") as assistant:
        yield assistant


def test_a_quote_in_the_other_language_is_short_introduced_and_the_part_that_answers(
    english: Assistant,
) -> None:
    told = answered(english, "ko", "자물쇠 보여줘", "열쇠는 몇 개 들어 있어요?")
    assert "영어로" in told
    assert re.findall("“(.*?)”", told) == ["carrier and 2 keys included"]


def test_what_the_texts_do_not_tell_is_not_filled_with_text_of_the_other_language(english: Assistant) -> None:
    told = answered(english, "ko", "자물쇠 보여줘", "방수예요?")
    assert "적혀 있지 않" in told
    assert "Wraps" not in told


def test_a_long_description_is_cut_between_words(english: Assistant) -> None:
    told = answered(english, "ko", "테니스 라켓 보여줘", "첫 번째 거 어때?")
    (quote,) = re.findall("“(.*?)”", told)
    assert len(quote) <= 60
    assert f"{quote} " in str(ROWS[1]["description"])


def test_in_the_language_of_the_texts_the_whole_sentence_is_quoted(english: Assistant) -> None:
    told = answered(english, "en", "cable lock", "how many keys are included?")
    assert str(ROWS[0]["description"]) in told


@pytest.mark.parametrize(
    ("language", "asked"),
    [("ko", ("자물쇠 보여줘", "브랜드가 뭐예요?")), ("en", ("lock", "what brand is it?"))],
)
def test_a_brand_is_answered_from_its_field(
    english: Assistant, language: str, asked: tuple[str, ...]
) -> None:
    told = answered(english, language, *asked)
    assert "Holdfast" in told
    assert "Wraps" not in told
