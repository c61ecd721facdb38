"""What one SKU costs and whether it can be had: prices, unit price, quantity and availability."""

import re
from datetime import UTC, datetime
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Any

from assistant.domain.money import Money
from assistant.domain.product import Availability, UnitPrice
from catalog_ingest.amount import amount
from catalog_ingest.item import BadValue
from catalog_ingest.text import absent, plain
from catalog_ingest.vocabulary import word_table

MAX_QUANTITY = 10**9
_MEASURE = re.compile(r"(?P<number>[0-9][0-9,]*(?:\.[0-9]+)?)?\s*(?P<unit>[^\d\s.,()]+)\.?")
_BASE = {"g": Decimal(100), "ml": Decimal(100), "each": Decimal(1), "cm": Decimal(100)}


@lru_cache(maxsize=1)
def _states() -> dict[str, Availability]:
    return {word: state for state, words in word_table("availability") for word in words.split()}  # type: ignore[misc]


@lru_cache(maxsize=1)
def _units() -> dict[str, tuple[Decimal, str]]:
    """The factor and base unit of each unit's word."""
    table = word_table("units")
    return {word: (Decimal(factor), unit) for factor, unit, words in table for word in words.split()}


def availability(value: Any) -> Availability | None:
    """The state a word of either language names; None when it is no such word."""
    word = plain(value).rsplit("/", 1)[-1]
    return _states().get(re.sub(r"[\W_]+", "", word.casefold()))


def quantity(value: Any) -> int | None:
    """Units in stock from 7, "7", "1,234", "7개" or 7.0; None when the feed says nothing. BadValue else."""
    if absent(value):
        return None
    if isinstance(value, bool):
        raise _not_whole()
    text = plain(value).removesuffix("개").removesuffix("EA").strip()
    if re.fullmatch(r"-[0-9]+(?:\.0+)?", text):
        raise BadValue("is negative", "write 0 when none are left")
    if not re.fullmatch(r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,12})(?:\.0+)?", text, re.ASCII):
        raise _not_whole()
    units = int(Decimal(text.replace(",", "")))
    if units > MAX_QUANTITY:
        raise BadValue("is too large", f"write at most {MAX_QUANTITY:,}")
    return units


def prices(
    price: Money | None, sale: Money | None, listed: Money | None
) -> tuple[Money | None, Money | None]:
    """(price, list price) from what a feed names. A sale below the price is the price; a list price that
    is not above it says nothing and is dropped; a list price alone is the price."""
    regular = price or listed
    if sale is not None and regular is not None and _below(sale, regular):
        above = max(
            (m for m in (price, listed) if m is not None and m.currency == sale.currency), default=regular
        )
        return sale, above
    if regular is None:
        return sale, None
    return regular, listed if listed is not None and _below(regular, listed) else None


def sale_now(period: Any, now: datetime) -> bool:
    """Whether a sale with this period ("start/end", ISO 8601) holds at `now`; True without a readable one."""
    ends = [_instant(part) for part in plain(period).split("/")]
    if len(ends) != 2 or ends[0] is None or ends[1] is None:
        return True
    return ends[0] <= now <= ends[1]


def unit_price(price: Money, written: Any, content: Any, unit: Any, base: Any = None) -> UnitPrice | None:
    """The price of a base quantity: as `written` ("100g당 300원", "300원/100g"), else worked out from the
    net content for 100 g, 100 ml or 1 piece (or `base`); None when the feed gives neither."""
    if not absent(written) and (found := _written(plain(written), price.currency)):
        return found
    whole = measure(content, unit)
    if whole is None or whole[0] <= 0:
        return None
    if whole[1] == "each" and whole[0] == 1:
        return None
    wanted = measure(base, None) or (_BASE[whole[1]], whole[1])
    if wanted[1] != whole[1] or wanted[0] <= 0:
        return None
    minor = (Decimal(price.minor) * wanted[0] / whole[0]).quantize(Decimal(1), ROUND_HALF_UP)
    return UnitPrice(Money(int(minor), price.currency), float(wanted[0]), wanted[1]) if minor > 0 else None


def measure(value: Any, unit: Any) -> tuple[Decimal, str] | None:
    """A quantity in g, ml, cm or "each": ("1.5", "kg") is (1500, "g"); None when it is not one."""
    if absent(value):
        return None
    text = (
        plain(value)
        if absent(unit) or re.search(r"[^\d.,\s]", plain(value))
        else f"{plain(value)} {plain(unit)}"
    )
    match = _MEASURE.fullmatch(text.strip())
    known = _units().get(match["unit"].casefold()) if match else None
    if match is None or known is None:
        return None
    return Decimal((match["number"] or "1").replace(",", "")) * known[0], known[1]


def _written(text: str, currency: str) -> UnitPrice | None:
    match = re.fullmatch(r"(?P<base>.+?)\s*당\s*(?P<price>.+)", text) or re.fullmatch(
        r"(?P<price>.+?)\s*(?:/|\bper\b)\s*(?P<base>.+)", text
    )
    base = measure(match["base"], None) if match else None
    if match is None or base is None or base[0] <= 0:
        return None
    try:
        money = amount(match["price"]).money(currency)
    except BadValue:
        return None
    return UnitPrice(money, float(base[0]), base[1]) if money.currency == currency else None


def _below(one: Money, other: Money) -> bool:
    return one.currency == other.currency and one.minor < other.minor


def _instant(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _not_whole() -> BadValue:
    return BadValue("is not a whole number", "write how many pieces there are, or leave it empty")
