"""Every conversation of the suite over the demo shop, at the figures the product promises."""

from typing import TYPE_CHECKING, Any

import pytest

from eval.casebook import load_cases
from eval.dialogue import hold
from eval.report import summary
from eval.truth import Truth

if TYPE_CHECKING:
    from assistant import Assistant


@pytest.fixture(scope="module")
def figures(demo_shop: "Assistant") -> dict[str, Any]:
    truth = Truth.load()
    return summary([hold(demo_shop, case, truth) for case in load_cases("dialogue")])


def test_the_suite_is_wide_enough() -> None:
    cases = load_cases("dialogue")
    by_language = {name: sum(case.language == name for case in cases) for name in ("ko", "en")}
    assert len(cases) >= 90
    assert min(by_language.values()) >= 0.4 * len(cases)


def test_nothing_with_an_active_allergen_is_ever_shown(figures: dict[str, Any]) -> None:
    assert figures["allergen_breaches"] == 0, figures["text"]
    assert figures["diet_breaches"] == 0, figures["text"]


def test_korean_and_english_pass(figures: dict[str, Any]) -> None:
    assert figures["rate"] >= 0.95, figures["text"]
    for language in ("ko", "en"):
        assert figures["by_language"][language]["rate"] >= 0.93, figures["text"]


def test_no_turn_crashes_or_shows_a_wrong_price(figures: dict[str, Any]) -> None:
    never = {"crashed", "error event", "price", "list price", "stock", "unknown sku", "money without receipt"}
    assert not never & set(figures["by_cause"]), figures["text"]
