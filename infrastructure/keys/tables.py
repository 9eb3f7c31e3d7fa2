"""The key store: its two tables, and how its database, apart from the ledger's, is opened."""

import sqlite3
from pathlib import Path
from typing import cast

from sqlalchemy import (
    CheckConstraint,
    Column,
    Engine,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    create_engine,
    event,
    make_url,
)
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

from infrastructure.database import (
    LOCK_WAIT_MS,
    StoredInstant,
    StoredUuid,
    open_engine,
    pool_of,
)

KEYS = MetaData()

DATA_KEYS = Table(
    "data_keys",
    KEYS,
    Column("subject", StoredUuid, nullable=False),
    Column("compartment", Text, nullable=False),
    Column("generation", Integer, nullable=False),
    Column("key_id", LargeBinary, nullable=False, unique=True),
    Column("wrapped", LargeBinary),
    Column("created_at", StoredInstant, nullable=False),
    Column("destroyed_at", StoredInstant),
    PrimaryKeyConstraint("subject", "compartment", "generation"),
)

KEYSTORE = Table(
    "keystore",
    KEYS,
    Column("id", Integer, CheckConstraint("id = 1"), primary_key=True, autoincrement=False),
    Column("ledger_id", StoredUuid, nullable=False),
    Column("claims_key_wrapped", LargeBinary, nullable=False),
)

_PRAGMAS = (
    # A write-ahead log would keep a destroyed key until some later checkpoint.
    "journal_mode = DELETE",
    # What was deleted is overwritten with zeros.
    "secure_delete = ON",
    "synchronous = FULL",
    f"busy_timeout = {LOCK_WAIT_MS}",
    "temp_store = MEMORY",
    "trusted_schema = OFF",
)


def open_keys_engine(url: str, *, pool_size: int = 4) -> Engine:
    """Return an engine for a key store at `sqlite:///file` or `postgresql://…`.

    No thread holds two of its connections: keys are read and written in single questions, and
    nothing is asked in between. So a pool of one for each thread never keeps anybody waiting.

    A SQLite file is created with mode 0600 and settings that leave nothing of a destroyed key.
    """
    address = make_url(url)
    if address.get_backend_name() != "sqlite":
        return open_engine(url, pool_size=pool_size)
    pool: dict[str, int] = {}
    if address.database and address.database != ":memory:":
        file = Path(address.database)
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        file.touch(mode=0o600)
        pool = pool_of(pool_size)
    engine = create_engine(address, **pool)

    @event.listens_for(engine, "connect")
    def prepare(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
        driven = cast("sqlite3.Connection", connection)
        for pragma in _PRAGMAS:
            driven.execute(f"PRAGMA {pragma}").close()

    return engine
