"""Stores, stock, services, policies, reviews and merchant rules in SQL."""

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, Table, delete, select

from assistant.adapters.sql import schema
from assistant.adapters.sql.codec import clean, decode, encode
from assistant.adapters.sql.engine import chunks, reading, writing
from assistant.domain.store import ComplementRule, Policy, Review, Service, StockLevel, Store
from assistant.errors import BadRequest

T = TypeVar("T")
Rows = list[dict[str, Any]]


class SqlShopFacts:
    """ports.ShopFacts on an engine of `open_database`. Records come back in the order they were given."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def replace(
        self,
        *,
        stores: Sequence[Store] | None = None,
        stock: Iterable[StockLevel] | None = None,
        services: Sequence[Service] | None = None,
        policies: Sequence[Policy] | None = None,
        reviews: Iterable[Review] | None = None,
        complements: Sequence[ComplementRule] | None = None,
    ) -> None:
        """As the port says. BadRequest names a record that comes twice within its kind."""
        # Everything is read and encoded before the transaction: it holds SQLite's only write lock.
        rows: dict[Table, Rows] = {}
        if stores is not None:
            rows[schema.stores] = _documents("store", [(each.store_id, each) for each in stores])
        if services is not None:
            rows[schema.services] = _documents("service", [(each.service_id, each) for each in services])
        if policies is not None:
            rows[schema.policies] = _documents("policy", [(each.policy_id, each) for each in policies])
        if complements is not None:
            rows[schema.complements] = _documents("rule", [(each.rule_id, each) for each in complements])
        if reviews is not None:
            given = list(reviews)
            documents = _documents("review", [(each.review_id, each) for each in given])
            rows[schema.reviews] = [
                row | {"sku": each.sku} for row, each in zip(documents, given, strict=True)
            ]
        if stock is not None:
            rows[schema.stock] = _levels(stock)
        with writing(self._engine) as connection:
            for table, new in rows.items():
                _replace(connection, table, new)

    def stores(self) -> list[Store]:
        return self._every(schema.stores, Store)

    def services(self) -> list[Service]:
        return self._every(schema.services, Service)

    def policies(self) -> list[Policy]:
        return self._every(schema.policies, Policy)

    def complements(self) -> list[ComplementRule]:
        return self._every(schema.complements, ComplementRule)

    def stock(self, skus: Sequence[str], store_id: str | None = None) -> list[StockLevel]:
        """As the port says, by SKU and then store."""
        levels: list[StockLevel] = []
        table = schema.stock
        query = select(
            table.c.store_id, table.c.sku, table.c.quantity, table.c.as_of, table.c.aisle, table.c.best_before
        )
        if store_id is not None:
            query = query.where(table.c.store_id == store_id)
        with reading(self._engine) as connection:
            for part in chunks(sorted(set(skus))):
                rows = connection.execute(
                    query.where(table.c.sku.in_(part)).order_by(table.c.sku, table.c.store_id)
                )
                levels.extend(StockLevel(*row) for row in rows)
        return levels

    def stocked_at(self, store_id: str) -> dict[str, int]:
        table = schema.stock
        query = select(table.c.sku, table.c.quantity).where(
            table.c.store_id == store_id, table.c.quantity > 0
        )
        with reading(self._engine) as connection:
            return {row.sku: row.quantity for row in connection.execute(query)}

    def reviews(self, skus: Sequence[str]) -> list[Review]:
        table = schema.reviews
        found: list[tuple[int, str]] = []
        with reading(self._engine) as connection:
            for part in chunks(sorted(set(skus))):
                query = select(table.c.position, table.c.document).where(table.c.sku.in_(part))
                found.extend((position, document) for position, document in connection.execute(query))
        return [decode(Review, document) for _, document in sorted(found)]

    def _every(self, table: Table, kind: type[T]) -> list[T]:
        with reading(self._engine) as connection:
            query = select(table.c.document).order_by(table.c.position)
            return [decode(kind, document) for document in connection.execute(query).scalars()]


def _documents(kind: str, records: Sequence[tuple[str, object]]) -> Rows:
    _once(kind, [clean(record_id) for record_id, _ in records])
    return [
        {"id": record_id, "position": position, "document": encode(record)}
        for position, (record_id, record) in enumerate(records)
    ]


def _levels(stock: Iterable[StockLevel]) -> Rows:
    rows: Rows = [
        {
            "store_id": level.store_id,
            "sku": level.sku,
            "quantity": level.quantity,
            "as_of": level.as_of,
            "aisle": level.aisle,
            "best_before": level.best_before,
        }
        for level in stock
    ]
    _once("stock of", [f"{clean(row['sku'])} at {clean(row['store_id'])}" for row in rows])
    return rows


def _once(kind: str, ids: Sequence[str]) -> None:
    seen: set[str] = set()
    for each in ids:
        if each in seen:
            raise BadRequest(f"{kind} {each!r} comes twice; keep one record of it")
        seen.add(each)


def _replace(connection: Connection, table: Table, rows: Rows) -> None:
    connection.execute(delete(table))
    for part in chunks(rows):
        connection.execute(table.insert(), part)
