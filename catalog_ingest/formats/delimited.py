"""CSV and TSV: delimiter by content, any line ending, cells of any size, quoting mistakes named."""

import csv
import io
from collections.abc import Iterator

from assistant.errors import FeedError
from catalog_ingest.formats.rows import HEADING_DEPTH, Row, Table, heading_row
from catalog_ingest.item import Problem
from catalog_ingest.text import shown

DELIMITERS = ",\t;|"
MAX_CELL = 8_000_000


def read_table(text: str, name: str) -> Table:
    """The table in `text`. FeedError when it is empty or a quote is never closed."""
    if not text.strip():
        raise FeedError(f"{name}: the file is empty; export it again")
    skip = 0
    if text[:4].lower() == "sep=":
        skip = text.find("\n") + 1
    body = text[skip:] if skip else text
    delimiter = text[4] if skip else _delimiter(body)
    records = _records(body, delimiter, name)
    top = [cells for _, cells in zip(range(HEADING_DEPTH), _records(body, delimiter, name), strict=False)]
    at, known = heading_row(top)
    headings = [cell.strip() for cell in top[at]] if top else []
    for _ in range(at + 1):
        next(records, None)
    return Table(headings, _rows(records, headings, at + (2 if not skip else 3)), known=known)


def _rows(records: Iterator[list[str]], headings: list[str], first: int) -> Iterator[Row]:
    width = len(headings)
    for number, cells in enumerate(records, first):
        if not any(cell and not cell.isspace() for cell in cells):
            continue
        spill = [cell for cell in cells[width:] if cell.strip()]
        if not spill:
            yield Row(number, cells)
            continue
        yield Row(
            number,
            cells,
            (
                Problem(
                    "row",
                    shown(spill[0]),
                    f"has {len(cells)} cells under {width} headings",
                    'put "quotes" around cells that hold the delimiter',
                ),
            ),
        )


def _delimiter(text: str) -> str:
    """The delimiter whose first rows know the most headings; of equals, the one whose rows agree in width."""

    def score(delimiter: str) -> tuple[int, float, int]:
        rows = []
        try:
            for cells in csv.reader(io.StringIO(text[:200_000], newline=""), delimiter=delimiter):
                rows.append(cells)
                if len(rows) > HEADING_DEPTH + 10:
                    break
        except csv.Error:
            pass
        if not rows:
            return 0, 0.0, 0
        at, known = heading_row(rows)
        width = len(rows[at])
        agree = sum(len(row) == width for row in rows[at:] if any(row)) / max(1, len(rows) - at)
        return known, agree if width > 1 else 0.0, width

    return max(DELIMITERS, key=score)


def _records(text: str, delimiter: str, name: str) -> Iterator[list[str]]:
    """Records by csv rules. A stray quote inside a cell is read as text; one that opens a cell and is never
    closed would swallow the rest of the file: FeedError."""
    csv.field_size_limit(MAX_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    done = 0
    try:
        for cells in reader:
            done += 1
            yield cells
        return
    except csv.Error as error:
        if "unexpected end" in str(error):
            raise FeedError(
                f"{name}: row {done + 1:,} opens a quote that is never closed; close it, or double it"
            ) from error
        if "field larger" in str(error):
            raise FeedError(
                f"{name}: row {done + 1:,} has a cell over {MAX_CELL:,} characters; close its quote"
            ) from error
    lenient = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    for index, cells in enumerate(lenient):
        if index >= done:
            yield cells
