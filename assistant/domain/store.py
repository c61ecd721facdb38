"""Stores, the stock on their shelves, services, policies and reviews: the shop's facts besides products."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from assistant.domain.money import Money
from assistant.domain.text import Text

Hours = Mapping[str, tuple[str, str]]
"""Opening and closing time by weekday mon..sun, "HH:MM", "24:00" for midnight; a missing day is closed."""


@dataclass(frozen=True, slots=True)
class Store:
    store_id: str
    name: Text
    address: Text
    latitude: float
    longitude: float
    hours: Hours
    pickup_hours: Hours
    phone: str = ""
    open_24h: bool = False
    parking_spaces: int | None = None
    floors: int | None = None
    services: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StockLevel:
    """Units of one SKU on the shelf of one store, as of a time."""

    store_id: str
    sku: str
    quantity: int
    as_of: datetime
    aisle: str = ""
    best_before: date | None = None


@dataclass(frozen=True, slots=True)
class ServiceOption:
    option_id: str
    name: Text
    minutes: int
    price: Money


@dataclass(frozen=True, slots=True)
class Service:
    """Something a store does for a shopper. `stores` are ids; `slots` are start times, or ranges
    "10:00-20:00", by store id and weekday."""

    service_id: str
    name: Text
    description: Text
    category: str
    options: tuple[ServiceOption, ...]
    booking_required: bool
    stores: tuple[str, ...]
    slots: Mapping[str, Mapping[str, tuple[str, ...]]]


@dataclass(frozen=True, slots=True)
class Policy:
    policy_id: str
    topic: str
    question: Text
    answer: Text


@dataclass(frozen=True, slots=True)
class Review:
    """One shopper's words on a SKU, in one language; `rating` 1..5."""

    review_id: str
    sku: str
    rating: int
    language: str
    text: str
    written: date


@dataclass(frozen=True, slots=True)
class ComplementRule:
    """A merchant's rule: who buys `if_value` also needs `then_value`. Types: category, sku, handle
    (a product id). A category covers the path and everything below it."""

    rule_id: str
    if_type: str
    if_value: str
    then_type: str
    then_value: str
    strength: str
    reason: Text
