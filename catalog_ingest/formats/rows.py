"""A table as its file holds it, before anybody asks what its columns mean."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from catalog_ingest.headers import known_count
from catalog_ingest.item import Problem

HEADING_DEPTH = 15


@dataclass(frozen=True, slots=True)
class Row:
    """Cells in heading order; `number` as the merchant sees it. Cells may be missing at the end."""

    number: int
    cells: Sequence[Any]
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """Headings and the rows below them. `sheet` names a workbook's sheet, else ""."""

    headings: list[str]
    rows: Iterable[Row]
    sheet: str = ""
    known: int = field(default=0)


def heading_row(rows: Sequence[Sequence[Any]]) -> tuple[int, int]:
    """(index, known headings) of the row that reads most like headings among the first HEADING_DEPTH:
    exports put titles and notes above it. The first row wins a tie; (0, 0) when none is known."""
    best = (0, 0)
    for index, cells in enumerate(rows[:HEADING_DEPTH]):
        known = known_count([str(cell) for cell in cells if cell is not None])
        if known > best[1]:
            best = (index, known)
    return best
