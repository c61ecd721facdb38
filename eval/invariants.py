"""What must hold on every turn of every conversation, whatever was said."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from eval.amounts import amounts, spoken
from eval.transcript import Turn
from eval.truth import Truth

_HANGUL = re.compile(r"[가-힣ㄱ-ㅎㅏ-ㅣ]")
_LATIN = re.compile(r"[A-Za-z]")
_SHORTENED = 36
"""Characters of a long title that a sentence holds at least."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in one turn. `cause` groups problems in the report; `detail` says what was seen."""

    cause: str
    detail: str


def invariants(
    turns: Sequence[Turn],
    truth: Truth,
    language: str,
    allergens: frozenset[str] = frozenset(),
    diet: frozenset[str] = frozenset(),
) -> Iterator[Problem]:
    """Problems of the last of `turns`. `language`: "ko", "en" or "any"; `allergens` and `diet`: what this
    shopper has told us that may be used."""
    turn = turns[-1]
    if turn.crashed:
        yield Problem("crashed", turn.crashed)
        return
    yield from _shape(turn)
    if language != "any" and (found := script(_own_words(turns))) != language:
        yield Problem("language", f"reply reads {found}, expected {language}: {_short(turn.reply)}")
    for card in turn.cards:
        yield from _record(card, truth)
        yield from _safe(card, truth, allergens, diet)
    yield from _cart(turn.cart, truth)
    yield from _money(turns)


def _own_words(turns: Sequence[Turn]) -> str:
    """The last reply without the titles of products seen or bought: they are quoted as the feed has them."""
    reply = turns[-1].reply
    titles = {str(card["title"]) for turn in turns for card in turn.cards}
    titles |= {str(line["title"]) for turn in turns for line in turn.cart["lines"] if line.get("title")}
    for title in sorted(titles, key=len, reverse=True):
        reply = reply.replace(title, " ").replace(title[:_SHORTENED], " ")
    return reply if _HANGUL.search(reply) or _LATIN.search(reply) else turns[-1].reply


def script(text: str) -> str:
    """The language a reply reads as, by its letters: "ko", "en", or "none" without any letter."""
    hangul, latin = len(_HANGUL.findall(text)), len(_LATIN.findall(text))
    if not hangul + latin:
        return "none"
    share = hangul / (hangul + latin)
    return "ko" if share >= 0.3 else "en" if share <= 0.2 else "mixed"


def _shape(turn: Turn) -> Iterator[Problem]:
    kinds = [event["type"] for event in turn.events]
    for event in turn.of("error"):
        yield Problem("error event", f"{event.get('code')}: {event.get('message')}")
    if kinds.count("done") != 1 or kinds[-1] != "done":
        yield Problem("no done", f"events were {kinds}")
    if turn.said and kinds[:1] != ["understood"]:
        yield Problem("understood first", f"events were {kinds[:4]}")
    if not turn.reply.strip():
        yield Problem("empty reply", f"events were {kinds}")
    if turn.streamed.split() != turn.reply.split():
        yield Problem("text and done differ", f"{_short(turn.streamed)} / {_short(turn.reply)}")
    if "products" in kinds and "text" in kinds and kinds.index("products") > kinds.index("text"):
        yield Problem("prose before products", f"events were {kinds}")
    for event in turn.of("products"):
        products = [card["product_id"] for card in event["items"]]
        if len(products) != len(set(products)):
            yield Problem("shown twice", str(products))


def _record(card: Mapping[str, Any], truth: Truth) -> Iterator[Problem]:
    sku = card["sku"]
    item = truth.items.get(sku)
    if item is None:
        yield Problem("unknown sku", sku)
        return
    if (card.get("price") or {}) != {"minor": item.price, "currency": item.currency}:
        yield Problem("price", f"{sku} shown at {card.get('price')}, the record says {item.price}")
    struck = (card.get("list_price") or {}).get("minor")
    if struck != item.list_price:
        yield Problem("list price", f"{sku} shown {struck}, the record says {item.list_price}")
    if not any(title in card["title"] or card["title"] in title for title in item.title):
        yield Problem("title", f"{sku} shown as {card['title']!r}, the record says {item.title}")
    if store := card.get("store"):
        held = item.stock.get(store["id"])
        if store["quantity"] != held:
            yield Problem(
                "stock", f"{sku} at {store['id']} shown {store['quantity']}, the record says {held}"
            )
        if store.get("aisle") and store["aisle"] != item.aisle:
            yield Problem("aisle", f"{sku} shown in {store['aisle']}, the record says {item.aisle}")


def _safe(
    card: Mapping[str, Any], truth: Truth, allergens: frozenset[str], diet: frozenset[str]
) -> Iterator[Problem]:
    item = truth.items.get(card["sku"])
    if item is None or not item.food:
        return
    if bad := item.allergens & allergens:
        yield Problem("allergen breach", f"{item.sku} {item.title[1]}: {', '.join(sorted(bad))}")
    if "vegan" in diet and item.vegan != "yes":
        yield Problem("diet breach", f"{item.sku} {item.title[1]} is not declared vegan")
    if "no_pork" in diet and "pork" in item.contains:
        yield Problem("diet breach", f"{item.sku} {item.title[1]} contains pork")
    shown = card.get("allergens") or {}
    if item.declared and frozenset(shown.get("contains", [])) != item.contains:
        yield Problem("allergens shown", f"{item.sku} shows {shown}, the record says {sorted(item.contains)}")
    if not item.declared and shown.get("status") != "unknown":
        yield Problem("allergens shown", f"{item.sku} is unknown in the record, shown {shown}")


def _cart(cart: Mapping[str, Any], truth: Truth) -> Iterator[Problem]:
    total = 0
    for line in cart["lines"]:
        item = truth.items.get(line["sku"])
        if item is None:
            yield Problem("unknown sku", f"cart holds {line['sku']}")
            return
        total += item.price * int(line["quantity"])
    if cart["lines"] and (cart.get("total") or {}).get("minor") != total:
        yield Problem("cart total", f"{cart.get('total')} where the lines make {total}")


def _money(turns: Sequence[Turn]) -> Iterator[Problem]:
    """Each amount in the reply has a receipt of this conversation, stands in the cart, bounds a
    constraint that holds, or was said by the shopper."""
    turn = turns[-1]
    backed = {0}
    for past in turns:
        backed |= spoken(past.said)
        for claim in past.claims:
            backed |= spoken(str(claim.get("text", ""))) | spoken(str(claim.get("value", "")))
    for constraint in turn.constraints:
        if isinstance(constraint.get("value"), int | float):
            backed.add(int(constraint["value"]))
    for line in turn.cart["lines"]:
        backed |= {(line.get(name) or {}).get("minor", 0) for name in ("unit_price", "line_total")}
    backed.add((turn.cart.get("total") or {}).get("minor", 0))
    if bare := amounts(turn.reply) - backed:
        yield Problem("money without receipt", f"{sorted(bare)} in {_short(turn.reply)}")


def _short(text: str, limit: int = 160) -> str:
    folded = " ".join(text.split())
    return folded if len(folded) <= limit else folded[: limit - 1] + "…"
