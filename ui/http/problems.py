"""Errors as `application/problem+json` (RFC 9457): a stable `code`, what was wrong, what to do about it.

Nothing here ever shows a stack, a token or a key.
"""

import logging
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from assistant.errors import (
    BadRequest,
    DangolError,
    FeedError,
    ModelUnavailable,
    NotAllowed,
    NotFound,
    SettingsError,
    StoreBusy,
)

log = logging.getLogger("dangol.http")

MEDIA_TYPE = "application/problem+json"
SECRET_FIELDS = frozenset({"token", "shopper_token", "authorization", "x-api-key", "api_key"})
MAX_ERRORS = 20

STATUSES: dict[type[DangolError], int] = {
    BadRequest: 400,
    FeedError: 400,
    NotAllowed: 403,
    NotFound: 404,
    StoreBusy: 503,
    ModelUnavailable: 503,
    SettingsError: 500,
}
CODES = {
    400: "bad_request",
    401: "unauthorized",
    403: "not_allowed",
    404: "not_found",
    405: "method_not_allowed",
    406: "not_acceptable",
    408: "too_slow",
    413: "too_large",
    415: "unsupported_media_type",
    429: "too_many_requests",
    500: "internal",
    503: "unavailable",
}
DETAILS = {
    400: "the body could not be read as JSON in UTF-8; send one JSON object",
    404: "there is nothing at this address; see /docs for the addresses of this API",
    405: "this address does not take this method; the Allow header names those it takes",
}


class Unauthorized(DangolError):
    """No usable identity came with the call."""

    code = "unauthorized"


class Busy(DangolError):
    """More turns are under way than this process takes at once."""

    code = "busy"


def problem(
    status: int,
    code: str,
    detail: str,
    *,
    errors: Sequence[Mapping[str, str]] = (),
    headers: Mapping[str, str] | None = None,
) -> JSONResponse:
    """One problem as a response. `errors` name the fields at fault, in the order they were found."""
    body: dict[str, Any] = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "code": code,
        "detail": detail,
    }
    if errors:
        body["errors"] = list(errors)
    return JSONResponse(body, status, headers=dict(headers or {}), media_type=MEDIA_TYPE)


def from_error(error: Exception) -> JSONResponse:
    """The problem an exception stands for. What nobody raised on purpose is a 500 that says nothing more."""
    if isinstance(error, Unauthorized):
        return problem(401, error.code, str(error), headers={"WWW-Authenticate": "Bearer"})
    if isinstance(error, Busy):
        return problem(503, error.code, str(error), headers={"Retry-After": "1"})
    if isinstance(error, SettingsError | FeedError) or not isinstance(error, DangolError):
        # A bad setting or feed is the shop's trouble: its wording names files, so it stays in the log.
        log.error("unexpected error", exc_info=error)
        return problem(500, "internal", "something went wrong here; try again, and tell the shop if it stays")
    status = next((STATUSES[kind] for kind in type(error).__mro__ if kind in STATUSES), 400)
    return problem(status, error.code, str(error), headers={"Retry-After": "2"} if status == 503 else None)


async def on_dangol_error(request: Request, error: Exception) -> JSONResponse:
    return from_error(error)


async def on_http_error(request: Request, error: Exception) -> JSONResponse:
    """What the framework itself refuses: no such address, wrong method, unreadable or too large a body."""
    if not isinstance(error, HTTPException):
        raise TypeError(f"{type(error).__name__} is not an HTTPException") from error
    status = error.status_code
    given = error.detail if error.detail != HTTPStatus(status).phrase and status != 400 else ""
    detail = DETAILS.get(status) or given or HTTPStatus(status).phrase
    return problem(status, CODES.get(status, "error"), detail, headers=error.headers)


async def on_bad_body(request: Request, error: Exception) -> JSONResponse:
    """Fields that do not fit: a 400 naming each one. Values are shown only where they cannot be private."""
    if not isinstance(error, RequestValidationError):
        raise TypeError(f"{type(error).__name__} is not a RequestValidationError") from error
    found = [_field_error(each) for each in error.errors()[:MAX_ERRORS]]
    if any(each["type"] == "json_invalid" for each in error.errors()):
        return problem(400, "bad_json", "the body is not valid JSON; send one JSON object in UTF-8")
    detail = "; ".join(f"{each['field']}: {each['message']}" for each in found)
    return problem(400, "bad_request", detail[:1000], errors=found)


def _field_error(error: Mapping[str, Any]) -> dict[str, str]:
    path = [str(part)[:60] for part in error["loc"] if part not in ("body", "query", "path", "header")]
    field = ".".join(path) or "body"
    value = error.get("input")
    message = str(error["msg"]).removeprefix("Value error, ")
    if error["type"] in ("too_long", "string_too_long"):
        counted = "characters" if isinstance(value, str) else "of them"
        message = f"too long; send at most {error['ctx']['max_length']:,} {counted}"
    private = not path or any(part.lower() in SECRET_FIELDS for part in path)
    if error["type"] == "missing" or private or not isinstance(value, str | int | float):
        return {"field": field, "message": message}
    return {"field": field, "message": f"{str(value)[:60]!r}: {message}"}
