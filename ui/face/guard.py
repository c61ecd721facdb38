"""What may be asked of the chat page's server side: a short list, nothing else.

Gradio serves more than a chat needs: uploads even without a file component, a proxy, file reads, component
functions. Everything under its API prefix that is not on the list is 404 here.
"""

from collections.abc import MutableMapping
from typing import Any

from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from ui.http import problems

_PREFIX = "/gradio_api/"
_OPEN = ("queue/join", "queue/data", "heartbeat/", "cancel", "reset", "startup-events", "app_id")
MAX_BODY = 256 * 1024


class ChatGuard:
    """ASGI middleware around an application that mounts the chat at `path`. Answers 404 for what the chat
    does not use, and 413 for a body over MAX_BODY bytes or of unknown length. What Gradio, which answers
    every address left over, says of one that is none comes out as a problem like everybody's."""

    def __init__(self, app: ASGIApp, path: str = "/") -> None:
        self._app = app
        self._prefix = path.rstrip("/") + _PREFIX

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        if not scope["path"].startswith(self._prefix):
            await self._app(scope, receive, _Retold(send))
            return
        if not scope["path"].removeprefix(self._prefix).startswith(_OPEN):
            await _refuse(404, "not_found", "this address is not served")(scope, receive, send)
            return
        headers = dict(scope["headers"])
        length = headers.get(b"content-length", b"x" if b"transfer-encoding" in headers else b"0")
        if not length.isdigit() or int(length) > MAX_BODY:
            message = f"a message is at most {MAX_BODY} bytes and names its length; send a shorter one"
            await _refuse(413, "too_large", message)(scope, receive, send)
            return
        await self._app(scope, receive, send)


class _Retold:
    """Passes a response on; of a 404 or 405 in plain JSON the words are told anew as a problem."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._told = False

    async def __call__(self, message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start" and message["status"] in (404, 405):
            headers = dict(message.get("headers", ()))
            if headers.get(b"content-type", b"").startswith(b"application/json"):
                status = message["status"]
                answer = problems.problem(status, problems.CODES[status], problems.DETAILS[status])
                self._told = True
                kept = {
                    name: value for name, value in headers.items() if name not in dict(answer.raw_headers)
                }
                await self._send({**message, "headers": [*kept.items(), *answer.raw_headers]})
                await self._send({"type": "http.response.body", "body": answer.body})
                return
        if not self._told:
            await self._send(message)


def _refuse(status: int, code: str, message: str) -> JSONResponse:
    return problems.problem(status, code, message)
