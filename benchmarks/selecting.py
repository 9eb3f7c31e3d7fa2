"""Reads the rows of a ledger's own tables with the bare driver: the limit of opening them."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Protocol
from uuid import UUID

import psycopg

from benchmarks.ledgers import BenchLedger

_OF_STREAM = "SELECT position, stream, version, name, state FROM events WHERE stream = {0}"
_AFTER = (
    "SELECT position, stream, version, name, state FROM events"
    " WHERE position > {0} ORDER BY position LIMIT {0}"
)

Rows = Sequence[tuple[object, ...]]


class RawRows(Protocol):
    """The driver's own reading of a log's rows, nothing done with them."""

    def of(self, stream: UUID) -> Rows:
        """Return the rows of a stream."""
        ...

    def after(self, position: int, limit: int) -> Rows:
        """Return so many rows after a position."""
        ...


class PostgresRows:
    """Prepared statements that answer in binary."""

    def __init__(self, cursor: psycopg.Cursor[tuple[object, ...]]) -> None:
        self._cursor = cursor

    def of(self, stream: UUID) -> Rows:
        return self._cursor.execute(_OF_STREAM.format("%b"), (stream,), prepare=True).fetchall()

    def after(self, position: int, limit: int) -> Rows:
        page = _AFTER.format("%b")
        return self._cursor.execute(page, (position, limit), prepare=True).fetchall()


class SqliteRows:
    """Statements that the driver keeps compiled."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def of(self, stream: UUID) -> Rows:
        return self._connection.execute(_OF_STREAM.format("?"), (stream.bytes,)).fetchall()

    def after(self, position: int, limit: int) -> Rows:
        return self._connection.execute(_AFTER.format("?"), (position, limit)).fetchall()


@contextmanager
def raw_rows(ledger: BenchLedger) -> Iterator[RawRows]:
    """Open a ledger's database with its driver alone."""
    databases = ledger.databases
    if databases.dialect == "postgresql":
        with psycopg.connect(databases.owner_url, autocommit=True) as opened:
            yield PostgresRows(opened.cursor(binary=True))
        return
    connection = sqlite3.connect(databases.owner_url.removeprefix("sqlite:///"))
    try:
        yield SqliteRows(connection)
    finally:
        connection.close()
