"""The tables of the ledger, with what keeps an event from being changed on SQLite."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

UUID = sa.Uuid().with_variant(sa.LargeBinary(16), "sqlite")
POSITION = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)

# PostgreSQL refuses by what is granted to whom; SQLite knows no roles.
NEVER_UPDATED = """
CREATE TRIGGER {log}_never_updated BEFORE UPDATE ON {log}
BEGIN SELECT RAISE(ABORT, 'events are never changed'); END"""
NEVER_DELETED = """
CREATE TRIGGER {log}_never_deleted BEFORE DELETE ON {log}
BEGIN SELECT RAISE(ABORT, 'events are never deleted'); END"""
# INSERT OR REPLACE deletes, and tells no trigger unless asked to by each connection.
NEVER_REPLACED = """
CREATE TRIGGER {log}_never_replaced BEFORE INSERT ON {log}
WHEN EXISTS (SELECT 1 FROM {log} WHERE position = NEW.position)
    OR EXISTS (SELECT 1 FROM {log} WHERE stream = NEW.stream AND version = NEW.version)
BEGIN SELECT RAISE(ABORT, 'this place in the log is taken'); END"""


def upgrade() -> None:
    for log in ("events", "reads"):
        _create_log(log)
    op.create_table(
        "claims",
        sa.Column("kind", sa.Text, primary_key=True),
        sa.Column("digest", sa.LargeBinary, primary_key=True),
        sa.Column("owner", UUID, nullable=False),
    )
    op.create_table(
        "ledger",
        sa.Column("id", UUID, primary_key=True),
        sa.Column("area_code", sa.Text, nullable=False),
    )
    _create_accounts()
    _create_view_positions()


def _create_log(log: str) -> None:
    op.create_table(
        log,
        sa.Column("position", POSITION, primary_key=True, autoincrement=False),
        sa.Column("stream", UUID, nullable=False),
        sa.Column("version", sa.BigInteger, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("state", sa.LargeBinary, nullable=False),
        sa.UniqueConstraint("stream", "version", name=f"{log}_stream_version"),
    )
    head = op.create_table(
        f"{log}_head",
        sa.Column("id", sa.SmallInteger, primary_key=True, autoincrement=False),
        sa.Column("last", sa.BigInteger, nullable=False),
        # Room on the page for the many versions that one busy row leaves behind.
        postgresql_with={"fillfactor": 10},
    )
    op.bulk_insert(head, [{"id": 1, "last": 0}])
    op.create_table(
        f"{log}_tracking",
        sa.Column("application", sa.Text, primary_key=True),
        sa.Column("position", sa.BigInteger, nullable=False),
    )
    if op.get_context().dialect.name == "postgresql":
        # Sealed bytes do not compress: do not try.
        op.execute(f"ALTER TABLE {log} ALTER COLUMN state SET STORAGE EXTERNAL")
    else:
        for trigger in (NEVER_UPDATED, NEVER_DELETED, NEVER_REPLACED):
            op.execute(trigger.format(log=log))


def _create_accounts() -> None:
    op.create_table(
        "accounts",
        sa.Column("person_id", UUID, primary_key=True),
        sa.Column("login", sa.Text, nullable=False, unique=True),
        sa.Column("password_hash", sa.Text, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("disabled_at", MOMENT),
    )
    op.create_table(
        "sessions",
        sa.Column("token_digest", sa.LargeBinary, primary_key=True),
        sa.Column("person_id", UUID, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("last_seen_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("device", sa.Text),
        sa.Index("ix_sessions_person_id", "person_id"),
        sa.Index("ix_sessions_expires_at", "expires_at"),
    )
    op.create_table(
        "sign_in_failures",
        sa.Column("id", POSITION, sa.Identity(), primary_key=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("digest", sa.LargeBinary, nullable=False),
        sa.Column("failed_at", MOMENT, nullable=False),
        sa.Index("sign_in_failures_sought", "kind", "digest", "failed_at"),
    )


def _create_view_positions() -> None:
    op.create_table(
        "view_positions",
        sa.Column("view", sa.Text, primary_key=True),
        sa.Column("position", sa.BigInteger, nullable=False),
        sa.Column("generation", sa.Integer, nullable=False),
        sa.Column("rebuilding_to", sa.BigInteger),
    )
    op.create_table(
        "quarantined",
        sa.Column("view", sa.Text, primary_key=True),
        sa.Column("stream", UUID, primary_key=True),
        sa.Column("position", sa.BigInteger, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("noticed_at", MOMENT, nullable=False),
    )


def downgrade() -> None:
    raise RuntimeError("an append-only ledger has no way back: restore a backup")
