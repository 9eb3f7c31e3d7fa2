"""The doors beside the password: tokens, enrolled devices, night codes, narrowed sessions."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

UUID = sa.Uuid().with_variant(sa.LargeBinary(16), "sqlite")
INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _create_tokens()
    _create_devices()
    _create_recoveries()
    op.add_column("sessions", sa.Column("roles", sa.Text))
    op.add_column("sessions", sa.Column("enrolled", UUID))
    op.create_index("ix_sessions_enrolled", "sessions", ["enrolled"])


def _create_devices() -> None:
    op.create_table(
        "enrolled_devices",
        sa.Column("enrolled", UUID, primary_key=True),
        sa.Column("person_id", UUID, nullable=False, index=True),
        sa.Column("public_key", sa.LargeBinary, nullable=False),
        sa.Column("pin_hash", sa.Text, nullable=False),
        sa.Column("device", sa.Text),
        sa.Column("enrolled_at", INSTANT, nullable=False),
        sa.Column("last_used_at", INSTANT),
        sa.Column("wrong_pins", sa.Integer, nullable=False),
        sa.Column("locked_at", INSTANT),
        sa.Column("revoked_at", INSTANT),
        sa.Column("challenge", sa.LargeBinary),
        sa.Column("challenged_at", INSTANT),
    )


def _create_recoveries() -> None:
    op.create_table(
        "night_recoveries",
        sa.Column("recovery", UUID, primary_key=True),
        sa.Column("person_id", UUID, nullable=False, index=True),
        sa.Column("digest", sa.LargeBinary, nullable=False),
        sa.Column("given_by", UUID, nullable=False),
        sa.Column("given_at", INSTANT, nullable=False, index=True),
        sa.Column("expires_at", INSTANT, nullable=False),
        sa.Column("used_at", INSTANT),
        sa.Column("reviewed_at", INSTANT),
        sa.Column("finding", sa.Text),
    )


def _create_tokens() -> None:
    op.create_table(
        "api_tokens",
        sa.Column("token", UUID, primary_key=True),
        sa.Column("person_id", UUID, nullable=False),
        sa.Column("digest", sa.LargeBinary, nullable=False, unique=True),
        sa.Column("prefix", sa.Text, nullable=False),
        sa.Column("scopes", sa.Text, nullable=False),
        sa.Column("issued_at", INSTANT, nullable=False),
        sa.Column("expires_on", sa.Date, nullable=False),
        sa.Column("last_used_on", sa.Date),
        sa.Column("revoked_at", INSTANT),
    )


def downgrade() -> None:
    raise RuntimeError("an append-only ledger has no way back: restore a backup")
