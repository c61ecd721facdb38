"""Real servers on loopback for the door's tests: one around a scripted assistant, one around a real shop."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn

from assistant import Assistant, Settings, open_assistant
from tests.ui.scripted import Scripted
from tests.ui.shelf import PRODUCTS, fill
from ui.api import build_api
from ui.serve import uvicorn_config

API_KEY = "shop-key-for-tests"


@contextmanager
def serving(app: Any) -> Iterator[str]:
    """`app` behind uvicorn with the product's own settings; its address."""
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn_config(app))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    deadline = time.monotonic() + 10
    while not server.started:
        assert time.monotonic() < deadline, "the server did not start"
        time.sleep(0.01)
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(10)
        listening.close()


@pytest.fixture
def scripted(tmp_path: Path) -> Scripted:
    return Scripted(Settings(data_dir=tmp_path, api_key=API_KEY, allowed_origins="https://shop.example"))


@pytest.fixture
def wire(scripted: Scripted) -> Iterator[httpx.Client]:
    """A client of a server around the scripted assistant, holding the token of its session."""
    with (
        serving(build_api(scripted)) as address,  # type: ignore[arg-type]
        httpx.Client(base_url=address, headers={"Authorization": "Bearer t1"}, timeout=10) as client,
    ):
        yield client


@pytest.fixture(scope="session")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """A real assistant on a small bilingual catalogue."""
    settings = Settings(
        data_dir=tmp_path_factory.mktemp("shop"), embedder="fast-use", api_key=API_KEY, language="ko"
    )
    with open_assistant(settings) as assistant:
        fill(assistant)
        assert assistant.catalog_version() == 1
        assert PRODUCTS
        yield assistant


@pytest.fixture(scope="session")
def address(shop: Assistant) -> Iterator[str]:
    with serving(build_api(shop)) as address:
        yield address


@pytest.fixture
def api(address: str) -> Iterator[httpx.Client]:
    """A client of the real shop."""
    with httpx.Client(base_url=address, timeout=30) as client:
        yield client


@pytest.fixture
def opened(api: httpx.Client) -> Callable[..., tuple[str, dict[str, str]]]:
    """Opens a session: its address and the headers that hold its token."""

    def open_one(**body: Any) -> tuple[str, dict[str, str]]:
        answer = api.post("/v1/sessions", json={"channel": "api", **body})
        assert answer.status_code == 201, answer.text
        said = answer.json()
        return f"/v1/sessions/{said['session_id']}", {"Authorization": f"Bearer {said['token']}"}

    return open_one
