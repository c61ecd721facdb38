"""Talking to the endpoint: one event loop in a thread of its own, read under deadlines, cancelled at once."""

import asyncio
import queue
import threading
from collections.abc import Callable, Coroutine, Generator
from dataclasses import dataclass
from math import inf
from time import monotonic
from typing import Any, TypeVar

from assistant.errors import ModelUnavailable

T = TypeVar("T")
Produce = Callable[[Callable[[T], None]], Coroutine[Any, Any, None]]
LEAST_CHARACTERS = 10
"""Of text or tool arguments within `quiet` seconds; a model slower than that is a fault, not a pace."""
BEAT = 0.8
_CLOSING_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class Patience:
    """How long an answer is waited for, in seconds. quiet: for the next sign of life, and for the next
    LEAST_CHARACTERS once the model has begun to write; total: for everything."""

    quiet: float
    total: float


class _End:
    """The producer is done; `error` is what it raised."""

    def __init__(self, error: BaseException | None) -> None:
        self.error = error


class Upstream:
    """Runs coroutines that stream from the endpoint and hands their items to the calling thread.

    asyncio, because a blocked read can only be given up there: leaving `read` early closes the connection.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None

    def read(
        self,
        produce: Produce[T],
        patience: Patience,
        weight: Callable[[T], float | None],
        idle: T | None = None,
    ) -> Generator[T, None, None]:
        """What `produce(put)` puts, until it returns; what it raises is raised here.

        weight: characters an item brings; None for one that ends a step, after which the model may think
        anew; inf for one that keeps the model waiting for us until the next.  idle: comes out after each
        BEAT seconds of silence, so that a reader who has left is noticed.
        ModelUnavailable when `patience` runs out. However this iteration ends, `produce` is cancelled.
        """
        items: queue.SimpleQueue[T | _End] = queue.SimpleQueue()

        async def run() -> None:
            try:
                await produce(items.put)
            except Exception as error:  # noqa: BLE001 - handed over to the reading thread, which raises it
                items.put(_End(error))
            else:
                items.put(_End(None))

        work = asyncio.run_coroutine_threadsafe(run(), self._running())
        pace = _Pace(patience)
        try:
            while True:
                left = max(0.0, pace.deadline - monotonic())
                try:
                    item = items.get(timeout=left if idle is None else min(left, BEAT))
                except queue.Empty:
                    if idle is not None and left > BEAT:
                        yield idle
                        continue
                    raise ModelUnavailable(
                        f"the model {pace.fault}; allow it more or use a faster one"
                    ) from None
                if isinstance(item, _End):
                    if item.error is not None:
                        raise item.error
                    return
                pace.took(weight(item))
                yield item
        finally:
            work.cancel()

    def _running(self) -> asyncio.AbstractEventLoop:
        with self._lock:
            if self._loop is None:
                self._loop = asyncio.new_event_loop()
                self._thread = threading.Thread(
                    target=self._loop.run_forever, name="model-endpoint", daemon=True
                )
                self._thread.start()
            return self._loop

    def close(self, last: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """Cancel what is under way, await `last`, end the loop. Nothing may be read afterwards."""
        with self._lock:
            loop, thread = self._loop, self._thread
        if loop is None or thread is None:
            return

        async def end() -> None:
            others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
            for task in others:
                task.cancel()
            await asyncio.gather(*others, return_exceptions=True)
            await last()
            await loop.shutdown_asyncgens()
            await loop.shutdown_default_executor()

        try:
            asyncio.run_coroutine_threadsafe(end(), loop).result(2 * _CLOSING_SECONDS)
        finally:
            loop.call_soon_threadsafe(loop.stop)
            thread.join(_CLOSING_SECONDS)
            if not thread.is_alive():
                loop.close()


class _Pace:
    """Whether an answer still comes fast enough."""

    def __init__(self, patience: Patience) -> None:
        self._patience = patience
        now = monotonic()
        self._end, self._last = now + patience.total, now
        self._since: float | None = None
        self._weight = 0.0

    @property
    def _window(self) -> float:
        return inf if self._since is None else self._since + self._patience.quiet

    @property
    def deadline(self) -> float:
        """When the wait for the next item is over."""
        return min(self._last + self._patience.quiet, self._window, self._end)

    @property
    def fault(self) -> str:
        """What was too slow, when the deadline has passed."""
        if self._end <= monotonic():
            return "passed its total deadline"
        return "fell silent" if self._window >= self._last + self._patience.quiet else "dripped too slowly"

    def took(self, weight: float | None) -> None:
        """An item came; see Upstream.read."""
        self._last = monotonic()
        if weight is None or weight == inf:
            self._last = self._last if weight is None else inf
            self._since, self._weight = None, 0.0
            return
        self._since = self._last if self._since is None else self._since
        self._weight += weight
        if self._weight >= LEAST_CHARACTERS:
            self._since, self._weight = self._last, 0
