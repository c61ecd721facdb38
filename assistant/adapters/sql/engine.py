"""The database: one Engine for SQLite or PostgreSQL, its transactions, and what the two say differently."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar

from pysqlite3 import dbapi2 as sqlite_dbapi
from sqlalchemy import URL, Connection, Engine, Table, create_engine, event, make_url
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError

from assistant.adapters.sql.migrations import migrate
from assistant.errors import SettingsError, StoreBusy

T = TypeVar("T")
BUSY_SECONDS = 5
QUEUE_SECONDS = 30
IN_LIST = 5_000
# Exceptions are printed; what shoppers said and paid is in the parameters.
_POOL: dict[str, Any] = {"pool_size": 10, "max_overflow": 20, "hide_parameters": True}
_PRAGMAS = {
    "journal_mode": "WAL",
    "synchronous": "FULL",
    "busy_timeout": str(BUSY_SECONDS * 1000),
    "foreign_keys": "ON",
    "trusted_schema": "OFF",
    "mmap_size": "0",
    "cache_size": "-8000",
}


def open_database(url: str) -> Engine:
    """The database at `url`, migrated to this version's schema; several processes may open it at once.

    url: sqlite:///path (made when missing), postgres://, postgresql:// or postgresql+psycopg://.
    The caller disposes of the engine. SettingsError when it cannot be used; it never shows the password.
    """
    parsed = _parse(url)
    shown = parsed.render_as_string(hide_password=True)
    try:
        engine = _sqlite(parsed) if parsed.get_backend_name() == "sqlite" else _postgresql(parsed)
    except OSError as error:
        raise SettingsError(
            f"the folder of database {shown} cannot be made ({error}); choose another"
        ) from error
    try:
        with _busy(engine):
            migrate(engine)
    except DBAPIError as error:
        engine.dispose()
        raise SettingsError(
            f"database {shown} cannot be opened ({str(error.orig).strip()}); check DANGOL_DATABASE_URL, "
            "that the server answers and that the file is a database this user may write"
        ) from error
    except BaseException:
        engine.dispose()
        raise
    return engine


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """One snapshot: every statement inside sees the same committed state, whoever writes meanwhile."""
    with engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        with connection.begin():
            yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """One transaction that holds SQLite's write lock from the start. StoreBusy when that never comes free."""
    with engine.connect() as connection, to_write(connection):
        yield connection


@contextmanager
def to_write(connection: Connection) -> Iterator[None]:
    """`writing` on a connection at hand."""
    connection.execution_options(dangol_write=True)
    with _queue(connection), _busy(connection.engine), connection.begin():
        yield


def insert(connection: Connection, table: Table) -> Any:
    """INSERT with ON CONFLICT, which both databases have and SQLAlchemy spells by dialect."""
    return postgresql.insert(table) if connection.dialect.name == "postgresql" else sqlite.insert(table)


def chunks(values: Sequence[T], size: int = IN_LIST) -> Iterator[list[T]]:
    """`values` in lists short enough for one statement's variables; no values, no list."""
    rest = iter(values)
    while part := list(islice(rest, size)):
        yield part


@contextmanager
def _queue(connection: Connection) -> Iterator[None]:
    # SQLite makes writers poll, which starves some and fails all behind a long publish; here they line up.
    line: Lock | None = connection.get_execution_options().get("dangol_writers")
    if line is None:
        yield
    elif line.acquire(timeout=QUEUE_SECONDS):
        try:
            yield
        finally:
            line.release()
    else:
        raise StoreBusy(
            f"the database was being written for {QUEUE_SECONDS} s; try again when a publish is done"
        )


@contextmanager
def _busy(engine: Engine) -> Iterator[None]:
    try:
        yield
    except OperationalError as error:
        if engine.dialect.name == "sqlite" and "locked" in str(error.orig):
            raise StoreBusy(
                f"database {engine.url.database} stayed locked for {BUSY_SECONDS} s; stop the other process "
                "that writes to it, or try again when its work is done"
            ) from error
        raise


def _parse(url: str) -> URL:
    remedy = "write sqlite:///path/shop.sqlite3 or postgresql://user@host/database"
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        # The text itself may hold a password, so it is not repeated.
        raise SettingsError(f"DANGOL_DATABASE_URL is not a database address; {remedy}") from error
    if parsed.drivername in ("postgres", "postgresql", "postgresql+psycopg"):
        return parsed.set(drivername="postgresql+psycopg")
    if parsed.drivername in ("sqlite", "sqlite+pysqlite"):
        if parsed.database in (None, "", ":memory:"):
            raise SettingsError(
                f"DANGOL_DATABASE_URL {url!r} names no file, and a shop must be kept; {remedy}"
            )
        return parsed.set(drivername="sqlite+pysqlite")
    raise SettingsError(f"DANGOL_DATABASE_URL of kind {parsed.drivername!r} is not known; {remedy}")


def _postgresql(url: URL) -> Engine:
    return create_engine(
        url,
        **_POOL,
        pool_pre_ping=True,
        connect_args={"client_encoding": "utf8"},
    )


def _sqlite(url: URL) -> Engine:
    Path(str(url.database)).parent.mkdir(parents=True, exist_ok=True)
    # Not the system's SQLite: its WAL can corrupt the file when a reset meets a checkpoint (3.7.0-3.51.2).
    engine = create_engine(url, **_POOL, module=sqlite_dbapi, execution_options={"dangol_writers": Lock()})

    @event.listens_for(engine, "connect")
    def configure(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # the driver begins nothing by itself; `begin` below does
        for name, value in _PRAGMAS.items():
            connection.execute(f"PRAGMA {name}={value}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # A read that turns into a write deadlocks with another such; a write says so from the start.
        write = connection.get_execution_options().get("dangol_write", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")

    return engine
