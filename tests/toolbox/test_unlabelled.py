"""Ingredients are read under whatever name a feed gives them."""

from dataclasses import replace

import pytest

from assistant.domain.product import Allergens, Offer, Product, Variant
from assistant.domain.text import Text
from assistant.lexicon import load_lexicon
from assistant.toolbox.unlabelled import avoided_in, bears, may_hold

LEXICON = load_lexicon()


def snack(name: str, words: str, label: Allergens | None = None) -> Product:
    return Product(
        "s",
        Text("간식", "Snack"),
        (Variant("s", Offer(None)),),
        category=Text("식품 > 과자", "Grocery > Snacks"),
        attributes={name: (words,)},
        allergens=label or Allergens(),
    )


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("ingredients", "wheat flour, peanut, sugar"),
        ("ingredients_ko", "밀가루, 땅콩, 설탕"),
        ("원재료명", "밀가루, 땅콩, 설탕"),
        ("원재료명 및 함량", "밀가루 40%, 땅콩 20%"),
        ("Ingredient List", "Wheat flour, Peanuts"),
        ("성분", "땅콩, 설탕"),
    ],
)
def test_what_the_ingredients_name_may_be_in_it(name: str, words: str) -> None:
    assert "peanut" in may_hold(snack(name, words), LEXICON)


def test_what_a_label_warns_of_counts_as_what_it_names() -> None:
    label = Allergens(frozenset({"milk"}), frozenset({"peanut"}), "declared")
    assert may_hold(snack("note", "", label), LEXICON) == {"milk", "peanut"}


def test_a_confirmed_label_is_believed_and_other_attributes_are_not_ingredients() -> None:
    assert not may_hold(snack("원재료명", "땅콩", Allergens(status="declared")), LEXICON)
    assert not may_hold(snack("추천 조합", "땅콩과 함께 드세요"), LEXICON)


@pytest.mark.parametrize(
    ("product", "key", "held"),
    [
        (snack("원재료명", "밀가루, 당근 3%"), "carrot", True),
        (snack("ingredients", "wheat flour, carrots"), "carrot", True),
        (snack("원재료명", "청포도 농축액"), "fruit", True),
        (snack("note", "carrot coloured box"), "carrot", False),
        (snack("원재료명", "설탕, 감자전분"), "persimmon", False),
        (snack("ingredients", "caffeine-free tea"), "caffeine", False),
        (replace(snack("note", ""), title=Text("당근주스", "Carrot juice")), "carrot", True),
        (replace(snack("note", ""), title=Text("파인애플", "Pineapple")), "apple", False),
        (replace(snack("note", ""), description=Text("사과와 배로 만든 소스예요", "")), "apple", True),
    ],
)
def test_a_food_no_label_declares_is_found_where_the_record_names_it(
    product: Product, key: str, held: bool
) -> None:
    assert avoided_in(product, {key}, LEXICON) == ({key} if held else set())


def test_of_what_is_not_eaten_only_the_stuff_it_is_made_of_counts() -> None:
    phone = replace(
        snack("brand", "Apple"),
        title=Text("애플 스마트폰", "Apple smartphone"),
        category=Text("스마트폰", "Smartphones"),
    )
    jumper = replace(
        snack("material", "80% wool"), title=Text("스웨터", "Jumper"), category=Text("의류", "Clothing")
    )
    assert not avoided_in(phone, {"apple"}, LEXICON)
    assert avoided_in(jumper, {"wool", "apple"}, LEXICON) == {"wool"}


@pytest.mark.parametrize(
    ("title", "word", "borne"),
    [
        ("palm oil soap", "palm oil", True),
        ("soap, no palm oil", "palm oil", False),
        ("끈 없는 운동화", "끈", False),
        ("끈 운동화", "끈", True),
        ("sugar-free cola", "sugar", False),
        ("무설탕 요거트", "설탕", False),
        ("women's shoes", "men", False),
        ("men's shoes", "men", True),
    ],
)
def test_a_title_that_denies_a_word_does_not_bear_it(title: str, word: str, borne: bool) -> None:
    assert bears(title, word) is borne
