"""The second conversations: several catalogues, parted by hash, and each condition of theirs can be met."""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from eval.casebook import load_cases
from eval.catalogues import CATALOGUES
from eval.expectations import judge
from eval.transcript import Turn
from eval.truth import Truth

CASES = load_cases("dialogue_second")


def _wanted(expect: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    shown = expect.get("shown", {})
    yield from (shown[name] for name in ("any", "all", "first") if name in shown)
    if "most" in shown:
        yield shown["most"]["of"]
    yield from expect.get("covers", [])


@pytest.mark.parametrize("catalogue", ["", *CATALOGUES])
def test_each_condition_can_be_met(catalogue: str, truth: Truth) -> None:
    for case in CASES:
        for turn in case.turns if case.catalogue == catalogue else ():
            for predicate in _wanted(turn.get("expect", {})):
                if not any(str(value).startswith("@") for value in predicate.values()):
                    assert truth.where(predicate), (case.case_id, turn["say"], predicate)


def test_both_halves_and_both_languages_are_there() -> None:
    halves = {(case.half, case.language) for case in CASES}
    assert {("dev", "ko"), ("dev", "en"), ("test", "ko"), ("test", "en")} <= halves
    assert len(CASES) >= 80
    assert sum(len(case.turns) >= 19 for case in CASES) >= 5


def test_a_need_left_out_is_a_problem_and_one_in_the_cart_is_none() -> None:
    truth = Truth.load()
    line = {"sku": "G-0019", "quantity": 1}
    turn = Turn("우유랑 계란 담아줘", (), {"lines": [line], "total": None})
    met = [{"title": ["우유"]}]
    assert not list(judge({"covers": met}, [turn], truth))
    assert [one.cause for one in judge({"covers": [*met, {"title": ["달걀"]}]}, [turn], truth)] == [
        "need left out"
    ]
