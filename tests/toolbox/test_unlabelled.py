"""Ingredients are read under whatever name a feed gives them."""

import pytest

from assistant.domain.product import Allergens, Offer, Product, Variant
from assistant.domain.text import Text
from assistant.lexicon import load_lexicon
from assistant.toolbox.unlabelled import may_hold

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
