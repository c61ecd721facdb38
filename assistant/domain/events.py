"""The events of a turn, in the shapes of the contract. Every door receives these and nothing else."""

from dataclasses import dataclass
from typing import Any, Literal

from assistant.domain.card import Card, Claim
from assistant.domain.dialogue import Constraint, Intent
from assistant.domain.money import Money
from assistant.domain.text import Language


@dataclass(frozen=True, slots=True)
class Understood:
    intent: Intent
    query: str
    language: Language
    constraints: tuple[Constraint, ...]
    references: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Status:
    tool: str
    message: str


@dataclass(frozen=True, slots=True)
class Products:
    """Cards in rank order; `total` counts all that fit; `relaxed` are the constraints they do not meet."""

    items: tuple[Card, ...]
    total: int
    relaxed: tuple[Constraint, ...] = ()


@dataclass(frozen=True, slots=True)
class ComparisonRow:
    name: str
    values: tuple[str, ...]
    differs: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    skus: tuple[str, ...]
    rows: tuple[ComparisonRow, ...]


@dataclass(frozen=True, slots=True)
class TextDelta:
    delta: str


@dataclass(frozen=True, slots=True)
class CartLineView:
    sku: str
    title: str
    quantity: int
    unit_price: Money | None
    line_total: Money | None


@dataclass(frozen=True, slots=True)
class CartView:
    """`total` is None when a line has no price or the currencies differ."""

    lines: tuple[CartLineView, ...]
    total: Money | None


@dataclass(frozen=True, slots=True)
class CartChanged:
    cart: CartView


@dataclass(frozen=True, slots=True)
class Suggestions:
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Receipts:
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Failure:
    code: str
    message: str
    retryable: bool


@dataclass(frozen=True, slots=True)
class Done:
    turn_id: str
    mind: Literal["embedded", "agent"]
    degraded: bool
    prompt_version: str
    latency_ms: int
    text: str


Event = (
    Understood
    | Status
    | Products
    | Comparison
    | TextDelta
    | CartChanged
    | Suggestions
    | Receipts
    | Failure
    | Done
)

_TYPES: dict[type, str] = {
    Understood: "understood",
    Status: "status",
    Products: "products",
    Comparison: "comparison",
    TextDelta: "text",
    CartChanged: "cart",
    Suggestions: "suggestions",
    Receipts: "receipts",
    Failure: "error",
    Done: "done",
}


def event_json(event: Event) -> dict[str, Any]:
    """The event as the contract's JSON object: plain dicts, lists, numbers and strings, `type` first."""
    return {"type": _TYPES[type(event)], **{name: plain(getattr(event, name)) for name in event.__slots__}}


def plain(value: Any) -> Any:
    """Any domain value as JSON-ready data: dataclasses by field, sets sorted, `origin` as the contract's
    `from`; absent optional fields of a card are left out."""
    if isinstance(value, Money):
        return {"minor": value.minor, "currency": value.currency}
    if isinstance(value, Constraint):
        return {
            "facet": value.facet,
            "op": value.op,
            "value": plain(value.value),
            "hard": value.hard,
            "from": value.origin,
        }
    if isinstance(value, Card):
        return _card(value)
    if isinstance(value, frozenset | set):
        return sorted(value)
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    if hasattr(value, "keys"):
        return {key: plain(value[key]) for key in value}
    if hasattr(value, "__slots__") and hasattr(value, "__dataclass_fields__"):
        return {name: plain(getattr(value, name)) for name in value.__dataclass_fields__}
    return value


def _card(card: Card) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "sku": card.sku,
        "product_id": card.product_id,
        "title": card.title,
        "price": plain(card.price),
        "brand": card.brand,
        "category": card.category,
        "availability": card.availability,
        "allergens": plain(card.allergens),
        "options": plain(card.options),
        "reason": plain(card.reason),
    }
    if card.list_price:
        shown["list_price"] = plain(card.list_price)
    if card.unit_price:
        shown["unit_price"] = plain(card.unit_price)
    if card.image:
        shown["image"] = card.image
    if card.store:
        store = {"id": card.store.store_id, "quantity": card.store.quantity, "aisle": card.store.aisle}
        shown["store"] = store | {"best_before": card.store.best_before} if card.store.best_before else store
    return shown
