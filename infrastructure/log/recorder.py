"""Records events in one append-only table: positions are dense and in the order of the commits."""

from collections.abc import Mapping, Sequence
from typing import Protocol
from uuid import UUID

from eventsourcing.persistence import (
    Notification,
    ProcessRecorder,
    ProgrammingError,
    StoredEvent,
    Tracking,
)
from sqlalchemy import Engine

from infrastructure.log.appending import NOTHING_EXPECTED, Append, append_of
from infrastructure.log.postgresql import PostgresqlLog
from infrastructure.log.rows import LARGEST, AlertRow, ClaimRow, StoredRow
from infrastructure.log.sqlite import SqliteLog
from infrastructure.log.subscription import PollingSubscription
from infrastructure.log.tables import LogTables


class LogDatabase(Protocol):
    """What a database must do for a log; each method is one transaction."""

    def write(self, append: Append, *, proven: bool = False) -> list[int]: ...

    def rows_of(self, streams: Sequence[UUID], up_to: int) -> list[StoredRow]: ...

    def rows_after(
        self, position: int, up_to: int, limit: int, names: Sequence[str]
    ) -> list[StoredRow]: ...

    def rows_in(
        self, stream: UUID, gt: int, lte: int, limit: int, *, desc: bool
    ) -> list[StoredRow]: ...

    def head(self) -> int: ...

    def tracked(self, application: str) -> int | None: ...

    def unmoved(self, prefix: str) -> list[str]: ...


class LogRecorder(ProcessRecorder):
    """The `eventsourcing` recorder interfaces over one log's tables, on either engine."""

    def __init__(self, engine: Engine, tables: LogTables) -> None:
        self._database: LogDatabase = (
            PostgresqlLog(engine, tables)
            if engine.dialect.name == "postgresql"
            else SqliteLog(engine, tables)
        )

    def insert_events(  # type: ignore[override]  # the library leaves its keywords untyped
        self,
        stored_events: Sequence[StoredEvent],
        *,
        expected: Mapping[UUID, int] = NOTHING_EXPECTED,
        claims: Sequence[ClaimRow] = (),
        tracking: Tracking | None = None,
        alerts: Sequence[AlertRow] = (),
    ) -> list[int] | None:
        """Commit the events and return their positions; None when there is nothing to write.

        Raises: IntegrityError when one of their versions is taken or `tracking` is not ahead;
        ExpectedVersionLost; ClaimHeld; ConnectionLost when the outcome is unknown.
        """
        append = append_of(stored_events, expected, claims, tracking, alerts)
        if not append.rows and append.is_plain:
            return None
        return self.write(append)

    def write(self, append: Append, *, proven: bool = False) -> list[int]:
        """Commit an append and return the positions of its rows.

        With `proven`, over a connection that has just answered. Raises: as `insert_events`.
        """
        return self._database.write(append, proven=proven)

    def rows_of(self, streams: Sequence[UUID], *, up_to: int | None = None) -> list[StoredRow]:
        """Return the events of the streams in the order of the log, up to a position."""
        last = LARGEST if up_to is None else up_to
        return self._database.rows_of(streams, last) if streams else []

    def rows_after(self, position: int, limit: int, names: Sequence[str] = ()) -> list[StoredRow]:
        """Return up to `limit` events after a position; with names, only those of the names."""
        return self._database.rows_after(position, LARGEST, limit, names)

    def rows_in(self, stream: UUID, first: int, last: int) -> list[StoredRow]:
        """Return the events of a stream from one version to another."""
        return self._database.rows_in(stream, first - 1, last, LARGEST, desc=False)

    def head(self) -> int:
        """Return the last position, 0 when the log is empty."""
        return self._database.head()

    def select_events(
        self,
        originator_id: UUID | str,
        *,
        gt: int | None = None,
        lte: int | None = None,
        desc: bool = False,
        limit: int | None = None,
    ) -> list[StoredEvent]:
        """Return the events of one stream, as the library wants them."""
        if not isinstance(originator_id, UUID):
            raise ProgrammingError("streams are named by UUIDs")
        after = -1 if gt is None else gt
        up_to = LARGEST if lte is None else lte
        at_most = LARGEST if limit is None else limit
        return [
            StoredEvent(row.stream, row.version, row.name, row.state)
            for row in self._database.rows_in(originator_id, after, up_to, at_most, desc=desc)
        ]

    def select_notifications(
        self,
        start: int | None,
        limit: int,
        stop: int | None = None,
        topics: Sequence[str] = (),
        *,
        inclusive_of_start: bool = True,
    ) -> list[Notification]:
        """Return a part of the log, as the library wants it."""
        after = (start or 0) - 1 if inclusive_of_start else start or 0
        up_to = LARGEST if stop is None else stop
        return [
            Notification(row.stream, row.version, row.name, row.state, row.position)
            for row in self._database.rows_after(after, up_to, limit, topics)
        ]

    def max_notification_id(self) -> int | None:
        """Return the last position, None when the log is empty."""
        return self.head() or None

    def subscribe(self, gt: int | None = None, topics: Sequence[str] = ()) -> PollingSubscription:
        """Follow the log from after a position; asks again every 50 ms when it has all."""
        return PollingSubscription(self, gt, topics)

    def insert_tracking(self, tracking: Tracking) -> None:
        """Record how far a follower has come.

        Raises: IntegrityError when it has come as far before.
        """
        self.write(Append((), tracking=tracking))

    def max_tracking_id(self, application_name: str) -> int | None:
        """Return how far a follower has come."""
        return self._database.tracked(application_name)

    def unmoved(self, prefix: str) -> list[str]:
        """Return the followers whose name begins so and who still stand before the first event."""
        return self._database.unmoved(prefix)
