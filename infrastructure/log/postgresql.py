"""A log in PostgreSQL: its statements, each one round trip, and the order they guarantee.

Every commit updates the one row of the head table and holds that row's lock until it is durable.
So positions are dense, in the order of the commits, and visible in that order.
"""

from collections.abc import Sequence
from uuid import UUID

from eventsourcing.persistence import IntegrityError, ProgrammingError
from psycopg.adapt import Transformer
from psycopg.pq.abc import PGresult
from sqlalchemy import Engine

from infrastructure.log import postgresql_sql as sql
from infrastructure.log.appending import Append, NewRow
from infrastructure.log.binary import (
    BYTEA,
    BYTEAS,
    INT8,
    INT8S,
    TEXT,
    TEXTS,
    UUID_,
    UUIDS,
    byteas,
    int8,
    int8s,
    known_texts,
    texts,
    uuids,
)
from infrastructure.log.libpq import Parameter, Statement, run, run_together
from infrastructure.log.rows import (
    AlertRow,
    ClaimHeld,
    ClaimRow,
    ConnectionLost,
    ExpectedVersionLost,
    StoredRow,
)
from infrastructure.log.sessions import Session, Sessions
from infrastructure.log.tables import ALERTS, CLAIMS, DELIVERIES, LogTables


class PostgresqlLog:
    """Writes and reads the tables of one log."""

    def __init__(self, engine: Engine, tables: LogTables) -> None:
        self._sessions = Sessions(engine)
        self._names = {
            "events": tables.events.name,
            "head": tables.head.name,
            "tracking": tables.tracking.name,
            "claims": CLAIMS.name,
            "alerts": ALERTS.name,
            "deliveries": DELIVERIES.name,
        }
        new = (INT8, UUIDS, INT8S, TEXTS, BYTEAS)
        seen = (UUIDS, INT8S)
        self._one = self._statement("one", sql.ONE, UUID_, INT8, TEXT, BYTEA)
        self._many = self._statement("many", sql.MANY, *new)
        self._lock = self._statement("lock", sql.LOCK)
        self._checked = self._statement("checked", sql.CHECKED, *new, *seen)
        claims, alerts = (TEXTS, BYTEAS, UUIDS), (UUIDS, UUIDS, UUIDS)
        queued = (UUIDS, UUIDS, UUIDS, TEXTS, INT8S)
        whole = (*new, *seen, *claims, TEXT, INT8, *alerts, *claims, *queued)
        self._whole = self._statement("whole", sql.WHOLE, *whole)
        self._of = self._statement("of", sql.OF, UUIDS, INT8)
        self._after = self._statement("after", sql.AFTER, INT8, INT8, INT8)
        self._named = self._statement("named", sql.NAMED, INT8, INT8, INT8, TEXTS)
        self._in = self._statement("in", sql.IN, UUID_, INT8, INT8, INT8)
        self._in_reverse = self._statement("in_reverse", sql.IN_REVERSE, UUID_, INT8, INT8, INT8)
        self._head = self._statement("head", sql.HEAD)
        self._tracked = self._statement("tracked", sql.TRACKED, TEXT)
        self._unmoved = self._statement("unmoved", sql.UNMOVED, TEXT)

    def _statement(self, name: str, template: str, *types: int) -> Statement:
        named = f"tongxin_{self._names['events']}_{name}"
        return Statement(named.encode(), sql.filled(template, self._names), types)

    def write(self, append: Append, *, proven: bool = False) -> list[int]:
        """Commit the rows and return their positions; `proven` asks for a connection that answers.

        Raises: IntegrityError, also as ExpectedVersionLost and ClaimHeld; ConnectionLost.
        """
        answer = self._sessions.lend(lambda session: self._write(session, append), proven=proven)
        last = _last(answer)
        return list(range(last - len(append.rows) + 1, last + 1))

    def _write(self, session: Session, append: Append) -> PGresult:
        if not append.is_plain:
            return run_together(session, (self._lock, ()), (self._whole, _whole(append)))[1]
        if append.expected:
            parameters = (*_new(append.rows), *_seen(append))
            return run_together(session, (self._lock, ()), (self._checked, parameters))[1]
        if len(append.rows) > 1:
            return run(session, self._many, *_new(append.rows))
        (row,) = append.rows
        parameters = (row.stream.bytes, int8(row.version), row.name.encode(), row.state)
        return run(session, self._one, *parameters)

    def rows_of(self, streams: Sequence[UUID], up_to: int) -> list[StoredRow]:
        return self._rows(self._of, uuids(streams), int8(up_to))

    def rows_after(
        self, position: int, up_to: int, limit: int, names: Sequence[str]
    ) -> list[StoredRow]:
        place = (int8(position), int8(up_to), int8(limit))
        if names:
            return self._rows(self._named, *place, known_texts(tuple(names)))
        return self._rows(self._after, *place)

    def rows_in(
        self, stream: UUID, gt: int, lte: int, limit: int, *, desc: bool
    ) -> list[StoredRow]:
        statement = self._in_reverse if desc else self._in
        return self._rows(statement, stream.bytes, int8(gt), int8(lte), int8(limit))

    def head(self) -> int:
        return _last(self._ask(self._head))

    def tracked(self, application: str) -> int | None:
        answer = self._ask(self._tracked, application.encode())
        return _int(answer.get_value(0, 0)) if answer.ntuples else None

    def unmoved(self, prefix: str) -> list[str]:
        answer = self._ask(self._unmoved, prefix.encode())
        names = (answer.get_value(row, 0) for row in range(answer.ntuples))
        return [(name or b"").decode() for name in names]

    def _rows(self, statement: Statement, *parameters: bytes) -> list[StoredRow]:
        answer = self._ask(statement, *parameters)
        loading = Transformer()
        loading.set_pgresult(answer)
        return loading.load_rows(0, answer.ntuples, StoredRow._make)

    def _ask(self, statement: Statement, *parameters: bytes) -> PGresult:
        """Read; asking twice does no harm, so a connection that broke meanwhile goes unnoticed."""

        def ask(session: Session) -> PGresult:
            return run(session, statement, *parameters)

        try:
            return self._sessions.lend(ask)
        except ConnectionLost:
            return self._sessions.lend(ask, proven=True)


def _new(rows: Sequence[NewRow]) -> tuple[bytes, ...]:
    return (
        int8(len(rows)),
        uuids([row.stream for row in rows]),
        int8s([row.version for row in rows]),
        texts([row.name for row in rows]),
        byteas([row.state for row in rows]),
    )


def _seen(append: Append) -> tuple[bytes, ...]:
    return uuids(list(append.expected)), int8s(list(append.expected.values()))


def _whole(append: Append) -> tuple[Parameter, ...]:
    tracking = append.tracking
    return (
        *_new(append.rows),
        *_seen(append),
        *_claims([claim for claim in append.claims if not claim.is_released]),
        None if tracking is None else tracking.application_name.encode(),
        None if tracking is None else int8(tracking.notification_id),
        uuids([alert.alert for alert in append.alerts]),
        uuids([alert.addressee for alert in append.alerts]),
        uuids([alert.case_id for alert in append.alerts]),
        *_claims([claim for claim in append.claims if claim.is_released]),
        *_queued(append.alerts),
    )


def _queued(alerts: Sequence[AlertRow]) -> tuple[bytes, ...]:
    sent = [(alert, each) for alert in alerts for each in alert.outside]
    return (
        uuids([each.delivery for _, each in sent]),
        uuids([alert.addressee for alert, _ in sent]),
        uuids([alert.case_id for alert, _ in sent]),
        texts([each.channel for _, each in sent]),
        int8s([each.minutes for _, each in sent]),
    )


def _claims(claims: Sequence[ClaimRow]) -> tuple[bytes, ...]:
    return (
        texts([claim.kind for claim in claims]),
        byteas([claim.digest for claim in claims]),
        uuids([claim.owner for claim in claims]),
    )


def _last(answer: PGresult) -> int:
    """Return the last position of an answer, or raise what it says stood against the commit."""
    last, *against = (
        [answer.get_value(0, column) for column in range(answer.nfields)]
        if answer.ntuples
        else [None]
    )
    match against:
        case _ if last is not None:
            return _int(last)
        case [bytes() as stream, *_]:
            raise ExpectedVersionLost(UUID(bytes=stream))
        case [None, bytes() as kind, bytes() as owner, _]:
            raise ClaimHeld(kind.decode(), UUID(bytes=owner))
        case [None, None, None, bytes()]:
            raise IntegrityError("a position at or beyond this one is tracked already")
        case _:
            raise ProgrammingError("the log has no head row: is the database migrated?")


def _int(value: bytes | None) -> int:
    return int.from_bytes(value or b"", "big", signed=True)
