"""Sentences are cut the same whether the text comes whole or in pieces."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.grounding import Splitter, sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("   ", []),
        ("안녕하세요! 무엇을 찾으세요?", ["안녕하세요! ", "무엇을 찾으세요?"]),
        ("It is $9.99. Fine.", ["It is $9.99. ", "Fine."]),
        ("별점은 4.5점이에요. 좋아요.", ["별점은 4.5점이에요. ", "좋아요."]),
        ("1. 우유\n2. 빵", ["1. 우유\n", "2. 빵"]),
        ("끝이에요", ["끝이에요"]),
        ("“좋아요.” 라고 했어요.", ["“좋아요.” ", "라고 했어요."]),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@given(st.text(alphabet="가나 .!?\n0123,원$a", max_size=60), st.integers(1, 7))
def test_a_stream_gives_every_character_once_and_no_number_in_two(text: str, size: int) -> None:
    splitter = Splitter()
    got = [one for at in range(0, len(text), size) for one in splitter.feed(text[at : at + size])]
    got += splitter.rest()
    assert "".join("".join(got).split()) == "".join(text.split())


def test_a_sentence_waits_for_the_next_one() -> None:
    splitter = Splitter()
    assert splitter.feed("가격은 3.") == []
    assert splitter.feed("5만원이에요. ") == []
    assert splitter.feed("좋아요") == ["가격은 3.5만원이에요. "]
    assert splitter.rest() == ["좋아요"]
