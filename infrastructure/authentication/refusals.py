"""Counts what the doors refuse, and lets the log say so: twice for each kind in an hour at most.

Whoever refuses only counts, in memory and within bounds. A thread writes that refusals of a kind
began in an hour as soon as it sees it, and how many there were when the hour, or the process, is
over. A process that is killed loses the counts of that hour, and what it wrote stays true.
"""

import logging
from collections.abc import Callable
from datetime import datetime
from threading import Event, Lock
from uuid import uuid4

from application.authentication.security import record_refusals
from application.ports import Actor, Ledger
from domain.security.facts import RefusalKind
from domain.security.rules import Refusals, hour_of
from domain.shared import PersonId, RefusalsId

EVERY_SECONDS = 2.0
HOURS_KEPT_AT_MOST = 24
"""So many hours of each kind wait for a log that cannot be reached; then the oldest are lost."""
KEPT_AT_MOST = HOURS_KEPT_AT_MOST * len(RefusalKind)

logger = logging.getLogger(__name__)

Key = tuple[RefusalKind, datetime]


class RefusalCounts:
    """The refusals of one process that the log has not been told of to the end.

    `introduce` is called once, with the moment at which there is first something to say.
    """

    def __init__(self, ledger: Ledger, introduce: Callable[[datetime], Actor]) -> None:
        self._ledger = ledger
        self._introduce = introduce
        self._actor: Actor | None = None
        self._lock = Lock()
        self._open: dict[Key, Refusals] = {}
        self._noticed: set[RefusalsId] = set()
        self._trouble = ""

    def note(
        self, kind: RefusalKind, at: datetime, address: str, person_id: PersonId | None
    ) -> None:
        """Count a refusal; nothing is written here, and nobody waits for the log."""
        # A digest with a key of this process alone: no address is kept.
        digest = hash(address)
        key = kind, hour_of(at)
        with self._lock:
            refusals = self._open.get(key)
            if refusals is None:
                refusals = self._open[key] = Refusals(RefusalsId(uuid4()), *key)
                self._forget_oldest()
            refusals.note(digest, person_id)

    def record(self, now: datetime, *, at_end: bool = False) -> bool:
        """Let the log say what it has still to say; never raises.

        Returns whether all is said. With `at_end` the hour that goes on is told of as it stands.
        """
        try:
            for key, refusals in self._waiting():
                self._say(key, refusals, now, is_over=at_end or key[1] < hour_of(now))
        except Exception as error:
            self._tell(type(error).__name__)
            return False
        self._tell("")
        return True

    def run(self, stop: Event, clock: Callable[[], datetime]) -> None:
        """Record every few seconds until told to stop, and then what was counted so far."""
        while not stop.wait(EVERY_SECONDS):
            self.record(clock())
        self.record(clock(), at_end=True)

    def _waiting(self) -> list[tuple[Key, Refusals]]:
        with self._lock:
            return sorted(self._open.items(), key=lambda each: each[0][1])

    def _say(self, key: Key, refusals: Refusals, now: datetime, *, is_over: bool) -> None:
        actor = self._actor = self._actor or self._introduce(now)
        if refusals.refusals_id not in self._noticed:
            record_refusals(self._ledger, actor, refusals.noticed(actor.person_id), now)
            self._noticed.add(refusals.refusals_id)
        if not is_over:
            return
        with self._lock:
            # Whoever counts from here on begins anew, so that what is told is all there was.
            counted = self._open.pop(key, None)
        if counted is None:
            return  # It was the oldest of too many.
        try:
            record_refusals(self._ledger, actor, counted.counted(actor.person_id), now)
        except Exception:
            with self._lock:
                self._open.setdefault(key, counted)
            raise
        self._noticed.discard(counted.refusals_id)

    def _forget_oldest(self) -> None:
        if len(self._open) > KEPT_AT_MOST:
            oldest = min(self._open, key=lambda key: key[1])
            self._noticed.discard(self._open.pop(oldest).refusals_id)

    def _tell(self, trouble: str) -> None:
        """Log a trouble when it begins and when it is over; its text may hold data."""
        if trouble and trouble != self._trouble:
            logger.error("refused requests are not recorded for now: %s", trouble)
        elif self._trouble and not trouble:
            logger.warning("refused requests are recorded again")
        self._trouble = trouble
