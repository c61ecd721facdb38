"""Offers as rows: one a SKU, beside the product's document, so prices and stock change cheaply."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest
from typing import Any

from assistant.domain.money import Money
from assistant.domain.product import Offer, Product, UnitPrice, Variant
from assistant.errors import BadRequest

_UNIT_CELLS = ("unit_price", "unit_base", "unit")
CELLS = ("price", "quantity", "list_price", "availability", "currency", "as_of", *_UNIT_CELLS)
COLUMNS = ("sku", "product_id", *CELLS)
NO_OFFER = Offer(price=None)
_MOST = 2**63
"""No number of an offer reaches it: a database would keep it as another one, or as none."""


def offer_row(product_id: str, variant: Variant) -> dict[str, Any]:
    """The row of one SKU. BadRequest when its amounts are in several currencies, or not finite."""
    cells = offer_cells(variant.sku, variant.offer)
    return {"sku": variant.sku, "product_id": product_id} | dict(zip_longest(CELLS, cells))


def offer_cells(sku: str, offer: Offer) -> tuple[Any, ...]:
    """What the CELLS of a row of `sku` hold; those of a unit price are left out where there is none.
    BadRequest as in `offer_row`."""
    price, was, unit, quantity = offer.price, offer.list_price, offer.unit_price, offer.quantity
    per = None if unit is None else unit.price
    money = price or was or per
    currency = None if money is None else money.currency
    if (was is not None and was.currency != currency) or (per is not None and per.currency != currency):
        mixed = ", ".join(sorted({each.currency for each in (price, was, per) if each is not None}))
        raise BadRequest(f"SKU {sku!r} mixes the currencies {mixed}; give its offer in one")
    minor = None if price is None else price.minor
    listed = None if was is None else was.minor
    numbers = (
        (minor, listed, quantity) if unit is None else (minor, listed, quantity, unit.price.minor, unit.base)
    )
    for number in numbers:
        if number is not None and not -_MOST <= number < _MOST:  # nor is NaN
            raise BadRequest(f"SKU {sku!r} has {number} in its offer; give a finite number, or none")
    cells = minor, quantity, listed, offer.availability, currency, offer.as_of
    return cells if unit is None else (*cells, unit.price.minor, float(unit.base), unit.unit)


def offer_of(cells: Sequence[Any]) -> Offer:
    """The offer that such cells hold."""
    price, quantity, list_price, availability, currency, as_of, *unit = cells
    return Offer(
        price=None if price is None else Money(price, currency),
        list_price=None if list_price is None else Money(list_price, currency),
        unit_price=UnitPrice(Money(unit[0], currency), *unit[1:]) if unit and unit[0] is not None else None,
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
