"""Lends PostgreSQL connections to a log: those of the pool, and one at hand that needs no pool.

Taking a connection from the pool and giving it back costs a sixth of a small commit. So one stays
out of the pool, for whoever comes first; it ends when the engine is disposed of.
"""

from collections.abc import Callable
from threading import Lock
from typing import TypeVar, cast
from weakref import WeakKeyDictionary

from eventsourcing.persistence import OperationalError
from psycopg import Connection
from psycopg import Error as DriverError
from psycopg.pq import ConnStatus, ExecStatus, PipelineStatus, TransactionStatus
from sqlalchemy import Engine, PoolProxiedConnection, event
from sqlalchemy.exc import TimeoutError as NoConnectionFree

from infrastructure.log.libpq import Session
from infrastructure.log.rows import ConnectionLost

T = TypeVar("T")
Work = Callable[[Session], T]

_PREPARED = "tongxin_prepared"


class Sessions:
    """What one engine lends to its logs; a connection is lent again only when all is done on it."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._at_hand: Session | None = None
        self._has_one = False
        self._generation = 0

    def lend(self, engine: Engine, work: Work[T], *, proven: bool = False) -> T:
        """Do work on a connection and return its answer.

        With `proven` the connection has just answered: after a loss the pool may hold others that
        died the same way.

        Raises: OperationalError when none can be had; ConnectionLost when the server went away.
        """
        generation = self._generation
        session = None if proven else self._take()
        if session is None:
            return self._lend_pooled(_borrow(engine, proven=proven), work)
        try:
            answer = _attempt(session, work)
        except BaseException as failed:
            if _is_done(session, failed):
                self._put(session, generation)
            else:
                self._drop(session, generation)
            raise
        self._put(session, generation)
        return answer

    def close(self) -> None:
        """End the connection at hand; if it is lent just now, it ends when it is given back."""
        with self._lock:
            session, self._at_hand, self._has_one = self._at_hand, None, False
            self._generation += 1
        if session is not None:
            session.connection.close()

    def _lend_pooled(self, lent: PoolProxiedConnection, work: Work[T]) -> T:
        session = Session(_driver(lent), lent.info.setdefault(_PREPARED, set()))
        try:
            answer = _attempt(session, work)
        except BaseException as failed:
            if not _is_done(session, failed):
                lent.invalidate()
            lent.close()
            raise
        with self._lock:
            generation, is_wanted, self._has_one = self._generation, not self._has_one, True
        if is_wanted:
            lent.detach()
            self._put(session, generation)
        else:
            lent.close()
        return answer

    def _take(self) -> Session | None:
        with self._lock:
            session, self._at_hand = self._at_hand, None
        return session

    def _put(self, session: Session, generation: int) -> None:
        with self._lock:
            is_current = generation == self._generation
            if is_current:
                self._at_hand = session
        if not is_current:
            session.connection.close()

    def _drop(self, session: Session, generation: int) -> None:
        session.connection.close()
        with self._lock:
            if generation == self._generation:
                self._has_one = False


_SESSIONS: WeakKeyDictionary[Engine, Sessions] = WeakKeyDictionary()
_SESSIONS_LOCK = Lock()


def sessions_of(engine: Engine) -> Sessions:
    """Return what the engine lends; all logs of an engine share the connection at hand."""
    with _SESSIONS_LOCK:
        sessions = _SESSIONS.get(engine)
        if sessions is None:
            sessions = _SESSIONS[engine] = Sessions()
            event.listen(engine, "engine_disposed", lambda _engine: sessions.close())
    return sessions


def _borrow(engine: Engine, *, proven: bool) -> PoolProxiedConnection:
    try:
        lent = engine.raw_connection()
        while proven and _driver(lent).pgconn.exec_(b"").status != ExecStatus.EMPTY_QUERY:
            lent.invalidate()
            lent.close()
            lent = engine.raw_connection()
    except (DriverError, NoConnectionFree) as refused:
        raise OperationalError("no connection to the database") from refused
    return lent


def _attempt(session: Session, work: Work[T]) -> T:
    try:
        return work(session)
    except Exception as failed:
        # Whatever the driver says of a connection that broke under it.
        if session.libpq.status != ConnStatus.OK and not isinstance(failed, ConnectionLost):
            raise ConnectionLost("the connection to the database broke") from failed
        raise


def _is_done(session: Session, failed: BaseException) -> bool:
    libpq = session.libpq
    return (
        not isinstance(failed, ConnectionLost)
        and libpq.status == ConnStatus.OK
        and libpq.transaction_status == TransactionStatus.IDLE
        and libpq.pipeline_status == PipelineStatus.OFF
    )


def _driver(lent: PoolProxiedConnection) -> Connection:
    return cast("Connection", lent.driver_connection)
