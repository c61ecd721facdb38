"""What a product may hold where no confirmed label says it."""

from assistant.domain.product import Product
from assistant.lexicon import Lexicon
from assistant.lexicon.allergens import keys_named
from assistant.lexicon.edible import edible

INGREDIENTS = ("ingredients", "ingredients_ko", "ingredients_en")


def may_hold(product: Product, lexicon: Lexicon) -> frozenset[str]:
    """Allergen keys the label names or may name; of something edible without a confirmed label also those its
    name and its ingredients name."""
    label = product.allergens
    named = label.contains | label.may_contain
    if label.status != "unknown" or not edible(product, lexicon):
        return named
    listed = (str(value) for name in INGREDIENTS for value in product.attributes.get(name, ()))
    return named.union(*(keys_named(words.lower(), made=True) for words in (*product.title.both(), *listed)))
