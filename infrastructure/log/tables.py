"""The tables of the ledger's database: its two logs, and what stands beside them."""

import re
from dataclasses import dataclass

from sqlalchemy import (
    BigInteger,
    Column,
    Identity,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
)

from infrastructure.database import StoredInstant, StoredUuid
from infrastructure.log.delivery_tables import delivery_tables
from infrastructure.log.outside_tables import outside_tables

LEDGER = MetaData()

# SQLite gives a 64-bit key for INTEGER only.
_Position = BigInteger().with_variant(Integer, "sqlite")


@dataclass(frozen=True, slots=True)
class LogTables:
    """One append-only log: its events, the one row that counts them, and how far followers are."""

    events: Table
    head: Table
    tracking: Table


def log_tables(metadata: MetaData, prefix: str) -> LogTables:
    """Declare the tables of a log; the second log of a ledger is the same under another prefix."""
    if not re.fullmatch("[a-z][a-z_]{0,40}", prefix):
        raise ValueError(f"not a table name: {prefix}")
    events = Table(
        prefix,
        metadata,
        Column("position", _Position, primary_key=True, autoincrement=False),
        Column("stream", StoredUuid, nullable=False),
        Column("version", BigInteger, nullable=False),
        Column("name", Text, nullable=False),
        Column("state", LargeBinary, nullable=False),
        UniqueConstraint("stream", "version", name=f"{prefix}_stream_version"),
    )
    head = Table(
        f"{prefix}_head",
        metadata,
        Column("id", SmallInteger, primary_key=True, autoincrement=False),
        Column("last", BigInteger, nullable=False),
    )
    tracking = Table(
        f"{prefix}_tracking",
        metadata,
        Column("application", Text, primary_key=True),
        Column("position", BigInteger, nullable=False),
    )
    return LogTables(events, head, tracking)


EVENTS = log_tables(LEDGER, "events")
READS = log_tables(LEDGER, "reads")

CLAIMS = Table(
    "claims",
    LEDGER,
    Column("kind", Text, primary_key=True),
    Column("digest", LargeBinary, primary_key=True),
    Column("owner", StoredUuid, nullable=False),
)

ALERTS = Table(
    "alerts",
    LEDGER,
    Column("alert", StoredUuid, primary_key=True),
    Column("addressee", StoredUuid, nullable=False),
    Column("case_id", StoredUuid, nullable=False),
    Column("position", BigInteger, nullable=False),
    Index("alerts_by_position", "position"),
    Index("alerts_of_addressee", "addressee", "case_id"),
)
"""Who was told of which case, by the event at `position`; no rebuild of views touches it."""

LEASES = Table(
    "leases",
    LEDGER,
    Column("name", Text, primary_key=True),
    Column("number", BigInteger, nullable=False),
    Column("holder", StoredUuid),
    Column("held_until", StoredInstant),
    Column("done_at", StoredInstant),
)
"""Which process leads, until when by the database's clock, and when its work was done last."""

LEDGER_IDENTITY = Table(
    "ledger",
    LEDGER,
    Column("id", StoredUuid, primary_key=True),
    Column("area_code", Text, nullable=False),
)

ACCOUNTS = Table(
    "accounts",
    LEDGER,
    Column("person_id", StoredUuid, primary_key=True),
    Column("login", Text, nullable=False, unique=True),
    Column("password_hash", Text),
    Column("password_set_at", StoredInstant),
    Column("created_at", StoredInstant, nullable=False),
    Column("activated_at", StoredInstant),
    Column("disabled_at", StoredInstant),
    Column("invitation_digest", LargeBinary),
    Column("invited_until", StoredInstant),
    Column("signed_in_at", StoredInstant),
    Column("confirmed_at", StoredInstant, index=True),
)

FORMER_PASSWORDS = Table(
    "former_passwords",
    LEDGER,
    Column("id", _Position, Identity(), primary_key=True),
    Column("person_id", StoredUuid, nullable=False, index=True),
    Column("password_hash", Text, nullable=False),
)

SECOND_FACTORS = Table(
    "second_factors",
    LEDGER,
    Column("person_id", StoredUuid, primary_key=True),
    Column("secret", LargeBinary),
    Column("enrolled_at", StoredInstant),
    Column("last_step", BigInteger, nullable=False),
    Column("pending_secret", LargeBinary),
    Column("pending_since", StoredInstant),
    Column("pending_step", BigInteger),
)
"""What makes codes, sealed under its person's key; `last_step` is the last half minute used."""

RECOVERY_CODES = Table(
    "recovery_codes",
    LEDGER,
    Column("person_id", StoredUuid, primary_key=True),
    Column("digest", LargeBinary, primary_key=True),
)

ACCOUNT_NOTES = Table(
    "account_notes",
    LEDGER,
    Column("number", _Position, Identity(), primary_key=True),
    Column("note_id", StoredUuid, nullable=False, unique=True),
    Column("person_id", StoredUuid, nullable=False, index=True),
    Column("actor_id", StoredUuid, nullable=False),
    Column("name", Text, nullable=False),
    Column("content", LargeBinary, nullable=False),
)
"""Facts of accounts that the log has still to say: written with the rows they are about."""

SESSIONS = Table(
    "sessions",
    LEDGER,
    Column("token_digest", LargeBinary, primary_key=True),
    Column("session_id", StoredUuid, nullable=False, unique=True),
    Column("person_id", StoredUuid, nullable=False, index=True),
    Column("stage", Text, nullable=False),
    Column("created_at", StoredInstant, nullable=False),
    Column("last_seen_at", StoredInstant, nullable=False),
    Column("expires_at", StoredInstant, nullable=False, index=True),
    Column("factor_at", StoredInstant),
    Column("previous_at", StoredInstant),
    Column("failed_before", Integer, nullable=False),
    Column("device", Text),
    Column("roles", Text),
    Column("enrolled", StoredUuid, index=True),
    Column("linked", StoredUuid, index=True),
)

SIGN_IN_FAILURES = Table(
    "sign_in_failures",
    LEDGER,
    Column("id", _Position, Identity(), primary_key=True),
    Column("kind", Text, nullable=False),
    Column("digest", LargeBinary, nullable=False),
    Column("failed_at", StoredInstant, nullable=False),
    Index("sign_in_failures_sought", "kind", "digest", "failed_at"),
)

KNOWN_BROWSERS = Table(
    "known_browsers",
    LEDGER,
    Column("known", StoredUuid, primary_key=True),
    Column("token_digest", LargeBinary, nullable=False),
    Column("person_id", StoredUuid, nullable=False, index=True),
    Column("used_at", StoredInstant, nullable=False),
    Index("known_browsers_sought", "token_digest", "person_id", unique=True),
)
"""Browsers in which a person signed in before; several people may be known in one."""

API_TOKENS, ENROLLED_DEVICES, NIGHT_RECOVERIES = outside_tables(LEDGER)

DELIVERIES, WORK_ADDRESSES = delivery_tables(LEDGER)

STAGED_ROSTERS = Table(
    "staged_rosters",
    LEDGER,
    Column("roster", StoredUuid, primary_key=True),
    Column("uploaded_by", StoredUuid, nullable=False, index=True),
    Column("uploaded_at", StoredInstant, nullable=False, index=True),
    Column("file_name", LargeBinary, nullable=False),
    Column("content", LargeBinary, nullable=False),
)
"""Lists that somebody uploaded and nobody recorded, sealed under a key of each list's own."""

VIEW_POSITIONS = Table(
    "view_positions",
    LEDGER,
    Column("view", Text, primary_key=True),
    Column("position", BigInteger, nullable=False),
    Column("generation", Integer, nullable=False),
    Column("rebuilding_to", BigInteger),
)

QUARANTINED = Table(
    "quarantined",
    LEDGER,
    Column("view", Text, primary_key=True),
    Column("stream", StoredUuid, primary_key=True),
    Column("position", BigInteger, nullable=False),
    Column("reason", Text, nullable=False),
    Column("noticed_at", StoredInstant, nullable=False),
)
