"""The two-set keyboard and the particles behind a noun."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.lexicon.keyboard import as_korean, as_latin, letters, syllables
from assistant.lexicon.particles import without_particle

SYLLABLES = st.text(st.characters(min_codepoint=ord("가"), max_codepoint=ord("힣")), min_size=1, max_size=12)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("gksrmf", "한글"),
        ("dkdlvhs", "아이폰"),
        ("shxmqnr", "노트북"),
        ("rkqtdl", "값이"),
        ("123-!", "123-!"),
    ],
)
def test_latin_keys_on_the_korean_layout(typed: str, meant: str) -> None:
    assert as_korean(typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"), [("ㅑㅔㅙㅜㄷ", "iphone"), ("메ㅔㅣㄷ", "apple"), ("ㅑㅔㅁㅇ", "ipad")]
)
def test_korean_keys_on_the_latin_layout(typed: str, meant: str) -> None:
    assert as_latin(typed) == meant


@given(SYLLABLES)
def test_every_syllable_survives_being_typed(text: str) -> None:
    assert syllables(letters(text)) == text
    assert len(as_latin(text)) == len(letters(text))


@given(st.text(st.characters(min_codepoint=97, max_codepoint=122), max_size=20))
def test_latin_letters_come_back(text: str) -> None:
    assert as_latin(as_korean(text)) == text


@given(st.text(max_size=30))
def test_any_text_is_taken(text: str) -> None:
    syllables(letters(text))
    as_latin(as_korean(text))
    for noun, particle in without_particle(text):
        assert noun + particle == text


def test_a_particle_fits_the_last_syllable() -> None:
    assert ("사과", "를") in without_particle("사과를")
    assert not [noun for noun, _ in without_particle("사과을") if noun == "사과"]
    assert ("쌀", "로") in without_particle("쌀로")
    assert ("딸기", "까지도") in without_particle("딸기까지도")
    assert without_particle("배") == []
