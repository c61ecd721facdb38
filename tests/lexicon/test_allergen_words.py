"""One table of allergen words: whole words only, wider words wide, exceptions kept."""

import pytest

from assistant.domain.allergen import ALLERGEN_GROUPS, ALLERGENS
from assistant.lexicon.allergens import allergen_words, keys_named, keys_of


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("흰우유 500ml", {"milk"}),
        ("꽃게랑", {"crab"}),
        ("저는 게 알레르기", {"crab"}),
        ("almonds and eggs", ALLERGEN_GROUPS["tree_nut"] | {"egg"}),
        ("peanut butter", {"peanut"}),
        ("shellfish", {"shellfish", "crab", "shrimp"}),
        ("견과류", ALLERGEN_GROUPS["nuts"]),
    ],
)
def test_words_name_their_keys(text: str, keys: frozenset[str]) -> None:
    assert keys_named(text) == keys


@pytest.mark.parametrize(
    "text", ["비밀 친구", "그런 게 없는데", "eggplant", "dairy-free cookies", "coconut", "밀폐 용기"]
)
def test_a_word_inside_another_names_nothing(text: str) -> None:
    assert keys_named(text) == frozenset()


@pytest.mark.parametrize(
    ("text", "keys"),
    [("체다치즈", {"milk"}), ("whey powder", {"milk"}), ("tahini", {"sesame"}), ("간장", {"soybean"}),
     ("cocoa butter, coconut milk", set()), ("코코아버터", set()), ("buckwheat flour", {"buckwheat"})],
)  # fmt: skip
def test_goods_made_of_it_count_in_names_and_ingredients_alone(text: str, keys: set[str]) -> None:
    assert keys_named(text, made=True) == keys
    assert text in ("buckwheat flour",) or keys_named(text) == frozenset()


def test_every_labelled_allergen_has_words_in_both_languages() -> None:
    rows = [row for row in allergen_words() if row.en and (row.ko or row.alone)]
    assert set(ALLERGENS) <= frozenset().union(*(keys_of(row.key) for row in rows))
