"""What a browser sends, checked: every field is the client's and may be anything."""

import re
from collections.abc import Mapping
from typing import Any

from assistant.domain.action import Action
from assistant.domain.cart import MAX_QUANTITY
from assistant.domain.text import LANGUAGES, Language
from assistant.errors import BadRequest

CART_CLICKS = frozenset({"cart_add", "cart_set", "cart_remove"})
TURN_CLICKS = frozenset({"constraint_remove", "more", "compare", "details"})
MOST_COMPARED = 4
_LONGEST = 300
_KEY = re.compile(r"[a-z0-9-]{1,40}")


def cart_click(payload: Mapping[str, Any]) -> Action:
    """An add, set or remove; BadRequest for anything else."""
    return Action(
        type=_one_of(payload, CART_CLICKS),
        sku=_text(payload, "sku", required=True),
        quantity=_quantity(payload.get("quantity", 1)),
    )


def turn_click(payload: Mapping[str, Any]) -> Action:
    """A click that is answered in the conversation; BadRequest for anything else."""
    kind = _one_of(payload, TURN_CLICKS)
    if kind == "compare":
        return Action(type=kind, skus=_skus(payload))
    if kind == "constraint_remove":
        return Action(type=kind, facet=_text(payload, "facet", required=True), value=_text(payload, "value"))
    return Action(type=kind, sku=_text(payload, "sku", required=kind == "details"))


def said(payload: Mapping[str, Any]) -> str:
    """The shopper's own words, as sent; "" when there are none."""
    return _whole(payload.get("text", ""))


def label(payload: Mapping[str, Any]) -> str:
    """What the pressed button said, for the shopper's side of the conversation; cut where it is long."""
    return _whole(payload.get("said", ""))[:_LONGEST]


def key(payload: Mapping[str, Any], otherwise: str) -> str:
    """The page's own name for this turn, or `otherwise` when it is not one of ours."""
    given = payload.get("key")
    return given if isinstance(given, str) and _KEY.fullmatch(given) else otherwise


def language(value: object) -> Language:
    """A language we speak; BadRequest otherwise."""
    for known in LANGUAGES:
        if value == known:
            return known
    raise BadRequest(f"language {value!r} is not known; send ko or en")


def choice(payload: Mapping[str, Any], known: Mapping[str, str]) -> str | None:
    """The picked id, None for "no particular one"; BadRequest when it is not among `known`."""
    value = _text(payload, "value")
    if value and value not in known:
        raise BadRequest(f"{value!r} is not one of the choices; pick one from the list")
    return value or None


def rating(payload: Mapping[str, Any]) -> tuple[str, str]:
    """(turn id, "up" or "down"); BadRequest otherwise."""
    return _text(payload, "turn", required=True), _one_of(payload, frozenset({"up", "down"}), "rating")


def _one_of(payload: Mapping[str, Any], known: frozenset[str], field: str = "type") -> Any:
    value = payload.get(field)
    if isinstance(value, str) and value in known:
        return value
    raise BadRequest(f"{field} {str(value)[:40]!r} is not known; send one of {', '.join(sorted(known))}")


def _text(payload: Mapping[str, Any], field: str, *, required: bool = False) -> str:
    value = payload.get(field, "")
    if not isinstance(value, str) or len(value) > _LONGEST or (required and not value):
        raise BadRequest(f"{field} must be a text of at most {_LONGEST} characters; reload the page")
    return _whole(value)


def _quantity(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= MAX_QUANTITY:
        raise BadRequest(f"quantity {str(value)[:20]!r} is not a whole number from 0 to {MAX_QUANTITY}")
    return value


def _skus(payload: Mapping[str, Any]) -> tuple[str, ...]:
    value = payload.get("skus")
    if not isinstance(value, list) or not 2 <= len(value) <= MOST_COMPARED:
        raise BadRequest(f"a comparison takes 2 to {MOST_COMPARED} products")
    return tuple(_text({"sku": sku}, "sku", required=True) for sku in value)


def _whole(value: object) -> str:
    """A text with halves of characters, which JSON can carry and UTF-8 cannot, as U+FFFD; "" for no text."""
    if not isinstance(value, str):
        return ""
    return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
