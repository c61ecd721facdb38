"""The shop's own files beside the catalogue: stores, services, policies, reviews, rules, shoppers, events.

JSON arrays or JSON lines of objects with `_ko` / `_en` wordings, complements as CSV; the demo shop's files
show the shape. A record that lacks what it must have is a FeedError with file, number and field.
"""

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from assistant.domain.allergen import ALLERGENS, DIETS, LACTOSE
from assistant.domain.money import Money, exponent
from assistant.domain.shopper import Consents, Profile
from assistant.domain.store import ComplementRule, Hours, Policy, Review, Service, ServiceOption, Store
from assistant.domain.text import Text
from assistant.errors import FeedError
from catalog_ingest.formats.encoding import decode

Value = TypeVar("Value")
Record = Mapping[str, Any]


def read_stores(file: Path) -> list[Store]:
    """Stores, hours by weekday as {"mon": {"open": "10:00", "close": "22:00"}}; a missing day is closed."""
    return _read(file, _store)


def read_services(file: Path) -> list[Service]:
    """Services with options, prices and weekly slots by store."""
    return _read(file, _service)


def read_policies(file: Path) -> list[Policy]:
    """Questions and answers by topic."""
    return _read(
        file, lambda r: Policy(r["id"], r.get("topic", ""), _text(r, "question"), _text(r, "answer"))
    )


def read_reviews(file: Path) -> list[Review]:
    """Reviews, rating 1..5, with the language of their text."""
    return _read(file, _review)


def read_complements(file: Path) -> list[ComplementRule]:
    """Merchant rules: rule_id, if_type, if_value, then_type, then_value, strength, reason_ko, reason_en."""
    return _read(file, _rule)


def read_shoppers(file: Path) -> list[Profile]:
    """Shopper profiles. Allergens and diet only of those who consent to health data being kept."""
    return _read(file, _profile)


def read_events(file: Path) -> list[dict[str, Any]]:
    """Behaviour events: shopper_id, ts, type, and sku, quantity, store_id where they apply. A `store` called
    "web" is none."""
    return _read(file, _event)


def _read(file: Path, make: Callable[[Record], Value]) -> list[Value]:
    made = []
    for number, record in enumerate(_records(file), 1):
        try:
            made.append(make(record))
        except KeyError as error:
            raise FeedError(f"{file}: record {number}: {error.args[0]} is missing; write it") from error
        except (ValueError, TypeError, AttributeError) as error:
            raise FeedError(f"{file}: record {number}: {error}; correct it") from error
    return made


def _records(file: Path) -> Iterator[Record]:
    text = decode(file.read_bytes(), str(file))
    start = text.lstrip()[:1]
    try:
        if start == "[":
            yield from json.loads(text)
        elif start == "{":
            for line in text.split("\n"):
                if line.strip():
                    yield json.loads(line)
        else:
            yield from csv.DictReader(io.StringIO(text, newline=""))
    except json.JSONDecodeError as error:
        raise FeedError(f"{file}: line {error.lineno}: is not JSON ({error.msg}); correct it") from error


def _store(record: Record) -> Store:
    return Store(
        store_id=record["id"],
        name=_text(record, "name"),
        address=_text(record, "address"),
        latitude=float(record["latitude"]),
        longitude=float(record["longitude"]),
        hours=_hours(record["opening_hours"]),
        pickup_hours=_hours(record.get("pickup_hours") or {}),
        phone=record.get("phone", ""),
        open_24h=bool(record.get("open_24h", False)),
        parking_spaces=record.get("parking_spaces"),
        floors=record.get("floors"),
        services=tuple(record.get("services", ())),
    )


def _hours(record: Record) -> Hours:
    return {day: (span["open"], span["close"]) for day, span in record.items() if span}


def _service(record: Record) -> Service:
    options = record.get("options") or [{**record, "id": "standard"}]
    return Service(
        service_id=record["id"],
        name=_text(record, "name"),
        description=_text(record, "description"),
        category=record.get("category", ""),
        options=tuple(
            ServiceOption(o["id"], _text(o, "name"), int(o["duration_minutes"]), _money(o, "price"))
            for o in options
        ),
        booking_required=bool(record.get("booking_required", False)),
        stores=tuple(record["stores"]),
        slots={
            store: {day: tuple(slots) for day, slots in week.items() if slots}
            for store, week in (record.get("weekly_slots") or {}).items()
        },
    )


def _review(record: Record) -> Review:
    rating = int(record["rating"])
    if not 1 <= rating <= 5:
        raise ValueError(f"rating {rating} is not between 1 and 5")
    written = date.fromisoformat(record["date"])
    return Review(record["review_id"], record["sku"], rating, record["lang"], record["text"], written)


def _rule(record: Record) -> ComplementRule:
    for side in ("if_type", "then_type"):
        if record[side] not in ("category", "sku", "handle"):
            raise ValueError(f"{side} {record[side]!r} is not known; write category, sku or handle")
    return ComplementRule(
        rule_id=record["rule_id"],
        if_type=record["if_type"],
        if_value=record["if_value"],
        then_type=record["then_type"],
        then_value=record["then_value"],
        strength=record["strength"],
        reason=_text(record, "reason"),
    )


def _profile(record: Record) -> Profile:
    given = record.get("consents") or {}
    consents = Consents(
        health=given.get("health_data", False) is True,
        personalisation=given.get("personalisation", False) is True,
        marketing=given.get("marketing", False) is True,
    )
    diet = record.get("diet") or ()
    diets = {diet} if isinstance(diet, str) else set(diet)
    allergens = set(record.get("allergens") or ())
    if strange := (allergens - {*ALLERGENS, LACTOSE}) | (diets - set(DIETS)):
        raise ValueError(f"{sorted(strange)} is no known allergen or diet")
    budget = record.get("budget") or None
    return Profile(
        shopper_id=record["id"],
        name=_text(record, "display_name"),
        language=record.get("language"),
        allergens=frozenset(allergens if consents.health else ()),
        diet=frozenset(diets if consents.health else ()),
        dislikes=tuple(record.get("dislikes") or ()),
        max_spicy=record.get("max_spicy_level"),
        sizes={kind: str(size) for kind, size in (record.get("sizes") or {}).items()},
        colors=tuple(record.get("favourite_colors") or ()),
        brands=tuple(record.get("favourite_brands") or ()),
        budget=_money(budget, "amount") if budget else None,
        home_store=record.get("home_store"),
        household=(record.get("household") or {}).get("size"),
        consents=consents,
        guest=bool(record.get("guest", False)),
    )


def _event(record: Record) -> dict[str, Any]:
    event = {name: record[name] for name in ("shopper_id", "ts", "type")}
    store = record.get("store_id", record.get("store"))
    if store and store != "web":
        event["store_id"] = store
    for name in ("sku", "quantity", "zone", "session_id"):
        if record.get(name) is not None:
            event[name] = record[name]
    return event


def _text(record: Record, name: str) -> Text:
    """name_ko and name_en, or a bare name where the file has one wording."""
    return Text(record.get(f"{name}_ko") or record.get(name, ""), record.get(f"{name}_en") or "")


def _money(record: Record, name: str) -> Money:
    """price_krw: 25000, price_usd: 9.99: a whole number of major units, or exact decimals of them."""
    key = next((key for key in record if key.startswith(f"{name}_") and len(key) == len(name) + 4), None)
    if key is None:
        raise KeyError(f"{name}_krw")
    code = key[-3:].upper()
    return Money(round(record[key] * 10 ** exponent(code)), code)
