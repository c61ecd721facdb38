"""Offers alone: what changes many times a day, written without its products.

They lie in a table of their own until a publish folds them into the large one: a change then writes few
pages, near one another. One statement takes all of them as one JSON text, {sku: cells}, and keeps the cells
of each as the text they are: the interpreter is not asked for row by row, which holds up whoever searches
meanwhile, and the database takes cells apart only to fold them in, or where it had none here.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import Connection, Dialect, Engine, TextClause, delete, func, select, text

from assistant.adapters.sql.codec import clean, encode
from assistant.adapters.sql.columns import Instant, Words
from assistant.adapters.sql.engine import to_write
from assistant.adapters.sql.offers import CELLS, offer_cells, offer_of
from assistant.adapters.sql.schema import offers, repriced
from assistant.adapters.sql.version import next_version
from assistant.domain.product import Offer
from assistant.errors import BadRequest
from assistant.ports import Published

_MOST = 50_000
"""More than so many are folded in at once."""
_INSTANT = Instant()
_AS_OF = CELLS.index("as_of")
_HELD = select(func.count()).select_from(repriced)


def update_offers(engine: Engine, given: Mapping[str, Offer]) -> tuple[Published, dict[str, Offer]]:
    """See ports.Catalogue.update_offers; with it those offers that say something else than before, by SKU."""
    wanted = changed = _cleaned(given)
    do = _statements(engine.dialect)
    rows = {"given": encode({sku: _cells(sku, offer, engine.dialect) for sku, offer in wanted.items()})}
    with engine.connect() as connection, to_write(connection):
        version = next_version(connection)
        told = rows | {"version": version}
        # Each further question is asked only where those before leave something open.
        written = connection.execute(do.again, told).rowcount
        if written < len(wanted):
            written += connection.execute(do.first, told).rowcount
        if written < len(wanted):
            if (missing := connection.execute(do.unknown, rows).scalar()) is not None:
                raise BadRequest(f"SKU {missing!r} is not in the catalogue; publish its product first")
            skus = connection.execute(do.changed, {"version": version}).scalar()
            changed = {sku: wanted[sku] for sku in json.loads(skus or "[]")}
        if connection.execute(_HELD).scalar_one() > _MOST:
            fold(connection)
    unchanged = len(wanted) - len(changed)
    return Published(version=version, updated=len(changed), unchanged=unchanged, deleted=0), changed


def fold(connection: Connection) -> None:
    """Lay the offers changed alone into the table of all offers."""
    connection.execute(_statements(connection.dialect).folded)
    connection.execute(delete(repriced))


def offer_in(text: str) -> Offer:
    """The offer whose cells are kept here as `text`."""
    cells = json.loads(text)
    if (moment := cells[_AS_OF]) is not None:
        cells[_AS_OF] = datetime.fromisoformat(moment).replace(tzinfo=UTC)
    return offer_of(cells)


def _cleaned(given: Mapping[str, Offer]) -> dict[str, Offer]:
    joined = "".join(given)
    return dict(given) if clean(joined) == joined else {clean(sku): offer for sku, offer in given.items()}


def _cells(sku: str, offer: Offer, dialect: Dialect) -> Sequence[Any]:
    cells = offer_cells(sku, offer)
    if offer.as_of is None:
        return cells
    moment = _INSTANT.process_bind_param(offer.as_of, dialect) or offer.as_of
    return *cells[:_AS_OF], moment.isoformat(" ", "microseconds"), *cells[_AS_OF + 1 :]


class _Statements(NamedTuple):
    """again: write those that differ of the offers that are here.  first: of those that are not.  unknown: a
    given SKU nobody has.  changed: the SKUs of a version, as JSON.  folded: see `fold`."""

    again: TextClause
    first: TextClause
    unknown: TextClause
    changed: TextClause
    folded: TextClause


@lru_cache(maxsize=4)
def _statements(dialect: Dialect) -> _Statements:
    """In the words of a database. Only names of ours go into these; what was given is bound."""
    if dialect.name == "postgresql":
        given, value, held = (
            "json_each(CAST(:given AS json))",
            "CAST(given.value AS text)",
            "CAST({} AS json)",
        )
        skus = "CAST(json_agg(sku) AS text)"
    else:
        given, value, held, skus = "json_each(:given)", "given.value", "{}", "json_group_array(sku)"
    differs = " OR ".join(
        f"{_cell('given.value', at, dialect)} IS DISTINCT FROM offers.{name}" for at, name in enumerate(CELLS)
    )
    kept = held.format("repriced.cells")
    folded = ", ".join(f"{name} = {_cell(kept, at, dialect)}" for at, name in enumerate(CELLS))
    again = f"""
        UPDATE repriced SET cells = {value}, version = CAST(:version AS bigint) FROM {given} AS given
        WHERE repriced.sku = given.key AND repriced.cells <> {value}"""  # noqa: S608
    first = f"""
        INSERT INTO repriced (sku, cells, version)
        SELECT given.key, {value}, CAST(:version AS bigint) FROM {given} AS given
        JOIN offers ON offers.sku = given.key
        WHERE NOT EXISTS (SELECT 1 FROM repriced AS held WHERE held.sku = given.key) AND ({differs})"""  # noqa: S608
    unknown = f"""
        SELECT given.key FROM {given} AS given
        WHERE NOT EXISTS (SELECT 1 FROM offers WHERE offers.sku = given.key) LIMIT 1"""  # noqa: S608
    changed = f"SELECT {skus} FROM repriced WHERE version = :version"  # noqa: S608
    folded = f"""
        UPDATE offers SET {folded}, version = repriced.version
        FROM repriced WHERE offers.sku = repriced.sku"""  # noqa: S608
    return _Statements(*map(text, (again, first, unknown, changed, folded)))


def _cell(cells: str, at: int, dialect: Dialect) -> str:
    """One of a JSON list of cells as its column holds it; SQLite's are of the JSON's own types."""
    kind = offers.c[CELLS[at]].type
    if dialect.name != "postgresql" or isinstance(kind, Words):
        return f"({cells} ->> {at})"
    return f"CAST({cells} ->> {at} AS {kind.compile(dialect)})"
