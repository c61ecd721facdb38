"""The vague wishes: even between languages, over three catalogues, and every predicate is known."""

from collections import Counter

import pytest

from eval.casebook import load_cases
from eval.expectations import judge
from eval.transcript import Turn
from eval.truth import Truth

CASES = load_cases("dialogue_goals")


def test_it_is_even_between_languages_and_has_two_halves() -> None:
    assert Counter(case.language for case in CASES) == {"ko": 30, "en": 30}
    assert {case.catalogue for case in CASES} == {"", "ko_naver_items", "dummyjson"}
    assert min(Counter(case.half for case in CASES).values()) >= 25


@pytest.mark.parametrize("catalogue", ["", "ko_naver_items", "dummyjson"])
def test_each_wish_can_be_met_from_the_feed_and_silence_never_meets_it(catalogue: str, truth: Truth) -> None:
    for case in CASES:
        for number, turn in enumerate(case.turns if case.catalogue == catalogue else (), start=1):
            shown = turn["expect"]["shown"]
            assert list(judge(turn["expect"], [Turn("", ())] * number, truth)), case.case_id
            for wanted in (shown[key] for key in ("first", "any", "all") if key in shown):
                assert truth.where(wanted), case.case_id
