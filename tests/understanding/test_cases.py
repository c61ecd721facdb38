"""What shoppers say, heard over the demo shop: one test a line of cases/*.txt.

The *_heldout files were written before their failures were looked at; they are ordinary regression cases now.
"""

import pytest

from tests.understanding.judge import Case, cases, faults, heard

NAMES = [
    f"{language}_{part}" for language in ("ko", "en") for part in ("dev", "heldout", "heldout2", "heldout3")
]
EVERY = [case for name in NAMES for case in cases(name)]


@pytest.mark.parametrize("case", EVERY, ids=lambda case: f"{case.language}-{case.scene}-{case.text}")
def test_is_heard_as_written(case: Case) -> None:
    assert faults(case, heard(case)) == []


def test_both_languages_are_held_to_enough_cases() -> None:
    for language in ("ko", "en"):
        assert sum(case.language == language for case in EVERY) >= 150


def test_the_judge_notices_a_wrong_hearing() -> None:
    """The control: a case judged against another's expectations must fail."""
    case = cases("ko_dev")[1]
    assert faults(Case(case.scene, case.text, ("i:policy", "price<=99"), "ko"), heard(case))
