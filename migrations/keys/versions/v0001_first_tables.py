"""The tables of the key store."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

UUID = sa.Uuid().with_variant(sa.LargeBinary(16), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "data_keys",
        sa.Column("subject", UUID, nullable=False),
        sa.Column("compartment", sa.Text, nullable=False),
        sa.Column("generation", sa.Integer, nullable=False),
        sa.Column("key_id", sa.LargeBinary, nullable=False, unique=True),
        sa.Column("wrapped", sa.LargeBinary),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("destroyed_at", MOMENT),
        sa.PrimaryKeyConstraint("subject", "compartment", "generation"),
    )
    op.create_table(
        "keystore",
        sa.Column(
            "id", sa.Integer, sa.CheckConstraint("id = 1"), primary_key=True, autoincrement=False
        ),
        sa.Column("ledger_id", UUID, nullable=False),
        sa.Column("claims_key_wrapped", sa.LargeBinary, nullable=False),
    )


def downgrade() -> None:
    raise RuntimeError("a key store has no way back: restore a backup")
