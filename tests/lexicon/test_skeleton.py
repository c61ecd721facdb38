"""Names told by their consonants across scripts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.lexicon.skeleton import SHORTEST, skeleton


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
