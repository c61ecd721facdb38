"""Opening the database: schema, settings, errors that name the remedy."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import Engine, create_engine, event, text
from sqlalchemy.exc import DBAPIError

from assistant.adapters.sql import SqlCatalogue, SqlShopFacts, open_database
from assistant.adapters.sql.engine import reading, writing
from assistant.adapters.sql.migrations.versions import r0003_repriced
from assistant.adapters.sql.schema import metadata
from assistant.domain.money import Money
from assistant.domain.product import Offer, Product, Variant
from assistant.domain.store import StockLevel
from assistant.domain.text import Text
from assistant.errors import SettingsError, StoreBusy
from assistant.ports import Changes


def test_the_migrations_build_the_schema_the_code_uses(engine: Engine) -> None:
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_the_schema_comparison_sees_a_difference(engine: Engine) -> None:
    """The control of the test above."""
    with writing(engine) as connection:
        connection.execute(text("ALTER TABLE offers DROP COLUMN unit"))
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) != []


def test_offers_an_older_dangol_changed_alone_are_kept(database_url: str, engine: Engine) -> None:
    sold = Product("P", Text("사과"), (Variant("S", Offer(Money(1, "KRW"))),))
    SqlCatalogue(engine).publish([sold], full=True)
    with writing(engine) as connection:
        connection.execute(text("DROP TABLE repriced"))
        operations = Operations(MigrationContext.configure(connection))
        with Operations.context(operations.migration_context):
            r0003_repriced.upgrade()
        connection.execute(
            text(
                "INSERT INTO repriced (product_id, sku, currency, price, availability, version) "
                "VALUES ('P', 'S', 'KRW', 7, 'in_stock', 2)"
            )
        )
        connection.execute(text("UPDATE catalogue SET version = 2"))
        connection.execute(text("UPDATE alembic_version SET version_num = '0003'"))
    engine = open_database(database_url)
    told = SqlCatalogue(engine).changes(1)
    engine.dispose()
    assert told == Changes(2, offers=(("S", Offer(Money(7, "KRW"), availability="in_stock")),))


def test_many_may_start_at_once(database_url: str) -> None:
    with ThreadPoolExecutor(6) as pool:
        engines = list(pool.map(open_database, [database_url] * 6))
    assert [SqlCatalogue(engine).version() for engine in engines] == [0] * 6
    for engine in engines:
        engine.dispose()


def test_a_newer_schema_is_refused(database_url: str, engine: Engine) -> None:
    with writing(engine) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(SettingsError, match="newer Dangol"):
        open_database(database_url)


def test_sqlite_runs_with_the_settings_it_needs(tmp_path: Path) -> None:
    engine = open_database(f"sqlite:///{tmp_path / 'new' / 'shop.sqlite3'}")
    with reading(engine) as connection:
        found = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "busy_timeout", "foreign_keys", "trusted_schema")
        }
        version = connection.exec_driver_sql("SELECT sqlite_version()").scalar_one()
    engine.dispose()
    assert found == {
        "journal_mode": "wal",
        "synchronous": 2,
        "busy_timeout": 5000,
        "foreign_keys": 1,
        "trusted_schema": 0,
    }
    assert tuple(int(part) for part in version.split(".")) > (3, 51, 2)  # before: the WAL reset bug


def test_a_database_held_by_another_writer_is_said(tmp_path: Path) -> None:
    owner, other = (open_database(f"sqlite:///{tmp_path / 'shop.sqlite3'}") for _ in range(2))
    other.dispose()
    event.listen(other, "connect", lambda raw, _: raw.execute("PRAGMA busy_timeout=50"))
    with writing(owner), pytest.raises(StoreBusy, match=r"shop\.sqlite3.*locked"), writing(other):
        pass
    for engine in (owner, other):
        engine.dispose()


def test_many_writers_all_get_their_turn(engine: Engine) -> None:
    """64 buyers of 10 units in transactions that read, then write: 10 sold."""
    facts = SqlShopFacts(engine)
    facts.replace(stock=[StockLevel("st-1", "S-1", 10, datetime(2026, 1, 1, tzinfo=UTC))])

    def buy(_: int) -> int:
        taken = "UPDATE stock SET quantity = quantity - 1 WHERE sku = 'S-1' AND quantity > 0"
        with writing(engine) as connection:
            return connection.execute(text(taken)).rowcount

    with ThreadPoolExecutor(64) as pool:
        assert sum(pool.map(buy, range(64))) == 10
    assert facts.stock(["S-1"])[0].quantity == 0


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("", "not a database address"),
        ("postgres:/secret-word", "not a database address|check DANGOL_DATABASE_URL"),
        ("mysql://user:secret-word@host/db", "mysql"),
        ("sqlite://", "names no file"),
        ("sqlite:///:memory:", "names no file"),
        ("sqlite:////proc/nowhere/shop.sqlite3", "cannot be made"),
        ("postgresql://user:secret-word@127.0.0.1:1/db", "check DANGOL_DATABASE_URL"),
    ],
)
def test_an_address_that_cannot_be_used_says_so(url: str, says: str) -> None:
    with pytest.raises(SettingsError, match=says) as caught:
        open_database(url)
    assert "secret-word" not in str(caught.value)


def test_a_file_that_is_no_database_says_so(tmp_path: Path) -> None:
    (tmp_path / "shop.sqlite3").write_text("이것은 데이터베이스가 아닙니다. " * 100)
    with pytest.raises(SettingsError, match="not a database"):
        open_database(f"sqlite:///{tmp_path / 'shop.sqlite3'}")


def test_a_failed_statement_does_not_repeat_what_it_was_given(engine: Engine) -> None:
    """What a shopper said, or a price, would reach whoever prints the exception."""
    told = {"said": "땅콩 알레르기가 있어요"}
    open_mouthed = create_engine(engine.url, module=engine.dialect.dbapi)
    for one, shown in ((engine, False), (open_mouthed, True)):
        with pytest.raises(DBAPIError) as caught, one.connect() as connection:
            connection.execute(text("SELECT document FROM nowhere WHERE document = :said"), told)
        assert (told["said"] in str(caught.value)) is shown, "the control shows it"
    open_mouthed.dispose()
