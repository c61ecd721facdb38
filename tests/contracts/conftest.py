"""Each store contract runs on SQLite (a file) and on a real PostgreSQL."""

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from sqlalchemy import Engine

from assistant.adapters.sql import open_database
from tests.contracts import postgres


@pytest.fixture(scope="session")
def postgres_home() -> Iterator[Path]:
    if reason := postgres.missing():
        pytest.skip(reason)
    with postgres.server() as home:
        yield home


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database nobody has used, dropped afterwards."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'shop.sqlite3'}"
        return
    home, name = request.getfixturevalue("postgres_home"), f"shop_{uuid4().hex}"
    with psycopg.connect(host=str(home), user="dangol", dbname="postgres", autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        yield f"postgres://dangol@/{name}?host={home}"
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    engine = open_database(database_url)
    yield engine
    engine.dispose()
