# ruff: noqa: E501 - patterns are data: one line each reads best
"""Measures a shopper names (45L, 10kg 이하, 2인용), tied to the catalogue's numeric attributes."""

import re
from collections.abc import Iterable

from assistant.domain.dialogue import Constraint, Op
from assistant.understanding.numerals import DIGITS, KOREAN_COUNT, count, digits
from assistant.understanding.reading import Reading
from assistant.understanding.vocabulary import Ids, Vocabulary

_UNITS: dict[str, tuple[str, float]] = {
    **dict.fromkeys(("g", "gram", "그램", "그람"), ("mass", 1.0)),
    **dict.fromkeys(("kg", "kilo", "kilogram", "킬로", "키로", "킬로그램"), ("mass", 1000.0)),
    **dict.fromkeys(("lb", "lbs", "pound", "파운드"), ("mass", 453.592)),
    **dict.fromkeys(("oz", "ounce", "온스"), ("ounce", 1.0)),
    **dict.fromkeys(("ml", "밀리리터", "미리"), ("volume", 1.0)),
    **dict.fromkeys(("l", "liter", "litre", "리터"), ("volume", 1000.0)),
    **dict.fromkeys(("mm", "밀리"), ("length", 1.0)),
    **dict.fromkeys(("cm", "센치", "센티", "centimeter", "centimetre"), ("length", 10.0)),
    **dict.fromkeys(("m", "미터", "meter", "metre"), ("length", 1000.0)),
    **dict.fromkeys(("inch", "inches", "in", "인치"), ("length", 25.4)),
    **dict.fromkeys(("ft", "foot", "feet", "피트"), ("length", 304.8)),
    **dict.fromkeys(("인용", "인", "명", "person", "people", "persons"), ("persons", 1.0)),
    **dict.fromkeys(("lumen", "lumens", "루멘"), ("lumens", 1.0)),
    **dict.fromkeys(("w", "watt", "watts", "와트"), ("power", 1.0)),
    **dict.fromkeys(("mah",), ("battery", 1.0)),
    **dict.fromkeys(("gb", "기가"), ("storage", 1.0)),
    **dict.fromkeys(("tb", "테라"), ("storage", 1000.0)),
    **dict.fromkeys(("hz", "헤르츠"), ("rate", 1.0)),
    **dict.fromkeys(("hour", "hours", "hr", "시간"), ("hours", 1.0)),
}
_UNIT = "|".join(sorted(_UNITS, key=len, reverse=True))
_MEASURE = re.compile(
    rf"(?P<before>at least|at most|under|below|less than|up to|over|above|more than|lighter than|heavier than|no more than|min(?:imum)?(?: of)?|max(?:imum)?(?: of)?|최소|최대)?\s?"
    rf"(?P<n>{DIGITS}|{KOREAN_COUNT}|이|일|사|육)\s?-?(?P<unit>{_UNIT})(?![a-z가-힣](?<![이미초까부안넘보짜급들의로를용]))(?:를|을|은|는|이|가)?\s?"
    rf"(?P<after>이하|미만|이내|안쪽|까지|보다\s?(?:작|가벼|적)\S*|이상|초과|넘는|부터|보다\s?(?:큰|무거|많)\S*|or (?:less|under|lighter|smaller)|or (?:more|over|larger|bigger)|and (?:up|over|under))?(?:인|의|짜리|로|용)?"
)
_OPS: tuple[tuple[Op, str], ...] = (
    ("le", r"at most|up to|no more|max|최대|이하|이내|안쪽|까지|or (?:less|under|lighter|smaller)|and under"),
    ("lt", r"under|below|less than|lighter than|미만|보다\s?(?:작|가벼|적)"),
    ("ge", r"at least|min|최소|이상|부터|or (?:more|over|larger|bigger)|and (?:up|over)"),
    ("gt", r"over|above|more than|heavier|초과|넘는|보다\s?(?:큰|무거|많)"),
)
_NAMES = {
    "mass": ("weight",),
    "volume": ("capacity", "volume"),
    "persons": ("persons", "person", "people", "seats"),
    "lumens": ("lumens",),
}
_SINO = {"일": 1, "이": 2, "사": 4, "육": 6}


def take_measures(reading: Reading, vocabulary: Vocabulary, relevant: Ids) -> tuple[Constraint, ...]:
    """Conditions on numeric attributes that the relevant products state. With a limit they are hard and
    taken; a plain measure ("45L 배낭") is soft and stays among the words, as does one no attribute can hold."""
    found: list[Constraint] = []
    for match in reading.find(_MEASURE):
        dimension, factor = _UNITS[match["unit"]]
        number = digits(match["n"]) if match["n"][0].isdigit() else count(match["n"]) or _SINO.get(match["n"])
        attribute = _attribute(vocabulary, relevant, dimension)
        if number is None or attribute is None:
            continue
        name, own = attribute
        value = round(float(number) * factor / own, 4)
        op = next(
            (op for op, words in _OPS if re.search(words, f"{match['before'] or ''}|{match['after'] or ''}")),
            None,
        )
        hard = op is not None or dimension == "persons"
        found.append(Constraint(name, op or "eq", value, hard=hard))
        if op is not None:
            reading.take(*match.span())
    return tuple(found)


def _attribute(vocabulary: Vocabulary, relevant: Ids, dimension: str) -> tuple[str, float] | None:
    """The numeric attribute of this dimension that most relevant products state, and its own unit."""
    best: tuple[float, str, float] | None = None
    for name in vocabulary.numbers:
        for unit_dimension, factor in _dimensions(name):
            if unit_dimension == dimension:
                share = vocabulary.share(name, relevant)
                if share > 0.05 and (best is None or share > best[0]):
                    best = (share, name, factor)
    return (best[1], best[2]) if best else None


def _dimensions(name: str) -> Iterable[tuple[str, float]]:
    words = name.split("_")
    if "size" in words:
        return
    if len(words) > 1 and words[-1] in _UNITS:
        yield _UNITS[words[-1]]
    for dimension, names in _NAMES.items():
        if words[-1] in names:
            yield dimension, 1.0
