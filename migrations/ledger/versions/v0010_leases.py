"""The table of leases, by which one process of many leads; the sweep of deadlines has the first."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

UUID = sa.Uuid().with_variant(sa.LargeBinary(16), "sqlite")
INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    leases = op.create_table(
        "leases",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("number", sa.BigInteger, nullable=False),
        sa.Column("holder", UUID),
        sa.Column("held_until", INSTANT),
        sa.Column("done_at", INSTANT),
    )
    op.bulk_insert(leases, [{"name": "sweeping", "number": 0}])


def downgrade() -> None:
    raise RuntimeError("an append-only ledger has no way back: restore a backup")
