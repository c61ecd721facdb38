"""Turns of before, from the contract's JSON back to what the page draws."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from assistant.domain.card import AtStore, Card, Claim, Reason
from assistant.domain.dialogue import Constraint
from assistant.domain.events import (
    Comparison,
    ComparisonRow,
    Done,
    Event,
    Failure,
    Products,
    Receipts,
    Suggestions,
    TextDelta,
    Understood,
)
from assistant.domain.money import Money
from assistant.domain.product import Allergens, UnitPrice
from ui.face.turn_view import TurnView

Json = Mapping[str, Any]


def recalled(history: Sequence[Json]) -> Iterator[TurnView]:
    """The turns worth drawing again, oldest first: those with words or products. Carts are read afresh,
    and only the newest turn keeps its suggestions."""
    for index, turn in enumerate(history):
        view = TurnView(key=str(turn["turn_id"]), language="ko", said=str(turn["said"]), done=True)
        for raw in turn["events"]:
            event = event_of(raw)
            if event and (index == len(history) - 1 or not isinstance(event, Suggestions)):
                view = view.add(event)
        if view.said or view.cards or view.comparison:
            yield view


def event_of(raw: Json) -> Event | None:
    """The event behind its JSON; None for kinds that leave no trace (status, cart)."""
    match raw["type"]:
        case "understood":
            constraints = tuple(_constraint(one) for one in raw["constraints"])
            references = tuple(raw["references"])
            return Understood(raw["intent"], raw["query"], raw["language"], constraints, references)
        case "products":
            relaxed = tuple(_constraint(one) for one in raw["relaxed"])
            return Products(tuple(_card(item) for item in raw["items"]), raw["total"], relaxed)
        case "comparison":
            rows = (ComparisonRow(row["name"], tuple(row["values"]), row["differs"]) for row in raw["rows"])
            return Comparison(tuple(raw["skus"]), tuple(rows))
        case "text":
            return TextDelta(raw["delta"])
        case "suggestions":
            return Suggestions(tuple(raw["items"]))
        case "receipts":
            return Receipts(tuple(Claim(**claim) for claim in raw["claims"]))
        case "error":
            return Failure(raw["code"], raw["message"], raw["retryable"])
        case "done":
            return Done(**{name: value for name, value in raw.items() if name != "type"})
    return None


def _constraint(raw: Json) -> Constraint:
    value = tuple(raw["value"]) if isinstance(raw["value"], list) else raw["value"]
    return Constraint(raw["facet"], raw["op"], value, raw["hard"], raw["from"])


def _money(raw: Json | None) -> Money | None:
    return Money(raw["minor"], raw["currency"]) if raw else None


def _card(raw: Json) -> Card:
    unit, store, allergens = raw.get("unit_price"), raw.get("store"), raw["allergens"]
    per_unit = _money(unit["price"]) if unit else None
    return Card(
        sku=raw["sku"],
        product_id=raw["product_id"],
        title=raw["title"],
        price=_money(raw["price"]),
        list_price=_money(raw.get("list_price")),
        unit_price=UnitPrice(per_unit, unit["base"], unit["unit"]) if unit and per_unit else None,
        image=raw.get("image", ""),
        brand=raw["brand"],
        category=raw["category"],
        availability=raw["availability"],
        store=AtStore(store["id"], store["quantity"], store["aisle"], store.get("best_before", ""))
        if store
        else None,
        allergens=Allergens(
            frozenset(allergens["contains"]), frozenset(allergens["may_contain"]), allergens["status"]
        ),
        options=raw["options"],
        reason=Reason(raw["reason"]["text"], tuple(raw["reason"]["signals"])),
    )
