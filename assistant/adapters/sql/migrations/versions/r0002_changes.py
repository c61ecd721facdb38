"""What changed since a version: a stamp on products and offers, and the products that went."""

import sqlalchemy as sa
from alembic import op

from assistant.adapters.sql.columns import Words

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for table in ("products", "offers"):
        op.add_column(table, sa.Column("version", sa.BigInteger, nullable=False, server_default="0"))
        op.create_index(f"{table}_by_version", table, ["version"])
    op.create_table(
        "removals",
        sa.Column("product_id", Words, primary_key=True),
        sa.Column("version", sa.BigInteger, nullable=False),
    )
    op.create_index("removals_by_version", "removals", ["version"])


def downgrade() -> None:
    op.drop_table("removals")
    for table in ("products", "offers"):
        op.drop_index(f"{table}_by_version", table)
        op.drop_column(table, "version")
