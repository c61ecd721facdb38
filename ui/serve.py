"""The server: one process, one port, the API and the chat page around one open assistant."""

import logging
import os
import socket
from collections.abc import Callable
from contextlib import ExitStack
from threading import Event
from time import perf_counter

import uvicorn
from starlette.types import ASGIApp

from assistant import Settings
from assistant.errors import SettingsError
from ui.front import Front, Stopped
from ui.http.slow import PunctualProtocol
from ui.progress import Bar

log = logging.getLogger("dangol.serve")

CONNECTIONS = 400
"""Connections at once; more get 503. Each open page holds one or two."""
GRACE_SECONDS = 2


def serve(
    settings: Settings,
    host: str = "127.0.0.1",
    port: int = 7860,
    *,
    demo: bool = False,
    workers: int = 1,
    say: Callable[[str], None] = print,
) -> None:
    """Serve the shop until Ctrl-C or SIGTERM. `demo`: an empty catalogue gets the demo shop first.

    `say` gets the lines meant for a person. SettingsError for a port in use or more workers than one;
    StoreBusy when another process owns the data folder.
    """
    if workers != 1:
        raise SettingsError(
            f"--workers {workers}: one process owns the data folder, since SQLite and embedded Chroma are "
            "not for two; leave --workers at 1"
        )
    began = perf_counter()
    listening = _listen(host, port)
    address = _address(host, listening.getsockname()[1])

    def opened() -> None:
        log.info("open seconds=%.1f", perf_counter() - began)
        for line in addresses(address):
            say(line)

    def failed() -> None:
        server.should_exit = True

    front = Front(lambda stop: open_shop(settings, stop, demo=demo, say=say), opened, failed)
    server = uvicorn.Server(uvicorn_config(front))
    say(f"단골 Dangol: opening the shop at {address} (Ctrl-C stops)")
    try:
        server.run(sockets=[listening])
    except KeyboardInterrupt:
        # uvicorn has already shut everything down and raises the signal once more.
        say("closed")
    finally:
        listening.close()
    if front.failure is not None and not isinstance(front.failure, Stopped):
        raise front.failure


def uvicorn_config(app: ASGIApp) -> uvicorn.Config:
    """How the port behaves: limits set, nothing about us or the shopper given away."""
    return uvicorn.Config(
        app,
        http=PunctualProtocol,
        ws="none",
        lifespan="on",
        access_log=False,
        log_config=None,
        server_header=False,
        proxy_headers=True,
        forwarded_allow_ips="127.0.0.1",
        limit_concurrency=CONNECTIONS,
        timeout_keep_alive=30,
        timeout_graceful_shutdown=GRACE_SECONDS,
        h11_max_incomplete_event_size=32 * 1024,
    )


def open_shop(
    settings: Settings, stop: Event, *, demo: bool = False, say: Callable[[str], None] = print
) -> tuple[ASGIApp, Callable[[], None]]:
    """The whole application around an assistant opened here, and its closing. Stopped once `stop` is set."""
    os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")
    clock = _Clock()
    from assistant import open_assistant
    from catalog_ingest import ingest_demo

    clock.lap("imports")
    with ExitStack() as stack:
        assistant = stack.enter_context(open_assistant(settings))
        clock.lap("assistant")
        if demo and assistant.catalog_version() == 0:
            say("the catalogue is empty: taking in the demo shop")
            with Bar("demo shop") as bar:
                ingest_demo(assistant, progress=_stoppable(stop, bar))
            assistant.refresh()
            clock.lap("demo")
        elif assistant.catalog_version() == 0:
            say("the catalogue is empty: fill it with `dangol ingest FILE`, or start with --demo")
        # Models load on their first use: the first shopper shall not wait for that.
        assistant.search("문 여는 중 opening", k=1)
        clock.lap("warm")
        _check(stop)
        from ui.api import build_api

        app = build_api(assistant)
        clock.lap("api")
        from ui.chat import mount_chat

        app = mount_chat(app, assistant, path="/")
        clock.lap("chat")
        _check(stop)
        return app, stack.pop_all().close


def addresses(address: str) -> list[str]:
    """What a person may open, one line each."""
    return [
        f"chat        {address}/",
        f"API         {address}/v1  (described at {address}/docs)",
        f"health      {address}/healthz  {address}/readyz",
    ]


class _Clock:
    """Says in the log where the time of opening went."""

    def __init__(self) -> None:
        self._last = perf_counter()

    def lap(self, what: str) -> None:
        now = perf_counter()
        log.info("opening step=%s seconds=%.2f", what, now - self._last)
        self._last = now


def _stoppable(stop: Event, progress: Callable[[int, int], None]) -> Callable[[int, int], None]:
    def report(done: int, total: int) -> None:
        _check(stop)
        progress(done, total)

    return report


def _check(stop: Event) -> None:
    if stop.is_set():
        raise Stopped


def _listen(host: str, port: int) -> socket.socket:
    """The socket, taken before anything slow: a port in use is said at once."""
    try:
        return socket.create_server(
            (host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET, backlog=512
        )
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise SettingsError(
            f"cannot listen on {host}:{port} ({reason}); stop what uses it, or choose another with --port"
        ) from error


def _address(host: str, port: int) -> str:
    shown = {"0.0.0.0": "127.0.0.1", "::": "[::1]", "": "127.0.0.1"}.get(host, host)  # noqa: S104 - compared only
    return f"http://{f'[{shown}]' if ':' in shown and not shown.startswith('[') else shown}:{port}"
