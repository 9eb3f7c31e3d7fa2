"""Who appends: our sealed log, the bare driver as the limit, and the library as the peer."""

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from typing import Protocol
from uuid import UUID, uuid4

import psycopg

from application.ports import Commit
from benchmarks.example import ACTOR, CONTENT_BYTES, CONTEXT, VISIT, now, visit_logged
from benchmarks.library import LibraryLog, VisitLogged
from benchmarks.rounds import Write
from domain.shared import RequestId, Stream
from infrastructure.opening import OpenLedger

_POSTGRES_TABLE = "CREATE TABLE raw (position bigserial PRIMARY KEY, state bytea NOT NULL)"
_SQLITE_TABLE = "CREATE TABLE raw (position INTEGER PRIMARY KEY, state BLOB NOT NULL)"
_ONE = "INSERT INTO raw (state) VALUES (%b)"
_MANY = "INSERT INTO raw (state) SELECT unnest(%b::bytea[])"
_SQLITE_ONE = "INSERT INTO raw (state) VALUES (?)"


class Contender(Protocol):
    """A log to which several threads append at the same time."""

    def writers(self, wanted: int, /) -> Sequence[Write]:
        """Return what each of so many threads calls."""
        ...


class OurLog:
    """The whole `SealedLog.append`: mapper, keys, joined recorder, clock guard, leaf hash."""

    def __init__(self, opened: OpenLedger) -> None:
        self._log = opened.ledger.log
        self._writes: list[Write] = []

    def writers(self, wanted: int, /) -> Sequence[Write]:
        while len(self._writes) < wanted:
            self._writes.append(self._writer())
        return self._writes[:wanted]

    def _writer(self) -> Write:
        child_id, version = uuid4(), 0
        stream = Stream("visits", child_id)

        def write(events: int) -> None:
            nonlocal version
            self._log.append(
                Commit(
                    facts=[visit_logged(child_id, VISIT) for _ in range(events)],
                    expected={stream: version},
                    request_id=RequestId(uuid4()),
                    actor_id=ACTOR,
                    recorded_at=now(),
                    context=CONTEXT,
                )
            )
            version += events

        return write


class LibraryContender:
    """The library's event store with its own mapper, cipher and recorder."""

    def __init__(self, log: LibraryLog) -> None:
        self._log = log
        self._writes: list[Write] = []

    def writers(self, wanted: int, /) -> Sequence[Write]:
        while len(self._writes) < wanted:
            self._writes.append(self._writer(uuid4()))
        return self._writes[:wanted]

    def _writer(self, child_id: UUID) -> Write:
        versions = count(1)

        def write(events: int) -> None:
            self._log.put([VisitLogged.to_child(child_id, next(versions)) for _ in range(events)])

        return write


class RawPostgres:
    """The driver alone: random bytes, one statement a commit, a connection for each writer."""

    def __init__(self, connections: Sequence[psycopg.Connection]) -> None:
        self._writes = [_postgres_writer(connection) for connection in connections]

    def writers(self, wanted: int, /) -> Sequence[Write]:
        return self._writes[:wanted]


class RawSqlite:
    """The driver alone: SQLite has one writer at a time, so one thread is its limit."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._content = os.urandom(CONTENT_BYTES)

    def writers(self, _wanted: int, /) -> Sequence[Write]:
        return [self._write]

    def _write(self, events: int) -> None:
        if events == 1:
            self._connection.execute(_SQLITE_ONE, (self._content,))
            return
        self._connection.execute("BEGIN IMMEDIATE")
        self._connection.executemany(_SQLITE_ONE, [(self._content,)] * events)
        self._connection.execute("COMMIT")


def _postgres_writer(connection: psycopg.Connection) -> Write:
    content = os.urandom(CONTENT_BYTES)

    def write(events: int) -> None:
        if events == 1:
            connection.execute(_ONE, (content,))
        else:
            connection.execute(_MANY, ([content] * events,))

    return write


@contextmanager
def raw_postgres(url: str, connections: int) -> Iterator[RawPostgres]:
    """Open the connections, the table made; each statement commits by itself."""
    opened = [psycopg.connect(url, autocommit=True) for _ in range(connections)]
    try:
        opened[0].execute(_POSTGRES_TABLE)
        yield RawPostgres(opened)
    finally:
        for connection in opened:
            connection.close()


@contextmanager
def raw_sqlite(path: str) -> Iterator[RawSqlite]:
    """Open a file with the settings that a ledger has: WAL, synchronous FULL."""
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute(_SQLITE_TABLE)
        yield RawSqlite(connection)
    finally:
        connection.close()
