"""The tables of the doors beside the password."""

from sqlalchemy import Column, Date, Integer, LargeBinary, MetaData, Table, Text

from infrastructure.database import StoredInstant, StoredUuid


def outside_tables(metadata: MetaData) -> tuple[Table, Table, Table]:
    """Declare the tables of tokens, of enrolled devices and of codes given at night."""
    return _tokens(metadata), _devices(metadata), _recoveries(metadata)


def _devices(metadata: MetaData) -> Table:
    """Devices that sign for a person: the public half of a key that never leaves the browser."""
    return Table(
        "enrolled_devices",
        metadata,
        Column("enrolled", StoredUuid, primary_key=True),
        Column("person_id", StoredUuid, nullable=False, index=True),
        Column("public_key", LargeBinary, nullable=False),
        Column("pin_hash", Text, nullable=False),
        Column("device", Text),
        Column("enrolled_at", StoredInstant, nullable=False),
        Column("last_used_at", StoredInstant),
        Column("wrong_pins", Integer, nullable=False),
        Column("locked_at", StoredInstant),
        Column("revoked_at", StoredInstant),
        Column("challenge", LargeBinary),
        Column("challenged_at", StoredInstant),
    )


def _recoveries(metadata: MetaData) -> Table:
    """Codes given at night on somebody's word, each as a keyed digest."""
    return Table(
        "night_recoveries",
        metadata,
        Column("recovery", StoredUuid, primary_key=True),
        Column("person_id", StoredUuid, nullable=False, index=True),
        Column("digest", LargeBinary, nullable=False),
        Column("given_by", StoredUuid, nullable=False),
        Column("given_at", StoredInstant, nullable=False, index=True),
        Column("expires_at", StoredInstant, nullable=False),
        Column("used_at", StoredInstant),
        Column("reviewed_at", StoredInstant),
        Column("finding", Text),
    )


def _tokens(metadata: MetaData) -> Table:
    """The tokens of machines, each as a digest."""
    return Table(
        "api_tokens",
        metadata,
        Column("token", StoredUuid, primary_key=True),
        Column("person_id", StoredUuid, nullable=False),
        Column("digest", LargeBinary, nullable=False, unique=True),
        Column("prefix", Text, nullable=False),
        Column("scopes", Text, nullable=False),
        Column("issued_at", StoredInstant, nullable=False),
        Column("expires_on", Date, nullable=False),
        Column("last_used_on", Date),
        Column("revoked_at", StoredInstant),
    )
