"""How much a caller may send, and how long it may take."""

import asyncio

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.http.problems import on_http_error

MAX_BYTES = 256 * 1024
"""Largest body of a call: 10,000 characters fit even when each is escaped as two \\uXXXX."""
BODY_SECONDS = 10.0


class BodyLimits:
    """A body of at most `max_bytes`, counted as it comes whatever was announced, all there `seconds` after
    the headers; else 413 or 408. FastAPI's own limit answers in plain text."""

    def __init__(self, app: ASGIApp, max_bytes: int = MAX_BYTES, seconds: float = BODY_SECONDS) -> None:
        self.app = app
        self.max_bytes = max_bytes
        self.seconds = seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        announced = dict(scope["headers"]).get(b"content-length", b"0")
        if announced.isdigit() and int(announced[:20]) > self.max_bytes:
            refused = await on_http_error(Request(scope), self._too_large())
            await refused(scope, receive, send)
            return
        deadline = asyncio.get_running_loop().time() + self.seconds
        received, complete = 0, False

        async def receive_within() -> Message:
            nonlocal received, complete
            if complete:
                return await receive()
            try:
                async with asyncio.timeout_at(deadline):
                    message = await receive()
            except TimeoutError:
                raise self._too_slow() from None
            received += len(message.get("body", b""))
            complete = message["type"] != "http.request" or not message.get("more_body", False)
            if received > self.max_bytes:
                raise self._too_large()
            return message

        await self.app(scope, receive_within, send)

    def _too_large(self) -> HTTPException:
        detail = f"a body has at most {self.max_bytes} bytes here; send less"
        return HTTPException(413, detail, {"Connection": "close"})

    def _too_slow(self) -> HTTPException:
        detail = f"the body did not arrive within {self.seconds:g} seconds; send it in one go"
        return HTTPException(408, detail, {"Connection": "close"})
