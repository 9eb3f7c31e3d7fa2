"""A log in SQLite: one writer at a time, each commit durable before the next begins."""

import sqlite3
from collections.abc import Callable, Sequence
from typing import TypeVar, cast
from uuid import UUID

from eventsourcing.persistence import (
    DatabaseError,
    IntegrityError,
    OperationalError,
    ProgrammingError,
)
from sqlalchemy import Engine, PoolProxiedConnection

from infrastructure.log.appending import Append
from infrastructure.log.lending import Lenders
from infrastructure.log.rows import (
    AlertRow,
    ClaimHeld,
    ClaimRow,
    ExpectedVersionLost,
    StoredRow,
)
from infrastructure.log.tables import ALERTS, CLAIMS, DELIVERIES, LogTables

_COUNT = "UPDATE {head} SET last = last + ? WHERE id = 1 RETURNING last"
_INSERT = "INSERT INTO {events} (position, stream, version, name, state) VALUES (?, ?, ?, ?, ?)"
_VERSION = "SELECT max(version) FROM {events} WHERE stream = ?"
_OWNER = "SELECT owner FROM {claims} WHERE kind = ? AND digest = ?"
_CLAIM = "INSERT INTO {claims} (kind, digest, owner) VALUES (?, ?, ?)"
_RELEASE = "DELETE FROM {claims} WHERE kind = ? AND digest = ? AND owner = ?"
_ALERT = "INSERT INTO {alerts} (alert, addressee, case_id, position) VALUES (?, ?, ?, ?)"
# By this machine's clock, written as every other moment is.
_QUEUE = """
INSERT INTO {deliveries} (
    delivery, person_id, case_id, channel, minutes, state, tries, queued_at, next_at)
SELECT ?, ?, ?, ?, ?, 'waiting', 0, now.at, now.at
FROM (SELECT strftime('%Y-%m-%d %H:%M:%f', 'now') || '000' AS at) AS now"""
_TRACK = """
INSERT INTO {tracking} (application, position) VALUES (?, ?)
ON CONFLICT (application) DO UPDATE SET position = excluded.position
WHERE position < excluded.position RETURNING position"""

# The signs keep it from walking through the log by position rather than sorting a few rows.
_OF = """
SELECT position, stream, version, name, state FROM {events}
WHERE stream IN ({marks}) AND +position <= ? ORDER BY +position"""
_AFTER = """
SELECT position, stream, version, name, state FROM {events}
WHERE position > ? AND position <= ? ORDER BY position LIMIT ?"""
_NAMED = """
SELECT position, stream, version, name, state FROM {events}
WHERE position > ? AND position <= ? AND name IN ({marks}) ORDER BY position LIMIT ?"""
_IN = """
SELECT position, stream, version, name, state FROM {events}
WHERE stream = ? AND version > ? AND version <= ? ORDER BY version {direction} LIMIT ?"""
_HEAD = "SELECT last FROM {head} WHERE id = 1"
_TRACKED = "SELECT position FROM {tracking} WHERE application = ?"
_UNMOVED = """
SELECT application FROM {tracking} WHERE position = 0 AND application GLOB ? || '*'"""

_Value = int | str | bytes

T = TypeVar("T")


class OpenFile:
    """A connection to the file, for one user at a time."""

    __slots__ = ("connection",)

    def __init__(self, lent: PoolProxiedConnection) -> None:
        self.connection = cast("sqlite3.Connection", lent.driver_connection)

    def is_done(self, _failed: BaseException) -> bool:
        return not self.connection.in_transaction

    def close(self) -> None:
        self.connection.close()


FILES: Lenders[OpenFile] = Lenders(OpenFile)


class SqliteLog:
    """Writes and reads the tables of one log."""

    def __init__(self, engine: Engine, tables: LogTables) -> None:
        self._engine = engine
        self._lender = FILES.of(engine)
        self._names = {
            "events": tables.events.name,
            "head": tables.head.name,
            "tracking": tables.tracking.name,
            "claims": CLAIMS.name,
            "alerts": ALERTS.name,
            "deliveries": DELIVERIES.name,
        }
        self._count, self._insert, self._version, self._head = (
            self._named(sql) for sql in (_COUNT, _INSERT, _VERSION, _HEAD)
        )

    def _named(self, sql: str, **more: str) -> str:
        return sql.format(**self._names, **more)

    def write(self, append: Append, *, proven: bool = False) -> list[int]:
        """Commit the rows and return their positions.

        Raises: IntegrityError, also as ExpectedVersionLost and ClaimHeld.
        """
        del proven  # There is no connection to lose.
        last = self._lend(lambda connection: self._commit(connection, append))
        return list(range(last - len(append.rows) + 1, last + 1))

    def _commit(self, connection: sqlite3.Connection, append: Append) -> int:
        connection.execute("BEGIN IMMEDIATE")
        try:
            last = self._write(connection, append)
            connection.execute("COMMIT")
        except BaseException:
            connection.rollback()
            raise
        return last

    def _write(self, connection: sqlite3.Connection, append: Append) -> int:
        for stream, expected in append.expected.items():
            ((version,),) = connection.execute(self._version, (stream.bytes,)).fetchall()
            if (version or 0) != expected:
                raise ExpectedVersionLost(stream)
        counted = connection.execute(self._count, (len(append.rows),)).fetchall()
        if not counted:
            raise ProgrammingError("the log has no head row: is the database migrated?")
        last: int = counted[0][0]
        first = last - len(append.rows) + 1
        connection.executemany(
            self._insert,
            [
                (position, row.stream.bytes, row.version, row.name, row.state)
                for position, row in enumerate(append.rows, start=first)
            ],
        )
        for claim in append.claims:
            self._claim(connection, claim)
        if append.tracking is not None:
            place = (append.tracking.application_name, append.tracking.notification_id)
            if not connection.execute(self._named(_TRACK), place).fetchall():
                raise IntegrityError("a position at or beyond this one is tracked already")
        if append.alerts:
            self._alert(connection, append.alerts, last)
        return last

    def _alert(
        self, connection: sqlite3.Connection, alerts: Sequence[AlertRow], position: int
    ) -> None:
        rows = [(*(each.bytes for each in alert[:3]), position) for alert in alerts]
        connection.executemany(self._named(_ALERT), rows)
        sent = [
            (each.delivery.bytes, alert.addressee.bytes, alert.case_id.bytes, *each[1:])
            for alert in alerts
            for each in alert.outside
        ]
        if sent:
            connection.executemany(self._named(_QUEUE), sent)

    def _claim(self, connection: sqlite3.Connection, claim: ClaimRow) -> None:
        key = (claim.kind, claim.digest)
        if claim.is_released:
            connection.execute(self._named(_RELEASE), (*key, claim.owner.bytes))
            return
        held = connection.execute(self._named(_OWNER), key).fetchall()
        if not held:
            connection.execute(self._named(_CLAIM), (*key, claim.owner.bytes))
        elif held[0][0] != claim.owner.bytes:
            raise ClaimHeld(claim.kind, UUID(bytes=held[0][0]))

    def rows_of(self, streams: Sequence[UUID], up_to: int) -> list[StoredRow]:
        sql = self._named(_OF, marks=",".join("?" * len(streams)))
        return self._rows(sql, *(stream.bytes for stream in streams), up_to)

    def rows_after(
        self, position: int, up_to: int, limit: int, names: Sequence[str]
    ) -> list[StoredRow]:
        if names:
            sql = self._named(_NAMED, marks=",".join("?" * len(names)))
            return self._rows(sql, position, up_to, *names, limit)
        return self._rows(self._named(_AFTER), position, up_to, limit)

    def rows_in(
        self, stream: UUID, gt: int, lte: int, limit: int, *, desc: bool
    ) -> list[StoredRow]:
        sql = self._named(_IN, direction="DESC" if desc else "ASC")
        return self._rows(sql, stream.bytes, gt, lte, limit)

    def head(self) -> int:
        for (last,) in self._ask(self._head):
            return cast("int", last)
        raise ProgrammingError("the log has no head row: is the database migrated?")

    def tracked(self, application: str) -> int | None:
        for (position,) in self._ask(self._named(_TRACKED), application):
            return cast("int", position)
        return None

    def unmoved(self, prefix: str) -> list[str]:
        rows = self._ask(self._named(_UNMOVED), prefix)
        return [cast("str", application) for (application,) in rows]

    def _rows(self, sql: str, *values: _Value) -> list[StoredRow]:
        streams: dict[bytes, UUID] = {}
        rows = []
        found = cast("list[tuple[int, bytes, int, str, bytes]]", self._ask(sql, *values))
        for position, raw, version, name, state in found:
            stream = streams.get(raw)
            if stream is None:
                stream = streams[raw] = UUID(bytes=raw)
            rows.append(StoredRow(position, stream, version, name, state))
        return rows

    def _ask(self, sql: str, *values: _Value) -> list[tuple[object, ...]]:
        return self._lend(lambda connection: connection.execute(sql, values).fetchall())

    def _lend(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Do work on a connection, and say in the library's words what goes wrong with it."""
        try:
            return self._lender.lend(self._engine, lambda file: work(file.connection))
        except sqlite3.IntegrityError as refused:
            raise IntegrityError(str(refused)) from refused
        except sqlite3.OperationalError as failed:
            raise OperationalError(str(failed)) from failed
        except sqlite3.Error as failed:
            raise DatabaseError(str(failed)) from failed
