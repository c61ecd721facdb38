"""The first shop: catalogue, facts, shoppers, sessions."""

import sqlalchemy as sa
from alembic import op

from assistant.adapters.sql.columns import Instant, Words

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_TABLES = (
    "catalogue", "offers", "products", "vectors", "stores", "services", "policies", "complements",
    "reviews", "stock", "shoppers", "events", "turns", "sessions", "feedback",
)  # fmt: skip


def upgrade() -> None:
    _catalogue()
    _facts()
    _shoppers()
    _sessions()


def downgrade() -> None:
    for table in _TABLES:
        op.drop_table(table)


def _word(name: str, null: bool = False) -> sa.Column[str]:
    return sa.Column(name, Words, nullable=null)


def _key(name: str) -> sa.Column[str]:
    return sa.Column(name, Words, primary_key=True)


def _serial(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True)


def _catalogue() -> None:
    catalogue = op.create_table(
        "catalogue",
        sa.Column("one", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("version", sa.BigInteger, nullable=False),
    )
    op.bulk_insert(catalogue, [{"one": 1, "version": 0}])
    op.create_table("products", _key("product_id"), _word("hash"), _word("document"))
    op.create_table(
        "offers",
        _key("sku"),
        _word("product_id"),
        _word("currency", null=True),
        sa.Column("price", sa.BigInteger),
        sa.Column("list_price", sa.BigInteger),
        sa.Column("unit_price", sa.BigInteger),
        sa.Column("unit_base", sa.Double),
        _word("unit", null=True),
        _word("availability"),
        sa.Column("quantity", sa.BigInteger),
        sa.Column("as_of", Instant),
        sa.ForeignKeyConstraint(
            ["product_id"], ["products.product_id"], name="offers_product", ondelete="CASCADE"
        ),
    )
    op.create_index("offers_by_product", "offers", ["product_id"])
    op.create_table(
        "vectors",
        _key("embedder"),
        _key("hash"),
        sa.Column("vector", sa.LargeBinary, nullable=False),
    )


def _facts() -> None:
    for name in ("stores", "services", "policies", "complements"):
        op.create_table(
            name, _key("id"), sa.Column("position", sa.Integer, nullable=False), _word("document")
        )
    op.create_table(
        "reviews",
        _key("id"),
        sa.Column("position", sa.Integer, nullable=False),
        _word("sku"),
        _word("document"),
    )
    op.create_index("reviews_by_sku", "reviews", ["sku"])
    op.create_table(
        "stock",
        _key("store_id"),
        _key("sku"),
        sa.Column("quantity", sa.BigInteger, nullable=False),
        sa.Column("as_of", Instant, nullable=False),
        _word("aisle"),
        sa.Column("best_before", sa.Date),
    )
    op.create_index("stock_by_sku", "stock", ["sku"])


def _shoppers() -> None:
    op.create_table("shoppers", _key("shopper_id"), _word("document"))
    op.create_table(
        "events",
        _serial("event_id"),
        _word("digest"),
        _word("shopper_id"),
        sa.Column("ts", Instant, nullable=False),
        _word("type"),
        _word("sku", null=True),
        _word("document"),
    )
    op.create_index("events_by_digest", "events", ["digest"], unique=True)
    op.create_index("events_by_shopper", "events", ["shopper_id", "ts"])


def _sessions() -> None:
    op.create_table(
        "sessions",
        _key("session_id"),
        _word("shopper_id"),
        sa.Column("expires_at", Instant, nullable=False),
        _word("document"),
    )
    op.create_index("sessions_by_shopper", "sessions", ["shopper_id"])
    op.create_index("sessions_by_expiry", "sessions", ["expires_at"])
    op.create_table(
        "turns",
        _serial("seq"),
        _word("session_id"),
        _word("turn_id"),
        _word("said"),
        _word("events"),
        sa.ForeignKeyConstraint(
            ["session_id"], ["sessions.session_id"], name="turns_session", ondelete="CASCADE"
        ),
    )
    op.create_index("turns_by_session", "turns", ["session_id", "turn_id"], unique=True)
    op.create_table(
        "feedback",
        _key("session_id"),
        _key("turn_id"),
        _word("shopper_id"),
        _word("rating"),
        _word("reason"),
        sa.Column("given_at", Instant, nullable=False),
    )
    op.create_index("feedback_by_shopper", "feedback", ["shopper_id"])
