"""Amounts with a unit, as feeds write them in a cell: "500ml", "1.5 kg", "27인치", "2개입"."""

import re
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from assistant.lexicon.words import fold

NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+"
"""A number with or without thousands commas and decimals."""


class Unit(NamedTuple):
    """What a unit measures, and how many of the dimension's base units it is (g, ml, mm, GB, W, ...)."""

    dimension: str
    factor: float


class Amount(NamedTuple):
    """A quantity in its dimension's base unit: "1.5 kg" is Amount(1500.0, "mass")."""

    value: float
    dimension: str


@lru_cache(maxsize=1)
def units() -> Mapping[str, Unit]:
    """Every written form of a unit, folded, from data/units.tsv."""
    table = (files("assistant.lexicon") / "data" / "units.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in table.splitlines()[1:] if line.strip()]
    return {form: Unit(row[0], float(row[1])) for row in rows for form in row[2].split("|")}


@lru_cache(maxsize=65536)
def amount(cell: str) -> Amount | None:
    """The amount a cell states; None when it holds anything else as well ("5 x 10 g", "약 3일")."""
    match = _cell().fullmatch(fold(cell))
    return match and Amount(*scaled(float(match[1].replace(",", "")), units()[match[2]]))


def scaled(number: float, unit: Unit) -> tuple[float, str]:
    """`number` of `unit` in base units, free of binary dust: 0.1 kg is exactly 100.0 g."""
    return round(number * unit.factor, 6), unit.dimension


@lru_cache(maxsize=1)
def _cell() -> "re.Pattern[str]":
    forms = "|".join(re.escape(form) for form in sorted(units(), key=len, reverse=True))
    return re.compile(rf"(?:약|approx\.?)?\s?({NUMBER})\s?-?({forms})\.?")
