"""Ends the sessions of which nobody knows what opened them: unlinking a name would miss them."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    sessions = sa.table("sessions", sa.column("linked"))
    op.execute(sessions.delete().where(sessions.c.linked.is_(None)))


def downgrade() -> None:
    raise RuntimeError("an append-only ledger has no way back: restore a backup")
