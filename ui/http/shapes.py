"""The shapes of the answers, for the API's documentation. Tests hold every real answer against them."""

from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from assistant.domain.text import Language


class Shape(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Problem(Shape):
    """RFC 9457. `code` is stable; `detail` names the value and the remedy."""

    type: str
    title: str
    status: int
    code: str
    detail: str
    errors: list[dict[str, str]] = []


class SessionOpened(Shape):
    session_id: str
    token: str
    expires_at: datetime
    language: Language


class MoneyOut(Shape):
    """`minor` units of an ISO 4217 currency: 1,000 won is 1000, $9.99 is 999."""

    minor: int
    currency: str


class UnitPriceOut(Shape):
    price: MoneyOut
    base: float
    unit: str


class AtStoreOut(Shape):
    id: str
    quantity: int
    aisle: str
    best_before: str | None = None


class AllergensOut(Shape):
    """With status "unknown" the lists say nothing; never read them as "free from"."""

    contains: list[str]
    may_contain: list[str]
    status: Literal["declared", "unknown"]


class ReasonOut(Shape):
    text: str
    signals: list[str]


class CardOut(Shape):
    sku: str
    product_id: str
    title: str
    price: MoneyOut | None
    list_price: MoneyOut | None = None
    unit_price: UnitPriceOut | None = None
    image: str | None = None
    brand: str
    category: str
    availability: Literal["in_stock", "out_of_stock", "preorder", "unknown"]
    store: AtStoreOut | None = None
    allergens: AllergensOut
    options: dict[str, str]
    reason: ReasonOut


class ConstraintOut(Shape):
    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    facet: str
    op: Literal["eq", "ne", "in", "not_in", "lt", "le", "gt", "ge"]
    value: str | int | float | bool | list[str]
    hard: bool
    origin: Literal["text", "profile", "session"] = Field(alias="from")


class TurnEvents(Shape):
    """Each event has a `type`: understood, status, products, comparison, text, cart, suggestions, receipts,
    error or done. As a stream, the `event:` name is the type and `data:` the same object."""

    events: list[dict[str, Any]]


class SessionSeen(Shape):
    session_id: str
    channel: str
    language: Language
    store_id: str | None
    created_at: datetime
    expires_at: datetime
    turns: list[Any]


class CartLineOut(Shape):
    sku: str
    title: str
    quantity: int
    unit_price: MoneyOut | None
    line_total: MoneyOut | None


class CartOut(Shape):
    """`total` is null when a line has no price."""

    lines: list[CartLineOut]
    total: MoneyOut | None


class UnderstoodOut(Shape):
    intent: str
    query: str
    language: Language
    constraints: list[ConstraintOut]
    references: list[str]


class ScoredCard(CardOut):
    score: float


class SearchOut(Shape):
    """`total` counts all that fit; `relaxed` are conditions the items do not meet."""

    items: list[ScoredCard]
    total: int
    relaxed: list[ConstraintOut]
    understood: UnderstoodOut


class TextOut(Shape):
    ko: str
    en: str


class OfferOut(Shape):
    sku: str
    price: MoneyOut | None
    list_price: MoneyOut | None
    unit_price: UnitPriceOut | None
    availability: Literal["in_stock", "out_of_stock", "preorder", "unknown"]
    quantity: int | None
    as_of: datetime | None
    options: dict[str, TextOut]
    gtin: str
    image: str
    aisle: str
    link: str


class StockOut(Shape):
    store_id: str
    sku: str
    quantity: int
    as_of: datetime
    aisle: str
    best_before: str | None


class ClaimOut(Shape):
    text: str
    record: str
    field: str
    value: str
    as_of: str
    sku: str | None


class ProductFacts(Shape):
    """`inferred`: what the feed left out and the title gave, by facet; never part of `attributes`."""

    product_id: str
    title: TextOut
    description: TextOut
    category: TextOut
    brand: TextOut
    attributes: dict[str, list[str | float | bool]]
    allergens: AllergensOut
    image: str
    popularity: float
    source: str
    inferred: dict[str, list[str]]


class ProductOut(Shape):
    """`offers` are all variants; `stock` is the asked SKU's, by store; `receipts` say whence each fact is."""

    sku: str
    card: CardOut
    product: ProductFacts
    offers: list[OfferOut]
    stock: list[StockOut]
    receipts: list[ClaimOut]


class StoreOut(Shape):
    """`distance_km` when a position was given. Hours by weekday mon..sun."""

    store_id: str
    name: TextOut
    address: TextOut
    latitude: float
    longitude: float
    distance_km: float | None = None
    hours: dict[str, list[str]]
    pickup_hours: dict[str, list[str]]
    phone: str
    open_24h: bool
    parking_spaces: int | None
    floors: int | None
    services: list[str]


class StoresOut(Shape):
    items: list[StoreOut]


class StoreStockOut(Shape):
    """SKUs the store does not carry are left out."""

    store_id: str
    items: list[StockOut]


class HealthOut(Shape):
    status: str


class ReadyOut(Shape):
    status: str
    catalog_version: int


PROBLEMS: dict[int | str, dict[str, Any]] = {
    "4XX": {
        "model": Problem,
        "content": {"application/problem+json": {}},
        "description": "The caller's mistake",
    },
    "5XX": {"model": Problem, "content": {"application/problem+json": {}}, "description": "Ours"},
}
