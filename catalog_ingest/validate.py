"""Rows that cannot be trusted: what is wrong with each, and the quarantine file that says so."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from catalog_ingest.item import Problem

SKU_LENGTH = 100
TITLE_LENGTH = 1_000
BRAND_LENGTH = 200
CATEGORY_LENGTH = 500
DESCRIPTION_LENGTH = 100_000
OPTION_LENGTH = 300
ADDRESS_LENGTH = 4_000
_HEADINGS = ("file", "row", "sku", "field", "value", "problem", "remedy")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


@dataclass(frozen=True, slots=True)
class Quarantined:
    """One row kept out of the catalogue, with everything wrong with it."""

    file: str
    row: int
    sku: str
    problems: tuple[Problem, ...]


def write_quarantine(place: Path, rows: Iterable[Quarantined]) -> None:
    """One line a problem, as CSV that a spreadsheet opens in Korean; no cell can act as a formula."""
    place.parent.mkdir(parents=True, exist_ok=True)
    with place.open("w", encoding="utf-8-sig", errors="backslashreplace", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(_HEADINGS)
        for row in rows:
            for problem in row.problems:
                cells = (
                    row.file,
                    row.row,
                    row.sku,
                    problem.field,
                    problem.value,
                    problem.problem,
                    problem.remedy,
                )
                writer.writerow([safe_cell(str(cell)) for cell in cells])


def safe_cell(text: str) -> str:
    """`text` with an apostrophe in front when a spreadsheet would run it: = + - @ tab or line end first,
    also after blanks."""
    return f"'{text}" if text.startswith(_FORMULA) or text.lstrip().startswith(_FORMULA) else text
