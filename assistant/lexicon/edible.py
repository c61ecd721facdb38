"""Is this something eaten, drunk or put on the skin? Allergens and diet matter there, not on a bicycle."""

import re

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
_PARTS = re.compile(r"[\s·&/,]+")


def edible(product: Product, lexicon: Lexicon) -> bool:
    """Judged by the category, from the top of its path down: the first step the lexicon knows decides, whole
    steps before their words. A category nobody knows counts as edible, the safe side, as does none at all."""
    steps = [step for path in product.category.both() for step in path.split(" > ")]
    words = [word for step in steps for word in _PARTS.split(step)]
    for name in (*steps, *words):
        domains = {concept.domain for concept in lexicon.of(name) if concept.kind == "product_type"}
        if domains:
            return bool(domains & EDIBLE)
    return True
