"""Since when a second person has confirmed who signs in; accounts in use count as confirmed."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column("accounts", sa.Column("confirmed_at", INSTANT))
    accounts = sa.table(
        "accounts", sa.column("activated_at", INSTANT), sa.column("confirmed_at", INSTANT)
    )
    op.execute(accounts.update().values(confirmed_at=accounts.c.activated_at))
    op.create_index("ix_accounts_confirmed_at", "accounts", ["confirmed_at"])


def downgrade() -> None:
    raise RuntimeError("an append-only ledger has no way back: restore a backup")
