"""Chat completions over HTTP, streamed and whole, with every way a wire can break."""

import json
import select
import socket
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from time import monotonic
from typing import Any

Request = Mapping[str, Any]
ROLES = frozenset({"system", "developer", "user", "assistant", "tool"})
_POLL = 0.02


@dataclass(frozen=True)
class Says:
    """A text answer in pieces of `size` characters, `pause` seconds apart; `cut` ends the connection after so
    many pieces, `hang` falls silent after so many. `faulty`: its content is the fault."""

    text: str
    size: int = 3
    cut: int | None = None
    hang: int | None = None
    pause: float = 0.0
    faulty: bool = False


@dataclass(frozen=True)
class Calls:
    """Tool calls as (name, arguments); arguments given as a str go out as they are, valid JSON or not.
    `cut` ends the connection before the reason for finishing is sent."""

    calls: Sequence[tuple[str, Mapping[str, Any] | str]]
    text: str = ""
    cut: bool = False
    faulty: bool = False


@dataclass(frozen=True)
class Fails:
    """An HTTP error, with a Retry-After header in seconds when given."""

    status: int
    retry_after: int | None = None


@dataclass(frozen=True)
class Hangs:
    """Accepts the request and never answers; with `keep_alive` it sends comments that carry no token."""

    keep_alive: bool = False


Reply = Says | Calls | Fails | Hangs
Brain = Callable[[Request], Reply]


class Endpoint:
    """A running server: its address, what it was asked, and what went wrong on purpose or not.

    broke: moments (monotonic seconds) at which a fault was committed.  left: moments at which a client was
    seen to have gone.  misuse: requests no server of this protocol would take; `serve` fails on them.
    """

    def __init__(self, brain: Brain) -> None:
        self.brain = brain
        self.url = ""
        self.requests: list[dict[str, Any]] = []
        self.broke: list[float] = []
        self.left: list[float] = []
        self.misuse: list[str] = []
        self.over = threading.Event()
        self._server: ThreadingHTTPServer | None = None
        self._thread: threading.Thread | None = None
        self._port = 0

    def accept(self) -> None:
        """Listen, on the same port as before."""
        if self._server is not None:
            return
        self._server = _Server(("127.0.0.1", self._port), _handler(self))
        self._port = self._server.server_address[1]
        self.url = f"http://127.0.0.1:{self._port}/v1"
        self._thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": _POLL}, daemon=True
        )
        self._thread.start()

    def refuse(self) -> None:
        """Stop listening: connections are refused until `accept`."""
        if self._server is not None and self._thread is not None:
            self._server.shutdown()
            self._server.server_close()
            self._thread.join()
            self._server = None

    def reset(self) -> None:
        """Forget what was asked and what broke."""
        self.requests, self.broke, self.left = [], [], []

    def tool_results(self) -> list[str]:
        """The contents of every tool message of the last request."""
        return [one["content"] for one in self.requests[-1]["messages"] if one["role"] == "tool"]

    def system(self) -> str:
        """The system prompt of the last request."""
        return str(self.requests[-1]["messages"][0]["content"])


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that leaves in the middle is part of the game."""


@contextmanager
def serve(brain: Brain) -> Iterator[Endpoint]:
    """A server on a free loopback port, answering with `brain`. Leaving fails when it was misused."""
    endpoint = Endpoint(brain)
    endpoint.accept()
    try:
        yield endpoint
    finally:
        endpoint.over.set()
        endpoint.refuse()
    if endpoint.misuse:
        raise AssertionError(f"the model server was misused: {endpoint.misuse[:3]}")


def misused(path: str, body: Any) -> str:
    """What is wrong with a request, "" when nothing."""
    if path != "/v1/chat/completions":
        return f"no such path {path}"
    if not isinstance(body, dict) or not body.get("model") or not body.get("messages"):
        return "a request needs model and messages"
    asked: set[str] = set()
    for message in body["messages"]:
        if message.get("role") not in ROLES:
            return f"no such role {message.get('role')!r}"
        asked |= {call["id"] for call in message.get("tool_calls") or ()}
        if message["role"] == "tool" and message.get("tool_call_id") not in asked:
            return f"an answer to the call {message.get('tool_call_id')!r} that was never made"
    return ""


def _handler(endpoint: Endpoint) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        timeout = 30

        def log_message(self, *args: object) -> None:
            """Silence."""

        def do_POST(self) -> None:
            self.close_connection = True
            try:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            except (ValueError, TypeError) as problem:
                body = {"broken": str(problem)}
            if wrong := misused(self.path, body):
                endpoint.misuse.append(wrong)
                self._json(400, {"error": {"message": wrong, "type": "invalid_request_error", "code": None}})
                return
            endpoint.requests.append(body)
            reply = endpoint.brain(body)
            if isinstance(reply, Fails):
                self._fail(reply)
            elif isinstance(reply, Hangs):
                self._hang(reply)
            elif body.get("stream"):
                self._stream(reply)
            else:
                self._whole(reply)

        def _broke(self) -> None:
            endpoint.broke.append(monotonic())

        def _json(self, status: int, body: object, headers: Mapping[str, str] | None = None) -> None:
            raw = json.dumps(body, ensure_ascii=False).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(raw)))
            for name, value in (headers or {}).items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(raw)

        def _fail(self, reply: Fails) -> None:
            self._broke()
            wait = {} if reply.retry_after is None else {"Retry-After": str(reply.retry_after)}
            message = {"message": f"scripted {reply.status}", "type": "scripted", "code": None}
            self._json(reply.status, {"error": message}, wait)

        def _hang(self, reply: Hangs) -> None:
            self._broke()
            if reply.keep_alive:
                self._open()
            while not endpoint.over.wait(_POLL):
                if self._has_left() or (reply.keep_alive and not self._send(": keep-alive\n\n")):
                    endpoint.left.append(monotonic())
                    return

        def _has_left(self) -> bool:
            ready, _, _ = select.select([self.connection], [], [], 0)
            try:
                return bool(ready) and not self.connection.recv(1, socket.MSG_PEEK)
            except OSError:
                return True

        def _open(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/event-stream")
            self.send_header("Connection", "close")
            self.end_headers()

        def _stream(self, reply: Says | Calls) -> None:
            self._open()
            for number, delta in enumerate(_deltas(reply)):
                if isinstance(reply, Says):
                    if number == reply.cut:
                        self._broke()
                        return
                    if number == reply.hang:
                        self._hang(Hangs())
                        return
                    if reply.pause and number:
                        if number == 1:
                            self._broke()
                        endpoint.over.wait(reply.pause)
                if self._has_left() or not self._send(_chunk(delta)):
                    endpoint.left.append(monotonic())
                    return
            if isinstance(reply, Calls) and reply.cut:
                self._broke()
                return
            if reply.faulty:
                self._broke()
            finish = "tool_calls" if isinstance(reply, Calls) else "stop"
            self._send(_chunk({}, finish) + "data: [DONE]\n\n")

        def _whole(self, reply: Says | Calls) -> None:
            if reply.cut is not None and reply.cut is not False:
                self._broke()
                self.send_response(200)
                self.send_header("Content-Length", "1000")
                self.end_headers()
                self.wfile.write(b'{"id": "chatcm')
                return
            if reply.faulty:
                self._broke()
            self._json(200, _completion(reply))

        def _send(self, text: str) -> bool:
            try:
                self.wfile.write(text.encode())
                self.wfile.flush()
            except (BrokenPipeError, ConnectionResetError):
                return False
            return True

    return Handler


def _calls(reply: Calls) -> list[dict[str, Any]]:
    return [
        {
            "id": f"call_{index}",
            "type": "function",
            "function": {
                "name": name,
                "arguments": given if isinstance(given, str) else json.dumps(given, ensure_ascii=False),
            },
        }
        for index, (name, given) in enumerate(reply.calls)
    ]


def _completion(reply: Says | Calls) -> dict[str, Any]:
    """The whole answer of a request that did not ask for a stream."""
    message: dict[str, Any] = {"role": "assistant", "content": reply.text}
    if isinstance(reply, Calls):
        message["tool_calls"] = _calls(reply)
    finish = "tool_calls" if isinstance(reply, Calls) else "stop"
    return {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1,
        "model": "scripted",
        "choices": [{"index": 0, "message": message, "finish_reason": finish}],
        "usage": {"prompt_tokens": 11, "completion_tokens": 7, "total_tokens": 18},
    }


def _deltas(reply: Says | Calls) -> Iterator[dict[str, Any]]:
    yield {"role": "assistant", "content": ""}
    size = reply.size if isinstance(reply, Says) else 8
    for start in range(0, len(reply.text), size):
        yield {"content": reply.text[start : start + size]}
    if isinstance(reply, Calls):
        for index, call in enumerate(_calls(reply)):
            written = call["function"]["arguments"]
            head = {"index": index, "id": call["id"], "type": "function"}
            yield {"tool_calls": [{**head, "function": {"name": call["function"]["name"], "arguments": ""}}]}
            for start in range(0, len(written), 9):
                piece = {"arguments": written[start : start + 9]}
                yield {"tool_calls": [{"index": index, "function": piece}]}


def _chunk(delta: Mapping[str, Any], finish: str | None = None) -> str:
    body = {
        "id": "chatcmpl-1",
        "object": "chat.completion.chunk",
        "created": 1,
        "model": "scripted",
        "choices": [{"index": 0, "delta": delta, "finish_reason": finish}],
    }
    return f"data: {json.dumps(body, ensure_ascii=False)}\n\n"
