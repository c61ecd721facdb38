"""The cells of an offer changed alone are one text: it is compared and written as one."""

import sqlalchemy as sa
from alembic import op

from assistant.adapters.sql.columns import Words
from assistant.adapters.sql.migrations.versions import r0003_repriced as before

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    before.downgrade()  # folds them in
    op.create_table(
        "repriced",
        sa.Column("sku", Words, primary_key=True),
        sa.Column("cells", Words, nullable=False),
        sa.Column("version", sa.BigInteger, nullable=False),
        sqlite_with_rowid=False,
    )
