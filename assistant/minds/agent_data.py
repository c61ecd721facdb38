"""What tools tell a model: domain values as small dictionaries, amounts already written out."""

from assistant.domain.card import Card
from assistant.domain.events import CartView
from assistant.domain.money import Money
from assistant.toolbox.desk import Desk, Results


def found_data(found: Results, desk: Desk) -> dict[str, object]:
    """One search: how many fit, what was dropped, and the products."""
    return {
        "total": found.total,
        "relaxed": [f"{one.facet} {one.op} {one.value}" for one in found.relaxed],
        "products": [card_data(card, desk) for card in found.cards],
    }


def card_data(card: Card, desk: Desk) -> dict[str, object]:
    """One product as its card states it; allergens "unknown" when no label is on record."""
    label = desk.texts.label
    declared = card.allergens.status == "declared"
    return {
        "sku": card.sku,
        "title": card.title,
        "price": _money(card.price, desk),
        "list_price": _money(card.list_price, desk),
        "brand": card.brand,
        "category": card.category,
        "availability": card.availability,
        "options": dict(card.options),
        "store_quantity": card.store.quantity if card.store else None,
        "allergens": "declared" if declared else "unknown",
        "contains": [label("allergen", key) for key in sorted(card.allergens.contains)],
        "may_contain": [label("allergen", key) for key in sorted(card.allergens.may_contain)],
        "why": card.reason.text,
    }


def cart_data(view: CartView, desk: Desk) -> dict[str, object]:
    """The cart with its totals as the shopper reads them."""
    return {
        "lines": [
            {
                "sku": line.sku,
                "title": line.title,
                "quantity": line.quantity,
                "total": _money(line.line_total, desk),
            }
            for line in view.lines
        ],
        "total": _money(view.total, desk),
    }


def _money(amount: Money | None, desk: Desk) -> str | None:
    return amount.format(desk.language) if amount else None
