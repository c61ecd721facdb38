"""The lexicon and the one canonical spelling of facet values."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain.money import Money
from assistant.domain.product import Allergens, Offer, Product, Variant
from assistant.domain.text import Text
from assistant.lexicon import Lexicon, canonical_value, facets_of, fold, load_lexicon, surface_key
from assistant.lexicon.goals import load_goals

LEXICON = load_lexicon()


@pytest.mark.parametrize(
    ("kind", "surface", "canonical"),
    [
        ("colour", "블랙", "black"),
        ("colour", "검정색", "black"),
        ("colour", "GREY", "gray"),
        ("colour", "오렌지", "orange"),
        ("material", "스텐", "stainless steel"),
        ("person", "남자", "men"),
        ("colour", "노트북", None),
    ],
)
def test_any_form_leads_to_the_canonical_english_one(kind: str, surface: str, canonical: str | None) -> None:
    assert LEXICON.canonical(kind, surface) == canonical


@pytest.mark.parametrize("surface", ["후드티", "후드 티", "후 드 티", "Hoodie", "ｈｏｏｄｉｅ", "후디"])
def test_spacing_case_and_width_do_not_matter(surface: str) -> None:
    assert [concept.en[0] for concept in LEXICON.of(surface)] == ["hoodie"]


def test_senses_in_parentheses_are_no_part_of_a_form() -> None:
    assert not [
        form for concept in LEXICON.concepts.values() for form in (*concept.ko, *concept.en) if "(" in form
    ]
    assert any(concept.en[0] == "korean pear" for concept in LEXICON.of("배"))


def test_one_syllable_alone_is_weak_evidence() -> None:
    pear = LEXICON.of("배")[0]
    hoodie = LEXICON.of("후드티")[0]
    assert LEXICON.is_risky("배", pear)
    assert not LEXICON.is_risky("후드티", hoodie)


def test_display_forms() -> None:
    assert LEXICON.in_("ko", "colour", "black") == "블랙"
    assert LEXICON.in_("en", "colour", "black") == "black"
    assert LEXICON.in_("ko", "colour", "no such colour") == "no such colour"


def test_broader_concepts_exist_and_never_loop() -> None:
    for concept in LEXICON.concepts.values():
        seen, at = set(), concept.concept_id
        while at:
            assert at not in seen, f"{concept.concept_id} loops"
            seen.add(at)
            at = LEXICON.concepts[at].broader


@pytest.mark.parametrize(
    ("facet", "surface", "canonical"),
    [
        ("size", "250 mm", "250"),
        ("size", "250mm", "250"),
        ("size", "250", "250"),
        ("size", "XL", "xl"),
        ("size", "엑스라지", "xl"),
        ("size", "M사이즈", "m"),
        ("size", "XXL", "2xl"),
        ("size", "90*210", "90x210"),
        ("size", "one size", "free"),
        ("gender", "female", "women"),
        ("gender", "여성용", "women"),
        ("gender", "girls", "kids"),
        ("storage", "냉장", "chilled"),
        ("storage", "상온", "room"),
        ("waterproof", "Y", "yes"),
        ("category", "스포츠>자전거", "스포츠 > 자전거"),
        ("brand", "나이키", "nike"),
        ("brand", "Dangol  Closet", "dangol closet"),
        ("color", "", ""),
    ],
)
def test_both_sides_spell_a_facet_value_alike(facet: str, surface: str, canonical: str) -> None:
    assert canonical_value(facet, surface, LEXICON) == canonical


@given(
    st.sampled_from(["color", "size", "gender", "material", "brand", "category", "origin"]),
    st.text(max_size=40),
)
def test_canonical_values_are_fixed_points_for_any_text(facet: str, surface: str) -> None:
    once = canonical_value(facet, surface, LEXICON)
    assert canonical_value(facet, once, LEXICON) == canonical_value(facet, once, LEXICON)
    assert once == fold(once) or facet in ("color", "material", "brand")


@given(st.text(max_size=60))
def test_keys_are_stable(text: str) -> None:
    assert surface_key(surface_key(text)) == surface_key(text)


def product(**changes: object) -> tuple[Product, Variant]:
    variant = Variant(
        "S1",
        Offer(Money(8_000, "KRW"), list_price=Money(10_000, "KRW"), availability="in_stock", quantity=3),
        options={"color": Text(ko="블랙/화이트"), "size": Text(ko="250 mm")},
    )
    given: dict[str, object] = {
        "product_id": "P1",
        "title": Text("운동화", "Sneaker"),
        "variants": (variant,),
        "category": Text("패션 > 신발", "Fashion > Shoes"),
        "brand": Text("나이키", "Nike"),
        "attributes": {
            "gender": ("unisex",),
            "waterproof": (True,),
            "weight_g": (310.0,),
            "원산지": ("국내산",),
        },
    }
    return Product(**(given | changes)), variant  # type: ignore[arg-type]


def test_facets_of_a_sku() -> None:
    found = facets_of(*product(), LEXICON)
    assert isinstance(found["color"], frozenset)
    assert {"black", "white"} <= found["color"]
    assert found["size"] == {"250"}
    assert found["brand"] == {"nike"}
    assert {"패션", "패션 > 신발", "신발", "fashion > shoes"} <= set(found["category"])
    assert found["gender"] == {"unisex", "men", "women"}
    assert found["waterproof"] == {"yes"}
    assert found["origin"] == {canonical_value("origin", "국내산", LEXICON)}
    assert (found["price"], found["list_price"], found["quantity"], found["weight_g"]) == (
        8_000,
        10_000,
        3,
        310,
    )
    assert found["discount"] == pytest.approx(20.0)
    assert "rating" not in found


def test_only_declared_diets_count_for_food() -> None:
    food: dict[str, object] = {
        "title": Text("비스킷", "Biscuits"),
        "category": Text("식품 > 과자", "Grocery > Snacks"),
        "attributes": {},
    }
    assert "diet" not in facets_of(*product(**food), LEXICON)
    vegan = facets_of(*product(**food | {"attributes": {"vegan": ("Y",), "gluten_free": ("N",)}}), LEXICON)
    assert vegan["diet"] == {"vegan", "vegetarian", "no_pork"}
    declared = Allergens(frozenset({"milk"}), status="declared")
    assert facets_of(*product(**food, allergens=declared), LEXICON)["diet"] == {"no_pork"}
    pork = Allergens(frozenset(), frozenset({"pork"}), "declared")
    assert "diet" not in facets_of(*product(**food, allergens=pork), LEXICON)


def test_an_empty_lexicon_still_folds() -> None:
    assert canonical_value("color", " Black ", Lexicon(())) == "black"


def test_a_goal_is_named_by_all_that_is_said_of_it() -> None:
    named = [load_goals().named_in(said) for said in ("i want to make kimchi", "i want to make kimchi stew")]
    assert [one.goal.goal_id for one in named if one] == ["kimjang", "kimchi_stew"]
