"""What goods cannot be at once."""

import pytest

from assistant.lexicon.opposites import opposed, sides_in


@pytest.mark.parametrize(
    ("here", "there"),
    [
        ("long sleeve jersey", "Short-Sleeve Classic Jersey, S"),
        ("긴팔 저지", "Short-Sleeve Classic Jersey"),
        ("여름 재킷", "인조 퍼 카라 겨울 파카"),
        ("unsalted butter", "Salted butter, 200 g"),
        ("무가당 두유", "가당 두유 1L"),
    ],
)
def test_the_two_sides_of_a_pair_are_opposed(here: str, there: str) -> None:
    assert opposed(here, there)
    assert opposed(there, here)


@pytest.mark.parametrize(
    ("here", "there"),
    [
        ("long sleeve jersey", "Long-Sleeve Logo Jersey"),
        ("무가당 두유", "무가당 두유 1L"),
        ("무선 이어폰", "유무선 이어폰"),
        ("wireless mouse", "Wired and wireless mouse"),
        ("jersey", "Short-Sleeve Jersey"),
        ("", ""),
    ],
)
def test_the_same_side_both_and_neither_are_not(here: str, there: str) -> None:
    assert not opposed(here, there)


def test_a_text_on_both_sides_of_a_pair_is_on_none() -> None:
    assert not sides_in("summer and winter duvet")
