"""Which sessions a provider's name opened, so that they end when it stands for nobody any more."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

UUID = sa.Uuid().with_variant(sa.LargeBinary(16), "sqlite")


def upgrade() -> None:
    op.add_column("sessions", sa.Column("linked", UUID))
    op.create_index("ix_sessions_linked", "sessions", ["linked"])


def downgrade() -> None:
    raise RuntimeError("an append-only ledger has no way back: restore a backup")
