"""Lends connections to a log: those of the engine's pool, and one at hand that needs no pool.

Taking a connection from the pool and giving it back costs a sixth of a small commit. So one stays
out of the pool, for whoever comes first; it ends when the engine is disposed of.
"""

from collections.abc import Callable
from threading import Lock
from typing import Generic, Protocol, TypeVar
from weakref import WeakKeyDictionary

from eventsourcing.persistence import OperationalError
from sqlalchemy import Engine, PoolProxiedConnection, event
from sqlalchemy.exc import TimeoutError as NoConnectionFree


class Lendable(Protocol):
    """A connection as its driver gives it."""

    def is_done(self, failed: BaseException) -> bool:
        """Tell whether nothing is left open on it after a failure."""
        ...

    def close(self) -> None: ...


C = TypeVar("C", bound=Lendable)
T = TypeVar("T")


def from_pool(engine: Engine) -> PoolProxiedConnection:
    """Return a connection of the pool.

    Raises: OperationalError when none comes free.
    """
    try:
        return engine.raw_connection()
    except NoConnectionFree as none:
        raise OperationalError("no connection to the database is free") from none


class Lender(Generic[C]):
    """What one engine lends; a connection is lent again only when all is done on it."""

    def __init__(self, unwrap: Callable[[PoolProxiedConnection], C]) -> None:
        self._unwrap = unwrap
        self._lock = Lock()
        self._at_hand: C | None = None
        self._has_one = False
        self._generation = 0

    def lend(self, engine: Engine, work: Callable[[C], T]) -> T:
        """Do work on a connection and return its answer.

        Raises: OperationalError when none can be had.
        """
        generation = self._generation
        with self._lock:
            connection, self._at_hand = self._at_hand, None
        if connection is None:
            return self.lend_pooled(from_pool(engine), work)
        try:
            answer = work(connection)
        except BaseException as failed:
            if connection.is_done(failed):
                self._put(connection, generation)
            else:
                self._drop(connection, generation)
            raise
        self._put(connection, generation)
        return answer

    def lend_pooled(self, lent: PoolProxiedConnection, work: Callable[[C], T]) -> T:
        """Do work on a connection of the pool, which becomes the one at hand if there is none."""
        connection = self._unwrap(lent)
        try:
            answer = work(connection)
        except BaseException as failed:
            if not connection.is_done(failed):
                lent.invalidate()
            lent.close()
            raise
        with self._lock:
            generation, is_wanted, self._has_one = self._generation, not self._has_one, True
        if is_wanted:
            lent.detach()
            self._put(connection, generation)
        else:
            lent.close()
        return answer

    def close(self) -> None:
        """End the connection at hand; if it is lent just now, it ends when it is given back."""
        with self._lock:
            connection, self._at_hand, self._has_one = self._at_hand, None, False
            self._generation += 1
        if connection is not None:
            connection.close()

    def _put(self, connection: C, generation: int) -> None:
        with self._lock:
            is_current = generation == self._generation
            if is_current:
                self._at_hand = connection
        if not is_current:
            connection.close()

    def _drop(self, connection: C, generation: int) -> None:
        connection.close()
        with self._lock:
            if generation == self._generation:
                self._has_one = False


class Lenders(Generic[C]):
    """The lender of each engine of one kind: all logs of an engine share the connection at hand."""

    def __init__(self, unwrap: Callable[[PoolProxiedConnection], C]) -> None:
        self._unwrap = unwrap
        self._lock = Lock()
        self._lenders: WeakKeyDictionary[Engine, Lender[C]] = WeakKeyDictionary()

    def of(self, engine: Engine) -> Lender[C]:
        with self._lock:
            lender = self._lenders.get(engine)
            if lender is None:
                lender = self._lenders[engine] = Lender(self._unwrap)
                event.listen(engine, "engine_disposed", _closing(lender))
        return lender


def _closing(lender: Lender[C]) -> Callable[[Engine], None]:
    def close(_engine: Engine) -> None:
        lender.close()

    return close
