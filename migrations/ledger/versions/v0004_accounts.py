"""Accounts that people are invited to, second factors, and sessions that are opened in two steps.

Whoever was signed in has to sign in again, in two steps.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

UUID = sa.Uuid().with_variant(sa.LargeBinary(16), "sqlite")
POSITION = sa.BigInteger().with_variant(sa.Integer, "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _extend_accounts()
    _create_factors()
    _create_notes()
    _create_sessions()


def _extend_accounts() -> None:
    with op.batch_alter_table("accounts") as accounts:
        accounts.alter_column("password_hash", existing_type=sa.Text, nullable=True)
        accounts.add_column(sa.Column("password_set_at", MOMENT))
        accounts.add_column(sa.Column("activated_at", MOMENT))
        accounts.add_column(sa.Column("invitation_digest", sa.LargeBinary))
        accounts.add_column(sa.Column("invited_until", MOMENT))
        accounts.add_column(sa.Column("signed_in_at", MOMENT))
    op.execute("UPDATE accounts SET password_set_at = created_at, activated_at = created_at")
    op.create_table(
        "former_passwords",
        sa.Column("id", POSITION, sa.Identity(), primary_key=True),
        sa.Column("person_id", UUID, nullable=False, index=True),
        sa.Column("password_hash", sa.Text, nullable=False),
    )


def _create_factors() -> None:
    op.create_table(
        "second_factors",
        sa.Column("person_id", UUID, primary_key=True),
        sa.Column("secret", sa.LargeBinary),
        sa.Column("enrolled_at", MOMENT),
        sa.Column("last_step", sa.BigInteger, nullable=False),
        sa.Column("pending_secret", sa.LargeBinary),
        sa.Column("pending_since", MOMENT),
        sa.Column("pending_step", sa.BigInteger),
    )
    op.create_table(
        "recovery_codes",
        sa.Column("person_id", UUID, primary_key=True),
        sa.Column("digest", sa.LargeBinary, primary_key=True),
    )


def _create_notes() -> None:
    op.create_table(
        "account_notes",
        sa.Column("number", POSITION, sa.Identity(), primary_key=True),
        sa.Column("note_id", UUID, nullable=False, unique=True),
        sa.Column("person_id", UUID, nullable=False, index=True),
        sa.Column("actor_id", UUID, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
    )


def _create_sessions() -> None:
    op.drop_table("sessions")
    op.create_table(
        "sessions",
        sa.Column("token_digest", sa.LargeBinary, primary_key=True),
        sa.Column("session_id", UUID, nullable=False, unique=True),
        sa.Column("person_id", UUID, nullable=False, index=True),
        sa.Column("stage", sa.Text, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("last_seen_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False, index=True),
        sa.Column("factor_at", MOMENT),
        sa.Column("previous_at", MOMENT),
        sa.Column("failed_before", sa.Integer, nullable=False),
        sa.Column("device", sa.Text),
    )


def downgrade() -> None:
    raise RuntimeError("an append-only ledger has no way back: restore a backup")
