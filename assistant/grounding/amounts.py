# ruff: noqa: E501 - patterns are data: one line each reads best
"""Numbers as Koreans and English speakers write them: amounts of money, percentages, bare numbers."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

_D = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
_S = "[일이삼사오육칠팔구]"
_SMALL = rf"(?:(?:{_D}|{_S})?\s?[천백십]\s?)"
_GROUP = rf"(?:{_SMALL}+(?:{_D}|{_S})?|{_D}|{_S})"
_KO = (
    rf"(?:(?:{_GROUP}\s?억\s?)(?:(?:{_GROUP})?\s?만\s?)?(?:{_GROUP})?"
    rf"|(?:{_GROUP})?\s?만\s?(?:{_GROUP})?|{_GROUP})"
)
_UNIT = (
    r"(?P<won>원(?!하|형|목|단|산|료|서|래|피스|터치|두|데이|룸|고|인)|won(?![a-z])|krw(?![a-z]))"
    r"|(?P<dollar>달러|불(?=\s|$|[.,!?)~]|이|은|에|짜|로|까|대|정)"
    r"|dollars?(?![a-z])|bucks(?![a-z])|usd(?![a-z])|\$(?!\s?\d))"
    r"|(?P<euro>유로|euros?(?![a-z])|eur(?![a-z])|€(?!\s?\d))|(?P<yen>엔(?=이에|짜"
    r"|정도|대|입)|yen(?![a-z])|jpy(?![a-z]))|(?P<pound>gbp(?![a-z])|£(?!\s?\d))"
    r"|(?P<yuan>위안|yuan(?![a-z])|cny(?![a-z]))|(?P<cent>cents?(?![a-z])|센트|¢)"
    r"|(?P<percent>%|퍼센트|프로(?!그|젝|필|모|틴|바|세|폴|님|축|야|농|선|급|용)"
    r"|percent(?![a-z])|per cent(?![a-z])|pct(?![a-z]))"
)
_KOREAN = re.compile(rf"(?P<run>{_KO})(?P<k>k\b|\s?thousand|\s?million)?\s?(?:{_UNIT})")
_PREFIX = re.compile(
    rf"(?P<sign>us\$|\$|₩|€|£|¥|\busd|\bkrw|\beur|\bgbp|\bjpy|\bcny)\s?(?P<run>{_D})(?P<k>k\b"
    rf"|\s?만|\s?천|\s?thousand|\s?million)?(?!%)"
)
_BARE_MAN = re.compile(
    rf"(?P<run>{_D}\s?(?:만|천)(?:\s?{_D}?천)?)(?!\s?(?:원|won|달러|불"
    rf"|유로|명|개|번|건|보|회|km|시간|분|kg|g\b|ml|l\b|권|장|곳|팩|rpm"
    rf"|mah|화소|점|포인트|마일|종|가지|여|[\d천백십만억]))"
)
_EN_NUMBER = (
    "zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen"
    "|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy"
    "|eighty|ninety|hundred|thousand|million"
)
_ENGLISH = re.compile(
    rf"\b(?P<run>(?:a |an )?(?:{_EN_NUMBER})(?:(?:[\s-]|\band\b)+(?:{_EN_NUMBER}))*)[\s-]*(?:{_UNIT})"
)
_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_RANGE_BEFORE = re.compile(rf"(?P<run>{_D})\s?(?P<unit>만|천)?\s?(?:~|-|에서|to|and)\s?$")
_HALF = re.compile(r"반값|절반\s?가격|half[\s-]price|half off|half the price|50 off\b")

_PARTS = {"third": 3, "quarter": 4, "fourth": 4, "fifth": 5}
_PART_OFF = re.compile(
    r"\b(?P<n>a|one|two|three|four)[\s-](?P<part>third|quarter|fourth|fifth)s?\s(?:off|discount|cheaper)"
)
_PRICE_IN_WORDS = re.compile(
    rf"(?:price[sd]?|costs?|pay|worth|going for)\s(?:is |at |of |only |just |about |you )*"
    rf"(?P<run>(?:a )?(?:{_EN_NUMBER})(?:[\s-](?:and )?(?:{_EN_NUMBER}))*[\s-](?:hundred|thousand|million)(?:[\s-](?:and )?(?:{_EN_NUMBER}))*)"
)

_CURRENCY = {
    "won": "KRW", "dollar": "$", "euro": "EUR", "yen": "JPY", "pound": "GBP", "yuan": "CNY", "cent": "$",
    "us$": "USD", "$": "$", "₩": "KRW", "€": "EUR", "£": "GBP", "¥": "¥",
    "usd": "USD", "krw": "KRW", "eur": "EUR", "gbp": "GBP", "jpy": "JPY", "cny": "CNY",
}  # fmt: skip
_MEANS = {"$": frozenset({"USD", "CAD", "AUD", "NZD", "SGD", "HKD", "TWD"}), "¥": frozenset({"JPY", "CNY"})}
_SINO = {char: value for value, char in enumerate("영일이삼사오육칠팔구")}
_SCALE = {"십": 10, "백": 100, "천": 1000, "만": 10_000, "억": 100_000_000}
_ENGLISH_VALUE = {
    word: value
    for value, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
} | {
    w: 10 * v
    for v, w in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2)
}
_ENGLISH_SCALE = {"hundred": 100, "thousand": 1000, "million": 1_000_000}


@dataclass(frozen=True, slots=True)
class Amount:
    """A number found at start..end. kind money: `value` in major units, `currencies` it may mean (empty: not
    said); `step` > 0 for "3만원대", any price from value up to value + step."""

    kind: Literal["money", "percent", "number"]
    value: Decimal
    start: int
    end: int
    currencies: frozenset[str] = frozenset()
    step: Decimal = Decimal(0)


def amounts(text: str) -> list[Amount]:
    """Every number of folded `text` that is written in digits, or in words before a unit of money or percent,
    left to right, each character used once."""
    found: list[Amount] = []
    taken: list[tuple[int, int]] = []

    def keep(amount: Amount) -> None:
        if all(amount.end <= start or end <= amount.start for start, end in taken):
            found.append(amount)
            taken.append((amount.start, amount.end))

    if any(char.isdigit() for char in text) or _WORDY.search(text):
        for amount in (*_prefixed(text), *_with_unit(text), *_bare_man(text)):
            before = _RANGE_BEFORE.search(text[: amount.start])
            keep(amount)
            if before and amount in found and amount.kind == "money":
                keep(_range_start(before, amount, text))
        for price in _PRICE_IN_WORDS.finditer(text):
            keep(Amount("money", english_value(price["run"]), price.start("run"), price.end("run")))
        for part in _PART_OFF.finditer(text):
            share = Decimal(100 * _ENGLISH_VALUE.get(part["n"], 1)) / _PARTS[part["part"]]
            keep(Amount("percent", round(share, 1), part.start(), part.end()))
        for half in _HALF.finditer(text):
            keep(Amount("percent", Decimal(50), half.start(), half.end()))
        for number in _NUMBER.finditer(text):
            keep(Amount("number", Decimal(number[0].replace(",", "")), number.start(), number.end()))
    return sorted(found, key=lambda amount: amount.start)


_WORDY = re.compile(
    r"[일이삼사오육칠팔구십백천만억]\s?(?:원|퍼|프|달|불)"
    r"|won|dollar|buck|cent|euro|yen|half|반값|절반|hundred|thousand|million|third|quarter|fourth|fifth"
)


def _with_unit(text: str) -> Iterator[Amount]:
    for match in _ENGLISH.finditer(text):
        yield _made(match, english_value(match["run"]), text)
    for match in _KOREAN.finditer(text):
        run = match["run"].strip()
        wordy = not any(char.isdigit() for char in run)
        start = match.start() + len(match["run"]) - len(match["run"].lstrip())
        hangul_before = start > 0 and "가" <= text[start - 1] <= "힣"
        if wordy and (not any(char in _SCALE for char in run) or (hangul_before and len(run) == 1)):
            continue
        yield _made(match, korean_value(run), text)


def _made(match: re.Match[str], value: Decimal, text: str) -> Amount:
    if multiplier := (match.groupdict().get("k") or "").strip():
        value *= 1_000_000 if multiplier == "million" else 1000
    unit = next(name for name in _UNIT_NAMES if match[name])
    if unit == "percent":
        return Amount("percent", value, match.start(), match.end())
    if unit == "cent":
        value = value / 100
    step = Decimal(0)
    if text[match.end() :].startswith(("대", " 대")) and not text[match.end() :].startswith(
        ("대신", " 대신", "대비", " 대비")
    ):
        step = _step(match["run"], value)
    return Amount("money", value, match.start(), match.end(), _currencies(unit), step)


_UNIT_NAMES = ("won", "dollar", "euro", "yen", "pound", "yuan", "cent", "percent")


def _prefixed(text: str) -> Iterator[Amount]:
    for match in _PREFIX.finditer(text):
        value = Decimal(match["run"].replace(",", ""))
        scale = (match["k"] or "").strip()
        value *= {"": 1, "만": 10_000, "million": 1_000_000}.get(scale, 1000)
        yield Amount("money", value, match.start(), match.end(), _currencies(match["sign"]))


def _bare_man(text: str) -> Iterator[Amount]:
    for match in _BARE_MAN.finditer(text):
        value = korean_value(match["run"])
        step = _step(match["run"], value) if text[match.end() :].startswith("대") else Decimal(0)
        yield Amount("money", value, match.start(), match.end(), frozenset({"KRW"}), step)


def _range_start(before: re.Match[str], amount: Amount, text: str) -> Amount:
    """The first number of "2~5만원": it shares the unit, and the scale when it names none."""
    scale = before["unit"]
    if scale is None and (spoken := re.search(r"[만천](?=\s?(?:원|won|$))", text[amount.start : amount.end])):
        scale = spoken[0]
    value = Decimal(before["run"].replace(",", "")) * _SCALE.get(scale or "", 1)
    return Amount("money", value, before.start(), before.end(), amount.currencies, Decimal(0))


def _currencies(sign: str) -> frozenset[str]:
    code = _CURRENCY[sign]
    return _MEANS.get(code, frozenset({code}))


def _step(run: str, value: Decimal) -> Decimal:
    scales = [char for char in run if char in _SCALE]
    if scales:
        return Decimal(_SCALE[scales[-1]])
    digits = str(int(value))
    return Decimal(10 ** (len(digits) - len(digits.rstrip("0")))) if int(value) else Decimal(0)


def korean_value(run: str) -> Decimal:
    """The number a Korean run like "3만 5천", "삼만오천", "1.5만" or "30,000" says."""
    total = section = Decimal(0)
    digit: Decimal | None = None
    for part in re.findall(rf"{_D}|[일이삼사오육칠팔구십백천만억]", run):
        if part in ("만", "억"):
            section += digit or Decimal(0)
            total += (section or 1) * _SCALE[part]
            section, digit = Decimal(0), None
        elif part in _SCALE:
            section += (Decimal(1) if digit is None else digit) * _SCALE[part]
            digit = None
        else:
            digit = Decimal(_SINO[part]) if part in _SINO else Decimal(part.replace(",", ""))
    return total + section + (digit or 0)


def english_value(run: str) -> Decimal:
    """The number English words say: "twenty-five thousand" is 25000."""
    total = section = 0
    for word in re.findall(r"[a-z]+", run):
        if word in _ENGLISH_VALUE:
            section += _ENGLISH_VALUE[word]
        elif word == "hundred":
            section = max(section, 1) * 100
        elif word in _ENGLISH_SCALE:
            total += max(section, 1) * _ENGLISH_SCALE[word]
            section = 0
    return Decimal(total + section)
