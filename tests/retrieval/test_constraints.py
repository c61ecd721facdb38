"""Hard constraints exactly, soft ones gently, and an honest word when nothing fits."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain.dialogue import Constraint
from assistant.domain.product import Allergens
from assistant.domain.text import Text
from assistant.retrieval.search import Found, Query, Searcher
from tests.retrieval.shelf import BIKES, DRINKS, FRUIT, MILK, PRODUCTS, one, open_shelf

BY_SKU = {variant.sku: (product, variant) for product in PRODUCTS for variant in product.variants}


def search(searcher: Searcher, text: str, *constraints: Constraint, **more: object) -> Found:
    return searcher.search(Query(text, "ko", constraints, **more))  # type: ignore[arg-type]


def skus(found: Found) -> list[str]:
    return [hit.sku for hit in found.hits]


def test_price_caps_are_exact(searcher: Searcher) -> None:
    found = search(searcher, "노트북", Constraint("price", "le", 1_000_000))
    assert skus(found) == ["laptop-thin"]
    assert found.relaxed == ()


def test_the_variant_that_fits_is_chosen(searcher: Searcher) -> None:
    white = search(searcher, "러닝화", Constraint("color", "eq", "white"), Constraint("size", "eq", "250"))
    assert skus(white)[0] == "runner-w-250"
    assert skus(search(searcher, "러닝화", Constraint("color", "eq", "화이트")))[0] == "runner-w-250"
    assert skus(search(searcher, "러닝화"))[0] == "runner-b-250"
    assert skus(search(searcher, "러닝화", Constraint("size", "eq", "260 mm")))[0] == "runner-b-260"


def test_either_of_several_values_and_none_of_several(searcher: Searcher) -> None:
    either = search(searcher, "운동화", Constraint("color", "in", ("red", "white")))
    assert set(skus(either)) <= {"runner-w-250", "court-r-240", "court-r-250"}
    neither = search(searcher, "운동화", Constraint("color", "not_in", ("red", "black")))
    assert skus(neither) == ["runner-w-250"]


def test_allergens_drop_contains_and_may_contain_but_not_unknown(searcher: Searcher) -> None:
    for text in ("", "과자", "땅콩", "간식"):
        found = search(searcher, text, Constraint("allergen", "ne", "tree_nut"), k=50)
        for sku in skus(found):
            product, _ = BY_SKU[sku]
            assert not (product.allergens.contains | product.allergens.may_contain) & {
                "peanut",
                "tree_nut",
            } or ("tree_nut" not in product.allergens.contains | product.allergens.may_contain)
    everything = search(searcher, "", k=50)
    assert "peanuts" in skus(everything), "the control: without the constraint it is there"
    safe = search(searcher, "", Constraint("allergen", "ne", "peanut"), k=50)
    assert not {"peanuts", "nut-bar"} & set(skus(safe))
    assert "mystery-cookie" in skus(safe)


def test_milk_made_without_lactose_is_no_milk_to_whoever_avoids_that_alone(tmp_path: Path) -> None:
    free = one("free", "락토프리 우유 1L", "Lactose-free milk, 1 L", 2_900, DRINKS, allergens=MILK)
    traces = Allergens(may_contain=frozenset({"milk"}), status="declared")
    oats = one("oats", "귀리우유 1L", "Oat milk, 1 L", 2_900, DRINKS, allergens=traces)
    plain = BY_SKU["milk"][0]
    searcher, _ = open_shelf(tmp_path, [plain, free, oats])
    for keys, left in ((("lactose",), {"free", "oats"}), (("milk",), set()), (("lactose", "milk"), set())):
        asked = [Constraint("allergen", "ne", key) for key in keys]
        assert set(skus(search(searcher, "우유", *asked))) == left


def test_allergens_are_never_let_go(searcher: Searcher) -> None:
    peanut = Constraint("allergen", "ne", "peanut")
    found = search(searcher, "땅콩", peanut, Constraint("price", "le", 100))
    assert "peanuts" not in skus(found)
    assert peanut not in found.relaxed
    diet = Constraint("diet", "eq", "vegan")
    found = search(searcher, "과자", peanut, diet, Constraint("price", "le", 100))
    assert skus(found) == ["rice-cracker"]
    assert {one.facet for one in found.relaxed} == {"price"}


def test_only_declared_diets_pass(searcher: Searcher) -> None:
    found = search(
        searcher, "", Constraint("category", "eq", "식품"), Constraint("diet", "eq", "vegan"), k=50
    )
    assert set(skus(found)) == {"nut-bar", "rice-cracker"}


def test_nothing_fits_says_which_constraint_bites_and_offers_the_nearest(searcher: Searcher) -> None:
    cheap = Constraint("price", "le", 10_000)
    found = search(searcher, "노트북", cheap)
    assert found.bites == found.relaxed == (cheap,)
    assert set(skus(found)) <= {"laptop", "laptop-thin", "laptop-bag"}
    pink = Constraint("color", "eq", "pink")
    assert search(searcher, "운동화", Constraint("price", "le", 80_000), pink).bites == (pink,)


def test_what_misses_a_limit_comes_nearest_first(tmp_path: Path) -> None:
    bikes = [
        one("tall", "", "Bike helmet, full face", 214_600, BIKES, popularity=99),
        one("mid", "", "Bike helmet, road", 90_000, BIKES),
        one("near", "", "Bike helmet, city", 40_000, BIKES),
    ]
    searcher, _ = open_shelf(tmp_path, bikes)
    assert skus(search(searcher, "bike helmet", Constraint("price", "le", 30_000))) == ["near", "mid", "tall"]
    assert skus(search(searcher, "", Constraint("price", "ge", 300_000))) == ["tall", "mid", "near"]


def test_an_unknown_facet_or_value_bites_when_hard(searcher: Searcher) -> None:
    odd = Constraint("no_such_facet", "eq", "x")
    found = search(searcher, "사과", odd)
    assert found.bites == (odd,)
    assert skus(found)[0] == "apple"


def test_the_store_has_it_or_not(searcher: Searcher) -> None:
    at = Constraint("store", "eq", "gangnam")
    assert skus(search(searcher, "러닝화", at)) == ["runner-w-250"]
    bike = search(searcher, "로드 자전거", at)
    assert bike.bites == (at,)
    assert skus(bike)[0] == "road-bike"
    preferred = searcher.search(Query("러닝화", "ko", store_id="gangnam")).hits[0]
    assert (preferred.sku, "in_store" in preferred.signals) == ("runner-w-250", True)


def test_soft_wishes_only_lift(searcher: Searcher) -> None:
    plain = set(skus(search(searcher, "노트북", k=50)))
    wish = search(searcher, "노트북", Constraint("price", "le", 1_000_000, hard=False), k=50)
    assert set(skus(wish)) == plain
    assert skus(wish)[0] == "laptop-thin"


@pytest.mark.parametrize("op", ["eq", "ne", "in", "not_in", "lt", "le", "gt", "ge"])
@pytest.mark.parametrize("value", ["", "아무거나", "NaN", 0, 3.5, True, ("a", "b")])
def test_any_constraint_is_answered_calmly(searcher: Searcher, op: str, value: object) -> None:
    for facet in ("price", "color", "allergen", "store", "", "사이즈"):
        search(searcher, "사과", Constraint(facet, op, value))  # type: ignore[arg-type]


@given(low=st.integers(0, 100_000), high=st.integers(0, 100_000))
def test_price_ranges_hold_for_every_hit(searcher: Searcher, low: int, high: int) -> None:
    found = search(searcher, "", Constraint("price", "ge", low), Constraint("price", "le", high), k=50)
    prices = {sku: offer.price.minor for sku, (_, v) in BY_SKU.items() if (offer := v.offer).price}
    fitting = {BY_SKU[sku][0].product_id for sku, price in prices.items() if low <= price <= high}
    if fitting:
        assert {hit.product_id for hit in found.hits} == fitting
        assert all(low <= prices[sku] <= high for sku in skus(found))
    else:
        assert found.relaxed


def test_the_nearest_may_be_filed_as_something_else(tmp_path: Path) -> None:
    """When nothing has the size, what says the whole request comes before what is merely of the kind."""
    named = one("racer", "", "One-piece 3.0 Mens Running Shoes", 90_000, Text("", "Fashion"))
    other = one("court", "", "Canvas running shoes", 50_000, Text("", "Fashion"))
    searcher, _ = open_shelf(tmp_path, [named, other, one("pear", "", "Pears", 900, FRUIT)])
    found = search(searcher, "mens one-piece 3.0 running shoes", Constraint("size", "eq", "43"))
    assert skus(found)[0] == "racer"


def test_a_category_read_off_a_title_lifts_nothing(tmp_path: Path) -> None:
    """The title's words have been counted: a shelf guessed from them does not count them again."""
    named = one("plain", "", "Battery", 900, Text())
    guessed = replace(
        one("long", "", "Handheld battery", 900, Text()),
        inferred={"category": ("건전지", "Battery")},
    )
    searcher, _ = open_shelf(tmp_path, [guessed, named, one("pear", "", "Pears", 900, FRUIT)])
    assert (
        skus(search(searcher, "battery", Constraint("category", "eq", "battery", hard=False)))[0] == "plain"
    )
    assert skus(search(searcher, "battery", Constraint("category", "eq", "battery"))) == ["long"]
