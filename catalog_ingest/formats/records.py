"""JSON lines, JSON arrays and Parquet: records with named values."""

import io
import json
from collections.abc import Iterator
from typing import Any

import pyarrow
import pyarrow.parquet

from assistant.errors import FeedError
from catalog_ingest.item import Problem
from catalog_ingest.text import shown

Record = tuple[int, dict[str, Any], tuple[Problem, ...]]
_WRAPPERS = ("products", "items", "data", "results", "records", "rows", "catalog", "goods", "entries")


def read_json(text: str, name: str) -> Iterator[Record]:
    """(number, record, problems): one record a line, or the elements of an array, or of the list inside one
    object ({"products": [...]}). A line that is no JSON object is a problem of that line; FeedError when the
    file holds no line that is one, or an array is damaged."""
    start = text.lstrip()
    if start.startswith("["):
        yield from _elements(_whole(text, name), name)
        return
    lines = [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    first = _object(lines[0][1])
    if first is None and not any(_object(line) for _, line in lines[1:20]):
        whole = _whole(text, name)
        inside = _wrapped(whole)
        yield from _elements([whole] if inside is None else inside, name)
    elif len(lines) == 1 and (inside := _wrapped(first)) is not None:
        yield from _elements(inside, name)
    else:
        for number, line in lines:
            yield _line(number, line)


def _object(line: str) -> dict[str, Any] | None:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def _line(number: int, line: str) -> Record:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as error:
        reason = error.msg if isinstance(error, json.JSONDecodeError) else "nested too deeply"
        return (
            number,
            {},
            (Problem("line", shown(line), f"is not JSON ({reason})", "correct or delete this line"),),
        )
    if not isinstance(value, dict):
        return number, {}, (Problem("line", shown(line), "is not an object", "write one {...} a line"),)
    return number, value, ()


def _whole(text: str, name: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise FeedError(
            f"{name}: row {error.lineno:,}, character {error.colno:,} is not JSON ({error.msg}); "
            "correct it, or write one object a line"
        ) from error
    except (ValueError, RecursionError) as error:
        raise FeedError(f"{name}: is not JSON that can be read ({error}); write one object a line") from error


def _wrapped(whole: Any) -> list[Any] | None:
    if not isinstance(whole, dict):
        return None
    lists = {
        key: value
        for key, value in whole.items()
        if isinstance(value, list) and value and all(isinstance(entry, dict) for entry in value)
    }
    for key in _WRAPPERS:
        if key in lists:
            return lists[key]
    named = any(key in whole for key in ("title", "name", "sku", "상품명"))
    return max(lists.values(), key=len) if lists and not named else None


def _elements(values: Any, name: str) -> Iterator[Record]:
    for number, value in enumerate(values, 1):
        if isinstance(value, dict):
            yield number, value, ()
        else:
            remedy = "write {...} objects only"
            yield number, {}, (Problem("element", shown(value), "is not an object", remedy),)
    if not values:
        raise FeedError(f"{name}: holds no products; export it again")


def read_parquet(data: bytes, name: str) -> Iterator[Record]:
    """Rows of a Parquet file, numbered from 1. FeedError when it is damaged."""
    try:
        file = pyarrow.parquet.ParquetFile(io.BytesIO(data))
        number = 0
        for batch in file.iter_batches(batch_size=4096):
            for record in batch.to_pylist():
                number += 1
                yield number, {key: _plain(value) for key, value in record.items()}, ()
    except (pyarrow.ArrowException, OSError) as error:
        raise FeedError(f"{name}: the Parquet file is damaged ({error}); write it again") from error


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    if value is None or isinstance(value, str | int | float | bool):
        return value
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
