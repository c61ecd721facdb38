"""Amounts of won in running text, read independently of the product's own grounding."""

import re

_DIGITS = r"\d{1,3}(?:,\d{3})+|\d+"
_MAN = re.compile(
    rf"(?P<man>\d+(?:\.\d+)?)\s*만\s*(?:(?P<cheon>\d+)\s*천\s*|(?P<rest>{_DIGITS})\s*)?(?:원|won)?",
    re.IGNORECASE,
)
_CHEON = re.compile(r"(?<![\d만])(\d+(?:\.\d+)?)\s*천\s*원")
_WON = re.compile(
    rf"(?:₩|KRW\s*)\s*({_DIGITS})(?![\d,]*\s*만)|({_DIGITS})\s*(?:원|won\b|KRW\b)", re.IGNORECASE
)
_BARE = re.compile(rf"(?<![\w.])({_DIGITS})(?![\d,.]*\d)")
_THOUSANDS = re.compile(r"(?<![\w.])(\d+(?:\.\d+)?)\s*k\b", re.IGNORECASE)


def amounts(text: str) -> set[int]:
    """Every amount written as money: 3,000원, 3만원, 2만 5천원, 4만5000원, ₩3,000, 3,000 won. A range like
    2~5만원 gives its upper end; bare numbers are not money."""
    found = set()
    for match in _MAN.finditer(text):
        rest = int(match["cheon"] or 0) * 1000 + _whole(match["rest"] or "0")
        found.add(round(float(match["man"]) * 10_000) + rest)
    remaining = _MAN.sub(" ", text)
    found |= {round(float(match[1]) * 1000) for match in _CHEON.finditer(remaining)}
    remaining = _CHEON.sub(" ", remaining)
    found |= {_whole(match[1] or match[2]) for match in _WON.finditer(remaining)}
    return found


def spoken(text: str) -> set[int]:
    """Every number a shopper's words may mean as money, bare ones, "30k" and range starts included."""
    found = amounts(text) | {_whole(match[1]) for match in _BARE.finditer(text)}
    found |= {round(float(match[1]) * 1000) for match in _THOUSANDS.finditer(text)}
    for match in re.finditer(r"(\d+)\s*[~\-–에서]+\s*(\d+)\s*만", text):
        found |= {int(match[1]) * 10_000, int(match[2]) * 10_000}
    found |= {value + 9_999 for value in found if value >= 10_000}
    return found | {value + 99_999 for value in found if value >= 100_000 and value % 100_000 == 0}


def _whole(digits: str) -> int:
    return int(digits.replace(",", ""))
