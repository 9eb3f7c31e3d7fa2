"""Sends what waits for one channel, in the one process that leads; where it dies another follows.

At least once: what was committed is sent, whatever dies. At most once per alert, person and channel
but where a process dies after sending and before noting it.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from threading import Event
from time import monotonic

from application.crisis.delivering import Due, Message, Withheld
from application.ports import Unreadable
from domain.alerts.trying import OF_THIS_MESSAGE, TRIES_AT_MOST, Failure, wait_after
from infrastructure.delivery.channels import (
    SECONDS_AT_MOST,
    NotSent,
    Sender,
)
from infrastructure.delivery.outbox import Outbox, Stage
from infrastructure.leases import Lease

LOOK_EVERY_SECONDS = 0.5
LEASE_SECONDS = 30.0
"""A dead leader is followed after these and one look."""
RENEWED_EVERY_SECONDS = 4.0
STOPS_BEFORE_SECONDS = SECONDS_AT_MOST + 5.0
"""So long before its lease runs out a leader begins no try: it takes less."""
AT_ONCE = 20
_STANDS_BACK_AT_MOST = 60.0

logger = logging.getLogger(__name__)


@dataclass(slots=True)
class Delivering:
    """The part of one process in one channel."""

    outbox: Outbox
    sender: Sender
    lease: Lease
    message_of: Callable[[Due], Message | Withheld]
    chance: Callable[[], float]
    _number: int | None = None
    _taken_at: float = 0.0
    _failed: int = 0
    _stands_back_until: float = 0.0
    _trouble: str = ""

    def run(self, stop: Event) -> None:
        """Look for messages until told to stop; nothing that goes wrong ends it."""
        while not stop.is_set():
            try:
                self._look(stop)
            except Exception as error:
                self._note(type(error).__name__)
            stop.wait(LOOK_EVERY_SECONDS)
        if self._number is not None:
            self.lease.give_up()

    def _look(self, stop: Event) -> None:
        if monotonic() - self._taken_at > RENEWED_EVERY_SECONDS:
            self._renew()
        if self._number is None or monotonic() < self._stands_back_until:
            return
        while not stop.is_set() and self.round() == AT_ONCE:
            self._renew()

    def _renew(self) -> None:
        """Take the lease or renew it, and note in its row that somebody looks after the channel."""
        asked_at = monotonic()
        self._number = self.lease.take()
        self._taken_at = asked_at
        if self._number is not None:
            self.lease.note_done(self._number)

    def round(self) -> int:
        """Try some of what waits and return how many were tried, until the channel itself fails."""
        tried = 0
        for due in self.outbox.due(AT_ONCE):
            if not self._may_begin():
                break
            if not self.outbox.claim(due):
                continue
            tried += 1
            failure = self._try(due)
            if failure is not None and failure not in OF_THIS_MESSAGE:
                self._stand_back(failure)
                break
            if failure is None:
                self._failed = 0
                self._note("")
        return tried

    def _may_begin(self) -> bool:
        return monotonic() < self._taken_at + LEASE_SECONDS - STOPS_BEFORE_SECONDS

    def _try(self, due: Due) -> Failure | None:
        """Send one message and note what came of it; return why it was not sent, if so."""
        if due.tries >= TRIES_AT_MOST:
            # Each time its process died over it, before it could say so.
            self.outbox.settle(due, Stage.DEAD, Failure.FAULT.value)
            return Failure.FAULT
        try:
            message = self.message_of(due)
            if isinstance(message, Withheld):
                self.outbox.settle(due, Stage.WITHHELD, message.value)
                return None
            self.sender.send(message)
        except NotSent as error:
            return self._put_off(due, error.failure)
        except Unreadable:
            return self._put_off(due, Failure.CASE_UNREADABLE)
        except Exception as error:
            # Its text may hold an address.
            logger.error("a message by %s failed: %s", due.channel, type(error).__name__)
            return self._put_off(due, Failure.FAULT)
        self.outbox.settle(due, Stage.SENT)
        return None

    def _put_off(self, due: Due, failure: Failure) -> Failure:
        wait = wait_after(due.tries + 1, self.chance())
        if wait is None:
            logger.error("message %s by %s is given up: %s", due.delivery_id, due.channel, failure)
            self.outbox.settle(due, Stage.DEAD, failure.value)
        else:
            self.outbox.put_off(due, failure.value, wait)
        return failure

    def _stand_back(self, failure: Failure) -> None:
        """Leave the others alone for a moment: they would fail as well, and lose their tries."""
        wait = wait_after(min(self._failed + 1, TRIES_AT_MOST - 1), self.chance())
        seconds = _STANDS_BACK_AT_MOST if wait is None else wait.total_seconds()
        self._failed += 1
        self._stands_back_until = monotonic() + min(seconds, _STANDS_BACK_AT_MOST)
        self._note(failure.value)

    def _note(self, kind: str) -> None:
        """Log a trouble when it begins and when it is over."""
        if kind and kind != self._trouble:
            logger.error("messages by %s do not go out: %s", self.outbox.channel, kind)
        elif self._trouble and not kind:
            logger.warning("messages by %s go out again", self.outbox.channel)
        self._trouble = kind
