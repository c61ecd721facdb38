"""XLSX: every sheet with headings we know. Formulas give their saved value, or say that they have none."""

import io
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import openpyxl

from assistant.errors import FeedError
from catalog_ingest.formats.rows import HEADING_DEPTH, Row, Table, heading_row

MAX_UNPACKED = 1 << 30
MAX_COLUMNS = 1000


def read_tables(data: bytes, name: str) -> list[Table]:
    """One Table a sheet, hidden and empty sheets left out. FeedError for a damaged or bomb-like file."""
    try:
        formulas = _inspected(data, name)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            saved = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
            written = (
                openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
                if formulas
                else None
            )
            tables = []
            for sheet in saved.worksheets:
                if sheet.sheet_state != "visible":
                    continue
                rows = _cells(sheet, written[sheet.title] if written else None)
                if table := _table(rows, sheet.title):
                    tables.append(table)
            return tables
    except FeedError:
        raise
    except Exception as error:
        raise FeedError(
            f"{name}: the workbook is damaged or locked ({type(error).__name__}); save it as a plain .xlsx"
        ) from error


def _inspected(data: bytes, name: str) -> bool:
    """Whether any sheet holds a formula. FeedError when this is no workbook or unpacks to too much."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
        if sum(entry.file_size for entry in archive.infolist()) > MAX_UNPACKED:
            raise FeedError(f"{name}: unpacks to more than {MAX_UNPACKED:,} bytes; split the workbook")
        if not any(entry.startswith("xl/") for entry in names):
            raise FeedError(f"{name}: is a ZIP archive, not a workbook; unpack it and give the file inside")
        sheets = [entry for entry in names if entry.startswith("xl/worksheets/") and entry.endswith(".xml")]
        return any(b"<f>" in (text := archive.read(entry)) or b"<f " in text for entry in sheets)


def _cells(sheet: Any, written: Any | None) -> list[tuple[int, list[Any]]]:
    saved = sheet.iter_rows(values_only=True, max_col=MAX_COLUMNS)
    if written is None:
        read = ((number, _values(row)) for number, row in enumerate(saved, 1))
        return [(number, cells) for number, cells in read if cells]
    merged = []
    for number, (row, formulas) in enumerate(
        zip(saved, written.iter_rows(values_only=True, max_col=MAX_COLUMNS), strict=False), 1
    ):
        cells = _values(
            formula if value is None and isinstance(formula, str) and formula.startswith("=") else value
            for value, formula in zip(row, formulas, strict=False)
        )
        if cells:
            merged.append((number, cells))
    return merged


def _values(row: Any) -> list[Any]:
    cells = [_value(cell) for cell in row]
    while cells and cells[-1] is None:
        cells.pop()
    return cells


def _value(cell: Any) -> Any:
    if isinstance(cell, datetime):
        return (
            cell.date().isoformat()
            if (cell.hour, cell.minute, cell.second) == (0, 0, 0)
            else cell.isoformat()
        )
    if isinstance(cell, date):
        return cell.isoformat()
    if cell is None or isinstance(cell, str | int | float | bool):
        return cell
    return str(cell)


def _table(rows: list[tuple[int, list[Any]]], sheet: str) -> Table | None:
    if not rows:
        return None
    at, known = heading_row([cells for _, cells in rows[:HEADING_DEPTH]])
    headings = ["" if cell is None else str(cell).strip() for cell in rows[at][1]]
    return Table(headings, _below(rows[at + 1 :]), sheet, known)


def _below(rows: list[tuple[int, list[Any]]]) -> Iterator[Row]:
    for number, cells in rows:
        yield Row(number, cells)
