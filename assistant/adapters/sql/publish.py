"""One publish: the feed is laid into temporary tables, then compared and switched in one short transaction.

The temporary tables keep the slow part (reading the feed, encoding it) outside the write lock, so shoppers'
sessions are saved meanwhile; the switch itself is a handful of statements however large the catalogue is.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Engine,
    MetaData,
    Table,
    and_,
    case,
    delete,
    distinct,
    exists,
    func,
    literal,
    or_,
    select,
    text,
    update,
)
from sqlalchemy.schema import DropTable

from assistant.adapters.sql.codec import clean, digest, encode
from assistant.adapters.sql.engine import insert, to_write
from assistant.adapters.sql.offers import COLUMNS, offer_row, without_offers
from assistant.adapters.sql.repricing import fold
from assistant.adapters.sql.schema import offers, products, removals
from assistant.adapters.sql.version import next_version
from assistant.domain.product import Product
from assistant.errors import BadRequest
from assistant.ports import Published

LOGGED_VERSIONS = 1_000
"""How many versions back readers may ask what changed."""
_BATCH = 1_000
_temporary = MetaData()


def _staged(table: Table) -> Table:
    columns = (
        Column(column.name, column.type, primary_key=column.primary_key)
        for column in table.columns
        if column.name != "version"
    )
    return Table(f"staged_{table.name}", _temporary, *columns, prefixes=["TEMPORARY"])


_products = _staged(products)
_offers = _staged(offers)


def publish(engine: Engine, feed: Iterable[Product], *, full: bool) -> Published:
    """See ports.Catalogue.publish. BadRequest names a SKU or product the feed gives twice."""
    with engine.connect() as connection:
        try:
            with connection.begin():
                _lay_out(connection, feed)
            with to_write(connection):
                published = _switch(connection, full)
                for table in (_products, _offers):
                    connection.execute(DropTable(table))
        except BaseException:
            connection.invalidate()  # temporary tables live as long as their connection
            raise
    return published


@dataclass(slots=True)
class _Rows:
    """The feed as rows, each id once."""

    owners: dict[str, str] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)

    def of(self, product: Product) -> tuple[dict[str, Any], list[dict[str, Any]]]:
        """The row of `product` and those of its offers."""
        product_id = clean(product.product_id)
        if product_id in self.seen:
            raise BadRequest(f"product {product_id!r} comes twice in one publish; merge its variants")
        if not product.variants:
            raise BadRequest(f"product {product_id!r} has no variant; give it at least one SKU")
        self.seen.add(product_id)
        for variant in product.variants:
            sku = clean(variant.sku)
            if (owner := self.owners.setdefault(sku, product_id)) != product_id:
                raise BadRequest(f"SKU {sku!r} is in products {owner!r} and {product_id!r}; keep it in one")
        if len({clean(variant.sku) for variant in product.variants}) != len(product.variants):
            raise BadRequest(f"product {product_id!r} has one SKU twice; give each variant its own")
        try:
            document = encode(without_offers(product))
        except (TypeError, ValueError) as error:
            raise BadRequest(
                f"product {product_id!r} cannot be stored ({error}); mend its attributes"
            ) from error
        row = {"product_id": product_id, "hash": digest(document), "document": document}
        return row, [offer_row(product_id, variant) for variant in product.variants]


def _lay_out(connection: Connection, feed: Iterable[Product]) -> None:
    for table in (_products, _offers):
        connection.execute(DropTable(table, if_exists=True))
        table.create(connection, checkfirst=False)
    rows = _Rows()
    for batch in _batches(rows.of(product) for product in feed):
        connection.execute(_products.insert(), [row for row, _ in batch])
        connection.execute(_offers.insert(), [row for _, each in batch for row in each])
    _count_for_planner(connection, _products, _offers)


def _count_for_planner(connection: Connection, *tables: Table) -> None:
    # PostgreSQL plans by what it last counted: a temporary table never, a first publish minutes later.
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"ANALYZE {', '.join(table.name for table in tables)}"))


def _batches(
    rows: Iterable[tuple[dict[str, Any], list[dict[str, Any]]]],
) -> Iterator[list[tuple[dict[str, Any], list[dict[str, Any]]]]]:
    batch = []
    for row in rows:
        batch.append(row)
        if len(batch) == _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _switch(connection: Connection, full: bool) -> Published:
    version = next_version(connection)
    fold(connection)
    total = connection.execute(select(func.count()).select_from(_products)).scalar_one()
    updated, touched = connection.execute(_changes()).one()

    # A product that loses a SKU to another has changed, though its document has not.
    robbed = select(offers.c.product_id).join(_offers, _offers.c.sku == offers.c.sku)
    robbed = robbed.where(_offers.c.product_id != offers.c.product_id)
    connection.execute(update(products).where(products.c.product_id.in_(robbed)).values(version=version))
    other = products.c.hash.is_distinct_from(_products.c.hash)
    _merge(connection, products, _products, other, other, version)
    gone = ~exists().where(_offers.c.sku == offers.c.sku)
    if not full:
        gone = and_(gone, offers.c.product_id.in_(select(_products.c.product_id)))
    deleted = connection.execute(delete(offers).where(gone)).rowcount
    fresher = offers.c.as_of.is_distinct_from(_offers.c.as_of)
    _merge(connection, offers, _offers, or_(_differs(), fresher), _differs(), version)
    _remove(connection, version)
    if full:
        _count_for_planner(connection, products, offers)
    return Published(version=version, updated=updated, unchanged=total - touched, deleted=deleted)


def _differs() -> ColumnElement[bool]:
    """The staged offer says something new. A later `as_of` alone is a fresher receipt, not a change."""
    names = [name for name in COLUMNS if name not in ("sku", "as_of")]
    return or_(*(offers.c[name].is_distinct_from(_offers.c[name]) for name in names))


def _changes() -> Any:
    """How many SKUs are new or differ, and in how many products."""
    joined = (
        _offers.join(_products, _products.c.product_id == _offers.c.product_id)
        .outerjoin(offers, offers.c.sku == _offers.c.sku)
        .outerjoin(products, products.c.product_id == _offers.c.product_id)
    )
    changed = or_(products.c.hash.is_distinct_from(_products.c.hash), offers.c.sku.is_(None), _differs())
    return select(func.count(), func.count(distinct(_offers.c.product_id))).select_from(joined).where(changed)


def _remove(connection: Connection, version: int) -> None:
    """Products left without a SKU go: absent from a full feed, or every SKU has moved elsewhere."""
    bare = ~exists().where(offers.c.product_id == products.c.product_id)
    gone = select(products.c.product_id, literal(version)).where(bare)
    statement = insert(connection, removals).from_select(["product_id", "version"], gone)
    connection.execute(
        statement.on_conflict_do_update(
            index_elements=["product_id"], set_={"version": statement.excluded.version}
        )
    )
    connection.execute(delete(products).where(bare))
    connection.execute(delete(removals).where(removals.c.version <= version - LOGGED_VERSIONS))


def _merge(
    connection: Connection,
    into: Table,
    staged: Table,
    written: ColumnElement[bool],
    changed: ColumnElement[bool],
    version: int,
) -> None:
    """Write the staged rows that are new or to be `written`; new and `changed` ones get the version."""
    (key,) = into.primary_key
    stamp = case((or_(key.is_(None), changed), literal(version)), else_=into.c.version)
    rows = (
        select(*staged.columns, stamp)
        .select_from(staged.outerjoin(into, staged.c[key.name] == key))
        .where(or_(key.is_(None), written))
    )
    statement = insert(connection, into).from_select(
        [*(column.name for column in staged.columns), "version"], rows
    )
    values = {column.name: statement.excluded[column.name] for column in into.columns if column is not key}
    connection.execute(statement.on_conflict_do_update(index_elements=[key.name], set_=values))
