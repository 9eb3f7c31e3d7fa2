"""The table of lists that were uploaded and not recorded yet: sealed, and deleted after a day."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

UUID = sa.Uuid().with_variant(sa.LargeBinary(16), "sqlite")


def upgrade() -> None:
    op.create_table(
        "staged_rosters",
        sa.Column("roster", UUID, primary_key=True),
        sa.Column("uploaded_by", UUID, nullable=False, index=True),
        sa.Column("uploaded_at", sa.DateTime(timezone=True), nullable=False, index=True),
        sa.Column("file_name", sa.LargeBinary, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
    )


def downgrade() -> None:
    raise RuntimeError("an append-only ledger has no way back: restore a backup")
