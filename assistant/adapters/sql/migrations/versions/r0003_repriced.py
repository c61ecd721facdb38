"""Offers changed alone lie in a small table of their own until the next publish."""

import sqlalchemy as sa
from alembic import op

from assistant.adapters.sql.columns import Instant, Words

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "repriced",
        sa.Column("product_id", Words, primary_key=True),
        sa.Column("sku", Words, primary_key=True),
        sa.Column("currency", Words),
        sa.Column("price", sa.BigInteger),
        sa.Column("list_price", sa.BigInteger),
        sa.Column("unit_price", sa.BigInteger),
        sa.Column("unit_base", sa.Double),
        sa.Column("unit", Words),
        sa.Column("availability", Words, nullable=False),
        sa.Column("quantity", sa.BigInteger),
        sa.Column("as_of", Instant),
        sa.Column("version", sa.BigInteger, nullable=False),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    cells = ("currency", "price", "list_price", "unit_price", "unit_base", "unit", "availability", "quantity")
    sets = ", ".join(f"{name} = repriced.{name}" for name in (*cells, "as_of", "version"))
    op.execute(f"UPDATE offers SET {sets} FROM repriced WHERE offers.sku = repriced.sku")  # noqa: S608
    op.drop_table("repriced")
