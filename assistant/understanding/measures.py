# ruff: noqa: E501 - patterns are data: one line each reads best
"""Measures a shopper names (45L, 10kg 이하, 2인용, 9 by 12 feet), tied to the catalogue's own attributes."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from assistant.domain.dialogue import Constraint, Op
from assistant.lexicon.amounts import Unit, units
from assistant.lexicon.naming import facet_forms
from assistant.understanding.comparing import ABOUT, AFTER, BEFORE, bound_of
from assistant.understanding.gauges import Gauge, extent
from assistant.understanding.numerals import DIGITS, ENGLISH_AMOUNT, KOREAN_COUNT, count, digits
from assistant.understanding.reading import Reading
from assistant.understanding.terms import singular
from assistant.understanding.vocabulary import Ids, Vocabulary

_SINO = {"일": 1, "이": 2, "삼": 3, "사": 4, "오": 5, "육": 6, "칠": 7, "팔": 8, "구": 9, "십": 10}
_N = rf"{DIGITS}|\.\d+|{KOREAN_COUNT}|(?<![가-힣])[{''.join(_SINO)}]|\b{ENGLISH_AMOUNT}"
_NEVER = frozenset({"in", "'", "''", "인", "명"})
"""Written in cells, but far more often another word of an utterance ("size 10 in black")."""
_PARTICLE = r"(?:짜리|들이|씩|으로|로|은|는|이|가|을|를|도|만|의|인|용|입|요)"
_OF_LIQUIDS = {
    "oz": "fl oz",
    "ounce": "fl oz",
    "ounces": "fl oz",
    "온스": "fl oz",
    "미리": "ml",
    "밀리": "ml",
}
"""Units that weigh or are long, and of liquids measure the volume."""
_OF_WEIGHT = re.compile(r"lighter|heavier|가벼|무거")
MOST_LOOSE = 0.05


@lru_cache(maxsize=1)
def _patterns() -> tuple["re.Pattern[str]", "re.Pattern[str]", "re.Pattern[str]"]:
    forms = sorted(set(units()) - _NEVER, key=len, reverse=True)
    short = [form for form in forms if len(form) == 1 and "가" <= form <= "힣"]
    long = [re.escape(form) for form in forms if form not in short]
    unit = rf"(?P<unit>(?:{'|'.join(long)})(?![a-z\d])|인(?=분|\s|$)|(?:{'|'.join(short)})(?!도\s|도$)(?=$|[^가-힣]|{_PARTICLE}(?:$|[^가-힣])|{_PARTICLE}?(?:이상|이하|미만|이내|초과|넘|정도|쯤|까지|부터|안\s?넘|들이|밑|아래)))"
    tail = rf"(?:(?:들이|짜리)?\s?{AFTER}|(?:를|을|은|는|이|가)\s?{AFTER.replace('<after>', '<far>')})?(?:인|의|짜리|로|으로|용)?"
    one = re.compile(rf"(?:{BEFORE}\s?)?(?<![\d.,a-z])(?P<n>{_N})\s?-?{unit}{tail}")
    span = re.compile(
        rf"(?:between |from )?(?<![\d.,a-z])(?P<low>{_N})\s?-?(?P<first>{'|'.join(long + short)})?\s?(?:~|-|to\b|and\b|에서|부터)\s?(?P<n>{_N})\s?-?{unit}(?:\s?사이)?"
    )
    pack = re.compile(rf"\b(?:pack|set|box|case|bundle|lot)s?(?: of|\s?:)\s?(?P<n>{_N})\b")
    return span, one, pack


_SIDES = re.compile(
    rf"(?<![\d.])(?P<sides>(?:{_N})\s?(?P<u1>feet|foot|ft|inch(?:es)?|in|cm|mm|m|\")?(?:\s?(?:[x×*]|by|\.(?=\d+\.\d+\s?[a-z]))\s?(?:{_N})\s?(?:feet|foot|ft|inch(?:es)?|in\b|cm|mm|m\b|\")?){{1,2}}|\d+\.\d+\.\d+)\s?(?P<u2>feet|foot|ft|inch(?:es)?|in\b|cm|mm|m\b|\"|인치|센치|센티)?(?![\d가-힣]?\d)"
)


def unit_follows(low: str, at: int) -> bool:
    """True when a unit stands at `at`, so that the number before it is an amount."""
    return _following().match(low, at) is not None


@lru_cache(maxsize=1)
def _following() -> "re.Pattern[str]":
    forms = sorted(set(units()) - _NEVER, key=len, reverse=True)
    return re.compile(rf"\s?(?:{'|'.join(map(re.escape, forms))})(?![a-z])")


def take_measures(reading: Reading, vocabulary: Vocabulary, relevant: Ids) -> tuple[Constraint, ...]:
    """Conditions on measured attributes that the relevant products state, taken from what is left. A measure
    no attribute can hold stays among the words."""
    found = [*_extents(reading, vocabulary, relevant)]
    span, one, pack = _patterns()
    for match in span.finditer(reading.low):
        # The tilde between may already be taken with the words of asking.
        if not (reading.is_free(*match.span("low")) and reading.is_free(*match.span("n"))):
            continue
        low, high = _value(match["low"]), _value(match["n"])
        unit = units()[match["unit"]]
        first = units().get(match["first"] or "", unit)
        if low is None or high is None or first.dimension != unit.dimension:
            continue
        gauge = _gauge(vocabulary, relevant, reading.low, match.span(), unit, high * unit.factor)
        if gauge is not None and low * first.factor < high * unit.factor:
            found.append(_condition(gauge, "ge", low, first, match["first"] or match["unit"]))
            found.append(_condition(gauge, "le", high, unit, match["unit"]))
            reading.take(*match.span())
    for pattern in (one, pack):
        for match in reading.find(pattern):
            found += _single(reading, vocabulary, relevant, match)
    found += _counted(reading, vocabulary, relevant)
    return tuple(dict.fromkeys(found))


_BESIDE = re.compile(
    r"(?<![\d.,a-z])(?P<n>\d{1,4}(?:\.\d+)?|\b(?:two|three|four|five|six|eight|ten|twelve)(?=[\s-]))[\s-]?(?P<name>[a-z]{3,}|[가-힣]{2,})"
)
_BEHIND = re.compile(r"(?<![a-z가-힣])(?P<name>[a-z]{3,}|[가-힣]{2,})\s?(?P<n>\d{1,4}(?:\.\d+)?)(?![\d.a-z])")


def _counted(reading: Reading, vocabulary: Vocabulary, relevant: Ids) -> Iterator[Constraint]:
    """A number beside the name of a numeric attribute: "5 drawer dresser", "4-light", "spf 50"."""
    for pattern in (_BESIDE, _BEHIND):
        for match in reading.find(pattern):
            facet = vocabulary.counted.get(singular(match["name"]))
            value = _value(match["n"])
            if facet and value is not None and vocabulary.share(facet, relevant) > MOST_LOOSE:
                yield Constraint(facet, "eq", value)
                reading.take(*match.span())


def _single(
    reading: Reading, vocabulary: Vocabulary, relevant: Ids, match: "re.Match[str]"
) -> Iterator[Constraint]:
    groups = match.groupdict()
    written = groups.get("unit") or "pack"
    number, unit = _value(match["n"]), units()[written]
    if number is None:
        return
    bound = bound_of(groups.get("before"), groups.get("after") or groups.get("far"))
    gauge = _gauge(vocabulary, relevant, reading.low, match.span(), unit, number * unit.factor)
    if gauge and gauge.facet != "weight" and _OF_WEIGHT.search(match[0]):
        return  # What is inside says nothing of how heavy the thing is.
    if gauge is None and written in _OF_LIQUIDS:
        written = _OF_LIQUIDS[written]
        unit = units()[written]
        gauge = _gauge(vocabulary, relevant, reading.low, match.span(), unit, number * unit.factor)
    if gauge is None:
        if unit.dimension == "length" and (size := _as_size(vocabulary, relevant, number)):
            yield Constraint("size", "eq", size)
            reading.take(*match.span())
        return
    if not bound and (gauge.guessed or _in_titles(match, gauge, number * unit.factor, vocabulary, relevant)):
        return  # Titles say the very amount in words; only bounds need its number.
    reading.take(*match.span())
    if bound == "about":
        yield _condition(gauge, "ge", number * (1 - ABOUT), unit, written)
        yield _condition(gauge, "le", number * (1 + ABOUT), unit, written)
    else:
        # "For two people" tells who comes along; "2-person" the tent.
        loose = (
            unit.dimension == "persons" and bound is None and match["n"].isalpha() and match["n"].isascii()
        )
        condition = _condition(gauge, bound or "eq", number, unit, written)
        yield replace(condition, hard=False) if loose else condition


def _in_titles(
    match: "re.Match[str]", gauge: Gauge, value: float, vocabulary: Vocabulary, relevant: Ids
) -> bool:
    """Six bottles of 2 L hold 12 L: the amount stands in titles and in no cell."""
    cells = (gauge.held[number] for number in relevant if number in gauge.held)
    if any(abs(one - value) < 1e-6 * max(1.0, value) for one in cells):
        return False
    amount = match["n"] + (match.groupdict().get("unit") or "")
    return bool(vocabulary.naming(amount) & relevant)


def _condition(gauge: Gauge, op: Op, number: float, unit: Unit, written: str) -> Constraint:
    if gauge.own is not None:
        return Constraint(gauge.facet, op, round(number * unit.factor / gauge.own, 4))
    return Constraint(gauge.facet, op, f"{number:g}{'' if '가' <= written[0] <= '힣' else ' '}{written}")


def _value(text: str) -> float | None:
    if text[0].isdigit() or text[0] == ".":
        value = digits(text)
        return None if value is None else float(value)
    known = count(text) or _SINO.get(text)
    return None if known is None else float(known)


def _gauge(
    vocabulary: Vocabulary, relevant: Ids, low: str, span: tuple[int, int], unit: Unit, value: float
) -> Gauge | None:
    """The facet of this dimension the shopper means: one named beside the number, else one some relevant
    product holds at this value, else one whose values reach there, else the one most of them state."""
    best: tuple[tuple[bool, bool, bool, float], Gauge] | None = None
    ahead, behind = low[max(0, span[0] - 10) : span[0]], low[span[1] : span[1] + 8]
    beside = f"{re.split('[0-9]', ahead)[-1]} {re.split('[0-9]', behind)[0]}"
    for gauge in vocabulary.gauges:
        if gauge.dimension != unit.dimension:
            continue
        held = [gauge.held[n] for n in relevant if n in gauge.held] if relevant else list(gauge.held.values())
        share = len(held) / max(1, len(relevant) if relevant else vocabulary.size)
        if not held or (relevant and share <= MOST_LOOSE):
            continue
        named = any(form in beside for form in facet_forms(gauge.facet))
        near = min(held) / 2 <= value <= max(held) * 2
        rank = (named, any(abs(one - value) < 1e-6 * max(1.0, value) for one in held), near, share)
        if best is None or rank > best[0]:
            best = (rank, gauge)
    alone = sum(gauge.dimension == unit.dimension for gauge in vocabulary.gauges) == 1
    return best[1] if best and (relevant or alone or best[0][0] or best[0][1]) else None


def _as_size(vocabulary: Vocabulary, relevant: Ids, number: float) -> str | None:
    """Jeans of 30 inches, a 24 inch suitcase: goods that come in sizes of bare numbers."""
    size = f"{number:g}"
    held = vocabulary.facets.get("size", {}).get(size, frozenset())
    return size if held & relevant else None


def _extents(reading: Reading, vocabulary: Vocabulary, relevant: Ids) -> Iterator[Constraint]:
    """ "9 by 12 feet", "200x150", "60.40.42cm": sides of one facet."""
    for match in reading.find(_SIDES):
        parts = [
            part
            for part in re.split(r"(?:[x×*]|\bby\b)|(?<=\d)\.(?=\d+\.)|(?<=\d)\.(?=\d+$)", match["sides"])
            if part
        ]
        sides = [_value(found[0]) for part in parts if (found := re.search(_N, part))]
        facet = _extent_facet(vocabulary, relevant)
        if facet is None or len(sides) < 2 or None in sides:
            continue
        written = match["u2"] or match["u1"] or ""
        if not written and (
            tail := re.search(r"(feet|foot|ft|inch(?:es)?|in|cm|mm|\")$", match["sides"].strip())
        ):
            written = tail[1]
        unit = units().get(written.strip())
        asked = (tuple(side for side in sides if side is not None), unit.factor if unit else None)
        yield Constraint(facet, "eq", _same_extent(vocabulary, facet, *asked) or _spelt(asked[0], written))
        reading.take(*match.span())


def _extent_facet(vocabulary: Vocabulary, relevant: Ids) -> str | None:
    shares = {facet: vocabulary.share(facet, relevant) for facet in vocabulary.extents}
    best = max(shares, key=lambda facet: shares[facet], default=None)
    return best if best and shares[best] > MOST_LOOSE else None


def _same_extent(
    vocabulary: Vocabulary, facet: str, sides: tuple[float, ...], unit: float | None
) -> str | None:
    for value in vocabulary.extents[facet]:
        if (held := extent(value)) is None:
            continue
        scale = held.unit / unit if held.unit and unit else 1.0
        if len(held.sides) == len(sides) and all(
            abs(mine - theirs * scale) < 1e-6 * mine for mine, theirs in zip(sides, held.sides, strict=True)
        ):
            return value
    return None


def _spelt(sides: tuple[float, ...], unit: str) -> str:
    short = {"feet": "ft", "foot": "ft", "inch": "in", "inches": "in", '"': "in"}.get(unit, unit)
    return f"{' x '.join(f'{side:g}' for side in sides)} {short}".strip()
