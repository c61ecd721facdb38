"""Every other column of a feed as typed attributes: numbers, yes and no, words, lists and nested JSON."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from assistant.domain.product import Attribute
from catalog_ingest.headers import meaning
from catalog_ingest.text import absent, checked, unmarked

FLAGS = frozenset({"vegan", "vegetarian", "gluten_free", "halal", "no_pork", "organic"})
LONGEST = 20_000
MOST_VALUES = 64
_YES = frozenset(
    {"y", "yes", "true", "1", "o", "○", "예", "네", "유", "있음", "해당", "인증", "certified", "1.0"}
)
_NO = frozenset(
    {"n", "no", "false", "0", "x", "×", "아니오", "아니요", "무", "없음", "미해당", "비해당", "미인증", "0.0"}
)
_NUMBER = re.compile(
    r"[+-]?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,10})?|[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]+)?", re.ASCII
)
_YES_NO_HEADING = re.compile(r"여부$|^(?:is|has)[_ A-Z]")
_IDENTIFIER = re.compile(
    r"(?:^|[^a-z])(?:gtin|ean|upc|isbn|mpn)(?:[_ ]?(?:8|12|13|14))?$"
    r"|(?:code|코드|serial|phone|번호|number|_no)$",
    re.IGNORECASE,
)
"""Headings of digits that count nothing: they stay as they are written."""
_DEPTH = 3


def attributes(raw: Mapping[str, Any]) -> dict[str, tuple[Attribute, ...]]:
    """Typed values by attribute name, in the feed's order; what says nothing is left out. BadValue (with the
    name in front) for one past LONGEST characters or with broken characters.

    "12" is the number 12.0; "007" and whatever stands under barcode or code stay text; TRUE is True; Y under
    a yes/no heading is True; diet flags become "yes", "no" or "unknown"; "a|b" is two values; {"width": 3}
    under "size_cm" is "size_cm_width".
    """
    typed: dict[str, tuple[Attribute, ...]] = {}
    for heading, value in raw.items():
        for name, values in _flat(heading, value, _DEPTH):
            if values:
                typed[name] = merged(typed[name], values) if name in typed else values
    return typed


def merged(first: Iterable[Attribute], then: Iterable[Attribute]) -> tuple[Attribute, ...]:
    """Both value lists as one, each value once, at most MOST_VALUES."""
    seen = {(type(value), value): value for value in (*first, *then)}
    return tuple(seen.values())[:MOST_VALUES]


def flag(value: Any) -> str:
    """ "yes", "no" or "unknown" for a declaration in either language; anything unreadable is unknown."""
    word = str(value).strip().casefold()
    return "yes" if word in _YES else "no" if word in _NO else "unknown"


def _flat(heading: str, value: Any, depth: int) -> Iterator[tuple[str, tuple[Attribute, ...]]]:
    found = meaning(heading)
    name = found.name if found.kind == "attribute" else heading
    if name in FLAGS:
        if not absent(value):
            yield name, (flag(value),)
    elif absent(value):
        return
    elif isinstance(value, dict):
        if name == "rating":
            yield from _rating(value)
        elif depth:
            for key, inner in value.items():
                yield from _flat(f"{heading}_{key}", inner, depth - 1)
    elif isinstance(value, list):
        yield from _listed(heading, name, value, depth)
    else:
        yield name, tuple(v for part in _parts(value) if (v := _typed(heading, part)) is not None)


def _listed(
    heading: str, name: str, values: list[Any], depth: int
) -> Iterator[tuple[str, tuple[Attribute, ...]]]:
    """A list of scalars is many values. A list of {name, value} is attributes of those names. A list of other
    records (reviews, offers) is counted: what people wrote there is not a fact about the product."""
    records = [entry for entry in values if isinstance(entry, dict)]
    if not records:
        plain = [
            v for entry in values if not isinstance(entry, list) and (v := _typed(heading, entry)) is not None
        ]
        yield name, tuple(plain[:MOST_VALUES])
        return
    named = [
        (entry.get("name", entry.get("key")), entry.get("value", entry.get("values"))) for entry in records
    ]
    if depth and all(isinstance(key, str) and value is not None for key, value in named):
        for key, value in named:
            yield from _flat(str(key), value, depth - 1)
    else:
        yield f"{name.removesuffix('s')}_count", (float(len(records)),)


def _rating(value: Mapping[str, Any]) -> Iterator[tuple[str, tuple[Attribute, ...]]]:
    for keys, name in (
        (("rate", "average", "value", "ratingValue", "score"), "rating"),
        (("count", "total", "ratingCount", "reviewCount"), "review_count"),
    ):
        number = next((value[key] for key in keys if key in value), None)
        if isinstance(number, int | float) and not isinstance(number, bool):
            yield name, (float(number),)


def _parts(value: Any) -> list[Any]:
    if isinstance(value, str) and "|" in value and len(value) <= LONGEST:
        return [part for part in value.split("|") if part.strip()]
    return [value]


def _typed(heading: str, value: Any) -> Attribute | None:
    if absent(value):
        return None
    if isinstance(value, bool):
        return value
    if isinstance(value, int | float) and _IDENTIFIER.search(heading):
        return f"{value:.0f}" if float(value).is_integer() else str(value)
    if isinstance(value, int | float):
        return float(value) if abs(value) < 1e300 else None
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == datetime.min.time() else value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    text = checked(unmarked(value), LONGEST, tidy=True)
    if not text:
        return None
    if text.casefold() in ("true", "false"):
        return text.casefold() == "true"
    if _YES_NO_HEADING.search(heading) and flag(text) != "unknown":
        return flag(text) == "yes"
    if _NUMBER.fullmatch(text) and not _IDENTIFIER.search(heading):
        return float(text.replace(",", ""))
    return text


def json_attributes(value: Any) -> dict[str, Any] | None:
    """The object in a cell that holds one as JSON text; None when it holds no object."""
    if isinstance(value, dict):
        return value
    if not isinstance(value, str) or not value.lstrip().startswith("{"):
        return None
    try:
        found = json.loads(value)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None
