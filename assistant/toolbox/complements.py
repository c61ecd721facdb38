"""What goes with what, by the merchant's own rules."""

from collections.abc import Sequence

from assistant.domain.product import Product
from assistant.domain.store import ComplementRule

_STRENGTH = {"essential": 0, "recommended": 1}


def complements_of(products: Sequence[Product], rules: Sequence[ComplementRule]) -> list[ComplementRule]:
    """The rules that any of `products` triggers, essential ones first, else in the merchant's order."""
    found = [rule for rule in rules if any(_applies(rule, product) for product in products)]
    return sorted(found, key=lambda rule: _STRENGTH.get(rule.strength, 2))


def _applies(rule: ComplementRule, product: Product) -> bool:
    if rule.if_type == "sku":
        return any(variant.sku == rule.if_value for variant in product.variants)
    if rule.if_type == "handle":
        return product.product_id == rule.if_value
    return any(
        path == rule.if_value or path.startswith(f"{rule.if_value} > ") for path in product.category.both()
    )
