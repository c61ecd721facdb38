"""One turn at a time in one session: between threads here, and on PostgreSQL between processes."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import blake2b
from threading import Lock
from time import monotonic

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from assistant.errors import StoreBusy


@dataclass(slots=True)
class _Held:
    lock: Lock = field(default_factory=Lock)
    wanted: int = 0


class SessionLocks:
    """Locks by session id. SQLite's data folder has one process, so its threads are all there is to hold."""

    def __init__(self, engine: Engine, seconds: float) -> None:
        self._seconds = seconds
        self._guard = Lock()
        self._held: dict[str, _Held] = {}
        self._engine: Engine | None = None
        if engine.dialect.name == "postgresql":
            # Its own pool: a turn holds its lock's connection while it asks the other pool for more.
            locks = create_engine(
                engine.url,
                pool_size=5,
                max_overflow=25,
                pool_timeout=seconds,
                pool_pre_ping=True,
                hide_parameters=True,
            )
            event.listen(engine, "engine_disposed", lambda _: locks.dispose())
            self._engine = locks

    @contextmanager
    def hold(self, session_id: str) -> Iterator[None]:
        """The session is the caller's alone inside. StoreBusy after `seconds` of waiting."""
        deadline = monotonic() + self._seconds
        with self._guard:
            held = self._held.setdefault(session_id, _Held())
            held.wanted += 1
        try:
            if not held.lock.acquire(timeout=self._seconds):
                raise self._busy()
            try:
                with self._between_processes(session_id, deadline):
                    yield
            finally:
                held.lock.release()
        finally:
            with self._guard:
                held.wanted -= 1
                if not held.wanted:
                    del self._held[session_id]

    @contextmanager
    def _between_processes(self, session_id: str, deadline: float) -> Iterator[None]:
        if self._engine is None:
            yield
            return
        try:
            connection = self._engine.connect()
        except PoolTimeout as error:
            raise self._busy() from error
        with connection, connection.begin():
            self._take(connection, session_id, deadline)
            yield  # the lock goes with the transaction, even when this process dies

    def _take(self, connection: Connection, session_id: str, deadline: float) -> None:
        left = max(deadline - monotonic(), 0.001)  # 0 would mean: wait for ever
        key = int.from_bytes(
            blake2b(session_id.encode("utf-8", "replace"), digest_size=8).digest(), signed=True
        )
        try:
            connection.execute(
                text("SELECT set_config('lock_timeout', :wait, true)"), {"wait": f"{left * 1000:.0f}ms"}
            )
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": key})
        except OperationalError as error:
            if getattr(error.orig, "sqlstate", None) == "55P03":  # lock_not_available
                raise self._busy() from error
            raise

    def _busy(self) -> StoreBusy:
        return StoreBusy(
            f"this conversation's last turn has not ended after {self._seconds:g} s; wait, then send again"
        )
