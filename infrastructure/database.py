"""Opens the ledger's database, SQLite or PostgreSQL, with the settings its guarantees rest on."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import cast
from uuid import UUID

from sqlalchemy import (
    URL,
    Connection,
    DateTime,
    Dialect,
    Engine,
    LargeBinary,
    TypeDecorator,
    Uuid,
    create_engine,
    event,
    make_url,
    text,
)
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import ConnectionPoolEntry
from sqlalchemy.types import TypeEngine

# Longer than the 5 s after which PostgreSQL ends an idle transaction: who waits outlives it.
LOCK_WAIT_MS = 8_000
POOL_WAIT_SECONDS = 15

_BEGIN, _NOT_AT_ALL = "tongxin_begin", ""
_NEVER_REWRITTEN = frozenset({"events", "reads"})

_PRAGMAS = (
    "journal_mode = WAL",
    "synchronous = FULL",
    f"busy_timeout = {LOCK_WAIT_MS}",
    "journal_size_limit = 67108864",
    "foreign_keys = ON",
    # Makes REPLACE run the triggers that refuse to delete an event.
    "recursive_triggers = ON",
    # What a sort spills would be a file in clear.
    "temp_store = MEMORY",
    "trusted_schema = OFF",
)

_POSTGRESQL_SETTINGS = (
    ("timezone", "UTC"),
    # What a rule read is checked by a statement that must see all that was committed before it.
    ("default_transaction_isolation", "read\\ committed"),
    ("idle_in_transaction_session_timeout", "5s"),
    ("lock_timeout", f"{LOCK_WAIT_MS}ms"),
)


class StoredUuid(TypeDecorator[UUID]):
    """A UUID: PostgreSQL's own type, 16 raw bytes on SQLite."""

    impl = LargeBinary
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[UUID] | TypeEngine[bytes]:
        if dialect.name == "postgresql":
            return dialect.type_descriptor(Uuid())
        return dialect.type_descriptor(LargeBinary(16))

    def process_bind_param(self, value: UUID | None, dialect: Dialect) -> object:
        return value.bytes if value is not None and dialect.name == "sqlite" else value

    def process_result_value(self, value: UUID | bytes | None, _dialect: Dialect) -> UUID | None:
        return UUID(bytes=value) if isinstance(value, bytes) else value


class StoredInstant(TypeDecorator[datetime]):
    """An aware moment, always given and returned in UTC; a naive one is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs its time zone")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if dialect.name == "sqlite" else value.astimezone(UTC)


def open_engine(url: str, *, pool_size: int = 8, owner: bool = False) -> Engine:
    """Return an engine for a ledger at `sqlite:///file` or `postgresql://…`.

    With `owner`, for migrations only, SQLite connections may alter the tables of events;
    on PostgreSQL the role in the address decides.
    """
    address = make_url(url)
    pool = pool_of(pool_size)
    if address.get_backend_name() == "sqlite":
        return _open_sqlite(address, pool, owner=owner)
    return _open_postgresql(address, pool)


def pool_of(size: int) -> dict[str, int]:
    """Return the settings of a pool of so many connections and no more."""
    return {"pool_size": size, "max_overflow": 0, "pool_timeout": POOL_WAIT_SECONDS}


def for_single_reads(engine: Engine) -> Engine:
    """Return the engine for single reads, each by itself: on PostgreSQL one round trip, not three.

    No two of them are seen at one moment, on either engine.
    """
    if engine.dialect.name == "sqlite":
        # The driver's mode must stay as it is; a transaction is begun by hand there, or not at all.
        return engine.execution_options(**{_BEGIN: _NOT_AT_ALL})
    return engine.execution_options(isolation_level="AUTOCOMMIT")


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Give a transaction that will write, committed at the end.

    On SQLite it waits for its turn to write now: one that reads first and writes later could be
    refused at its first write, whatever the time-out.
    """
    with engine.connect() as plain:
        connection = plain.execution_options(**{_BEGIN: "BEGIN IMMEDIATE"})
        with connection.begin():
            yield connection


def _open_sqlite(address: URL, pool: dict[str, int], *, owner: bool) -> Engine:
    if owner and address.database:
        file = Path(address.database)
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        file.touch(mode=0o600)
    engine = create_engine(
        address,
        # The driver begins no transaction of its own accord: `begin` below does.
        connect_args={"isolation_level": None, "check_same_thread": False},
        **pool,
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
        driven = cast("sqlite3.Connection", connection)
        for pragma in _PRAGMAS:
            driven.execute(f"PRAGMA {pragma}").close()
        if not owner:
            driven.set_authorizer(_refuse_to_rewrite)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        how = connection.get_execution_options().get(_BEGIN)
        if how == _NOT_AT_ALL:
            return
        if how is not None:
            connection.exec_driver_sql(how)
            return
        # It waits for nobody; the way through the engine is a third of what a small reading takes.
        driven = cast("sqlite3.Connection", connection.connection.dbapi_connection)
        driven.execute("BEGIN").close()

    return engine


def _refuse_to_rewrite(
    action: int, first: str | None, second: str | None, _schema: str | None, _source: str | None
) -> int:
    """Answer SQLite, as it compiles a statement, whether this process may do that to a table."""
    match action:
        case sqlite3.SQLITE_UPDATE | sqlite3.SQLITE_DELETE | sqlite3.SQLITE_DROP_TABLE:
            refused = first in _NEVER_REWRITTEN
        case sqlite3.SQLITE_ALTER_TABLE | sqlite3.SQLITE_DROP_TRIGGER | sqlite3.SQLITE_DROP_INDEX:
            refused = second in _NEVER_REWRITTEN
        case sqlite3.SQLITE_PRAGMA:
            refused = first in {"writable_schema", "recursive_triggers"} and second is not None
        case _:
            refused = False
    return sqlite3.SQLITE_DENY if refused else sqlite3.SQLITE_OK


def _open_postgresql(address: URL, pool: dict[str, int]) -> Engine:
    given = address.query.get("options", "")
    ours = " ".join(f"-c {name}={value}" for name, value in _POSTGRESQL_SETTINGS)
    return create_engine(
        address.set(drivername="postgresql+psycopg"),
        connect_args={
            "application_name": "tongxin",
            "options": f"{given if isinstance(given, str) else ' '.join(given)} {ours}".strip(),
            "connect_timeout": 10,
            "keepalives_idle": 30,
            # A reply that got lost in the network is noticed, and the outcome settled.
            "tcp_user_timeout": 20_000,
            # The driver forgets all prepared statements at each ROLLBACK; the log prepares its own.
            "prepare_threshold": None,
        },
        # We have no such columns; each engine would ask for the type before its first answer.
        use_native_hstore=False,
        # The few connections used last stay warm; the others wait for a rush.
        pool_use_lifo=True,
        **pool,
    )


def is_answering(engine: Engine) -> bool:
    """Return whether the database of an engine answers now."""
    with suppress(SQLAlchemyError), engine.connect() as connection:
        connection.execute(text("SELECT 1"))
        return True
    return False
