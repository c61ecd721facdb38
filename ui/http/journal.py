"""One line per call in the log, and nothing a shopper wrote in it; whatever breaks ends here, calmly."""

import logging
from time import perf_counter

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.http.problems import from_error

log = logging.getLogger("dangol.http")
QUIET = frozenset({"/healthz", "/readyz"})


class Journal:
    """Logs method, the route's pattern (never the address itself: it may hold words and ids), status and
    time. An exception that nobody handled becomes a plain 500."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        began = perf_counter()
        status = 0

        async def send_noting(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self.app(scope, receive, send_noting)
        except Exception as error:  # noqa: BLE001 - the last place that can still answer the caller
            response = from_error(error)
            if not status:
                await response(scope, receive, send_noting)
        finally:
            if scope["path"] not in QUIET:
                route = getattr(scope.get("route"), "path", "page")
                took = (perf_counter() - began) * 1000
                log.info("call method=%s route=%s status=%d ms=%.0f", scope["method"], route, status, took)
