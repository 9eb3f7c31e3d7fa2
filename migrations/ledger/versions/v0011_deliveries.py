"""The tables of messages sent outside and of work addresses, and a lease for each channel."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

UUID = sa.Uuid().with_variant(sa.LargeBinary(16), "sqlite")
INSTANT = sa.DateTime(timezone=True)
LEASES = sa.table("leases", sa.column("name", sa.Text), sa.column("number", sa.BigInteger))
CHANNELS = ("email", "webhook", "wecom", "dingtalk", "sms")


def upgrade() -> None:
    op.create_table(
        "deliveries",
        sa.Column("delivery", UUID, primary_key=True),
        sa.Column("person_id", UUID, nullable=False),
        sa.Column("case_id", UUID),
        sa.Column("channel", sa.Text, nullable=False),
        sa.Column("minutes", sa.Integer, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("queued_at", INSTANT, nullable=False),
        sa.Column("next_at", INSTANT, nullable=False),
        sa.Column("settled_at", INSTANT),
        sa.Column("failure", sa.Text),
        sa.Column("retried_by", UUID),
        sa.Column("retried_at", INSTANT),
        sa.Index("deliveries_due", "channel", "state", "next_at"),
    )
    op.create_table(
        "work_addresses",
        sa.Column("person_id", UUID, primary_key=True),
        sa.Column("address", sa.LargeBinary),
        sa.Column("confirmed_at", INSTANT),
        sa.Column("waiting_address", sa.LargeBinary),
        sa.Column("waiting_since", INSTANT),
        sa.Column("code_digest", sa.LargeBinary),
        sa.Column("wrong_codes", sa.Integer, nullable=False),
        sa.Column("code_sent_at", INSTANT),
        sa.Column("codes_since", INSTANT),
        sa.Column("codes", sa.Integer, nullable=False),
    )
    op.bulk_insert(LEASES, [{"name": f"delivering/{each}", "number": 0} for each in CHANNELS])


def downgrade() -> None:
    raise RuntimeError("an append-only ledger has no way back: restore a backup")
