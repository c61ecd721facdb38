"""What a product may hold, or its title says, where no confirmed label tells."""

import re
from collections.abc import Iterable

from assistant.domain.allergen import LACTOSE
from assistant.domain.product import Product
from assistant.lexicon import Lexicon
from assistant.lexicon.allergens import keys_named
from assistant.lexicon.edible import edible
from assistant.lexicon.foods import INGREDIENTS, is_declared, names_food
from assistant.lexicon.lactose import made_for

_LACKS_BEFORE = re.compile(r"(?:\b(?:no|non|without|zero|free of)[\s-]|무)$")
_LACKS_AFTER = re.compile(r"s?[\s-]?(?:free\b|less\b|없는|없이|프리(?![가-힣])|무첨가)")


def avoided_in(product: Product, avoid: Iterable[str], lexicon: Lexicon) -> frozenset[str]:
    """Those of `avoid` the product may hold: allergens by `may_hold`, lactose by `holds_lactose`, other foods
    and materials where the record names them; empty when nothing is avoided."""
    keys = frozenset(avoid)
    declared = frozenset(filter(is_declared, keys))
    held = may_hold(product, lexicon) & declared if declared else frozenset()
    if LACTOSE in keys and holds_lactose(product, lexicon):
        held |= {LACTOSE}
    return held.union(key for key in keys - declared if names_food(product, key, lexicon))


def may_hold(product: Product, lexicon: Lexicon) -> frozenset[str]:
    """Allergen keys the label names or may name; of something edible without a confirmed label also those its
    name and its ingredients name."""
    label = product.allergens
    return label.contains | label.may_contain | _worded(product, lexicon)


def holds_lactose(product: Product, lexicon: Lexicon) -> bool:
    """Whether it holds milk, by its label or by its name and ingredients as in `may_hold`, and is not made
    for those who do not digest lactose. Traces of milk are too little to count."""
    holds = "milk" in product.allergens.contains | _worded(product, lexicon)
    return holds and not made_for(product)


def _worded(product: Product, lexicon: Lexicon) -> frozenset[str]:
    if product.allergens.status != "unknown" or not edible(product, lexicon):
        return frozenset()
    listed = (
        str(value)
        for name, values in product.attributes.items()
        if INGREDIENTS.search(name.lower())
        for value in values
    )
    return frozenset[str]().union(
        *(keys_named(words.lower(), made=True) for words in (*product.title.both(), *listed))
    )


def bears(title: str, word: str) -> bool:
    """Whether a lower-cased title says a word, a whole one in English (men's, not women's), otherwise than to
    deny it ("no palm oil", 끈 없는)."""
    said = re.escape(word.lower())
    pattern = rf"(?<![a-z]){said}(?:'?s|es)?(?![a-z])" if word.isascii() else said
    return any(
        not _LACKS_BEFORE.search(title, 0, found.start()) and not _LACKS_AFTER.match(title, found.end())
        for found in re.finditer(pattern, title)
    )
