"""The tables. migrations/ builds them; a test holds the two together."""

from sqlalchemy import (
    BigInteger,
    Column,
    Date,
    Double,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
)

from assistant.adapters.sql.columns import Instant, Words

metadata = MetaData()


# One row: the version readers compare with what they hold, and the row publishers queue on.
catalogue = Table(
    "catalogue",
    metadata,
    Column("one", Integer, primary_key=True, autoincrement=False),
    Column("version", BigInteger, nullable=False),
)

# `document` is the product without its offers, so a change of price or stock never rewrites it. `version` is
# the catalogue version that last changed the row; an offer read again unchanged keeps it.
products = Table(
    "products",
    metadata,
    Column("product_id", Words, primary_key=True),
    Column("hash", Words, nullable=False),
    Column("document", Words, nullable=False),
    Column("version", BigInteger, nullable=False, server_default="0"),
    Index("products_by_version", "version"),
)

# Products that went, by the version they went with: readers behind it drop them. Old ones are pruned.
removals = Table(
    "removals",
    metadata,
    Column("product_id", Words, primary_key=True),
    Column("version", BigInteger, nullable=False),
    Index("removals_by_version", "version"),
)

offers = Table(
    "offers",
    metadata,
    Column("sku", Words, primary_key=True),
    Column(
        "product_id",
        Words,
        ForeignKey("products.product_id", name="offers_product", ondelete="CASCADE"),
        nullable=False,
    ),
    Column("currency", Words),
    Column("price", BigInteger),
    Column("list_price", BigInteger),
    Column("unit_price", BigInteger),
    Column("unit_base", Double),
    Column("unit", Words),
    Column("availability", Words, nullable=False),
    Column("quantity", BigInteger),
    Column("as_of", Instant),
    Column("version", BigInteger, nullable=False, server_default="0"),
    Index("offers_by_product", "product_id"),
    Index("offers_by_version", "version"),
)

# Offers changed since the last publish, over those of `offers`: few and near one another, so that changing
# them writes few pages. `cells` is one JSON list, as repricing.py says: a change compares and writes one text
# where it would nine columns. A publish folds them in.
repriced = Table(
    "repriced",
    metadata,
    Column("sku", Words, primary_key=True),
    Column("cells", Words, nullable=False),
    Column("version", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)

vectors = Table(
    "vectors",
    metadata,
    Column("embedder", Words, primary_key=True),
    Column("hash", Words, primary_key=True),
    Column("vector", LargeBinary, nullable=False),
)


def _documents(name: str, *more: Column[str] | Index) -> Table:
    """Records kept whole, in the order they were given."""
    return Table(
        name,
        metadata,
        Column("id", Words, primary_key=True),
        Column("position", Integer, nullable=False),
        *more,
        Column("document", Words, nullable=False),
    )


stores = _documents("stores")
services = _documents("services")
policies = _documents("policies")
complements = _documents("complements")
reviews = _documents("reviews", Column("sku", Words, nullable=False), Index("reviews_by_sku", "sku"))

stock = Table(
    "stock",
    metadata,
    Column("store_id", Words, primary_key=True),
    Column("sku", Words, primary_key=True),
    Column("quantity", BigInteger, nullable=False),
    Column("as_of", Instant, nullable=False),
    Column("aisle", Words, nullable=False),
    Column("best_before", Date),
    Index("stock_by_sku", "sku"),
)

shoppers = Table(
    "shoppers",
    metadata,
    Column("shopper_id", Words, primary_key=True),
    Column("document", Words, nullable=False),
)

# `digest` of the whole event makes a repeated delivery harmless.
events = Table(
    "events",
    metadata,
    Column("event_id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
    Column("digest", Words, nullable=False),
    Column("shopper_id", Words, nullable=False),
    Column("ts", Instant, nullable=False),
    Column("type", Words, nullable=False),
    Column("sku", Words),
    Column("document", Words, nullable=False),
    Index("events_by_digest", "digest", unique=True),
    Index("events_by_shopper", "shopper_id", "ts"),
)

sessions = Table(
    "sessions",
    metadata,
    Column("session_id", Words, primary_key=True),
    Column("shopper_id", Words, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("document", Words, nullable=False),
    Index("sessions_by_shopper", "shopper_id"),
    Index("sessions_by_expiry", "expires_at"),
)

turns = Table(
    "turns",
    metadata,
    Column("seq", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
    Column(
        "session_id",
        Words,
        ForeignKey("sessions.session_id", name="turns_session", ondelete="CASCADE"),
        nullable=False,
    ),
    Column("turn_id", Words, nullable=False),
    Column("said", Words, nullable=False),
    Column("events", Words, nullable=False),
    Index("turns_by_session", "session_id", "turn_id", unique=True),
)

# Outlives the session, for the merchant; the shopper's id lets it be forgotten with them.
feedback = Table(
    "feedback",
    metadata,
    Column("session_id", Words, primary_key=True),
    Column("turn_id", Words, primary_key=True),
    Column("shopper_id", Words, nullable=False),
    Column("rating", Words, nullable=False),
    Column("reason", Words, nullable=False),
    Column("given_at", Instant, nullable=False),
    Index("feedback_by_shopper", "shopper_id"),
)
