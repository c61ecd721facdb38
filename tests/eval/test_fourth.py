"""The fourth conversations: six catalogues, both halves and languages, and each condition can be met."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from eval.casebook import load_cases
from eval.catalogues import CATALOGUES, truth_of
from eval.expectations import judge
from eval.transcript import Turn
from eval.truth import Truth, matches

CASES = load_cases("dialogue_fourth")


def _named(expect: Any) -> Iterator[str]:
    """Every SKU an expectation names outright."""
    if isinstance(expect, Mapping):
        for key, value in expect.items():
            if key in ("sku", "about", "comparison") and not isinstance(value, Mapping | bool):
                listed = value if isinstance(value, list) else [value]
                yield from (one for one in listed if isinstance(one, str) and not one.startswith("@"))
                yield from (sku for one in listed if isinstance(one, Mapping) for sku in _named(one))
            else:
                yield from _named(value)
    elif isinstance(expect, list):
        for one in expect:
            yield from _named(one)


def _live(expect: Any) -> bool:
    if isinstance(expect, Mapping):
        return any(_live(value) for value in expect.values())
    if isinstance(expect, list):
        return any(_live(one) for one in expect)
    return isinstance(expect, str) and expect.startswith("@")


@pytest.mark.parametrize("catalogue", ["", *CATALOGUES])
def test_each_turn_can_be_answered_from_the_feed(catalogue: str, truth: Truth) -> None:
    for case in CASES:
        for number, turn in enumerate(case.turns if case.catalogue == catalogue else (), start=1):
            expect, where = turn.get("expect", {}), (case.case_id, number)
            list(judge(expect, [Turn("", ())] * number, truth))
            assert set(_named(expect)) <= set(truth.items), where
            assert all(truth.where(predicate) for predicate in expect.get("covers", [])), where
            shown = expect.get("shown", {})
            if _live(shown):
                continue
            fits = [item for item in truth.where(shown.get("all", {})) if not _unwanted(item, shown)]
            assert len({item.product for item in fits}) >= shown.get("min", 0), where
            for wanted in (shown[key] for key in ("first", "any") if key in shown):
                assert any(matches(item, wanted) for item in fits), where
            if "most" in shown:
                assert any(matches(item, shown["most"]["of"]) for item in fits), where


def _unwanted(item: Any, shown: Mapping[str, Any]) -> bool:
    return "none" in shown and matches(item, shown["none"])


def test_it_is_even_between_languages_and_reaches_six_catalogues() -> None:
    assert Counter(case.language for case in CASES) == {"ko": 50, "en": 50}
    assert {case.catalogue for case in CASES} == {"", *CATALOGUES}
    assert {case.half for case in CASES} == {"dev", "test"}
    assert all(2 <= len(case.turns) <= 6 for case in CASES)


@pytest.mark.parametrize("catalogue", ["bestbuy_typesense"])
def test_the_sample_of_a_large_feed_is_the_same_each_time_and_keeps_every_kind(
    catalogue: str, truth: Truth
) -> None:
    assert list(truth.items) == list(truth_of(catalogue).items)
    assert 1_200 <= len(truth.items) <= 1_600
    assert len({item.title for item in truth.items.values()}) == len(truth.items)
    assert len({item.category for item in truth.items.values()}) >= 50
