"""Shoppers in SQL: what they told us, what they did, and their right to see it and to be forgotten."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, Table, delete, select

from assistant.adapters.sql.codec import decode, digest, encode
from assistant.adapters.sql.engine import chunks, insert, reading, writing
from assistant.adapters.sql.schema import events, feedback, sessions, shoppers, turns
from assistant.domain.shopper import Profile
from assistant.errors import BadRequest, NotFound

_NEEDED = ("shopper_id", "ts", "type")


def storable(profile: Profile) -> Profile:
    """`profile` as it may be kept: without its health data when the shopper has not consented to that."""
    if profile.consents.health:
        return profile
    return replace(profile, allergens=frozenset(), diet=frozenset())


class SqlShoppers:
    """ports.Shoppers on an engine of `open_database`."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def profile(self, shopper_id: str) -> Profile | None:
        with reading(self._engine) as connection:
            query = select(shoppers.c.document).where(shoppers.c.shopper_id == shopper_id)
            document = connection.execute(query).scalar_one_or_none()
        return None if document is None else decode(Profile, document)

    def profiles(self) -> list[Profile]:
        """Every profile, by shopper id."""
        with reading(self._engine) as connection:
            query = select(shoppers.c.document).order_by(shoppers.c.shopper_id)
            return [decode(Profile, document) for document in connection.execute(query).scalars()]

    def save(self, profile: Profile) -> None:
        """Keep `profile`; its allergens and diet only under health consent, whatever the caller gives."""
        row = {"shopper_id": profile.shopper_id, "document": encode(storable(profile))}
        with writing(self._engine) as connection:
            statement = insert(connection, shoppers).values(row)
            connection.execute(
                statement.on_conflict_do_update(
                    index_elements=["shopper_id"], set_={"document": statement.excluded.document}
                )
            )

    def record(self, events: Iterable[Mapping[str, Any]]) -> int:
        """As the port says; an event known word for word is not stored again, so a delivery may be repeated.

        Needed are shopper_id, type and ts (ISO 8601 with a zone, or an aware datetime); further fields are
        kept as given. BadRequest names the event, counted from 0, and what it lacks.
        """
        rows = [_event_row(number, event) for number, event in enumerate(events)]
        with writing(self._engine) as connection:
            return sum(_append(connection, part) for part in chunks(rows))

    def export(self, shopper_id: str) -> dict[str, Any]:
        with reading(self._engine) as connection:
            profile = _documents(connection, shoppers, shopper_id)
            held: dict[str, Any] = {
                "shopper_id": shopper_id,
                "profile": profile[0] if profile else None,
                "events": _documents(connection, events, shopper_id),
                "sessions": _conversations(connection, shopper_id),
                "feedback": _ratings(connection, shopper_id),
            }
        if not any(held[part] for part in ("profile", "events", "sessions", "feedback")):
            raise NotFound(f"nothing is held on shopper {shopper_id!r}; check the id")
        return held

    def forget(self, shopper_id: str) -> bool:
        """As the port says; their feedback goes too."""
        with writing(self._engine) as connection:
            gone = [
                connection.execute(delete(table).where(table.c.shopper_id == shopper_id)).rowcount
                for table in (shoppers, events, sessions, feedback)
            ]
        return any(gone)


def _event_row(number: int, event: Mapping[str, Any]) -> dict[str, Any]:
    # The messages name fields only: what a shopper did stays out of logs.
    for name in _NEEDED:
        if not event.get(name):
            raise BadRequest(f"event {number} has no {name}; give {', '.join(_NEEDED)}")
    try:
        ts = event["ts"] if isinstance(event["ts"], datetime) else datetime.fromisoformat(str(event["ts"]))
    except ValueError as error:
        raise BadRequest(
            f"event {number} has ts {event['ts']!r}; write one like 2026-01-31T10:24:28+09:00"
        ) from error
    try:
        document = encode(event)
    except (TypeError, ValueError) as error:
        raise BadRequest(f"event {number} cannot be stored as JSON: {error}") from error
    return {
        "digest": digest(json.dumps(json.loads(document), sort_keys=True)),
        "shopper_id": str(event["shopper_id"]),
        "ts": ts,
        "type": str(event["type"]),
        "sku": str(event["sku"]) if event.get("sku") else None,
        "document": document,
    }


def _append(connection: Connection, rows: list[dict[str, Any]]) -> int:
    statement = insert(connection, events).on_conflict_do_nothing(index_elements=["digest"])
    # Counted by what returns: psycopg tells no row count for many rows at once.
    return len(connection.execute(statement.returning(events.c.event_id), rows).all())


def _documents(connection: Connection, table: Table, shopper_id: str) -> list[Any]:
    query = select(table.c.document).where(table.c.shopper_id == shopper_id)
    if table is events:
        query = query.order_by(events.c.ts, events.c.event_id)
    return [json.loads(document) for document in connection.execute(query).scalars()]


def _conversations(connection: Connection, shopper_id: str) -> list[dict[str, Any]]:
    said = (
        select(turns.c.session_id, turns.c.turn_id, turns.c.said, turns.c.events)
        .join(sessions, sessions.c.session_id == turns.c.session_id)
        .where(sessions.c.shopper_id == shopper_id)
        .order_by(turns.c.seq)
    )
    by_session: dict[str, list[dict[str, Any]]] = {}
    for session_id, turn_id, text, shown in connection.execute(said):
        turn = {"turn_id": turn_id, "said": text, "events": json.loads(shown)}
        by_session.setdefault(session_id, []).append(turn)
    return [
        {"session": session, "turns": by_session.get(session["session_id"], [])}
        for session in _documents(connection, sessions, shopper_id)
    ]


def _ratings(connection: Connection, shopper_id: str) -> list[dict[str, Any]]:
    query = select(
        feedback.c.session_id, feedback.c.turn_id, feedback.c.rating, feedback.c.reason, feedback.c.given_at
    ).where(feedback.c.shopper_id == shopper_id)
    rows = connection.execute(query.order_by(feedback.c.given_at)).mappings()
    return [dict(row) | {"given_at": row["given_at"].isoformat()} for row in rows]
