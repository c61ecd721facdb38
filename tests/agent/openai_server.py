"""A scripted model: it answers from a list of replies, keeps every request it got, and fails loudly when it
is asked once more than the script foresaw."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from eval.servers import Calls, Endpoint, Fails, Hangs, Reply, Says, serve

__all__ = ["Calls", "Fails", "Hangs", "Reply", "Says", "Server", "openai_server"]


class Server:
    """What the server will say next, and what it was asked. It speaks only inside `play`."""

    def __init__(self) -> None:
        self.replies: list[Reply] = []
        self.surplus = 0
        self.endpoint: Endpoint

    @property
    def url(self) -> str:
        return self.endpoint.url

    @property
    def requests(self) -> list[dict[str, Any]]:
        return self.endpoint.requests

    def answer(self, request: object) -> Reply:
        if not self.replies:
            self.surplus += 1
            return Fails(500)
        return self.replies.pop(0)

    @contextmanager
    def play(self, *replies: Reply) -> Iterator["Server"]:
        """Answers with `replies` in order. Leaving it fails when a request came that the script had no reply
        for, or a reply was never asked for."""
        self.replies, self.surplus = list(replies), 0
        self.endpoint.reset()
        yield self
        assert not self.surplus, f"the model was asked {self.surplus} time(s) more than the script foresaw"
        assert not self.replies, f"never asked for: {self.replies}"

    def tool_results(self) -> list[str]:
        """The contents of every tool message of the last request."""
        return self.endpoint.tool_results()

    def system(self) -> str:
        """The system prompt of the last request."""
        return self.endpoint.system()


@contextmanager
def openai_server() -> Iterator[Server]:
    """A server on a free loopback port."""
    script = Server()
    with serve(script.answer) as endpoint:
        script.endpoint = endpoint
        yield script
