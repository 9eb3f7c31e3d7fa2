"""Sends what waits for one channel, in the one process that leads; where it dies another follows.

At least once: what was committed is sent, whatever dies. More than once only where a process dies,
or the database takes nothing for long and another process follows, after sending and before noting
it; and where the other side took a message over and did not say so in time.
"""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from threading import Event
from time import monotonic, sleep
from uuid import UUID

from sqlalchemy.exc import SQLAlchemyError

from application.crisis.delivery.delivering import Due, Message, Withheld
from application.ports import Unreadable
from domain.alerts.trying import (
    LINK_MINUTES,
    LINK_WAITS_AT_MOST,
    OF_THIS_MESSAGE,
    TRIES_AT_MOST,
    Failure,
    Stage,
    wait_after,
)
from domain.errors import RecordDamaged, Unavailable
from infrastructure.delivery.channels import SECONDS_AT_MOST, NotSent, Sender
from infrastructure.delivery.outbox import Outbox
from infrastructure.leases import Lease

LOOK_EVERY_SECONDS = 0.5
LEASE_SECONDS = 25.0
"""A dead leader is followed after these and one look: within half a minute."""
RENEWED_EVERY_SECONDS = 4.0
STOPS_BEFORE_SECONDS = SECONDS_AT_MOST + 5.0
"""So long before its lease runs out a leader begins no try: it takes less."""
AT_ONCE = 20
GIVES_UP_EVERY_SECONDS = 10.0
LATE_AT_ONCE = 200
_STANDS_BACK_AT_MOST = 60.0
_LETS_OTHERS_FIRST = timedelta(seconds=2)
NOTES_FOR_SECONDS = 8.0
"""So long a try that went out is noted again and again; its claim runs on longer."""

logger = logging.getLogger(__name__)


@dataclass(slots=True)
class Delivering:
    """The part of one process in one channel."""

    outbox: Outbox
    sender: Sender
    lease: Lease
    message_of: Callable[[Due], Message | Withheld]
    chance: Callable[[], float]
    given_up: Callable[[Due], Withheld | None] = lambda _due: None
    _number: int | None = None
    _asked_at: float = 0.0
    _taken_at: float = 0.0
    _works: bool = False
    _unnoted: set[UUID] = field(default_factory=set)
    _failed: int = 0
    _gave_up_at: float = 0.0
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
        if monotonic() - self._asked_at > RENEWED_EVERY_SECONDS:
            self._renew()
        if self._number is not None and self._failed:
            self._give_up_late()
        if self._number is None or monotonic() < self._stands_back_until:
            return
        while not stop.is_set() and self.round() == AT_ONCE:
            self._renew()

    def _renew(self) -> None:
        """Take the lease or renew it, and note in its row that somebody looks after the channel."""
        asked_at = monotonic()
        self._number = self.lease.take()
        self._asked_at = asked_at
        if self._number is not None:
            self._taken_at = asked_at
            self.lease.note_done(self._number)

    def round(self) -> int:
        """Try some of what waits and return how many were tried, until the channel itself fails."""
        tried = 0
        for due in self._due():
            if not self._may_begin():
                break
            if not self.outbox.claim(due):
                continue
            tried += 1
            came = self._try(due)
            if isinstance(came, Failure) and came not in OF_THIS_MESSAGE:
                self._stand_back(came)
                break
            if came is Stage.SENT:
                self._works, self._failed = True, 0
                self._note("")
        return tried

    def _give_up_late(self) -> None:
        """Give up what must not wait until the channel works, though others stand before it."""
        if monotonic() - self._gave_up_at < GIVES_UP_EVERY_SECONDS or not self._may_begin():
            return
        self._gave_up_at = monotonic()
        for due in self.outbox.late(LINK_MINUTES, LINK_WAITS_AT_MOST, LATE_AT_ONCE):
            try:
                why = self.given_up(due)
            except (Unreadable, RecordDamaged, Unavailable) as error:
                # Its own try tells of it; the others are given up all the same.
                kind = type(error).__name__
                logger.error("message %s cannot be given up: %s", due.delivery_id, kind)
                continue
            if why is not None and self.outbox.claim(due):
                self._settled(due, Stage.WITHHELD, why)

    def _due(self) -> Sequence[Due]:
        """Return what is next; of a channel that fails one, each in turn, not the same for ever."""
        if self._failed:
            return self.outbox.due(1, urgent_first=False)
        return self.outbox.due(AT_ONCE)

    def _may_begin(self) -> bool:
        held_until = self._taken_at + LEASE_SECONDS - STOPS_BEFORE_SECONDS
        return self._number is not None and monotonic() < held_until

    def _try(self, due: Due) -> Failure | Stage:
        """Send one message and note what came of it; return that, or why it was not sent."""
        if due.delivery_id in self._unnoted:
            return self._settled(due, Stage.SENT)
        if due.tries >= TRIES_AT_MOST:
            # Each time its process died over it, before it could say so.
            self._settled(due, Stage.DEAD, Failure.FAULT)
            return Failure.FAULT
        try:
            message = self.message_of(due)
            if isinstance(message, Message):
                self.sender.send(message)
        except Exception as error:
            return self._put_off(due, self._failure_of(error))
        if isinstance(message, Withheld):
            return self._settled(due, Stage.WITHHELD, message)
        self._unnoted.add(due.delivery_id)
        return self._settled(due, Stage.SENT)

    def _failure_of(self, error: Exception) -> Failure:
        match error:
            case NotSent():
                return error.failure
            case Unreadable():
                return Failure.CASE_UNREADABLE
            case RecordDamaged():
                return Failure.ADDRESS_UNREADABLE
            case Unavailable() | SQLAlchemyError():
                return Failure.NOT_READY
        # Its text may hold an address.
        kind = type(error).__name__
        logger.error("a message by %s failed: %s", self.outbox.channel, kind)
        return Failure.FAULT

    def _settled(self, due: Due, stage: Stage, why: StrEnum | None = None) -> Stage:
        """Note what came of a try, for some seconds however often the database refuses."""
        until = monotonic() + NOTES_FOR_SECONDS
        while True:
            try:
                self.outbox.settle(due, stage, why.value if why is not None else None)
            except SQLAlchemyError:
                if monotonic() > until:
                    raise
                sleep(LOOK_EVERY_SECONDS)
            else:
                self._unnoted.discard(due.delivery_id)
                return stage

    def _put_off(self, due: Due, failure: Failure) -> Failure:
        # An outage costs no try, however long; a message that alone fails where others go out does.
        if failure not in OF_THIS_MESSAGE and not self._works:
            wait = timedelta(seconds=self._stands_back()) + _LETS_OTHERS_FIRST
            self.outbox.put_off(due, failure.value, wait, is_counted=False)
            return failure
        after = wait_after(due.tries + 1, self.chance())
        if after is None:
            logger.error("message %s by %s is given up: %s", due.delivery_id, due.channel, failure)
            self._settled(due, Stage.DEAD, failure)
        else:
            self.outbox.put_off(due, failure.value, after)
        return failure

    def _stands_back(self) -> float:
        wait = wait_after(min(self._failed + 1, TRIES_AT_MOST - 1), self.chance())
        return min(_STANDS_BACK_AT_MOST, wait.total_seconds() if wait else _STANDS_BACK_AT_MOST)

    def _stand_back(self, failure: Failure) -> None:
        """Leave the others alone for a moment: they would fail as well, and lose their tries."""
        self._stands_back_until = monotonic() + self._stands_back()
        self._works, self._failed = False, self._failed + 1
        self._note(failure.value)

    def _note(self, kind: str) -> None:
        """Log a trouble when it begins and when it is over."""
        if kind and kind != self._trouble:
            logger.error("messages by %s do not go out: %s", self.outbox.channel, kind)
        elif self._trouble and not kind:
            logger.warning("messages by %s go out again", self.outbox.channel)
        self._trouble = kind
