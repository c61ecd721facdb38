"""What goes with what, by the merchant's own rules."""

from collections.abc import Sequence

from assistant.domain.product import Product
from assistant.domain.store import ComplementRule

_STRENGTH = {"essential": 0, "recommended": 1}


def complements_of(products: Sequence[Product], rules: Sequence[ComplementRule]) -> list[ComplementRule]:
    """The rules that any of `products` triggers, essential ones first, else in the merchant's order."""
    found = [rule for rule in rules if any(_applies(rule, product) for product in products)]
    return sorted(found, key=lambda rule: _STRENGTH.get(rule.strength, 2))


def covers(rule: ComplementRule, product: Product) -> bool:
    """Is `product` among what the rule says goes with it?"""
    return _is(rule.then_type, rule.then_value, product)


def _applies(rule: ComplementRule, product: Product) -> bool:
    return _is(rule.if_type, rule.if_value, product)


def _is(kind: str, value: str, product: Product) -> bool:
    if kind == "sku":
        return any(variant.sku == value for variant in product.variants)
    if kind == "handle":
        return product.product_id == value
    return any(path == value or path.startswith(f"{value} > ") for path in product.category.both())
