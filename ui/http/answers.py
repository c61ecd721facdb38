"""Domain values as JSON answers."""

from collections.abc import Mapping
from typing import Any

from fastapi import Response

from ui.shapes import to_json


def answer(value: Any, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """`value` (domain values, dicts, lists, scalars) as JSON: money as minor units, times in ISO 8601."""
    return Response(to_json(value), status, headers=dict(headers or {}), media_type="application/json")
