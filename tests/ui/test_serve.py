"""Opening and closing the shop: what the port says meanwhile, and what is said when it cannot open."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from assistant import Settings
from assistant.errors import SettingsError, StoreBusy
from tests.ui.conftest import serving
from ui.front import Front, Stopped
from ui.serve import serve


class Opening:
    """A shop that opens when told to."""

    def __init__(self) -> None:
        self.go, self.opened, self.failed, self.closed = (threading.Event() for _ in range(4))
        self.error: Exception | None = None

    def __call__(self, stop: threading.Event) -> tuple[Any, Any]:
        while not self.go.wait(0.01):
            if stop.is_set():
                raise Stopped
        if self.error:
            raise self.error
        return _hello, self.closed.set


async def _hello(scope: Any, receive: Any, send: Any) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"open"})


@contextmanager
def front(opening: Opening) -> Iterator[tuple[httpx.Client, Front]]:
    app = Front(opening, opening.opened.set, opening.failed.set)
    with serving(app) as address, httpx.Client(base_url=address) as client:
        yield client, app


def test_while_opening_it_is_alive_but_not_ready() -> None:
    opening = Opening()
    with front(opening) as (client, _):
        assert client.get("/healthz").status_code == 200
        for path in ("/readyz", "/v1/search"):
            answer = client.get(path)
            assert (answer.status_code, answer.json()["code"]) == (503, "starting")
            assert answer.headers["retry-after"] == "2"
        page = client.get("/", headers={"Accept": "text/html"})
        assert page.status_code == 503
        assert "열고 있어요" in page.text
        opening.go.set()
        assert opening.opened.wait(5)
        assert client.get("/v1/search").text == "open"
    assert opening.closed.is_set(), "the shop was not closed"


def test_a_shop_that_cannot_open_says_why() -> None:
    opening = Opening()
    opening.error = StoreBusy("folder in use")
    opening.go.set()
    with front(opening) as (client, app):
        assert opening.failed.wait(5)
        assert isinstance(app.failure, StoreBusy)
        assert client.get("/readyz").status_code == 503


def test_stopping_while_opening_gives_up_soon() -> None:
    opening = Opening()
    began = time.monotonic()
    with front(opening) as (client, app):
        assert client.get("/healthz").status_code == 200
    assert time.monotonic() - began < 5
    assert isinstance(app.failure, Stopped)


def test_a_port_in_use_is_said_at_once(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(SettingsError, match=f"{port}.*--port"):
            serve(Settings(data_dir=tmp_path), port=port)


def test_more_workers_are_refused_with_the_reason(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="one process owns the data folder"):
        serve(Settings(data_dir=tmp_path), workers=2)
