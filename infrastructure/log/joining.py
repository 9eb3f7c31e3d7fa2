"""Joins the appends that wait at the same time in one process into one commit, one flush to disk.

The first to come leads: it commits for all that have come by then, and hands the lead to the
first that came meanwhile. It waits for company a moment only, and only for those whom the commit
before, just over, served as well. What may be left to the leader to seal, it seals for all:
threads that take turns at it find the processor's caches cold each time.
"""

from collections import deque
from collections.abc import Mapping, Sequence
from threading import Lock
from time import monotonic
from uuid import UUID

from eventsourcing.persistence import (
    AggregateRecorder,
    OperationalError,
    StoredEvent,
    Tracking,
)

from infrastructure.log.appending import NOTHING_EXPECTED, Joining, append_of, joined
from infrastructure.log.recorder import LogRecorder
from infrastructure.log.rows import AlertRow, ClaimRow, ConnectionLost
from infrastructure.log.settling import settled
from infrastructure.log.waiting import Drawn, Seal, Ticket, end

APPENDS_AT_MOST = 64
ROWS_AT_MOST = 1_000

# A flush to a fast disk takes half as long: one commit less is worth the wait.
COMPANY_SECONDS = 0.0005


class JoinedRecorder(AggregateRecorder):
    """Writes through a recorder for many threads, and settles what a broken connection left open.

    Appends that claim or track are committed alone. When a joint commit fails, nothing of it is
    kept and each is tried by itself, so that a refusal meets only the one it concerns.
    """

    def __init__(self, recorder: LogRecorder) -> None:
        self._recorder = recorder
        self._door = Lock()
        self._waiting: deque[Ticket] = deque()
        self._led = False
        self._served = 0
        self._served_at = float("-inf")
        self._lacking = 0
        self._company = Lock()
        self._company.acquire()

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
        return self.write_sealed(lambda _random_bytes: append)

    def write_sealed(self, seal: Seal) -> list[int]:
        """Commit what `seal` returns, called once by whichever thread leads; return its positions.

        Raises: what `seal` raises; as `insert_events`.
        """
        ticket = Ticket(seal)
        self._wait(ticket)
        if ticket.leads:
            self._lead(ticket)
        if ticket.error is not None:
            raise ticket.error
        if ticket.positions is None:
            # Who led died over it: it may be committed or not.
            return settled(self._recorder, ticket.sealed(), uncertain=True)
        return ticket.positions

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

    def _wait(self, ticket: Ticket) -> None:
        """Queue up; wait until the append is done or it is this thread's turn to lead."""
        try:
            with self._door:
                ticket.leads = not self._led
                if ticket.leads:
                    self._led = True
                else:
                    self._waiting.append(ticket)
                    self._say_if_enough()
            if not ticket.leads:
                ticket.wait()
        except BaseException:
            with self._door:
                ticket.has_gone = True
                if ticket in self._waiting:
                    self._waiting.remove(ticket)
            if ticket.leads:
                self._hand_over()
            raise
        finally:
            ticket.wake_next()

    def _lead(self, ticket: Ticket) -> None:
        batch = [ticket]
        try:
            self._await_company()
            self._commit(self._gather(batch))
        finally:
            self._hand_over(batch)
            ticket.wake_next()

    def _await_company(self) -> None:
        """Let those whom the last commit served come back, if it is over only just now."""
        if self._served <= 1 or monotonic() - self._served_at > COMPANY_SECONDS:
            return
        try:
            with self._door:
                self._lacking = max(0, self._served - 1 - len(self._waiting))
                is_enough = not self._lacking
            if not is_enough:
                self._company.acquire(timeout=COMPANY_SECONDS)
        finally:
            with self._door:
                self._lacking = 0
                # Said too late it would be taken for the next one's.
                self._company.acquire(blocking=False)

    def _say_if_enough(self) -> None:
        if self._lacking:
            self._lacking -= 1
            if not self._lacking:
                self._company.release()

    def _gather(self, batch: list[Ticket]) -> list[Ticket]:
        """Add those who wait to the batch, and return those of it that share the next commit.

        What may not be written has its error then, and is part of the batch alone. From the first
        that may not share the commit on they wait again.
        """
        with self._door:
            while self._waiting and len(batch) < APPENDS_AT_MOST:
                batch.append(self._waiting.popleft())
        drawn = Drawn(len(batch))
        joining = Joining(rows_at_most=ROWS_AT_MOST)
        sharing: list[Ticket] = []
        for number, ticket in enumerate(batch):
            try:
                if not joining.take(ticket.sealed(drawn)):
                    self._wait_again(batch, number)
                    break
                sharing.append(ticket)
            except Exception as refused:
                ticket.error = refused
        return sharing

    def _wait_again(self, batch: list[Ticket], first: int) -> None:
        with self._door:
            self._waiting.extendleft(each for each in reversed(batch[first:]) if not each.has_gone)
            del batch[first:]

    def _hand_over(self, batch: Sequence[Ticket] = ()) -> None:
        """End what the batch waited for, and let the first lead that came meanwhile."""
        with self._door:
            end([each for each in batch if not each.has_gone])
            self._served, self._served_at = len(batch), monotonic()
            if self._waiting:
                self._waiting.popleft().lead()
            else:
                self._led = False

    def _commit(self, sharing: Sequence[Ticket]) -> None:
        if len(sharing) <= 1:
            self._commit_singly(sharing, uncertain=False)
            return
        appends = [each.sealed() for each in sharing]
        try:
            positions = self._recorder.write(joined(appends))
        except Exception as failed:
            self._commit_singly(sharing, uncertain=isinstance(failed, ConnectionLost))
            return
        start = 0
        for each, append in zip(sharing, appends, strict=True):
            end = start + len(append.rows)
            each.positions = positions[start:end]
            start = end

    def _commit_singly(self, sharing: Sequence[Ticket], *, uncertain: bool) -> None:
        gone: OperationalError | None = None
        for each in sharing:
            try:
                if gone is not None:
                    # Do not let each in turn wait for a database that is away.
                    raise ConnectionLost(str(gone)) if uncertain else OperationalError(str(gone))
                each.positions = settled(self._recorder, each.sealed(), uncertain=uncertain)
            except OperationalError as failed:
                each.error = gone = failed
            except Exception as refused:
                each.error = refused
