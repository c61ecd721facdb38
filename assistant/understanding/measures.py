# ruff: noqa: E501 - patterns are data: one line each reads best
"""Measures a shopper names (45L, 10kg 이하, 2인용), tied to the catalogue's own attributes."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from assistant.domain.dialogue import Constraint, Op
from assistant.lexicon.amounts import Unit, units
from assistant.lexicon.naming import facet_forms
from assistant.understanding.comparing import ABOUT, AFTER, BEFORE, Bound, bound_of
from assistant.understanding.gauges import Gauge
from assistant.understanding.negation import refused
from assistant.understanding.numerals import DIGITS, ENGLISH_AMOUNT, KOREAN_COUNT, count, digits
from assistant.understanding.reading import Reading
from assistant.understanding.terms import singular
from assistant.understanding.vocabulary import Ids, Vocabulary

_SINO = {"일": 1, "이": 2, "삼": 3, "사": 4, "오": 5, "육": 6, "칠": 7, "팔": 8, "구": 9, "십": 10}
NUMBER = rf"{DIGITS}|\.\d+|{KOREAN_COUNT}|(?<![가-힣])[{''.join(_SINO)}]|\b{ENGLISH_AMOUNT}"
_NEVER = frozenset({"in", "'", "''", "인", "명"})
"""Written in cells, but far more often another word of an utterance ("size 10 in black")."""
_PARTICLE = r"(?:짜리|들이|씩|으로|로|은|는|이|가|을|를|도|만|의|인|용|입|요)"
_OTHERWISE = {
    "g": "gb",
    "oz": "fl oz",
    "ounce": "fl oz",
    "ounces": "fl oz",
    "온스": "fl oz",
    "미리": "ml",
    "밀리": "ml",
}
"""Units that weigh or are long, and of other goods mean the volume or the memory."""
_OF_WEIGHT = re.compile(r"lighter|heavier|가벼|무거")
MOST_LOOSE = 0.05
_SIDE = re.compile(r"\d\s?(?:cm|mm|m|in|inch|inches|ft|feet|\")?\s?(?:[x×*]|by)\s?$")
_PIECES = frozenset({"pieces", "sheets", "rolls", "tablets"})


@lru_cache(maxsize=1)
def _patterns() -> tuple["re.Pattern[str]", "re.Pattern[str]", "re.Pattern[str]"]:
    forms = sorted(set(units()) - _NEVER, key=len, reverse=True)
    short = [form for form in forms if len(form) == 1 and "가" <= form <= "힣"]
    long = [re.escape(form) for form in forms if form not in short]
    unit = rf"(?P<unit>(?:{'|'.join(long)})(?![a-z\d])|인(?=분|\s|$)|(?:{'|'.join(short)})(?!도\s|도$)(?=$|[^가-힣]|{_PARTICLE}(?:$|[^가-힣])|{_PARTICLE}?(?:이상|이하|미만|이내|초과|넘|정도|쯤|까지|부터|안\s?넘|들이|밑|아래)))"
    tail = rf"(?:(?:들이|짜리)?\s?{AFTER}|(?:를|을|은|는|이|가)\s?{AFTER.replace('<after>', '<far>')})?(?:인|의|짜리|로|으로|용)?"
    one = re.compile(
        rf"(?:{BEFORE}\s?)?(?<![\d.:a-z])(?<!\d,)(?P<n>{NUMBER})(?P<gap>\s{{0,24}}|\s(?:glass|plastic|paper|metal|tin|individual|separate|mini|small|large|big)\s)-?{unit}{tail}"
    )
    span = re.compile(
        rf"(?:between |from )?(?<![\d.:a-z])(?<!\d,)(?P<low>{NUMBER})\s?-?(?P<first>{'|'.join(long + short)})?\s?(?:~|-|to\b|and\b|에서|부터)\s?(?P<n>{NUMBER})\s?-?{unit}(?:\s?사이)?"
    )
    pack = re.compile(rf"\b(?:pack|set|box|case|bundle|lot)s?(?: of|\s?:)\s?(?P<n>{NUMBER})\b")
    return span, one, pack


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
    found: list[Constraint] = []
    span, one, pack = _patterns()
    for match in span.finditer(reading.low):
        # The tilde between may already be taken with the words of asking.
        if not (reading.is_free(*match.span("low")) and reading.is_free(*match.span("n"))):
            continue
        low, high = value_of(match["low"]), value_of(match["n"])
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
    found += _named(reading, vocabulary, relevant)
    return tuple(dict.fromkeys(found))


FEW = r"\d{1,4}(?:\.\d+)?|\b(?:two|three|four|five|six|seven|eight|nine|ten|twelve)(?![a-z])"
END = rf"(?:\s?{AFTER}(?:인|의|으로|로)?)?"
_NAME_FIRST = re.compile(
    rf"(?<![a-z가-힣])(?P<name>[a-z]{{3,}}|[가-힣]+)(?::| of)?\s?(?:{BEFORE}\s)?(?P<n>{FEW})(?![\d.a-z가-힣]){END}"
)
_APART = re.compile(r"[0-9,]|\b(?:and|with|or)\b")
_NAME_AHEAD = re.compile(r"(?P<name>[a-z]{3,}|[가-힣]+)(?::| of)?\s?$")
_NAME_LAST = re.compile(
    rf"(?:{BEFORE}\s?)?(?<![\d.:a-z])(?<!\d,)(?P<n>{FEW})[\s-](?P<name>[a-z]{{4,}})(?![a-z])"
)


def _named(reading: Reading, vocabulary: Vocabulary, relevant: Ids) -> Iterator[Constraint]:
    """A number without a unit beside the name of what it measures: "seats six", "가로 120 이상", "60 wide"."""
    for pattern in (_NAME_FIRST, _NAME_LAST):
        for match in reading.find(pattern):
            gauge, value = _gauge_called(match["name"], vocabulary, relevant), value_of(match["n"])
            if gauge is None or value is None:
                continue
            unit = Unit(gauge.dimension, gauge.usual)
            written = next((form for form, one in units().items() if one == unit), "")
            if not written:
                continue
            bound = bound_of(match["before"], match.groupdict().get("after"))
            reading.take(*match.span())
            yield from _bounded(gauge, bound, value, unit, written)


def is_counted(word: str, vocabulary: Vocabulary) -> bool:
    """Whether a word is what some numeric attribute of the shop is called: drawers, seats."""
    key = singular(word)
    return key in vocabulary.counted or any(
        key in map(singular, facet_forms(gauge.facet)) for gauge in vocabulary.gauges
    )


def called(name: str) -> tuple[str, ...]:
    """What a word before a number may name, itself and without its particle: "서랍이"."""
    return (singular(name), name[:-1]) if name[-1] in "이가은는도" else (singular(name),)


def _gauge_called(name: str, vocabulary: Vocabulary, relevant: Ids) -> Gauge | None:
    names = called(name)
    named = [
        (vocabulary.share(gauge.facet, relevant), gauge)
        for gauge in vocabulary.gauges
        if not gauge.guessed and any(singular(form) in names for form in facet_forms(gauge.facet))
    ]
    share, best = max(named, key=lambda pair: pair[0], default=(0.0, None))
    return best if relevant and share > MOST_LOOSE else None


def _bounded(
    gauge: Gauge, bound: Bound | None, number: float, unit: Unit, written: str
) -> Iterator[Constraint]:
    if bound == "about":
        yield _condition(gauge, "ge", number * (1 - ABOUT), unit, written)
        yield _condition(gauge, "le", number * (1 + ABOUT), unit, written)
    else:
        yield _condition(gauge, bound or "eq", number, unit, written)


def _single(
    reading: Reading, vocabulary: Vocabulary, relevant: Ids, match: "re.Match[str]"
) -> Iterator[Constraint]:
    groups = match.groupdict()
    written = groups.get("unit") or "pack"
    number, unit = value_of(match["n"]), units()[written]
    apart = len(groups.get("gap") or "") > 1  # What stood between is understood: 12 glass bottles.
    if unit.dimension == "length" and _SIDE.search(reading.low, 0, match.start()):
        return  # The second of two sides says nothing alone: 75 x 190 cm.
    if number is None or (apart and unit.dimension not in _PIECES):
        return
    bound = bound_of(groups.get("before"), groups.get("after") or groups.get("far"))
    gauge = _gauge(vocabulary, relevant, reading.low, match.span(), unit, number * unit.factor)
    if gauge and gauge.facet != "weight" and _OF_WEIGHT.search(match[0]):
        return  # What is inside says nothing of how heavy the thing is.
    if gauge is None and written in _OTHERWISE:
        written = _OTHERWISE[written]
        unit = units()[written]
        gauge = _gauge(vocabulary, relevant, reading.low, match.span(), unit, number * unit.factor)
    if gauge is None:
        if unit.dimension == "length" and (size := _as_size(vocabulary, relevant, number)):
            yield Constraint("size", "eq", size)
            reading.take(*match.span())
        return
    if not bound and (gauge.guessed or _in_titles(match, gauge, number * unit.factor, vocabulary, relevant)):
        return  # Titles say the very amount in words; only bounds need its number.
    reading.take(_name_start(reading, match.start(), gauge), match.end())
    if not bound and (unwanted := refused(reading.low, *match.span())):
        reading.take(*unwanted[1:])
        yield _condition(gauge, "ne", number, unit, written)
        return
    # "For two people" tells who comes along; "2-person" the tent.
    loose = unit.dimension == "persons" and bound is None and match["n"].isalpha() and match["n"].isascii()
    for one in _bounded(gauge, bound, number, unit, written):
        yield replace(one, hard=False) if loose else one


def _name_start(reading: Reading, start: int, gauge: Gauge) -> int:
    """Where the measure's own name before the amount begins (높이 180cm), else `start`."""
    ahead = _NAME_AHEAD.search(reading.rest, 0, start)
    if ahead is None:
        return start
    names = called(ahead["name"])
    return ahead.start() if any(singular(form) in names for form in facet_forms(gauge.facet)) else start


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


def value_of(text: str) -> float | None:
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
    ahead, behind = low[max(0, span[0] - 10) : span[0]], low[span[1] : span[1] + 12]
    beside = f"{_APART.split(ahead)[-1]} {_APART.split(behind)[0]}"
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
    told = best is not None and best[0][1] and best[0][3] > MOST_LOOSE
    return best[1] if best and (relevant or alone or best[0][0] or told) else None


def _as_size(vocabulary: Vocabulary, relevant: Ids, number: float) -> str | None:
    """Jeans of 30 inches, a 24 inch suitcase: goods that come in sizes of bare numbers."""
    size = f"{number:g}"
    held = vocabulary.facets.get("size", {}).get(size, frozenset())
    return size if held & relevant else None
