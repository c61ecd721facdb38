"""Column types that hold the same value on SQLite and PostgreSQL."""

from datetime import UTC, datetime

from sqlalchemy import DateTime, Dialect
from sqlalchemy import Text as SqlText
from sqlalchemy.exc import DontWrapMixin
from sqlalchemy.types import TypeDecorator, TypeEngine

from assistant.adapters.sql.codec import clean
from assistant.errors import BadRequest


class NoTimeZone(DontWrapMixin, BadRequest):
    """A time without a zone names no instant."""


class Words(TypeDecorator[str]):
    """Text that every database takes (see `clean`), compared and sorted by code point on both."""

    impl = SqlText
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[str]:
        return dialect.type_descriptor(SqlText(collation="C" if dialect.name == "postgresql" else None))

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return value if value is None else clean(value)


class Instant(TypeDecorator[datetime]):
    """A moment, microseconds exact, given in any zone and read back in UTC. NoTimeZone when it has none."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.utcoffset() is None:
            raise NoTimeZone(
                f"time {value.isoformat()} has no zone; write one like {value.isoformat()}+09:00"
            )
        moment = value.astimezone(UTC)
        return moment if dialect.name == "postgresql" else moment.replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
