"""The catalogue's version: the one row readers compare with what they hold, and writers queue on."""

from sqlalchemy import Connection, select, update

from assistant.adapters.sql.schema import catalogue

_NOW = select(catalogue.c.version)
_NEXT = update(catalogue).values(version=catalogue.c.version + 1).returning(catalogue.c.version)


def version_now(connection: Connection) -> int:
    """The version this connection sees; 0 before the first publish."""
    return int(connection.execute(_NOW).scalar_one())


def next_version(connection: Connection) -> int:
    """The version of the transaction under way. Ask for it first: a second writer then waits here, and
    compares with what this one leaves."""
    return int(connection.execute(_NEXT).scalar_one())
