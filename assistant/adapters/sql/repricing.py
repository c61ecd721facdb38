"""Offers alone: what changes many times a day, written without its products.

They lie in a table of their own until a publish folds them into the large one: a change then writes few
pages, near one another. One statement takes all of them as one JSON text: the interpreter is not asked for
row by row, which holds up whoever searches meanwhile.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from functools import cache

from sqlalchemy import (
    Connection,
    Dialect,
    Engine,
    TextClause,
    delete,
    func,
    select,
    text,
    update,
)

from assistant.adapters.sql.codec import clean, encode
from assistant.adapters.sql.columns import Instant
from assistant.adapters.sql.engine import to_write
from assistant.adapters.sql.offers import CELLS, offer_cells
from assistant.adapters.sql.schema import catalogue, offers, repriced
from assistant.domain.product import Offer
from assistant.errors import BadRequest
from assistant.ports import Published

_MOST = 50_000
"""More than so many are folded in at once."""
_NUMBERS = dict.fromkeys(("price", "list_price", "unit_price", "quantity"), "bigint")
_TYPES = _NUMBERS | {"unit_base": "double precision", "as_of": "timestamptz"}
_AS_OF = CELLS.index("as_of")


def update_offers(engine: Engine, given: Mapping[str, Offer]) -> tuple[Published, dict[str, Offer]]:
    """See ports.Catalogue.update_offers; with it those offers that say something else than before, by SKU."""
    wanted = {clean(sku): offer for sku, offer in given.items()}
    known, written, changed = _statements(engine.dialect.name)
    rows = {"given": encode([_row(sku, offer, engine.dialect) for sku, offer in wanted.items()])}
    with engine.connect() as connection, to_write(connection):
        # First, so that a second writer waits here and sees what this one leaves.
        version = connection.execute(
            update(catalogue).values(version=catalogue.c.version + 1).returning(catalogue.c.version)
        ).scalar_one()
        if (missing := connection.execute(known, rows).scalar()) is not None:
            raise BadRequest(f"SKU {missing!r} is not in the catalogue; publish its product first")
        connection.execute(written, rows | {"version": version})
        skus = json.loads(connection.execute(changed, {"version": version}).scalar() or "[]")
        if connection.execute(select(func.count()).select_from(repriced)).scalar_one() > _MOST:
            fold(connection)
    published = Published(version=version, updated=len(skus), unchanged=len(wanted) - len(skus), deleted=0)
    return published, {sku: wanted[sku] for sku in skus}


def fold(connection: Connection) -> None:
    """Lay the offers changed alone into the table of all offers."""
    cells = {name: repriced.c[name] for name in (*CELLS, "version")}
    connection.execute(update(offers).values(cells).where(offers.c.sku == repriced.c.sku))
    connection.execute(delete(repriced))


def _row(sku: str, offer: Offer, dialect: Dialect) -> list[object]:
    cells = [sku, *offer_cells(sku, offer)]
    if offer.as_of is not None:
        moment: datetime = Instant().process_bind_param(offer.as_of, dialect) or offer.as_of
        cells[_AS_OF + 1] = moment.isoformat(" ", "microseconds")
    return cells


@cache
def _statements(dialect: str) -> tuple[TextClause, TextClause, TextClause]:
    """A given SKU nobody has; the offers that differ, written; the SKUs a version changed."""
    postgresql = dialect == "postgresql"
    source = "json_array_elements(CAST(:given AS json)) AS one" if postgresql else "json_each(:given) AS one"
    gathered = "CAST(json_agg(sku) AS text)" if postgresql else "json_group_array(sku)"
    read = [
        f"CAST(one.value ->> {at} AS {_TYPES[name]}) AS {name}"
        if postgresql and name in _TYPES
        else f"one.value ->> {at} AS {name}"
        for at, name in enumerate(("sku", *CELLS))
    ]
    cells = ", ".join(CELLS)
    differs = {
        table: " OR ".join(f"given.{name} IS DISTINCT FROM {table}.{name}" for name in CELLS)
        for table in ("held", "offers")
    }
    # Only names of ours go into these; what was given is bound.
    known = f"""
        SELECT one.value ->> 0 FROM {source}
        WHERE NOT EXISTS (SELECT 1 FROM offers WHERE offers.sku = one.value ->> 0) LIMIT 1"""  # noqa: S608
    written = f"""
        WITH given AS MATERIALIZED (SELECT {", ".join(read)} FROM {source})
        INSERT INTO repriced (product_id, sku, version, {cells})
        SELECT offers.product_id, given.sku, CAST(:version AS bigint),
            {", ".join(f"given.{name}" for name in CELLS)}
        FROM given JOIN offers ON offers.sku = given.sku
        LEFT JOIN repriced AS held ON held.product_id = offers.product_id AND held.sku = offers.sku
        WHERE CASE WHEN held.sku IS NULL THEN {differs["offers"]} ELSE {differs["held"]} END
        ON CONFLICT (product_id, sku) DO UPDATE SET version = excluded.version,
            {", ".join(f"{name} = excluded.{name}" for name in CELLS)}"""  # noqa: S608
    changed = f"SELECT {gathered} FROM repriced WHERE version = :version"  # noqa: S608
    return text(known), text(written), text(changed)
