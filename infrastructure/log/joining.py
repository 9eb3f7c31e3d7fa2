"""Joins the appends that wait at the same time in one process into one commit, one flush to disk.

The first to come leads: it commits for all that have come by then, and hands the lead to the
first that came meanwhile. Nobody waits for company.
"""

from collections import deque
from collections.abc import Mapping, Sequence
from threading import Lock
from time import sleep
from uuid import UUID

from eventsourcing.persistence import (
    AggregateRecorder,
    OperationalError,
    StoredEvent,
    Tracking,
)

from infrastructure.log.appending import NOTHING_EXPECTED, Append, Joining, append_of, joined
from infrastructure.log.recorder import LogRecorder
from infrastructure.log.rows import AlertRow, ClaimRow, ConnectionLost
from infrastructure.log.settling import settled

APPENDS_AT_MOST = 64
ROWS_AT_MOST = 1_000


class _Ticket:
    """An append on its way, and what became of it."""

    __slots__ = ("append", "error", "leads", "positions", "turn")

    def __init__(self, append: Append) -> None:
        self.append = append
        self.positions: list[int] | None = None
        self.error: Exception | None = None
        self.leads = False
        self.turn = Lock()
        self.turn.acquire()


class JoinedRecorder(AggregateRecorder):
    """Writes through a recorder for many threads, and settles what a broken connection left open.

    Appends that claim or track are committed alone. When a joint commit fails, nothing of it is
    kept and each is tried by itself, so that a refusal meets only the one it concerns.
    """

    def __init__(self, recorder: LogRecorder) -> None:
        self._recorder = recorder
        self._door = Lock()
        self._waiting: deque[_Ticket] = deque()
        self._led = False
        self._crowded = False

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

        Events that stand in the log byte for byte are answered with the positions they have.

        Raises: IntegrityError when another event has one of their versions or `tracking` is not
        ahead; ExpectedVersionLost; ClaimHeld; ConnectionLost when the connection broke twice and
        the outcome is unknown.
        """
        append = append_of(stored_events, expected, claims, tracking, alerts)
        if not append.rows and append.is_plain:
            return None
        return self._write(append)

    def select_events(
        self,
        originator_id: UUID | str,
        *,
        gt: int | None = None,
        lte: int | None = None,
        desc: bool = False,
        limit: int | None = None,
    ) -> list[StoredEvent]:
        """Return the events of one stream."""
        return self._recorder.select_events(originator_id, gt=gt, lte=lte, desc=desc, limit=limit)

    def _write(self, append: Append) -> list[int]:
        ticket = _Ticket(append)
        with self._door:
            ticket.leads = not self._led
            if ticket.leads:
                self._led = True
            else:
                self._waiting.append(ticket)
        if not ticket.leads:
            self._wait(ticket)
        if ticket.leads:
            self._lead(ticket)
        if ticket.error is not None:
            raise ticket.error
        if ticket.positions is None:
            # Who led died over it: it may be committed or not.
            return settled(self._recorder, append, uncertain=True)
        return ticket.positions

    def _wait(self, ticket: _Ticket) -> None:
        """Wait until the append is done or it is this thread's turn to lead."""
        try:
            ticket.turn.acquire()
        except BaseException:
            with self._door:
                if ticket in self._waiting:
                    self._waiting.remove(ticket)
            if ticket.leads:
                self._hand_over()
            raise

    def _lead(self, ticket: _Ticket) -> None:
        batch = [ticket]
        try:
            if self._crowded:
                # Those just served are about to come back: let them run before looking.
                sleep(0)
            self._gather(batch)
            self._commit(batch)
        finally:
            self._hand_over()
            for follower in batch[1:]:
                follower.turn.release()

    def _gather(self, batch: list[_Ticket]) -> None:
        joining = Joining(batch[0].append)
        with self._door:
            while (
                self._waiting
                and len(batch) < APPENDS_AT_MOST
                and joining.takes(self._waiting[0].append, rows_at_most=ROWS_AT_MOST)
            ):
                batch.append(self._waiting.popleft())
        self._crowded = len(batch) > 1

    def _hand_over(self) -> None:
        with self._door:
            if self._waiting:
                successor = self._waiting.popleft()
                successor.leads = True
                successor.turn.release()
            else:
                self._led = False

    def _commit(self, batch: Sequence[_Ticket]) -> None:
        if len(batch) == 1:
            batch[0].positions = settled(self._recorder, batch[0].append)
            return
        try:
            positions = self._recorder.write(joined([each.append for each in batch]))
        except Exception as failed:
            self._commit_singly(batch, uncertain=isinstance(failed, ConnectionLost))
            return
        start = 0
        for each in batch:
            end = start + len(each.append.rows)
            each.positions = positions[start:end]
            start = end

    def _commit_singly(self, batch: Sequence[_Ticket], *, uncertain: bool) -> None:
        gone: OperationalError | None = None
        for each in batch:
            try:
                if gone is not None:
                    # Do not let each in turn wait for a database that is away.
                    raise ConnectionLost(str(gone)) if uncertain else OperationalError(str(gone))
                each.positions = settled(self._recorder, each.append, uncertain=uncertain)
            except OperationalError as failed:
                each.error = gone = failed
            except Exception as refused:
                each.error = refused
