"""What a product may hold where no confirmed label says it."""

import re

from assistant.domain.product import Product
from assistant.lexicon import Lexicon
from assistant.lexicon.allergens import keys_named
from assistant.lexicon.edible import edible

_INGREDIENTS = re.compile(r"ingredient|원재료|원료|재료명|^(?:전\s?)?성분(?:명|표)?$")
"""Headings under which feeds list what a product is made of."""


def may_hold(product: Product, lexicon: Lexicon) -> frozenset[str]:
    """Allergen keys the label names or may name; of something edible without a confirmed label also those its
    name and its ingredients name."""
    label = product.allergens
    named = label.contains | label.may_contain
    if label.status != "unknown" or not edible(product, lexicon):
        return named
    listed = (
        str(value)
        for name, values in product.attributes.items()
        if _INGREDIENTS.search(name.lower())
        for value in values
    )
    return named.union(*(keys_named(words.lower(), made=True) for words in (*product.title.both(), *listed)))
