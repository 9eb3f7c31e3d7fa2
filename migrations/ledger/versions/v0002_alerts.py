"""The table of who was told of which case: written with the event that says so."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

UUID = sa.Uuid().with_variant(sa.LargeBinary(16), "sqlite")


def upgrade() -> None:
    op.create_table(
        "alerts",
        sa.Column("alert", UUID, primary_key=True),
        sa.Column("addressee", UUID, nullable=False),
        sa.Column("case_id", UUID, nullable=False),
        sa.Column("position", sa.BigInteger, nullable=False),
        sa.Index("alerts_by_position", "position"),
        sa.Index("alerts_of_addressee", "addressee", "case_id"),
    )


def downgrade() -> None:
    raise RuntimeError("an append-only ledger has no way back: restore a backup")
