"""Products, their variants, and what is offered."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import Literal

from assistant.domain.money import Money
from assistant.domain.text import Text

Availability = Literal["in_stock", "out_of_stock", "preorder", "unknown"]
Attribute = str | float | bool
NO_ATTRIBUTES: Mapping[str, tuple[Attribute, ...]] = MappingProxyType({})
NO_INFERRED: Mapping[str, tuple[str, ...]] = MappingProxyType({})
NO_OPTIONS: Mapping[str, Text] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class UnitPrice:
    """Price of a base quantity: 300 won per 100 g is UnitPrice(Money(300, "KRW"), 100, "g")."""

    price: Money
    base: float
    unit: str


@dataclass(frozen=True, slots=True)
class Offer:
    """What one SKU costs now. `price` is None when the feed names none; `quantity` is the shop's total
    stock, None when unknown; `as_of` is when the merchant's record was read."""

    price: Money | None
    list_price: Money | None = None
    unit_price: UnitPrice | None = None
    availability: Availability = "unknown"
    quantity: int | None = None
    as_of: datetime | None = None


@dataclass(frozen=True, slots=True)
class Allergens:
    """Allergen keys of domain.allergen. With status "unknown" both sets say nothing: never "free from"."""

    contains: frozenset[str] = frozenset()
    may_contain: frozenset[str] = frozenset()
    status: Literal["declared", "unknown"] = "unknown"


@dataclass(frozen=True, slots=True)
class Variant:
    """One SKU a shopper can buy. `options` are what sets it apart (color, size); empty for a product sold
    in one form. `image` and `aisle` may be ""."""

    sku: str
    offer: Offer
    options: Mapping[str, Text] = field(default_factory=lambda: NO_OPTIONS)
    gtin: str = ""
    image: str = ""
    aisle: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Product:
    """A parent with one or more variants. `category` is a path "A > B > C". `attributes` are typed values
    by the feed's own name, in the feed's order; `popularity` >= 0, 0 when unknown; `source` is the feed.
    `inferred`: values by facet that the feed left out and the title gave ("category" and "brand" may be among
    them). They filter and rank; they are never told as facts, and never say anything of allergens or diet."""

    product_id: str
    title: Text
    variants: tuple[Variant, ...]
    description: Text = Text()
    category: Text = Text()
    brand: Text = Text()
    attributes: Mapping[str, tuple[Attribute, ...]] = field(default_factory=lambda: NO_ATTRIBUTES)
    allergens: Allergens = Allergens()
    image: str = ""
    popularity: float = 0.0
    source: str = ""
    inferred: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: NO_INFERRED)

    def variant(self, sku: str) -> Variant:
        """The variant with `sku`; KeyError when this product has none such."""
        for variant in self.variants:
            if variant.sku == sku:
                return variant
        raise KeyError(sku)
