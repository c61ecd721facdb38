"""Domain values as JSON text and back, exactly: sets sorted, so equal values give equal text."""

import json
import re
from collections.abc import Hashable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from hashlib import blake2b
from typing import Any, TypeVar, cast

from pydantic import TypeAdapter

T = TypeVar("T")
_SURROGATE = re.compile("[\ud800-\udfff]")
# A NUL inside JSON text: an odd number of backslashes before u0000.
_ESCAPED_NUL = re.compile(r"(?<!\\)((?:\\\\)*)\\u0000")


def encode(value: object) -> str:
    """`value` (a dataclass, or plain data holding some) as JSON text that any UTF-8 database takes: NUL
    characters fall away, lone surrogates become U+FFFD. TypeError for what JSON cannot say, ValueError for
    NaN and infinity."""
    text = _encode(value)
    if "\\u0000" in text:
        text = _ESCAPED_NUL.sub(r"\1", text)
    return clean(text)


def decode(kind: type[T], text: str) -> T:
    """The value of type `kind` that `encode` wrote. pydantic.ValidationError when it holds something else."""
    adapter: TypeAdapter[T] = _adapter(cast(Hashable, kind))
    return adapter.validate_json(text)


def clean(text: str) -> str:
    """`text` without NUL characters and with U+FFFD for lone surrogates: PostgreSQL takes neither."""
    if text.isascii():
        return text.replace("\0", "") if "\0" in text else text
    return _SURROGATE.sub("\ufffd", text.replace("\0", ""))


def digest(text: str) -> str:
    """32 hex digits that differ when `text` does."""
    return blake2b(text.encode(), digest_size=16).hexdigest()


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def _plain(value: object) -> object:
    if is_dataclass(value):
        return {name: getattr(value, name) for name in _names(cast(Hashable, type(value)))}
    if isinstance(value, frozenset | set):
        return sorted(value)
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(
        f"{value!r} of type {type(value).__name__} cannot be stored; give text, a number or a bool"
    )


_encode = json.JSONEncoder(default=_plain, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode
