"""Searches and products as the contract's JSON, for the HTTP door and the command line alike."""

import json
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from assistant.assistant import ProductAnswer, SearchAnswer
from assistant.domain.dialogue import Constraint
from assistant.domain.events import plain
from assistant.errors import BadRequest

_FACETS = {"allergens": "allergen"}
"""Facets by what a card calls them."""


def conditions(
    facets: Sequence[str], separator: str, *, min_price: int | None = None, max_price: int | None = None
) -> tuple[Constraint, ...]:
    """Hard constraints of "name<separator>value" pairs and prices in minor units. Of several values of one
    facet any will do. BadRequest names a pair that is none."""
    values: dict[str, list[str]] = {}
    for pair in facets:
        name, mark, value = (part.strip() for part in pair.partition(separator))
        if not (mark and name and value):
            raise BadRequest(f"facet {pair[:60]!r} is not name{separator}value; write color{separator}black")
        values.setdefault(_FACETS.get(name, name), []).append(value)
    chosen = [
        Constraint(name, "eq", given[0]) if len(given) == 1 else Constraint(name, "in", tuple(given))
        for name, given in values.items()
    ]
    if min_price is not None:
        chosen.append(Constraint("price", "ge", min_price))
    if max_price is not None:
        chosen.append(Constraint("price", "le", max_price))
    return tuple(chosen)


def search_json(found: SearchAnswer) -> dict[str, Any]:
    """The contract's search object: scored cards, best first, and what was understood."""
    request = found.request
    return {
        "items": [
            {**plain(card), "score": round(float(score), 6)}
            for card, score in zip(found.cards, found.scores, strict=True)
        ],
        "total": found.total,
        "relaxed": plain(found.relaxed),
        "understood": {
            "intent": request.intent,
            "query": request.query,
            "language": request.language,
            "constraints": plain(request.constraints),
            "references": plain(request.references),
        },
    }


def product_json(sku: str, found: ProductAnswer) -> dict[str, Any]:
    """The contract's product object."""
    facts = plain(found.product)
    offers = [
        {**plain(variant.offer), **{name: value for name, value in plain(variant).items() if name != "offer"}}
        for variant in found.product.variants
    ]
    return {
        "sku": sku,
        "card": plain(found.card),
        "product": {name: value for name, value in facts.items() if name != "variants"},
        "offers": offers,
        "stock": plain(found.stock),
        "receipts": plain(found.claims),
    }


def to_json(value: Any, indent: int | None = None) -> str:
    """The JSON text of domain values. Not a number and infinity are refused (ValueError), never written."""
    return json.dumps(plain(value), ensure_ascii=False, allow_nan=False, default=_time, indent=indent)


def _time(value: object) -> str:
    if isinstance(value, date | datetime):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no JSON form here")
