"""Goods measured by their sides: 9 by 12 feet, 200x150."""

import re
from collections.abc import Iterator

from assistant.domain.dialogue import Constraint
from assistant.lexicon.amounts import units
from assistant.understanding.gauges import extent
from assistant.understanding.measures import MOST_LOOSE, NUMBER, value_of
from assistant.understanding.negation import refused
from assistant.understanding.reading import Reading
from assistant.understanding.vocabulary import Ids, Vocabulary

_SIDES = re.compile(
    rf"(?<![\d.])(?P<sides>(?:{NUMBER})\s?(?P<u1>feet|foot|ft|inch(?:es)?|in|cm|mm|m|\")?(?:\s?(?:[x×*]|by|\.(?=\d+\.\d+\s?[a-z]))\s?(?:{NUMBER})\s?(?:feet|foot|ft|inch(?:es)?|in\b(?!\s[a-z])|cm|mm|m\b|\")?){{1,2}}|\d+\.\d+\.\d+)\s?-?(?P<u2>feet|foot|ft|inch(?:es)?|in\b(?!\s[a-z])|cm|mm|m\b|\"|인치|센치|센티)?(?![\d가-힣]?\d)"
)


def take_sides(reading: Reading, vocabulary: Vocabulary, relevant: Ids) -> tuple[Constraint, ...]:
    """Sides of one facet that the relevant products state, taken: "9 by 12 feet", "200x150", "60.40.42cm"."""
    return tuple(_sides(reading, vocabulary, relevant))


def _sides(reading: Reading, vocabulary: Vocabulary, relevant: Ids) -> Iterator[Constraint]:
    for match in reading.find(_SIDES):
        parts = [
            part
            for part in re.split(
                r"(?:(?<!si)[x×*]|\bby\b)|(?<=\d)\.(?=\d+\.)|(?<=\d)\.(?=\d+$)", match["sides"]
            )
            if part
        ]
        sides = [value_of(found[0]) for part in parts if (found := re.search(NUMBER, part))]
        facet = _extent_facet(vocabulary, relevant)
        if facet is None or len(sides) < 2 or None in sides:
            continue
        tail = re.search(r"(feet|foot|ft|inch(?:es)?|in|cm|mm|\")$", match["sides"].strip())
        written = (tail[1] if tail else match["u2"] or match["u1"]) or ""
        unit = units().get(written.strip())
        asked = (tuple(side for side in sides if side is not None), unit.factor if unit else None)
        value = _same_extent(vocabulary, facet, *asked) or _spelt(asked[0], written)
        if unwanted := refused(reading.low, *match.span()):
            yield Constraint(facet, "ne", value)
            reading.take(*unwanted[1:])
            continue
        yield Constraint(facet, "eq", value)
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
