"""A scripted OpenAI-compatible server over real HTTP: it answers /v1/chat/completions from a list of replies,
keeps every request it got, and fails loudly when it is asked once more than the script foresaw."""

import json
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True)
class Says:
    """A text answer, streamed in pieces of `size` characters; `cut` ends the connection after so many
    pieces, `hang` falls silent after so many."""

    text: str
    size: int = 3
    cut: int | None = None
    hang: int | None = None


@dataclass(frozen=True)
class Calls:
    """Tool calls as (name, arguments); arguments given as a str go out as they are, valid JSON or not.
    `cut` ends the connection before the reason for finishing is sent."""

    calls: Sequence[tuple[str, dict[str, Any] | str]]
    text: str = ""
    cut: bool = False


@dataclass(frozen=True)
class Fails:
    """An HTTP error."""

    status: int


@dataclass(frozen=True)
class Hangs:
    """Accepts the request and never answers; with `keep_alive` it sends comments that carry no token."""

    keep_alive: bool = False


Reply = Says | Calls | Fails | Hangs


class Server:
    """What the server will say next, and what it was asked. It speaks only inside `play`."""

    def __init__(self) -> None:
        self.replies: list[Reply] = []
        self.requests: list[dict[str, Any]] = []
        self.surplus = 0
        self.over = threading.Event()
        self.url = ""

    @contextmanager
    def play(self, *replies: Reply) -> Iterator["Server"]:
        """Answers with `replies` in order. Leaving it fails when a request came that the script had no reply
        for, or a reply was never asked for."""
        self.replies, self.requests, self.surplus = list(replies), [], 0
        self.over.clear()
        try:
            yield self
        finally:
            self.over.set()
        assert not self.surplus, f"the model was asked {self.surplus} time(s) more than the script foresaw"
        assert not self.replies, f"never asked for: {self.replies}"

    def tool_results(self) -> list[str]:
        """The contents of every tool message of the last request."""
        return [one["content"] for one in self.requests[-1]["messages"] if one["role"] == "tool"]

    def system(self) -> str:
        """The system prompt of the last request."""
        return str(self.requests[-1]["messages"][0]["content"])


@contextmanager
def openai_server() -> Iterator[Server]:
    """A server on a free loopback port."""
    script = Server()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(script))
    server.daemon_threads = True
    script.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield script
    finally:
        script.over.set()
        server.shutdown()
        server.server_close()
        thread.join()


def _handler(script: Server) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *args: object) -> None:
            """Silence."""

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            assert self.path == "/v1/chat/completions", self.path
            script.requests.append(json.loads(body))
            self.close_connection = True
            if not script.replies:
                script.surplus += 1
                self._error(500)
                return
            reply = script.replies.pop(0)
            if isinstance(reply, Fails):
                self._error(reply.status)
            elif isinstance(reply, Hangs):
                self._hang(reply)
            else:
                self._stream(reply)

        def _error(self, status: int) -> None:
            body = json.dumps(
                {"error": {"message": f"scripted {status}", "type": "scripted", "code": None}}
            ).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            if status == 429:
                self.send_header("Retry-After", "7")
            self.end_headers()
            self.wfile.write(body)

        def _hang(self, reply: Hangs) -> None:
            if reply.keep_alive:
                self._open()
            while not script.over.wait(0.05):
                if reply.keep_alive and not self._send(": keep-alive\n\n"):
                    return

        def _open(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/event-stream")
            self.send_header("Connection", "close")
            self.end_headers()

        def _stream(self, reply: Says | Calls) -> None:
            self._open()
            for number, delta in enumerate(_deltas(reply)):
                if isinstance(reply, Says) and number == reply.cut:
                    return
                if isinstance(reply, Says) and number == reply.hang:
                    script.over.wait()
                    return
                if not self._send(_chunk(delta)):
                    return
            if isinstance(reply, Calls) and reply.cut:
                return
            finish = "tool_calls" if isinstance(reply, Calls) else "stop"
            usage = {"prompt_tokens": 11, "completion_tokens": 7, "total_tokens": 18}
            self._send(_chunk({}, finish) + _chunk(None, None, usage) + "data: [DONE]\n\n")

        def _send(self, text: str) -> bool:
            try:
                self.wfile.write(text.encode())
                self.wfile.flush()
            except (BrokenPipeError, ConnectionResetError):
                return False
            return True

    return Handler


def _deltas(reply: Says | Calls) -> Iterator[dict[str, Any]]:
    yield {"role": "assistant", "content": ""}
    size = reply.size if isinstance(reply, Says) else 3
    for start in range(0, len(reply.text), size):
        yield {"content": reply.text[start : start + size]}
    if isinstance(reply, Calls):
        for index, (name, arguments) in enumerate(reply.calls):
            written = arguments if isinstance(arguments, str) else json.dumps(arguments, ensure_ascii=False)
            head = {"index": index, "id": f"call_{index}", "type": "function"}
            yield {"tool_calls": [{**head, "function": {"name": name, "arguments": ""}}]}
            for start in range(0, len(written), 9):
                piece = {"arguments": written[start : start + 9]}
                yield {"tool_calls": [{"index": index, "function": piece}]}


def _chunk(
    delta: dict[str, Any] | None, finish: str | None = None, usage: dict[str, int] | None = None
) -> str:
    choices = [] if delta is None else [{"index": 0, "delta": delta, "finish_reason": finish}]
    head = {"id": "chatcmpl-1", "object": "chat.completion.chunk", "created": 1, "model": "scripted"}
    body = {**head, "choices": choices} | ({"usage": usage} if usage else {})
    return f"data: {json.dumps(body, ensure_ascii=False)}\n\n"
