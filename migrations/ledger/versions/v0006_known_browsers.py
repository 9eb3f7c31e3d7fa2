"""The browsers in which people signed in before, whom no stranger's failures keep out."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

UUID = sa.Uuid().with_variant(sa.LargeBinary(16), "sqlite")
INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "known_browsers",
        sa.Column("known", UUID, primary_key=True),
        sa.Column("token_digest", sa.LargeBinary, nullable=False),
        sa.Column("person_id", UUID, nullable=False, index=True),
        sa.Column("used_at", INSTANT, nullable=False),
    )
    op.create_index(
        "known_browsers_sought", "known_browsers", ["token_digest", "person_id"], unique=True
    )


def downgrade() -> None:
    raise RuntimeError("an append-only ledger has no way back: restore a backup")
