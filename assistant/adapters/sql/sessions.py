"""Conversations in SQL: each session one document, and beside it what the shopper saw."""

import json
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Engine, delete, select, update
from sqlalchemy.exc import IntegrityError

from assistant.adapters.sql.codec import decode, encode
from assistant.adapters.sql.engine import insert, reading, writing
from assistant.adapters.sql.locks import SessionLocks
from assistant.adapters.sql.schema import feedback, sessions, turns
from assistant.adapters.sql.shoppers import storable
from assistant.domain.dialogue import Session
from assistant.errors import BadRequest, NotFound


class SqlSessions:
    """ports.Sessions on an engine of `open_database`.

    lock_seconds: how long a second turn of one session waits for the first before StoreBusy.
    """

    def __init__(self, engine: Engine, lock_seconds: float = 30.0) -> None:
        self._engine = engine
        self._locks = SessionLocks(engine, lock_seconds)

    def create(self, session: Session) -> None:
        """Keep a new session, and let go of those that had expired when it began. BadRequest: id taken."""
        try:
            with writing(self._engine) as connection:
                connection.execute(delete(sessions).where(sessions.c.expires_at <= session.created_at))
                connection.execute(sessions.insert().values(_row(session)))
        except IntegrityError as error:
            raise BadRequest(f"session {session.session_id!r} exists; create one with a fresh id") from error

    def load(self, session_id: str, now: datetime) -> Session:
        query = select(sessions.c.document).where(
            sessions.c.session_id == session_id, sessions.c.expires_at > now
        )
        with reading(self._engine) as connection:
            document = connection.execute(query).scalar_one_or_none()
        if document is None:
            raise _unknown(session_id)
        return decode(Session, document)

    def save(self, session: Session) -> None:
        """Put `session` in place of what its id held. NotFound when it has ended meanwhile."""
        with writing(self._engine) as connection:
            statement = update(sessions).where(sessions.c.session_id == session.session_id)
            if not connection.execute(statement.values(_row(session))).rowcount:
                raise _unknown(session.session_id)

    def delete(self, session_id: str) -> None:
        """Wipe the conversation: session, turns, feedback. Nothing happens when there is none."""
        with writing(self._engine) as connection:
            for table in (sessions, feedback):
                connection.execute(delete(table).where(table.c.session_id == session_id))

    def lock(self, session_id: str) -> AbstractContextManager[None]:
        """As the port says; not re-entrant. StoreBusy when the other turn does not end in time."""
        return self._locks.hold(session_id)

    def remember(
        self, session_id: str, turn_id: str, said: str, events_json: Sequence[Mapping[str, Any]]
    ) -> None:
        with writing(self._engine) as connection:
            _owner(connection, session_id)
            statement = insert(connection, turns).values(
                session_id=session_id, turn_id=turn_id, said=said, events=encode(list(events_json))
            )
            connection.execute(
                statement.on_conflict_do_update(
                    index_elements=["session_id", "turn_id"],
                    set_={"said": statement.excluded.said, "events": statement.excluded.events},
                )
            )

    def history(self, session_id: str) -> list[dict[str, Any]]:
        query = select(turns.c.turn_id, turns.c.said, turns.c.events)
        with reading(self._engine) as connection:
            rows = connection.execute(query.where(turns.c.session_id == session_id).order_by(turns.c.seq))
            return [
                {"turn_id": turn_id, "said": said, "events": json.loads(events)}
                for turn_id, said, events in rows
            ]

    def feedback(self, session_id: str, turn_id: str, rating: str, reason: str) -> None:
        """Keep one rating a turn, the last given; it outlives the session's expiry. NotFound: no session."""
        with writing(self._engine) as connection:
            row = {
                "session_id": session_id,
                "turn_id": turn_id,
                "shopper_id": _owner(connection, session_id),
                "rating": rating,
                "reason": reason,
                "given_at": datetime.now(UTC),
            }
            connection.execute(
                insert(connection, feedback)
                .values(row)
                .on_conflict_do_update(
                    index_elements=["session_id", "turn_id"],
                    set_={name: row[name] for name in ("rating", "reason", "given_at")},
                )
            )


def _row(session: Session) -> dict[str, Any]:
    kept = replace(session, profile=storable(session.profile))
    return {
        "session_id": session.session_id,
        "shopper_id": session.profile.shopper_id,
        "expires_at": session.expires_at,
        "document": encode(kept),
    }


def _owner(connection: Connection, session_id: str) -> str:
    query = select(sessions.c.shopper_id).where(sessions.c.session_id == session_id)
    owner = connection.execute(query).scalar_one_or_none()
    if owner is None:
        raise _unknown(session_id)
    return str(owner)


def _unknown(session_id: str) -> NotFound:
    return NotFound(f"session {session_id!r} is not known, has ended or has expired; open a new one")
