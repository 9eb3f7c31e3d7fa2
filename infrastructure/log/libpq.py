"""Runs prepared statements on PostgreSQL with the fewest round trips and the least work.

The driver's cursors spend more on one small statement than the server does. This goes through
the driver's own libpq connection, which it offers for such use: one statement commits by itself,
and several sent together share the one transaction that PostgreSQL gives them.
"""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from selectors import EVENT_READ, EVENT_WRITE, BaseSelector

from eventsourcing.persistence import (
    DatabaseError,
    DataError,
    IntegrityError,
    OperationalError,
    ProgrammingError,
)
from psycopg.pq import (
    ConnStatus,
    DiagnosticField,
    ExecStatus,
)
from psycopg.pq.abc import PGconn, PGresult

from infrastructure.log.rows import ConnectionLost
from infrastructure.log.sessions import Session

if sys.platform == "win32":
    from selectors import SelectSelector as Waiting
else:
    # Needs no system call but the one that waits, and knows no limit of open files.
    from selectors import PollSelector as Waiting

Parameter = bytes | None

_BINARY = 1
_UNPREPARED = b"26000"
_ANSWERED = (ExecStatus.TUPLES_OK, ExecStatus.COMMAND_OK)
_REFUSALS: dict[bytes, type[DatabaseError]] = {
    b"22": DataError,
    b"23": IntegrityError,
    b"26": ProgrammingError,
    b"40": OperationalError,
    b"42": ProgrammingError,
    b"53": OperationalError,
    b"55": OperationalError,
    b"57": OperationalError,
}


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement with numbered parameters, prepared once for each connection."""

    name: bytes
    sql: bytes
    types: tuple[int, ...]


def run(session: Session, statement: Statement, *parameters: bytes) -> PGresult:
    """Run one statement in a transaction of its own, in one round trip; return its answer.

    Raises: the library's database errors; ConnectionLost when the outcome is unknown.
    """
    libpq = session.libpq
    for attempt in (1, 2):
        _prepare(session, statement)
        result = libpq.exec_prepared(
            statement.name, parameters, [_BINARY] * len(parameters), _BINARY
        )
        if result.status in _ANSWERED:
            return result
        if attempt == 1 and result.error_field(DiagnosticField.SQLSTATE) == _UNPREPARED:
            session.prepared.clear()
            continue
        raise _refusal(result)
    raise ProgrammingError("a statement just prepared is unknown")


def run_together(
    session: Session, *statements: tuple[Statement, Sequence[Parameter]]
) -> list[PGresult]:
    """Run statements in one transaction and one round trip; return the answer of each.

    Each sees what was committed before it began. When one fails nothing of any is kept.

    Raises: as `run`.
    """
    for attempt in (1, 2):
        for statement, _ in statements:
            _prepare(session, statement)
        results = _exchange(session.libpq, statements)
        failed = next((each for each in results if each.status not in _ANSWERED), None)
        if failed is None:
            return results
        if attempt == 1 and failed.error_field(DiagnosticField.SQLSTATE) == _UNPREPARED:
            session.prepared.clear()
            continue
        raise _refusal(failed)
    raise ProgrammingError("a statement just prepared is unknown")


def _prepare(session: Session, statement: Statement) -> None:
    if statement.name in session.prepared:
        return
    result = session.libpq.prepare(statement.name, statement.sql, statement.types)
    if result.status != ExecStatus.COMMAND_OK:
        raise _refusal(result)
    session.prepared.add(statement.name)


def _exchange(
    libpq: PGconn, statements: Sequence[tuple[Statement, Sequence[Parameter]]]
) -> list[PGresult]:
    libpq.enter_pipeline_mode()
    for statement, parameters in statements:
        libpq.send_query_prepared(statement.name, parameters, [_BINARY] * len(parameters), _BINARY)
    # Without BEGIN the statements up to here are one transaction, committed by this message.
    libpq.pipeline_sync()
    results: list[PGresult] = []
    with Waiting() as socket:
        socket.register(libpq.socket, EVENT_READ)
        while (result := _next_result(libpq, socket)).status != ExecStatus.PIPELINE_SYNC:
            results.append(result)
    libpq.exit_pipeline_mode()
    return results


def _next_result(libpq: PGconn, socket: BaseSelector) -> PGresult:
    """Wait as psycopg does: libpq's own wait would keep all threads of the process waiting too."""
    while True:
        if libpq.flush():
            socket.modify(libpq.socket, EVENT_READ | EVENT_WRITE)
        elif not libpq.is_busy():
            result = libpq.get_result()
            if result is not None:
                return result
            if libpq.status != ConnStatus.OK:
                raise ConnectionLost("the connection to the database broke")
            continue
        else:
            socket.modify(libpq.socket, EVENT_READ)
        socket.select()
        libpq.consume_input()


def _refusal(result: PGresult) -> DatabaseError:
    """Return the library's error for an answer; never more than the server's first sentence."""
    state = result.error_field(DiagnosticField.SQLSTATE) or b""
    message = (result.error_field(DiagnosticField.MESSAGE_PRIMARY) or b"").decode(errors="replace")
    severity = result.error_field(DiagnosticField.SEVERITY_NONLOCALIZED)
    if severity in {b"FATAL", b"PANIC"} or state[:2] == b"08" or not state:
        return ConnectionLost(message or "the connection to the database broke")
    return _REFUSALS.get(state[:2], DatabaseError)(message)
