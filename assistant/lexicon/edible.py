"""Is this something eaten, drunk or put on the skin? Allergens and diet matter there, not on a bicycle."""

import re
from collections.abc import Iterable

from assistant.domain.product import Product
from assistant.lexicon.concepts import Lexicon

EDIBLE = frozenset(
    {
        *("bakery", "beverages", "dairy_egg", "diet_allergen", "fresh_produce", "frozen_ready"),
        *("grains_noodles", "health_food", "korean_dishes", "meat", "sauce_seasoning", "seafood"),
        *("snacks", "baby_food", "beauty", "oral_care"),
    }
)
"""Lexicon domains of goods whose ingredients reach the body."""
_LABELLED = EDIBLE | {"health_hygiene"}
_PARTS = re.compile(r"[\s·&/,]+")


def edible(product: Product, lexicon: Lexicon) -> bool:
    """Judged by the category, as `is_labelled`."""
    return is_labelled(product.category.both(), lexicon)


def is_labelled(categories: Iterable[str], lexicon: Lexicon) -> bool:
    """Whether what stands in these category paths ("A > B", one a language) is eaten, drunk or put on the
    skin, so that its label is what counts: from the top down the first step the lexicon knows decides, whole
    steps before their words and these before their singulars, words of both senses last. A category nobody
    knows counts as such, the safe side, as does none at all."""
    steps = [step for path in categories for step in path.split(" > ")]
    words = [word for step in steps for word in _PARTS.split(step)]
    singulars = [one for word in words for one in singular(word)]
    for name in (*steps, *words, *singulars):
        domains = _domains(name, lexicon)
        if domains and domains <= _LABELLED:
            return True
        if domains and not domains & _LABELLED:
            return False
    return True


def singular(word: str) -> tuple[str, ...]:
    """English singulars to try for a plural; () for anything else."""
    if not word.isascii() or not word.lower().endswith("s"):
        return ()
    if word.lower().endswith("ies"):
        return (f"{word[:-3]}y", word[:-1])
    return (word[:-1], word[:-2]) if word.lower().endswith("es") else (word[:-1],)


def _domains(name: str, lexicon: Lexicon) -> frozenset[str]:
    """Of the kinds of goods a name stands for, the sure ones where there are some."""
    kinds = [concept for concept in lexicon.of(name) if concept.kind == "product_type"]
    sure = [concept for concept in kinds if not lexicon.is_risky(name, concept)]
    return frozenset(concept.domain for concept in sure or kinds)
