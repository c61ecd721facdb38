"""What a shopper sees of a product, and the receipts behind it."""

from collections.abc import Mapping
from dataclasses import dataclass

from assistant.domain.money import Money
from assistant.domain.product import Allergens, Availability, UnitPrice


@dataclass(frozen=True, slots=True)
class Reason:
    """Why this product is here: one line for the shopper and the signals behind it (names, not weights)."""

    text: str = ""
    signals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AtStore:
    store_id: str
    quantity: int
    aisle: str = ""
    best_before: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """One product in one language, every field read from the record. Money is exact; "" or None is absent."""

    sku: str
    product_id: str
    title: str
    price: Money | None
    list_price: Money | None
    unit_price: UnitPrice | None
    image: str
    brand: str
    category: str
    availability: Availability
    store: AtStore | None
    allergens: Allergens
    options: Mapping[str, str]
    reason: Reason = Reason()


@dataclass(frozen=True, slots=True)
class Claim:
    """A receipt: `text` as the shopper reads it, from `field` of `record` (offer:SKU, stock:STORE/SKU,
    policy:ID, ...), whose value was `value` at `as_of` (ISO 8601, "" when the record has no time)."""

    text: str
    record: str
    field: str
    value: str
    as_of: str = ""
    sku: str | None = None
