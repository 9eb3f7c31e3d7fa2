"""Sessions with PostgreSQL for a log, and what becomes of them when the server goes away."""

from collections.abc import Callable
from typing import TypeVar, cast

from eventsourcing.persistence import OperationalError
from psycopg import Connection
from psycopg import Error as DriverError
from psycopg.pq import ConnStatus, ExecStatus, PipelineStatus, TransactionStatus
from psycopg.pq.abc import PGconn
from sqlalchemy import Engine, PoolProxiedConnection

from infrastructure.log.lending import Lenders, from_pool
from infrastructure.log.rows import ConnectionLost

T = TypeVar("T")

_PREPARED = "tongxin_prepared"


class Session:
    """A connection for one user at a time, with the names of what is prepared on it."""

    __slots__ = ("connection", "libpq", "prepared")

    def __init__(self, connection: Connection, prepared: set[bytes]) -> None:
        self.connection = connection
        self.libpq: PGconn = connection.pgconn
        self.prepared = prepared

    def is_done(self, failed: BaseException) -> bool:
        return (
            not isinstance(failed, ConnectionLost)
            and self.libpq.status == ConnStatus.OK
            and self.libpq.transaction_status == TransactionStatus.IDLE
            and self.libpq.pipeline_status == PipelineStatus.OFF
        )

    def close(self) -> None:
        self.connection.close()


def _unwrap(lent: PoolProxiedConnection) -> Session:
    return Session(_driver(lent), lent.info.setdefault(_PREPARED, set()))


SESSIONS: Lenders[Session] = Lenders(_unwrap)


class Sessions:
    """Lends sessions of one engine; all its logs share the one at hand."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._lender = SESSIONS.of(engine)

    def lend(self, work: Callable[[Session], T], *, proven: bool = False) -> T:
        """Do work in a session and return its answer.

        With `proven` the connection has just answered: after a loss the pool may hold others that
        died the same way.

        Raises: OperationalError when no connection can be had; ConnectionLost when it broke.
        """

        def attempt(session: Session) -> T:
            try:
                return work(session)
            except Exception as failed:
                # Whatever the driver says of a connection that broke under it.
                if session.libpq.status != ConnStatus.OK and not isinstance(failed, ConnectionLost):
                    raise ConnectionLost("the connection to the database broke") from failed
                raise

        try:
            if proven:
                return self._lender.lend_pooled(_answering(self._engine), attempt)
            return self._lender.lend(self._engine, attempt)
        except DriverError as refused:
            raise OperationalError("no connection to the database") from refused


def _answering(engine: Engine) -> PoolProxiedConnection:
    lent = from_pool(engine)
    while _driver(lent).pgconn.exec_(b"").status != ExecStatus.EMPTY_QUERY:
        lent.invalidate()
        lent.close()
        lent = from_pool(engine)
    return lent


def _driver(lent: PoolProxiedConnection) -> Connection:
    return cast("Connection", lent.driver_connection)
