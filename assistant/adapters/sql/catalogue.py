"""Products and offers in SQL, and the vectors of their documents."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from operator import itemgetter
from typing import Any

import numpy as np
from sqlalchemy import ColumnElement, Connection, Engine, Select, and_, exists, select

from assistant.adapters.sql.codec import decode
from assistant.adapters.sql.engine import chunks, insert, reading, writing
from assistant.adapters.sql.offers import COLUMNS, offer_of, with_offers
from assistant.adapters.sql.publish import LOGGED_VERSIONS, publish
from assistant.adapters.sql.repricing import offer_in, update_offers
from assistant.adapters.sql.schema import offers as offers_table
from assistant.adapters.sql.schema import products, removals, repriced, vectors
from assistant.adapters.sql.version import version_now
from assistant.domain.product import Offer, Product
from assistant.ports import Changes, Published, Vectors

_PAGE = 500
Ids = ColumnElement[str]


_OFFERS: Select[Any] = select(*(offers_table.c[name] for name in COLUMNS), repriced.c.cells).outerjoin_from(
    offers_table, repriced, repriced.c.sku == offers_table.c.sku
)
_REMEMBERED = 2_000
"""Documents kept as read."""


class SqlCatalogue:
    """ports.Catalogue on an engine of `open_database`."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._repriced = 0, tuple[tuple[str, Offer], ...]()

    def version(self) -> int:
        with reading(self._engine) as connection:
            return version_now(connection)

    def publish(self, products: Iterable[Product], *, full: bool) -> Published:
        return publish(self._engine, products, full=full)

    def update_offers(self, offers: Mapping[str, Offer]) -> Published:
        published, changed = update_offers(self._engine, offers)
        self._repriced = published.version, tuple(sorted(changed.items(), key=itemgetter(0)))
        return published

    def changes(self, since: int) -> Changes | None:
        with reading(self._engine) as connection:
            version = version_now(connection)
            if since >= version:
                return Changes(version)
            if not version - LOGGED_VERSIONS < since or since < 1:
                return None
            latest, repriced_here = self._repriced
            if (since, version) == (latest - 1, latest):
                return Changes(version, offers=repriced_here)
            newer = select(products.c.product_id).where(products.c.version > since)
            changed = tuple(_load(connection, lambda product_id: product_id.in_(newer)))
            others = offers_table.c.product_id.not_in(newer)
            offered = _offers(connection, offers_table.c.version > since, others)
            offered |= _offers(connection, repriced.c.version > since, others)
            gone = connection.execute(
                select(removals.c.product_id).where(
                    removals.c.version > since,
                    ~exists().where(products.c.product_id == removals.c.product_id),
                )
            )
            return Changes(version, changed, tuple(sorted(offered.items())), tuple(gone.scalars()))

    def products(self, skus: Sequence[str]) -> dict[str, Product]:
        found: dict[str, Product] = {}
        with reading(self._engine) as connection:
            for part in chunks(list(dict.fromkeys(skus))):
                wanted = set(part)
                for product in _load(connection, partial(_holding, part)):
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
                yield from _load(connection, partial(_within, first, last))
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


def _load(connection: Connection, whose: Callable[[Ids], ColumnElement[bool]]) -> Iterator[Product]:
    """The products `whose` ids are wanted, by id."""
    by_product: dict[str, dict[str, Offer]] = {}
    for row in connection.execute(_OFFERS.where(whose(offers_table.c.product_id))):
        by_product.setdefault(row[1], {})[row[0]] = _offer(row)
    documents = select(products.c.product_id, products.c.document).where(whose(products.c.product_id))
    for product_id, document in connection.execute(documents.order_by(products.c.product_id)):
        yield with_offers(_read(document), by_product.get(product_id, {}))


@lru_cache(maxsize=_REMEMBERED)
def _read(document: str) -> Product:
    """A document as a product. A conversation reads the same ones turn after turn; products never change."""
    return decode(Product, document)


def _offers(connection: Connection, *which: ColumnElement[bool]) -> dict[str, Offer]:
    """Offers by SKU."""
    return {row[0]: _offer(row) for row in connection.execute(_OFFERS.where(*which)).all()}


def _offer(row: Sequence[Any]) -> Offer:
    _, _, *cells, changed_alone = row
    return offer_of(cells) if changed_alone is None else offer_in(changed_alone)


def _holding(skus: Sequence[str], column: Ids) -> ColumnElement[bool]:
    return column.in_(select(offers_table.c.product_id).where(offers_table.c.sku.in_(skus)))


def _within(first: str, last: str, column: Ids) -> ColumnElement[bool]:
    # Not BETWEEN: PostgreSQL does not parse its bounds with the collation SQLAlchemy writes behind them.
    return and_(column >= first, column <= last)
