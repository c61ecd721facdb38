"""The schema's history, run by `migrate`; `versions/` holds one file a step."""

from pathlib import Path
from threading import Lock

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, Engine, text

from assistant.errors import SettingsError

# Alembic's `op` and `context` are one per process: two databases must not migrate at the same moment.
_ONE_AT_A_TIME = Lock()
_ADVISORY_KEY = 0x64616E676F6C


def migrate(engine: Engine) -> None:
    """Bring the database to the newest schema in one transaction, which a second starter waits for.

    SettingsError when a newer Dangol wrote it, or when a PostgreSQL database is not UTF-8.
    """
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.set_main_option("path_separator", "os")
    with _ONE_AT_A_TIME, engine.connect() as connection:
        connection.execution_options(dangol_write=True)
        with connection.begin():
            _wait_for_turn(connection)
            config.attributes["connection"] = connection
            try:
                command.upgrade(config, "head")
            except CommandError as error:
                heads = ", ".join(ScriptDirectory.from_config(config).get_heads())
                raise SettingsError(
                    f"the database was written by a newer Dangol (this one knows schema {heads}: {error}); "
                    "install that version or restore an older copy"
                ) from error


def _wait_for_turn(connection: Connection) -> None:
    if connection.dialect.name != "postgresql":
        return  # BEGIN IMMEDIATE has waited already
    connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _ADVISORY_KEY})
    encoding = connection.execute(text("SHOW server_encoding")).scalar_one()
    if encoding != "UTF8":
        raise SettingsError(
            f"PostgreSQL database {connection.engine.url.database} has encoding {encoding}; "
            "create one with ENCODING 'UTF8'"
        )
