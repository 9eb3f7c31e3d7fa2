"""A recorder that can be held back, and threads that queue up behind it one after the other."""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Event
from time import monotonic, sleep
from uuid import UUID

from eventsourcing.persistence import StoredEvent, Tracking
from sqlalchemy import Engine

from infrastructure.log.appending import NOTHING_EXPECTED, Append
from infrastructure.log.joining import JoinedRecorder
from infrastructure.log.recorder import LogRecorder
from infrastructure.log.rows import AlertRow, ClaimRow
from infrastructure.log.tables import EVENTS
from infrastructure.log.waiting import Seal
from tests.infrastructure.log.examples import event


class HeldRecorder(LogRecorder):
    """A real recorder that keeps its first commit back until told, and notes the size of each."""

    def __init__(self, engine: Engine) -> None:
        super().__init__(engine, EVENTS)
        self.may_go_on = Event()
        self.sizes: list[int] = []
        self.before: Callable[[Append], None] = lambda _append: None

    def write(self, append: Append, *, proven: bool = False) -> list[int]:
        if not self.sizes:
            self.sizes.append(len(append.rows))
            self.may_go_on.wait(10)
        else:
            self.sizes.append(len(append.rows))
            self.before(append)
        return super().write(append, proven=proven)


class Queue:
    """Threads that append one after the other while a first commit is kept back."""

    def __init__(self, recorder: HeldRecorder, threads: ThreadPoolExecutor) -> None:
        self._recorder = recorder
        self._threads = threads
        self.joined = JoinedRecorder(recorder)
        self.first = threads.submit(self.joined.insert_events, [event(99, 1)])
        self._until(lambda: bool(recorder.sizes))

    def append(
        self,
        *events: StoredEvent,
        expected: Mapping[UUID, int] = NOTHING_EXPECTED,
        claims: Sequence[ClaimRow] = (),
        tracking: Tracking | None = None,
        alerts: Sequence[AlertRow] = (),
    ) -> Future[list[int] | None]:
        """Append in a thread of its own, and return when it waits behind the others."""
        waiting = len(self.joined._waiting)
        future = self._threads.submit(
            self.joined.insert_events,
            events,
            expected=expected,
            claims=claims,
            tracking=tracking,
            alerts=alerts,
        )
        self._until(lambda: len(self.joined._waiting) > waiting)
        return future

    def bring(self, *events: StoredEvent) -> Future[list[int] | None]:
        """Append in a thread of its own, whether it waits or leads."""
        return self._threads.submit(self.joined.insert_events, events)

    def until_waiting(self, number: int) -> None:
        """Return when so many wait."""
        self._until(lambda: len(self.joined._waiting) >= number)

    def seal(self, seal: Seal) -> Future[list[int]]:
        """Bring something to be sealed in a thread of its own, and return when it waits."""
        waiting = len(self.joined._waiting)
        future = self._threads.submit(self.joined.write_sealed, seal)
        self._until(lambda: len(self.joined._waiting) > waiting)
        return future

    def while_waiting(self, action: Callable[[], None]) -> None:
        """Do something in a thread of its own as soon as somebody waits, until nobody does.

        Once is not enough: a signal that comes just before a thread sleeps does not wake it.
        """

        def watch() -> None:
            self._until(lambda: bool(self.joined._waiting))
            while self.joined._waiting:
                action()
                sleep(0.01)

        self._threads.submit(watch)

    def release_once_two_wait(self) -> None:
        """Let the first commit go when two wait behind it."""
        self.until_waiting(2)
        self.release()

    def release(self) -> None:
        self._recorder.may_go_on.set()

    @staticmethod
    def _until(condition: Callable[[], bool]) -> None:
        deadline = monotonic() + 10
        while not condition():
            assert monotonic() < deadline
            sleep(0.001)
