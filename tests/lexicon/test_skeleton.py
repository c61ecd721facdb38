"""Names told by their consonants across scripts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.lexicon.morphemes import noun_of
from assistant.lexicon.skeleton import SHORTEST, alike, by_sound, nearest, skeleton


@pytest.mark.parametrize(
    ("latin", "korean"),
    [("Spigen", "스피젠"), ("Plantronics", "플랜트로닉스"), ("OtterBox", "오터박스"),
     ("Microsoft", "마이크로소프트"), ("Patagonia", "파타고니아"),
     ("Calvin Klein", "캘빈클라인"), ("Belkin", "벨킨")],
)  # fmt: skip
def test_one_name_in_two_scripts(latin: str, korean: str) -> None:
    assert skeleton(latin) == skeleton(korean) != ""


@pytest.mark.parametrize(("one", "other"), [("Spigen", "벨킨"), ("Garmin", "보스턴"), ("Jabra", "레노버")])
def test_two_names_are_told_apart(one: str, other: str) -> None:
    assert skeleton(one) != skeleton(other)


@pytest.mark.parametrize("short", ["", "LG", "나이키", "Bose", "12"])
def test_too_short_a_name_says_nothing(short: str) -> None:
    assert skeleton(short) == ""


@given(st.text(max_size=30))
def test_any_text_has_one(text: str) -> None:
    found = skeleton(text)
    assert found == "" or len(found) >= SHORTEST


WORDS = by_sound(
    ["harmony", "plus", "hydration", "racing", "infuser", "tumbler", "elite", "companion", "slide"]
)


@pytest.mark.parametrize(
    ("korean", "latin"),
    [
        ("하모니", "harmony"),
        ("플러스", "plus"),
        ("하이드레이션", "hydration"),
        ("레이싱", "racing"),
        ("인퓨저", "infuser"),
        ("텀블러", "tumbler"),
        ("엘리트", "elite"),
        ("자전거", ""),
        ("디", ""),
        ("", ""),
    ],
)
def test_a_title_word_is_found_by_its_sound(korean: str, latin: str) -> None:
    assert nearest(korean, WORDS, 0.8) == latin


def test_like_consonants_are_not_enough() -> None:
    assert alike("스피젠", "Spigen")
    assert not alike("비싼", "Fashion Co.")


@pytest.mark.parametrize(
    ("word", "noun"),
    [
        ("하모니는", "하모니"),
        ("텀블러에서", "텀블러"),
        ("비싼거랑", ""),
        ("몇시에", ""),
        ("사야돼요", ""),
        ("이것도", ""),
    ],
)
def test_only_plain_nouns_name_something(word: str, noun: str) -> None:
    assert noun_of(word)[0] == noun


@pytest.mark.parametrize(
    ("korean", "latin"),
    [("케이지", "cage"), ("레이스", "lace"), ("패키지", "package"), ("오가나이저", "organizer")],
)
def test_soft_ends_are_heard(korean: str, latin: str) -> None:
    assert (
        nearest(korean, by_sound(["cake", "lake", "package", "cage", "lace", "organizer", "packet"]), 0.8)
        == latin
    )
