"""A turn over the wire: the assistant's blocking generator runs in one thread, its events leave as they come.

The turn never waits for a slow reader, and a reader that leaves ends the turn at its next event.
"""

import asyncio
import json
import logging
import threading
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import aclosing
from functools import partial
from typing import Any

from fastapi.responses import StreamingResponse
from starlette.types import Receive, Scope, Send

from assistant.domain.events import Done, Event, Failure, event_json
from ui.http.problems import Busy

log = logging.getLogger("dangol.http")

THREADS = 32
MAX_UNDER_WAY = 96
"""Turns taken at once, running or waiting for a thread; the next one is told to come back."""

INTERRUPTED = Failure("internal", "the answer broke off; please ask again", retryable=True)
_END = object()


class Turns:
    """Runs turns in threads of its own, so that slow ones do not hold up the rest of the server."""

    def __init__(self, threads: int = THREADS, max_under_way: int = MAX_UNDER_WAY) -> None:
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="turn")
        self._max = max_under_way
        self._under_way: set[threading.Event] = set()

    def __len__(self) -> int:
        """Turns under way now."""
        return len(self._under_way)

    async def run(self, turn: Callable[[], Iterator[Event]]) -> AsyncGenerator[Event, None]:
        """The events of `turn`, each as soon as it is yielded. `turn` is called, iterated and closed in one
        thread. What it raises is raised here; leaving early closes it. Busy when too many are under way."""
        if len(self._under_way) >= self._max:
            raise Busy("too many conversations are being answered at once; try again in a second")
        left = threading.Event()
        self._under_way.add(left)
        loop = asyncio.get_running_loop()
        events: asyncio.Queue[Any] = asyncio.Queue()

        def put(item: object) -> None:
            loop.call_soon_threadsafe(events.put_nowait, item)

        job = self._threads.submit(_pump, turn, put, left)
        job.add_done_callback(partial(self._done, loop, events, left))
        try:
            while (item := await events.get()) is not _END:
                if isinstance(item, BaseException):
                    raise item
                yield item
        finally:
            left.set()

    def _done(
        self,
        loop: asyncio.AbstractEventLoop,
        events: asyncio.Queue[Any],
        left: threading.Event,
        job: Future[None],
    ) -> None:
        self._under_way.discard(left)
        if job.cancelled() and not loop.is_closed():
            loop.call_soon_threadsafe(events.put_nowait, Busy("the shop is closing; try again in a second"))

    def close(self) -> None:
        """Every turn under way ends at its next event; none begins any more."""
        for left in list(self._under_way):
            left.set()
        self._threads.shutdown(wait=False, cancel_futures=True)


def _pump(turn: Callable[[], Iterator[Event]], put: Callable[[object], None], left: threading.Event) -> None:
    if left.is_set():
        return
    try:
        events = turn()
        try:
            for event in events:
                put(event)
                if left.is_set():
                    break
        finally:
            if close := getattr(events, "close", None):
                close()
    except BaseException as error:  # noqa: BLE001 - carried over to the waiting side, which raises it
        put(error)
    else:
        put(_END)


def frame(event: Event) -> bytes:
    """One event in the format of text/event-stream: its type as `event:`, its JSON as one `data:` line."""
    body = event_json(event)
    return (
        f"event: {body['type']}\ndata: {json.dumps(body, ensure_ascii=False, allow_nan=False)}\n\n".encode()
    )


async def unbroken(first: Event, rest: AsyncIterator[Event]) -> AsyncGenerator[Event, None]:
    """A turn whose first event is already here. A turn that breaks ends with `error`; what came stays."""
    latest = first
    yield first
    try:
        async for event in rest:
            latest = event
            yield event
    except Exception:
        log.exception("a turn broke off")
        if not isinstance(latest, Done):
            yield INTERRUPTED


class TurnResponse(StreamingResponse):
    """A turn as server-sent events. However the connection ends, the turn is told at once."""

    def __init__(self, first: Event, rest: AsyncGenerator[Event, None]) -> None:
        self.rest = rest
        self.events = unbroken(first, rest)
        super().__init__(
            (frame(event) async for event in self.events),
            media_type="text/event-stream",
            headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async with aclosing(self.rest), aclosing(self.events):
            await super().__call__(scope, receive, send)
