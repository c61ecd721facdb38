"""Products and offers in SQL, and the vectors of their documents."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np
from sqlalchemy import ColumnElement, Connection, Engine, and_, exists, select

from assistant.adapters.sql.codec import decode
from assistant.adapters.sql.engine import chunks, insert, reading, writing
from assistant.adapters.sql.offers import COLUMNS, offer_of, with_offers
from assistant.adapters.sql.publish import LOGGED_VERSIONS, publish
from assistant.adapters.sql.repricing import update_offers
from assistant.adapters.sql.schema import catalogue, products, removals, vectors
from assistant.adapters.sql.schema import offers as offers_table
from assistant.domain.product import Offer, Product
from assistant.ports import Changes, Published, Vectors

_PAGE = 500
_OFFER_COLUMNS = tuple(offers_table.c[name] for name in COLUMNS)


class SqlCatalogue:
    """ports.Catalogue on an engine of `open_database`."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def version(self) -> int:
        with reading(self._engine) as connection:
            return int(connection.execute(select(catalogue.c.version)).scalar_one())

    def publish(self, products: Iterable[Product], *, full: bool) -> Published:
        return publish(self._engine, products, full=full)

    def update_offers(self, offers: Mapping[str, Offer]) -> Published:
        return update_offers(self._engine, offers)

    def changes(self, since: int) -> Changes | None:
        with reading(self._engine) as connection:
            version = int(connection.execute(select(catalogue.c.version)).scalar_one())
            if since >= version:
                return Changes(version)
            if not version - LOGGED_VERSIONS < since or since < 1:
                return None
            newer = select(products.c.product_id).where(products.c.version > since)
            changed = tuple(
                _load(connection, products.c.version > since, offers_table.c.product_id.in_(newer))
            )
            rows = connection.execute(
                select(*_OFFER_COLUMNS)
                .where(offers_table.c.version > since, offers_table.c.product_id.not_in(newer))
                .order_by(offers_table.c.sku)
            )
            gone = connection.execute(
                select(removals.c.product_id).where(
                    removals.c.version > since,
                    ~exists().where(products.c.product_id == removals.c.product_id),
                )
            )
            repriced = tuple((str(row[0]), offer_of(row)) for row in rows.all())
            return Changes(version, changed, repriced, tuple(gone.scalars()))

    def products(self, skus: Sequence[str]) -> dict[str, Product]:
        found: dict[str, Product] = {}
        with reading(self._engine) as connection:
            for part in chunks(list(dict.fromkeys(skus))):
                holders = select(offers_table.c.product_id).where(offers_table.c.sku.in_(part))
                wanted = set(part)
                for product in _load(
                    connection, products.c.product_id.in_(holders), offers_table.c.product_id.in_(holders)
                ):
                    for variant in product.variants:
                        if variant.sku in wanted:
                            found[variant.sku] = product
        return {sku: found[sku] for sku in skus if sku in found}

    def every(self) -> Iterator[Product]:
        """As the port says, from one snapshot; close the iterator, or run it to its end, to let that go."""
        with reading(self._engine) as connection:
            ids = select(products.c.product_id).order_by(products.c.product_id).limit(_PAGE)
            page = list(connection.execute(ids).scalars())
            while page:
                first, last = page[0], page[-1]
                yield from _load(
                    connection,
                    _within(products.c.product_id, first, last),
                    _within(offers_table.c.product_id, first, last),
                )
                page = list(connection.execute(ids.where(products.c.product_id > last)).scalars())

    def vectors(self, embedder: str, hashes: Sequence[str]) -> dict[str, Vectors]:
        kept: dict[str, Vectors] = {}
        with reading(self._engine) as connection:
            for part in chunks(hashes):
                rows = connection.execute(
                    select(vectors.c.hash, vectors.c.vector).where(
                        vectors.c.embedder == embedder, vectors.c.hash.in_(part)
                    )
                )
                kept.update((row.hash, np.frombuffer(row.vector, dtype="<f4")) for row in rows)
        return kept

    def keep_vectors(self, embedder: str, vectors: Mapping[str, Vectors]) -> None:
        rows: list[dict[str, object]] = [
            {"embedder": embedder, "hash": hash_, "vector": np.asarray(vector, dtype="<f4").tobytes()}
            for hash_, vector in vectors.items()
        ]
        _keep(self._engine, rows)


def _keep(engine: Engine, rows: list[dict[str, object]]) -> None:
    with writing(engine) as connection:
        statement = insert(connection, vectors)
        statement = statement.on_conflict_do_update(
            index_elements=["embedder", "hash"], set_={"vector": statement.excluded.vector}
        )
        for part in chunks(rows, _PAGE):
            connection.execute(statement, part)


def _load(
    connection: Connection, which: ColumnElement[bool], whose: ColumnElement[bool]
) -> Iterator[Product]:
    by_product: dict[str, dict[str, Offer]] = {}
    for row in connection.execute(select(*_OFFER_COLUMNS).where(whose)):
        by_product.setdefault(row[1], {})[row[0]] = offer_of(row)
    documents = select(products.c.product_id, products.c.document).where(which)
    for product_id, document in connection.execute(documents.order_by(products.c.product_id)):
        yield with_offers(decode(Product, document), by_product.get(product_id, {}))


def _within(column: ColumnElement[str], first: str, last: str) -> ColumnElement[bool]:
    # Not BETWEEN: PostgreSQL does not parse its bounds with the collation SQLAlchemy writes behind them.
    return and_(column >= first, column <= last)
