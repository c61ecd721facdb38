"""Prices as feeds write them, read strictly into Money. A price that could be misread is an error."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from statistics import median
from typing import Any

from babel.numbers import is_currency

from assistant.domain.money import Money, exponent
from catalog_ingest.item import BadValue
from catalog_ingest.vocabulary import word_table

MAX_MINOR = 10**12
_AMOUNT = re.compile(
    r"(?P<before>[^\d.,]*?)\s?"
    r"(?P<number>(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?)"
    r"\s?(?P<after>[^\d.,]*)"
)
_SHARED_SIGNS = {"$": ("USD", "CAD", "AUD", "HKD", "TWD", "SGD", "NZD", "MXN"), "¥": ("JPY", "CNY")}


@dataclass(frozen=True, slots=True)
class Amount:
    """A number >= 0 and the currency written beside it: an ISO code, a shared sign ("$"), or ""."""

    number: Decimal
    sign: str = ""

    def money(self, currency: str) -> Money:
        """In integer minor units; `currency` holds where the amount names none. BadValue when it has
        more decimals than the currency, or is past MAX_MINOR."""
        code = self.currency(currency)
        minor = self.number.scaleb(exponent(code))
        if minor != minor.to_integral_value():
            whole = exponent(code)
            raise BadValue(
                f"has more decimals than {code} has", f"write {whole} of them, or name the currency"
            )
        if minor > MAX_MINOR:
            raise BadValue("is too large for a price", "write the price of one piece")
        return Money(int(minor), code)

    def currency(self, default: str) -> str:
        """The currency of this amount; `default` decides for none and for a sign that several share."""
        shared = _SHARED_SIGNS.get(self.sign)
        if shared:
            return default if default in shared else shared[0]
        return self.sign or default


def amount(value: Any) -> Amount:
    """`value` ("15,000원", "$9.99", "15000 KRW", 9.99) as an Amount.

    BadValue for all else: "12,00원", "1_000", "1 200,50", NaN, other digits than 0-9, negative amounts.
    """
    if isinstance(value, bool):
        raise _not_an_amount()
    if isinstance(value, int | float):
        return Amount(_number(value))
    text = str(value).strip()
    if text.isascii() and text.isdigit() and len(text) <= 15:
        return Amount(Decimal(text))
    if text.startswith("="):
        raise BadValue(
            "is a formula without a saved value", "save the file in the spreadsheet, or write the amount"
        )
    if re.match(r"\D*[-−–]", text) and re.search("[0-9]", text):
        raise BadValue("is negative", "write an amount of 0 or more")
    match = _AMOUNT.fullmatch(text)
    if match is None or not match["number"].isascii() or len(match["number"]) > 24:
        raise _not_an_amount()
    signs = {_sign(word) for word in (match["before"], match["after"]) if word.strip()}
    codes = signs - _SHARED_SIGNS.keys()
    shared = signs & _SHARED_SIGNS.keys()
    if len(codes) > 1 or any(code not in _SHARED_SIGNS[sign] for sign in shared for code in codes):
        raise BadValue("names two currencies", "write one, like 15000 KRW")
    sign = next(iter(codes or shared), "")
    return Amount(Decimal(match["number"].replace(",", "")), sign)


def _number(value: int | float) -> Decimal:
    if isinstance(value, float) and (value != value or value in (float("inf"), float("-inf"))):
        raise _not_an_amount()
    if value < 0:
        raise BadValue("is negative", "write an amount of 0 or more")
    if value > 1e15:
        raise BadValue("is too large for a price", "write the price of one piece")
    if isinstance(value, int):
        return Decimal(value)
    # A 32-bit 9.99 arrives as 9.989999771118164: what differs by less than that noise is the same price.
    near = round(value, 4)
    number = Decimal(repr(near if abs(near - value) <= 1e-6 * max(1.0, value) else value))
    return number.quantize(Decimal(1)) if number == number.to_integral_value() else number


def _sign(word: str) -> str:
    key = word.strip().strip("()[]").casefold()
    if key in _SHARED_SIGNS:
        return key
    if code := _words().get(key):
        return code
    if len(key) == 3 and known_currency(key):
        return key.upper()
    raise _not_an_amount()


@lru_cache(maxsize=1)
def _words() -> dict[str, str]:
    return {word: code for code, words in word_table("currencies") for word in words.split()}


@lru_cache(maxsize=512)
def known_currency(code: str) -> bool:
    """True for an ISO 4217 code, in any case."""
    return code.isascii() and code.upper() not in ("XXX", "XTS") and bool(is_currency(code.upper()))


def currency_word(word: str) -> str:
    """The ISO code a word stands for ("원", "USD", "usd"), "" when it is none."""
    key = word.strip().casefold()
    return _words().get(key, "") or (key.upper() if len(key) == 3 and known_currency(key) else "")


def _not_an_amount() -> BadValue:
    return BadValue(
        "is not an amount", "write it like 1200, 1,200 or 12.50, with an ISO currency if you like"
    )


def infer_currency(numbers: Iterable[Decimal], korean: bool) -> str:
    """The currency of prices that name none. `korean`: most titles hold Hangul. Mostly fractions: USD.
    Whole numbers: KRW under Korean titles, or from 100 up when written without decimals, else USD."""
    seen = list(numbers)
    fractions = sum(number != number.to_integral_value() for number in seen)
    decimals = sum(int(number.as_tuple().exponent) < 0 for number in seen)
    if fractions * 2 > len(seen) or (not korean and (fractions or decimals * 2 > len(seen))):
        return "USD"
    return "KRW" if korean or (seen and median(seen) >= 100) else "USD"
