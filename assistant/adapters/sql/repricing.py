"""Offers alone: what changes many times a day, written without its products.

They lie in a table of their own until a publish folds them into the large one: a change then writes few
pages, near one another. One statement takes all of them as one JSON text: the interpreter is not asked for
row by row, which holds up whoever searches meanwhile.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache

from sqlalchemy import (
    Connection,
    Dialect,
    Engine,
    TextClause,
    delete,
    text,
    update,
)

from assistant.adapters.sql.codec import clean, encode
from assistant.adapters.sql.columns import Instant, Words
from assistant.adapters.sql.engine import to_write
from assistant.adapters.sql.offers import CELLS, offer_cells
from assistant.adapters.sql.schema import offers, repriced
from assistant.adapters.sql.version import next_version
from assistant.domain.product import Offer
from assistant.errors import BadRequest
from assistant.ports import Published

_MOST = 50_000
"""More than so many are folded in at once."""
_INSTANT = Instant()
_AS_OF = CELLS.index("as_of")


def update_offers(engine: Engine, given: Mapping[str, Offer]) -> tuple[Published, dict[str, Offer]]:
    """See ports.Catalogue.update_offers; with it those offers that say something else than before, by SKU."""
    wanted = {clean(sku): offer for sku, offer in given.items()}
    written, changed, unknown = _statements(engine.dialect)
    rows = {"given": encode([_row(sku, offer, engine.dialect) for sku, offer in wanted.items()])}
    with engine.connect() as connection, to_write(connection):
        version = next_version(connection)
        connection.execute(written, rows | {"version": version})
        said, held = connection.execute(changed, {"version": version}).one()
        skus = json.loads(said or "[]")
        # Asked only when some did not change: of the rest each is known.
        if len(skus) < len(wanted) and (missing := connection.execute(unknown, rows).scalar()) is not None:
            raise BadRequest(f"SKU {missing!r} is not in the catalogue; publish its product first")
        if held > _MOST:
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
        moment: datetime = _INSTANT.process_bind_param(offer.as_of, dialect) or offer.as_of
        cells[_AS_OF + 1] = moment.isoformat(" ", "microseconds")
    return cells


@lru_cache(maxsize=4)
def _statements(dialect: Dialect) -> tuple[TextClause, TextClause, TextClause]:
    """The offers that differ, written; the SKUs a version changed, with how many lie here in all; a given SKU
    nobody has."""
    read = (f"{_cell(name, at, dialect)} AS {name}" for at, name in enumerate(("sku", *CELLS)))
    if dialect.name == "postgresql":
        source, gathered = "json_array_elements(CAST(:given AS json)) AS one", "CAST(json_agg(sku){} AS text)"
    else:  # binary, so that a row is not written out as text and read again for each of its cells
        source, gathered = "jsonb_each(:given) AS one", "json_group_array(sku){}"
    differs = {
        table: " OR ".join(f"given.{name} IS DISTINCT FROM {table}.{name}" for name in CELLS)
        for table in ("held", "offers")
    }
    # Only names of ours go into these; what was given is bound.
    written = f"""
        WITH given AS MATERIALIZED (SELECT {", ".join(read)} FROM {source})
        INSERT INTO repriced (product_id, sku, version, {", ".join(CELLS)})
        SELECT offers.product_id, given.sku, CAST(:version AS bigint),
            {", ".join(f"given.{name}" for name in CELLS)}
        FROM given JOIN offers ON offers.sku = given.sku
        LEFT JOIN repriced AS held ON held.product_id = offers.product_id AND held.sku = offers.sku
        WHERE CASE WHEN held.sku IS NULL THEN {differs["offers"]} ELSE {differs["held"]} END
        ON CONFLICT (product_id, sku) DO UPDATE SET version = excluded.version,
            {", ".join(f"{name} = excluded.{name}" for name in CELLS)}"""  # noqa: S608
    of_version = gathered.format(" FILTER (WHERE version = :version)")
    changed = f"SELECT {of_version}, count(*) FROM repriced"  # noqa: S608
    unknown = f"""
        SELECT one.value ->> 0 FROM {source}
        WHERE NOT EXISTS (SELECT 1 FROM offers WHERE offers.sku = one.value ->> 0) LIMIT 1"""  # noqa: S608
    return text(written), text(changed), text(unknown)


def _cell(name: str, at: int, dialect: Dialect) -> str:
    """One cell of a given row as its column holds it; SQLite's are of the JSON's own types."""
    kind = repriced.c[name].type
    if dialect.name != "postgresql" or isinstance(kind, Words):
        return f"one.value ->> {at}"
    return f"CAST(one.value ->> {at} AS {kind.compile(dialect)})"
