"""Opens the ledger's database for views: commits that may be lost, and waits that are short.

What a view writes can be folded again, so its commits do not wait for the disk. Rows and position
are one commit: after a crash both are lost or neither. The log's own commits are made on other
connections and stay durable: on SQLite they write out the whole journal before them, on PostgreSQL
the setting holds for the session only.
"""

import sqlite3
from collections.abc import Callable
from time import sleep
from typing import TypeVar, cast

from psycopg import Connection as PostgresConnection
from sqlalchemy import Connection, Engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import ConnectionPoolEntry

from infrastructure.database import open_engine, writing

REQUEST_WAITS_MS = 200
"""No request waits longer for its turn to move the views."""

# Half of it for the other threads of the process, half for other processes.
LOCK_WAIT_MS = REQUEST_WAITS_MS // 2

ATTEMPTS = 200
PAUSE_SECONDS = 0.05

T = TypeVar("T")

_LOCK_NOT_AVAILABLE = "55P03"


def open_views_engine(url: str, *, pool_size: int = 8) -> Engine:
    """Return an engine for the projector and for reading views; it never appends to the log."""
    engine = open_engine(url, pool_size=pool_size)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _settle_sqlite)
    else:
        event.listen(engine, "connect", _settle_postgresql)
    return engine


def patiently(engine: Engine, work: Callable[[Connection], T]) -> T:
    """Do what no request waits for in one transaction, again while others are in the way."""
    for _attempt in range(1, ATTEMPTS):
        try:
            with writing(engine) as connection:
                return work(connection)
        except OperationalError as error:
            if not is_lock_timeout(error):
                raise
            sleep(PAUSE_SECONDS)
    with writing(engine) as connection:
        return work(connection)


def is_lock_timeout(error: Exception) -> bool:
    """Return whether the error says only that somebody else was at work for too long."""
    if not isinstance(error, OperationalError):
        return False
    if isinstance(error.orig, sqlite3.Error):
        return error.orig.sqlite_errorcode & 0xFF in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
    return getattr(error.orig, "sqlstate", None) == _LOCK_NOT_AVAILABLE


def _settle_sqlite(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    driven = cast("sqlite3.Connection", connection)
    driven.execute("PRAGMA synchronous = NORMAL").close()
    driven.execute(f"PRAGMA busy_timeout = {LOCK_WAIT_MS}").close()


def _settle_postgresql(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    driven = cast("PostgresConnection[tuple[object, ...]]", connection)
    driven.autocommit = True
    driven.execute("SET synchronous_commit = off")
    driven.execute(f"SET lock_timeout = '{LOCK_WAIT_MS}ms'")
    driven.autocommit = False
    # The same few questions are asked at each request: PostgreSQL plans them once.
    driven.prepare_threshold = 1
