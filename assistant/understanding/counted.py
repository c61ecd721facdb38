# ruff: noqa: E501 - patterns are data: one line each reads best
"""Numbers told by the name of what is counted: 5 drawers, spf 50, at least 10 g of protein."""

import re
from collections.abc import Iterator

from assistant.domain.dialogue import Constraint
from assistant.lexicon.amounts import units
from assistant.understanding.comparing import ABOUT, AFTER, BEFORE, bound_of
from assistant.understanding.measures import END, FEW, MOST_LOOSE, called, unit_follows, value_of
from assistant.understanding.reading import Reading
from assistant.understanding.vocabulary import Ids, Vocabulary

_PIECE = re.compile("개|칸|단")
_GRAMS = r"(?:\s?(?P<unit>g|grams?|mg|그램|밀리그램)(?:\sof)?(?=\s))?"
_BESIDE = re.compile(
    rf"(?:{BEFORE}\s?)?(?<![\d.:a-z])(?<!\d,)(?P<n>{FEW}){_GRAMS}[\s-]?(?P<name>[a-z]{{3,}}(?![a-z]))(?:\s{AFTER})?"
)
_BEHIND = re.compile(
    rf"(?<![a-z가-힣])(?P<name>[a-z]{{3,}}|[가-힣]{{2,}})(?::| of)?\s?(?:{BEFORE}\s)?(?P<n>{FEW})(?![\d.a-z])(?:(?:개|칸|단)(?:짜리)?)?{END}"
)
_BEFORE_NAME = re.compile(
    rf"(?<![\d.:a-z])(?<!\d,)(?P<n>{FEW})(?:개|칸|단)?(?:짜리)?\s?(?P<name>[가-힣]{{2,}}?)(?![가-힣])"
)
"""A number and the name it belongs to: English ones follow the number first, Korean ones go before it."""


def take_counted(reading: Reading, vocabulary: Vocabulary, relevant: Ids) -> tuple[Constraint, ...]:
    """Conditions on numeric attributes without a unit that the relevant products state, taken: "5 drawer
    dresser", "spf 50", "at least 10 g protein", "서랍 3개 이상"."""
    return tuple(
        one
        for pattern in (_BESIDE, _BEHIND, _BEFORE_NAME)
        for match in reading.find(pattern)
        for one in _counted(reading, vocabulary, relevant, match)
    )


def _counted(
    reading: Reading, vocabulary: Vocabulary, relevant: Ids, match: "re.Match[str]"
) -> Iterator[Constraint]:
    groups = match.groupdict()
    facet = next((found for name in called(match["name"]) if (found := vocabulary.counted.get(name))), None)
    value = value_of(match["n"])
    if not facet or value is None or vocabulary.share(facet, relevant) <= MOST_LOOSE:
        return
    after = match.end("n")
    if match.re is _BEHIND and unit_follows(reading.low, after) and not _PIECE.match(reading.low, after):
        return  # "drawers, 60 inch wide": the number is the unit's.
    if groups.get("unit"):
        value = round(value * units()[match["unit"]].factor, 6)
    bound = bound_of(groups.get("before"), groups.get("after"))
    reading.take(*match.span())
    if bound == "about":
        yield Constraint(facet, "ge", value * (1 - ABOUT))
        yield Constraint(facet, "le", value * (1 + ABOUT))
    else:
        yield Constraint(facet, bound or "eq", value)
