"""The judge itself: each check sees the fault it is there for, and stays silent without it."""

import dataclasses
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.amounts import amounts, spoken
from eval.casebook import load_cases
from eval.expectations import judge
from eval.invariants import invariants, script
from eval.report import Outcome, Trouble, markdown, summary, wilson, write_report
from eval.transcript import CannotResolve, Turn, resolve
from eval.truth import Truth, matches

ALMONDS, BREAD, APPLES, TENT = "G-0075", "G-0176", "G-0001", "ES-045"


@pytest.fixture(scope="module")
def truth() -> Truth:
    return Truth.load()


def card(truth: Truth, sku: str, /, **changed: Any) -> dict[str, Any]:
    item = truth.item(sku)
    shown: dict[str, Any] = {
        "sku": sku,
        "product_id": item.product,
        "title": item.title[0],
        "price": {"minor": item.price, "currency": "KRW"},
        "allergens": {
            "contains": sorted(item.contains),
            "may_contain": sorted(item.may_contain),
            "status": "declared" if item.declared else "unknown",
        },
    }
    if item.list_price:
        shown["list_price"] = {"minor": item.list_price, "currency": "KRW"}
    return shown | changed


def turn(
    *cards: Mapping[str, Any],
    said: str = "보여줘",
    text: str = "이런 상품이 있어요.",
    claims: tuple[Mapping[str, Any], ...] = (),
    understood: Mapping[str, Any] | None = None,
    extra: tuple[Mapping[str, Any], ...] = (),
    **changed: Any,
) -> Turn:
    events: list[Mapping[str, Any]] = [
        {"type": "understood", "intent": "search", "constraints": [], "references": []}
        | dict(understood or {})
    ]
    if cards:
        events.append({"type": "products", "items": list(cards), "total": len(cards), "relaxed": []})
    events += [*extra, {"type": "text", "delta": text}]
    if claims:
        events.append({"type": "receipts", "claims": list(claims)})
    events.append({"type": "done", "text": text})
    return dataclasses.replace(Turn(said, tuple(events)), **changed)


def causes(*turns: Turn, truth: Truth, language: str = "ko", **told: frozenset[str]) -> set[str]:
    return {problem.cause for problem in invariants(turns, truth, language, **told)}


def judged(expect: Mapping[str, Any], *turns: Turn, truth: Truth) -> set[str]:
    return {problem.cause for problem in judge(expect, turns, truth)}


def test_a_good_turn_has_no_problem(truth: Truth) -> None:
    assert causes(turn(card(truth, APPLES), card(truth, TENT)), truth=truth) == set()


def test_an_allergen_on_a_card_is_a_breach_and_only_when_active(truth: Truth) -> None:
    almonds = turn(card(truth, ALMONDS))
    assert causes(almonds, truth=truth) == set()
    assert causes(almonds, truth=truth, allergens=frozenset({"milk"})) == set()
    assert causes(almonds, truth=truth, allergens=frozenset({"tree_nut"})) == {"allergen breach"}


def test_may_contain_is_a_breach_too(truth: Truth) -> None:
    assert "milk" in truth.item(BREAD).may_contain
    assert causes(turn(card(truth, BREAD)), truth=truth, allergens=frozenset({"milk"})) == {"allergen breach"}


def test_a_vegan_is_shown_only_food_declared_vegan(truth: Truth) -> None:
    vegan = frozenset({"vegan"})
    assert causes(turn(card(truth, APPLES), card(truth, TENT)), truth=truth, diet=vegan) == set()
    assert causes(turn(card(truth, "G-0019")), truth=truth, diet=vegan) == {"diet breach"}
    assert causes(turn(card(truth, "G-0105")), truth=truth, diet=vegan) == {"diet breach"}, (
        "unknown is not yes"
    )


@pytest.mark.parametrize(
    ("changed", "cause"),
    [
        ({"price": {"minor": 1, "currency": "KRW"}}, "price"),
        ({"list_price": {"minor": 9_999_999, "currency": "KRW"}}, "list price"),
        ({"title": "다른 상품"}, "title"),
        ({"store": {"id": "st-ilsan", "quantity": 33, "aisle": "A-01"}}, "stock"),
        ({"store": {"id": "st-ilsan", "quantity": 32, "aisle": "Z-99"}}, "aisle"),
        ({"allergens": {"contains": ["milk"], "may_contain": [], "status": "declared"}}, "allergens shown"),
        ({"sku": "G-9999"}, "unknown sku"),
    ],
)
def test_a_card_that_differs_from_the_record(truth: Truth, changed: dict[str, Any], cause: str) -> None:
    assert causes(turn(card(truth, APPLES, **changed)), truth=truth) == {cause}


def test_the_right_stock_is_silent(truth: Truth) -> None:
    store = {"id": "st-ilsan", "quantity": 32, "aisle": "A-01"}
    assert causes(turn(card(truth, APPLES, store=store)), truth=truth) == set()


def test_shape_of_the_stream(truth: Truth) -> None:
    good = turn(card(truth, APPLES))
    assert causes(dataclasses.replace(good, events=good.events[:-1]), truth=truth) == {"no done"}
    assert "understood first" in causes(dataclasses.replace(good, events=good.events[1:]), truth=truth)
    failed = turn(extra=({"type": "error", "code": "boom", "message": ""},))
    assert causes(failed, truth=truth) == {"error event"}
    swapped = (good.events[0], good.events[2], good.events[1], *good.events[3:])
    assert causes(dataclasses.replace(good, events=swapped), truth=truth) == {"prose before products"}
    assert causes(turn(text=" "), truth=truth, language="any") == {"empty reply"}
    assert causes(Turn("x", (), crashed="KeyError: 'x'"), truth=truth) == {"crashed"}
    assert causes(turn(card(truth, APPLES), card(truth, APPLES)), truth=truth) == {"shown twice"}


def test_language_of_the_reply(truth: Truth) -> None:
    assert causes(turn(text="Here you go."), truth=truth) == {"language"}
    assert causes(turn(text="Here you go."), truth=truth, language="en") == set()
    assert script("로드-750 (Road-750) 어때요?") == "ko"
    assert script("3,000!") == "none"
    foreign = {**card(truth, APPLES), "title": "Samsung Galaxy S7 Edge Unlocked"}
    assert "language" not in causes(turn(foreign, text=f"{foreign['title']}은 남았어요."), truth=truth)
    assert "language" in causes(turn(foreign, text=f"{foreign['title']} is left."), truth=truth), (
        "the control"
    )


def test_money_needs_a_receipt_or_the_shoppers_own_words(truth: Truth) -> None:
    text = "이 상품은 3,000원이에요."
    claim = {"text": "3,000원", "record": f"offer:{APPLES}", "field": "price", "value": "3000", "sku": APPLES}
    assert causes(turn(text=text), truth=truth) == {"money without receipt"}
    assert causes(turn(text=text, claims=(claim,)), truth=truth) == set()
    assert causes(turn(text=text, said="3천원 이하로"), truth=truth) == set()
    wrong = dict(claim, text="2,900원", value="2900")
    assert causes(turn(text=text, claims=(wrong,)), truth=truth) == {"money without receipt"}


def test_a_cart_total_is_added_up_again(truth: Truth) -> None:
    line = {"sku": APPLES, "quantity": 2}
    right = {"lines": [line], "total": {"minor": 6000, "currency": "KRW"}}
    assert causes(turn(cart=right), truth=truth) == set()
    assert causes(turn(cart=right | {"total": {"minor": 5999, "currency": "KRW"}}), truth=truth) == {
        "cart total"
    }


def test_expectations_see_what_is_missing(truth: Truth) -> None:
    shown = turn(card(truth, APPLES), card(truth, "G-0002"))
    assert judged({"shown": {"min": 2, "all": {"price_le": 3000}}}, shown, truth=truth) == set()
    assert judged({"shown": {"all": {"price_le": 2500}}}, shown, truth=truth) == {"constraint broken"}
    assert judged({"shown": {"all": {"price_le": 2500}}}, turn(), truth=truth) == {"nothing shown"}
    assert judged({"shown": {"max": 1}}, shown, truth=truth) == {"shown too many"}
    assert judged({"shown": {"first": {"organic": False}}}, shown, truth=truth) == {"first card"}
    assert judged({"shown": {"none": {"organic": True}}}, shown, truth=truth) == {"unwanted card"}
    assert judged({"shown": {"order": "price_asc"}}, shown, truth=truth) == {"order"}
    assert judged({"shown": {"new": True}}, shown, shown, truth=truth) == {"shown again"}
    most = {"shown": {"most": {"of": {"organic": True}, "share": 1.0}}}
    assert judged(most, shown, truth=truth) == {"off the request"}
    assert judged({"shown": {"most": {"of": {"price_gt": 9000}}}}, shown, truth=truth) == {"off the request"}
    assert judged({"shown": {"most": {"of": {"price_le": 9000}}}}, shown, truth=truth) == set()
    assert judged({"intent": ["cart_add"]}, shown, truth=truth) == {"intent"}
    assert judged({"comparison": True}, shown, truth=truth) == {"no comparison"}
    assert judged({"receipts": True}, shown, truth=truth) == {"no receipt"}
    assert judged({"relaxed": True}, shown, truth=truth) == {"relaxed"}
    assert judged({"constraints": [{"facet": "price"}]}, shown, truth=truth) == {"constraint missed"}
    assert judged({"cart": {"items": [{"sku": "@1.2"}]}}, shown, shown, truth=truth) == {"cart"}
    assert judged({"profile": {"health_consent": True}}, shown, truth=truth) == {"consent"}
    assert judged({"events": {"forbidden": ["products"]}}, shown, truth=truth) == {"event not allowed"}


def test_facts_match_whole_numbers_in_any_spacing(truth: Truth) -> None:
    reply = turn(text="재고는 132개, 배송비는 3,000원이고 반품은 30 일이에요.")
    assert judged({"says": ["132", "3,000", "30일"]}, reply, truth=truth) == set()
    assert judged({"says": ["32"]}, reply, truth=truth) == {"fact missing"}
    assert judged({"says": ["000"]}, reply, truth=truth) == {"fact missing"}
    assert judged({"never_says": ["132"]}, reply, truth=truth) == {"false statement"}
    near = turn(text="송파점이 가까워요. 용산점도 있어요.")
    assert judged({"says_first": {"is": ["송파"], "of": ["용산"]}}, near, truth=truth) == set()
    assert judged({"says_first": {"is": ["용산"], "of": ["송파"]}}, near, truth=truth) == {"fact missing"}


def test_selectors_point_at_what_was_shown(truth: Truth) -> None:
    turns = [turn(card(truth, APPLES), card(truth, "G-0002"), card(truth, TENT)), turn()]
    assert resolve("@1.2", turns, truth) == {"G-0002"}
    assert resolve("@-1.last", turns, truth) == {TENT}
    assert resolve("@1.cheapest", turns, truth) == {"G-0002"}
    assert resolve({"from": "@1", "where": {"organic": True}}, turns, truth) == {APPLES}
    with pytest.raises(CannotResolve):
        resolve("@1.4", turns, truth)
    with pytest.raises(CannotResolve):
        resolve("@2.1", turns, truth)


def test_a_mistyped_case_is_loud(truth: Truth, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="predicate 'colour'"):
        matches(truth.item(APPLES), {"colour": "red"})
    with pytest.raises(ValueError, match="expect 'show'"):
        list(judge({"show": {}}, [turn()], truth))
    (tmp_path / "odd.yaml").write_text(
        "- {id: a, language: ko, turns: [{say: hi, expects: {}}]}", encoding="utf-8"
    )
    with pytest.raises(ValueError, match=r"odd\.yaml: a"):
        load_cases(tmp_path)
    with pytest.raises(ValueError, match="no cases"):
        load_cases(tmp_path / "none")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3만원 이하", {30_000}),
        ("2만 5천원", {25_000}),
        ("4만5000원", {45_000}),
        ("₩3,000 and 12,000 won", {3_000, 12_000}),
        ("5천원", {5_000}),
        ("재고 5개, 30%", set()),
    ],
)
def test_amounts(text: str, expected: set[int]) -> None:
    assert amounts(text) == expected


@given(st.integers(1, 99_999_999))
def test_every_written_price_is_read_back(won: int) -> None:
    assert amounts(f"가격은 {won:,}원이에요") == amounts(f"it is ₩{won:,}.") == {won}
    assert won in spoken(str(won))


@given(st.integers(0, 300), st.integers(0, 300))
def test_wilson_holds_the_rate(right: int, wrong: int) -> None:
    n = right + wrong
    low, high = wilson(right, n)
    assert 0 <= low <= high <= 1
    assert n == 0 or low - 1e-9 <= right / n <= high + 1e-9


def test_wilson_known_value() -> None:
    low, high = wilson(95, 100)
    assert (round(low, 4), round(high, 4)) == (0.8882, 0.9785)


def test_the_report_counts_apart_and_is_written(tmp_path: Path) -> None:
    outcomes = [
        Outcome("a", "cart", "ko", (), (0.01, 0.02)),
        Outcome("b", "cart", "en", (Trouble(1, "hi|\n", "allergen breach", "x"),), (0.2,)),
    ]
    figures = summary(outcomes)
    assert (figures["passed"], figures["n"], figures["allergen_breaches"]) == (1, 2, 1)
    assert figures["by_language"]["ko"]["rate"] == 1.0
    assert figures["latency_ms"]["p50"] == 20.0
    assert write_report(figures, tmp_path).read_text(encoding="utf-8") == markdown(figures)
    assert (tmp_path / "dialogue.svg").read_text(encoding="utf-8").startswith("<svg")


def test_a_plan_is_judged_by_its_sum_and_its_kinds(truth: Truth) -> None:
    shown = turn(card(truth, APPLES), card(truth, TENT))
    total = truth.item(APPLES).price + truth.item(TENT).price
    assert not list(judge({"shown": {"sum_le": total, "kinds": 2}}, [shown], truth))
    assert [one.cause for one in judge({"shown": {"sum_le": total - 1}}, [shown], truth)] == ["over budget"]
    assert [one.cause for one in judge({"shown": {"kinds": 3}}, [shown], truth)] == ["too few kinds"]


def test_the_cases_on_answers_can_be_read() -> None:
    assert len(load_cases("dialogue_answers")) >= 60
