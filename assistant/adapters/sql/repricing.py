"""Offers alone: what changes many times a day, written without its products."""

from collections.abc import Mapping

from sqlalchemy import Engine, bindparam, or_, select, update

from assistant.adapters.sql.engine import chunks, to_write
from assistant.adapters.sql.offers import COLUMNS, offer_cells
from assistant.adapters.sql.schema import catalogue, offers
from assistant.domain.product import Offer
from assistant.errors import BadRequest
from assistant.ports import Published

_CELLS = tuple(name for name in COLUMNS if name not in ("sku", "product_id"))
_STATEMENT = (
    update(offers)
    .where(offers.c.sku == bindparam("of_sku"))
    .where(or_(*(offers.c[name].is_distinct_from(bindparam(f"new_{name}")) for name in _CELLS)))
    .values(version=bindparam("new_version"), **{name: bindparam(f"new_{name}") for name in _CELLS})
)


def update_offers(engine: Engine, given: Mapping[str, Offer]) -> Published:
    """See ports.Catalogue.update_offers."""
    rows = {
        sku: {f"new_{name}": cell for name, cell in offer_cells(sku, offer).items()} | {"of_sku": sku}
        for sku, offer in given.items()
    }
    with engine.connect() as connection, to_write(connection):
        known: set[str] = set()
        for part in chunks(list(rows)):
            known.update(connection.execute(select(offers.c.sku).where(offers.c.sku.in_(part))).scalars())
        if missing := [sku for sku in rows if sku not in known]:
            raise BadRequest(f"SKU {missing[0]!r} is not in the catalogue; publish its product first")
        version = connection.execute(
            update(catalogue).values(version=catalogue.c.version + 1).returning(catalogue.c.version)
        ).scalar_one()
        updated = 0
        if rows:
            stamped = [row | {"new_version": version} for row in rows.values()]
            updated = connection.execute(_STATEMENT, stamped).rowcount
    return Published(version=version, updated=updated, unchanged=len(rows) - updated, deleted=0)
