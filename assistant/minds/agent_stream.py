"""A stream produced in another thread, read under deadlines."""

import queue
import threading
from collections.abc import Callable, Iterator
from contextvars import copy_context
from time import monotonic
from typing import TypeVar

from assistant.errors import ModelUnavailable

T = TypeVar("T")
Produce = Callable[[Callable[[T], None], threading.Event], None]


class _End:
    """The producer is done; `error` is what it raised."""

    def __init__(self, error: BaseException | None) -> None:
        self.error = error


def deadlined(produce: Produce[T], first: float, total: float) -> Iterator[T]:
    """Runs `produce(put, stop)` in a thread and yields what it puts until it returns.

    ModelUnavailable when nothing came within `first` seconds or it was not over within `total`; what
    `produce` raises is raised here. `stop` is set when this iteration ends for whatever reason: a socket that
    hangs cannot be interrupted, so its thread is left to its own read timeout and must put nothing to use.
    """
    items: queue.SimpleQueue[T | _End] = queue.SimpleQueue()
    stop = threading.Event()

    def run() -> None:
        try:
            produce(items.put, stop)
        except BaseException as error:  # noqa: BLE001 - handed over to the reading thread, which raises it
            items.put(_End(error))
        else:
            items.put(_End(None))

    context = copy_context()
    threading.Thread(target=context.run, args=(run,), name="agent-turn", daemon=True).start()
    start = monotonic()
    deadline, phase = start + min(first, total), "first token"
    try:
        while True:
            try:
                item = items.get(timeout=max(0.0, deadline - monotonic()))
            except queue.Empty:
                raise ModelUnavailable(
                    f"the model passed its {phase} deadline; raise it or use a faster one"
                ) from None
            if isinstance(item, _End):
                if item.error is not None:
                    raise item.error
                return
            deadline, phase = start + total, "total"
            yield item
    finally:
        stop.set()
