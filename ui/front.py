"""What the port answers before the shop is open: alive, but 503. Afterwards every call goes to the shop."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from threading import Event
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.errors import DangolError

log = logging.getLogger("dangol.serve")

OPENING = """<!doctype html><html lang="ko"><meta charset="utf-8"><meta http-equiv="refresh" content="2">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>Dangol</title>
<body style="font:16px sans-serif;text-align:center;padding:20vh 1em">
<p>가게 문을 열고 있어요. 잠시만 기다려 주세요.</p><p lang="en">The shop is opening. One moment, please.</p>
"""
POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'"


class Front:
    """An ASGI application that opens another in a thread of its own and then stands aside.

    `opening` builds the shop (blocking, minutes for a first ingest) and returns it with what to call to close
    it; it should give up soon after the Event it gets is set. `opened` is called once the shop serves,
    `failed` when it cannot; the failure stays in `failure`.
    """

    def __init__(
        self,
        opening: Callable[[Event], tuple[ASGIApp, Callable[[], None]]],
        opened: Callable[[], None],
        failed: Callable[[], None],
    ) -> None:
        self._opening = opening
        self._opened = opened
        self._failed = failed
        self._shop: ASGIApp | None = None
        self.failure: BaseException | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        elif self._shop is not None:
            await self._shop(scope, receive, send)
        elif scope["type"] == "http":
            await _not_yet(scope)(scope, receive, send)
        else:
            await send({"type": "websocket.close", "code": 1013})

    async def _live(self, receive: Receive, send: Callable[[Any], Awaitable[None]]) -> None:
        await receive()
        stop = Event()
        life = asyncio.create_task(self._run(stop, done := asyncio.Event()))
        await send({"type": "lifespan.startup.complete"})
        await receive()
        stop.set()
        done.set()
        await life
        await send({"type": "lifespan.shutdown.complete"})

    async def _run(self, stop: Event, done: asyncio.Event) -> None:
        """The shop's life in one task: what its lifespan enters and leaves must be one task's."""
        try:
            shop, close = await asyncio.to_thread(self._opening, stop)
        except BaseException as error:
            if not isinstance(error, DangolError | Stopped):
                log.exception("the shop could not be opened")
            self.failure = error
            self._failed()
            return
        async with AsyncExitStack() as stack:
            stack.callback(close)
            if lifespan := getattr(getattr(shop, "router", None), "lifespan_context", None):
                await stack.enter_async_context(lifespan(shop))
            self._shop = shop
            self._opened()
            await done.wait()
            self._shop = None


class Stopped(Exception):
    """The opening was told to give up."""


def _not_yet(scope: Scope) -> Response:
    path = scope["path"]
    if path == "/healthz":
        return JSONResponse({"status": "ok"})
    headers = {
        "Retry-After": "2",
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": POLICY,
    }
    if "text/html" in Request(scope).headers.get("accept", "") and not path.startswith("/v1"):
        return HTMLResponse(OPENING, 503, headers)
    body = {
        "type": "about:blank",
        "title": "Service Unavailable",
        "status": 503,
        "code": "starting",
        "detail": "the shop is opening; try again in a few seconds",
    }
    return JSONResponse(body, 503, headers, media_type="application/problem+json")
