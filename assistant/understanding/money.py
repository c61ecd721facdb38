# ruff: noqa: E501 - patterns are data: one line each reads best
"""Sums of money as shoppers say them: $49.99, 3만 5천원, half a million won."""

import re
from collections.abc import Iterator
from decimal import Decimal

from assistant.domain.money import exponent
from assistant.understanding.numerals import DIGITS, ENGLISH_AMOUNT, KOREAN, count, digits, korean_number

SYMBOLS = {"₩": "KRW", "$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY"}
_NAMES = {
    "원": "KRW", "won": "KRW", "krw": "KRW", "달러": "USD", "불": "USD", "dollar": "USD", "buck": "USD",
    "usd": "USD", "유로": "EUR", "euro": "EUR", "eur": "EUR", "파운드": "GBP", "pound": "GBP", "gbp": "GBP",
    "quid": "GBP", "£ound": "GBP", "£운드": "GBP", "엔": "JPY", "yen": "JPY", "jpy": "JPY", "peso": "PHP", "페소": "PHP", "php": "PHP", "yuan": "CNY",
    "위안": "CNY", "rmb": "CNY", "cny": "CNY", "rupee": "INR", "루피": "INR", "inr": "INR", "baht": "THB",
    "바트": "THB", "thb": "THB", "ringgit": "MYR", "myr": "MYR", "rupiah": "IDR", "idr": "IDR", "vnd": "VND",
    "sgd": "SGD", "aud": "AUD", "cad": "CAD", "hkd": "HKD", "twd": "TWD", "chf": "CHF", "mxn": "MXN",
}  # fmt: skip
POUNDS = ("pounds", "pound", "파운드")
"""Money where the shop's is sterling, else a weight."""
_POUNDS = re.compile(
    rf"(?P<number>\d\s?|\b{ENGLISH_AMOUNT}\s|\ba\s|[일이삼사오육칠팔구십백천만]\s?)(?:p(?=ounds?\b)|파(?=운드(?![가-힣]*케)))"
)
_PESOS = frozenset({"PHP", "MXN", "ARS", "CLP", "COP", "UYU", "DOP"})
"""Pesos are those of the shop, where it has any."""
NAME = (
    r"원|won\b|krw\b|달러|불(?![가-힣])|dollars?\b|bucks?\b|usd\b|유로|euros?\b|eur\b|gbp\b|quid\b|£ounds?\b|£운드|엔(?![가-힣])|yen\b|jpy\b"
    r"|pesos?\b|페소|yuan\b|위안|rupees?\b|루피|baht\b|바트(?![가-힣])|ringgit\b|rupiah\b"
    r"|(?:php|rmb|cny|inr|thb|myr|idr|vnd|sgd|aud|cad|hkd|twd|chf|mxn)\b"
)
PLAIN = rf"(?:{DIGITS})(?:\s?(?:k|thousand|grand|million|mil)\b)?"
_SIGNED = rf"(?P<sign{{n}}>[₩$€£¥])\s?(?P<signed{{n}}>{PLAIN})"
_NAMED = rf"(?P<number{{n}}>{KOREAN}|{PLAIN}|\b(?:half an? |an? )?{ENGLISH_AMOUNT})\s?(?P<name{{n}}>{NAME})"
_MAN = rf"(?P<man{{n}}>{KOREAN})(?!\s?(?:개|명|평|권|장|대를|번|점|회|배))"
AMOUNT = rf"(?:{_SIGNED}|{_NAMED}|{_MAN})"
"""One sum; {n} stands for what its groups are called by."""

_SCALED = re.compile(r"([\d,.]+)\s?(k|thousand|grand|million|mil)?")


def pattern_of(text: str, **kinds: str) -> "re.Pattern[str]":
    """`text` with each <key> as the pattern given for it, its groups named by the key."""
    for key, kind in kinds.items():
        text = text.replace(f"<{key}>", kind.replace("{n}", key))
    return re.compile(text)


def in_pounds(low: str, currency: str) -> str:
    """`low` with its pounds marked as money where the shop's is sterling ("5 pounds" -> "5 £ounds"): as long as
    before, and the same elsewhere."""
    return _POUNDS.sub(r"\g<number>£", low) if currency == "GBP" else low


def amount_in(match: "re.Match[str]", n: str) -> tuple[Decimal | None, str]:
    """The amount of group set n and the currency it names, "" for none."""
    if match[f"signed{n}"]:
        return digits_k(match[f"signed{n}"]), SYMBOLS[match[f"sign{n}"]]
    if match[f"number{n}"]:
        name = match[f"name{n}"].lower()
        return number_said(match[f"number{n}"]), _NAMES.get(name) or _NAMES[name.rstrip("s")]
    return korean_number(match[f"man{n}"]), "KRW"


def number_said(text: str) -> Decimal | None:
    """A number in figures or in words of either language; None for none."""
    if re.search("[십백천만억]|^[일이삼사오육칠팔구]", text):
        return korean_number(text)
    if text[0].isalpha():
        value = count(text)
        return None if value is None else Decimal(value)
    return digits_k(text)


def digits_k(text: str) -> Decimal | None:
    """ "30k" -> 30000, "1,299.99" -> 1299.99."""
    match = _SCALED.fullmatch(text.strip())
    if match is None:
        counted = _hundreds(text) or count(text)
        return None if counted is None else Decimal(counted)
    value = digits(match[1])
    scale = {"": 1, "k": 1_000, "thousand": 1_000, "grand": 1_000}.get(match[2] or "", 1_000_000)
    return None if value is None else value * scale


def _hundreds(text: str) -> int | None:
    """ "two fifty" -> 250: hundreds and tens as people say prices; None for anything else."""
    first, _, rest = text.strip().lower().partition(" ")
    much, more = count(first), count(rest) if rest else None
    if much is None or more is None or not (1 <= much <= 9 and 10 <= more <= 99):
        return None
    return 100 * much + more


def is_foreign(code: str, currency: str) -> bool:
    """Whether the currency named is another than the shop's."""
    return bool(code) and code != currency and not (code == "PHP" and currency in _PESOS)


def minor(value: Decimal, currency: str) -> int:
    """In the currency's smallest units."""
    return int((value * 10 ** exponent(currency)).to_integral_value())


_SUM = pattern_of("<a>", a=AMOUNT)


def sums_in(low: str, currency: str) -> Iterator[tuple[int, int, int]]:
    """Every sum of the shop's own money that a lower-cased text names: minor units, start, end."""
    for match in _SUM.finditer(in_pounds(low, currency)):
        value, code = amount_in(match, "a")
        if value is not None and not is_foreign(code, currency):
            yield minor(value, currency), match.start(), match.end()
