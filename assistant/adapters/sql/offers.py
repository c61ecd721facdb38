"""Offers as rows: one a SKU, beside the product's document, so prices and stock change cheaply."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from assistant.domain.money import Money
from assistant.domain.product import Offer, Product, UnitPrice, Variant
from assistant.errors import BadRequest

CELLS = (
    "currency", "price", "list_price", "unit_price", "unit_base", "unit", "availability", "quantity", "as_of",
)  # fmt: skip
COLUMNS = ("sku", "product_id", *CELLS)
NO_OFFER = Offer(price=None)
_MOST = 2**63
"""No number of an offer reaches it: a database would keep it as another one, or as none."""


def offer_row(product_id: str, variant: Variant) -> dict[str, Any]:
    """The row of one SKU. BadRequest when its amounts are in several currencies, or not finite."""
    cells = offer_cells(variant.sku, variant.offer)
    return {"sku": variant.sku, "product_id": product_id} | dict(zip(CELLS, cells, strict=True))


def offer_cells(sku: str, offer: Offer) -> tuple[Any, ...]:
    """What the CELLS of a row of `sku` hold. BadRequest as in `offer_row`."""
    price, was, unit = offer.price, offer.list_price, offer.unit_price
    per = unit.price if unit else None
    currencies = {money.currency for money in (price, was, per) if money is not None}
    if len(currencies) > 1:
        raise BadRequest(
            f"SKU {sku!r} mixes the currencies {', '.join(sorted(currencies))}; give its offer in one"
        )
    minor = price.minor if price is not None else None
    was_minor = was.minor if was is not None else None
    per_minor = per.minor if per is not None else None
    base = unit.base if unit else None
    for number in (minor, was_minor, per_minor, base, offer.quantity):
        if number is not None and not -_MOST <= number < _MOST:  # nor is NaN
            raise BadRequest(f"SKU {sku!r} has {number} in its offer; give a finite number, or none")
    return (
        next(iter(currencies), None),
        minor,
        was_minor,
        per_minor,
        base,
        unit.unit if unit else None,
        offer.availability,
        offer.quantity,
        offer.as_of,
    )


def offer_of(row: Sequence[Any]) -> Offer:
    """The offer a row of COLUMNS holds."""
    _, _, currency, price, list_price, unit_price, base, unit, availability, quantity, as_of = row
    return Offer(
        price=None if price is None else Money(price, currency),
        list_price=None if list_price is None else Money(list_price, currency),
        unit_price=None if unit_price is None else UnitPrice(Money(unit_price, currency), base, unit),
        availability=availability,
        quantity=quantity,
        as_of=as_of,
    )


def without_offers(product: Product) -> Product:
    """`product` as its document keeps it."""
    return replace(product, variants=tuple(replace(each, offer=NO_OFFER) for each in product.variants))


def with_offers(product: Product, offers: dict[str, Offer]) -> Product:
    """`product` with the offers of its SKUs; a SKU without one has moved elsewhere and falls away."""
    return replace(
        product,
        variants=tuple(
            replace(each, offer=offers[each.sku]) for each in product.variants if each.sku in offers
        ),
    )
