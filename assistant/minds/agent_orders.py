"""What the shopper's own words ask of the cart. Code reads it from their utterance; no model can widen it."""

from collections.abc import Mapping

from assistant.domain.cart import MAX_QUANTITY
from assistant.toolbox.desk import Desk


def orders(desk: Desk) -> Mapping[str, int]:
    """SKU -> units the cart shall hold of it when the turn is over, as this utterance asks and the stock
    allows; empty when it asks for no change, or for one of a product nobody has pointed at yet.

    To be read before the first write of the turn: an "add one" counts from what the cart held then.
    """
    request, cart = desk.request, desk.session.cart
    asked: dict[str, int] = {}
    if request.intent == "cart_add":
        for sku in request.references:
            asked[sku] = cart.quantity(sku) + (request.quantity or 1)
    elif request.intent == "cart_change":
        held = [line.sku for line in cart.lines]
        named = [sku for sku in request.references if sku in held]
        if not request.references and not request.query and len(held) == 1:
            named = held
        asked = dict.fromkeys(named, request.quantity or 0)
    return {
        sku: _in_stock(desk, sku, quantity) for sku, quantity in asked.items() if quantity <= MAX_QUANTITY
    }


def _in_stock(desk: Desk, sku: str, quantity: int) -> int:
    product = desk.product(sku)
    stock = product.variant(sku).offer.quantity if product else None
    return quantity if stock is None else min(quantity, max(stock, desk.session.cart.quantity(sku)))
