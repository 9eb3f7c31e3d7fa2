"""Follows the log so that whoever must answer is told of a worry, whatever else is in trouble.

Any number of processes may do so: the place in the log moves with each commit, and only one of
them can move it past an event. One that cannot be read or followed is passed over with an alarm,
so that it never holds up another child's; all but what is damaged for good is tried again later.
What a newer program wrote is left to that: a process that does not know it waits there.
"""

import logging
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from threading import Event
from time import monotonic

from application.crisis.answering import ALL_CAUSES, answer_to
from application.crisis.telling.followers import (
    FOLLOWER,
    WAITING,
    pass_over,
    set_aside,
    wait_for,
    waiting_at,
)
from application.ports import (
    Actor,
    Ledger,
    Reachable,
    Recorded,
    StreamMoved,
    Unreadable,
    WrittenByNewerProgram,
)
from application.recording import ATTEMPTS
from domain.errors import Unavailable
from infrastructure.beforehand import BEFORE, FOR_WANT_OF_A_KEY, Beforehand
from infrastructure.keys.vault import KeyDamaged, KeyDestroyed, KeyMissing
from infrastructure.log.mapper import SealingMapper
from infrastructure.log.names import NAMES
from infrastructure.log.recorder import LogRecorder
from infrastructure.log.unreadable import Reason
from infrastructure.views.folding import speaks_of_the_fact
from infrastructure.views.pages import OpenedRow, PageReader

LOOK_EVERY_SECONDS = 0.25
MOVED_OVER_AT_LEAST = 1_000
"""Over fewer events from which nothing follows the place is not moved: that would be a commit."""
REFUSED_ROUNDS_AT_MOST = 20
"""After so many looks at which one event was refused no other process is at it: others go on."""
AGAIN_EVERY_SECONDS = 60.0
AGAIN_AT_ONCE = 50
"""So many of those that wait for a key are tried before new worries are looked for."""

_FOR_OTHERS = (Unavailable, WrittenByNewerProgram)

logger = logging.getLogger(__name__)


class Reactions:
    """The reaction of one process: reads on from its place, and records what follows."""

    def __init__(
        self,
        ledger: Ledger,
        recorder: LogRecorder,
        mapper: SealingMapper,
        *,
        actor: Callable[[], Actor],
        reachable: Reachable,
        clock: Callable[[], datetime],
    ) -> None:
        self._ledger = ledger
        self._recorder = recorder
        self._pages = PageReader(recorder, mapper)
        self._names = frozenset(NAMES.stored_names(ALL_CAUSES))
        self._actor = actor
        self._reachable = reachable
        self._clock = clock
        self._read_up_to = 0
        self._trouble = ""
        self._waiting: list[int] = []
        self._refused = (0, 0)
        self._again_at = monotonic()

    def run(self, stop: Event, appended: Event) -> None:
        """Follow until told to stop: at once when this process appended, else a little later."""
        while not stop.is_set():
            appended.wait(LOOK_EVERY_SECONDS)
            appended.clear()
            self.follow()

    def follow(self) -> bool:
        """Follow to the end of the log and return whether that is reached; never raises."""
        try:
            self._follow()
            self._try_again()
        except Exception as error:
            self._note(type(error).__name__)
            return False
        self._note("")
        return True

    def _follow(self) -> None:
        tracked = self._recorder.max_tracking_id(FOLLOWER) or 0
        position = max(tracked, self._read_up_to)
        head = self._pages.head()
        while position < head:
            page = self._pages.read(position, self._names, head=head)
            for row in page.rows:
                self._answer(row)
            position = self._read_up_to = page.up_to
        if position > tracked + MOVED_OVER_AT_LEAST:
            self._pass_over(position)

    def _try_again(self) -> None:
        """Answer what was set aside, some at each look, so that new worries do not wait for it."""
        if not self._waiting and monotonic() >= self._again_at:
            self._again_at = monotonic() + AGAIN_EVERY_SECONDS
            names = self._recorder.unmoved(WAITING)
            self._waiting = sorted((int(each[len(WAITING) :]) for each in names), reverse=True)
            self._do_later()
        for _ in range(min(AGAIN_AT_ONCE, len(self._waiting))):
            position = self._waiting.pop()
            row = self._pages.at(position)
            if row is not None:
                self._answer(row, waiting_at(position))

    def _answer(self, row: OpenedRow, follower: str = FOLLOWER) -> None:
        match row.content:
            case KeyDestroyed():
                self._pass_over(row.position, follower)
            case Unreadable():
                self._cannot(row, row.content, follower)
            case _:
                self._react(row, row.content, follower)

    def _react(self, row: OpenedRow, cause: Recorded[object], follower: str) -> None:
        self._do_before(row.position, cause)
        failed: Exception = StreamMoved()
        for attempt in range(1, ATTEMPTS + 1):
            if self._is_done(row.position, follower):
                return
            try:
                self._tell(cause, follower, answer_to(cause.fact, attempt == ATTEMPTS))
            except Exception as error:
                # Nothing is passed over for want of a view, a clock, a database or a newer program.
                if not speaks_of_it_alone(error):
                    raise
                failed = error  # Another process may be at it, or it was a fault of the moment.
            else:
                return
        if isinstance(failed, StreamMoved) and not self._is_stuck(row.position):
            raise failed  # Told as a trouble and tried again a moment later, not at once for ever.
        self._cannot(row, failed, follower)

    def _is_stuck(self, position: int) -> bool:
        """Return whether it was refused at so many looks that no event may wait behind it."""
        at, rounds = self._refused
        self._refused = (position, rounds + 1 if at == position else 1)
        return self._refused[1] >= REFUSED_ROUNDS_AT_MOST

    def _do_before(self, position: int, cause: Recorded[object]) -> None:
        for each in BEFORE:
            if not self._did(each, cause):
                logger.error("%s after position %d: tried again", each.trouble, position)
                # In this order: it waits already when people are told without.
                name = f"{each.waits_as}{position}"
                wait_for(self._ledger, self._actor(), name, self._clock())

    def _did(self, before: Beforehand, cause: Recorded[object]) -> bool:
        """Do what comes before anybody is told; no fault of that alone silences a worry."""
        actor, now = self._actor(), self._clock()
        try:
            return before.do(self._ledger.at(now), actor, cause, now, self._reachable)
        except Exception as error:
            if isinstance(error, StreamMoved) or not speaks_of_it_alone(error):
                raise
            return False

    def _do_later(self) -> None:
        for each in BEFORE:
            for name in self._recorder.unmoved(each.waits_as) if each.can(self._ledger) else ():
                row = self._pages.at(int(name.removeprefix(each.waits_as)))
                if row and (not isinstance(row.content, Recorded) or self._did(each, row.content)):
                    self._pass_over(row.position, name)

    def _tell(self, cause: Recorded[object], follower: str, answer: Callable[..., None]) -> None:
        actor, now = self._actor(), self._clock()
        answer(self._ledger.at(now), actor, cause, now, self._reachable, follower=follower)
        if follower != FOLLOWER:
            logger.warning("position %d was told of after all", cause.position)
        self._ledger.catch_up()

    def _is_done(self, position: int, follower: str) -> bool:
        return (self._recorder.max_tracking_id(follower) or 0) >= position

    def _cannot(self, row: OpenedRow, error: Exception, follower: str) -> None:
        """Pass over what cannot be told, for good or until its key is there or the fault is gone.

        What failed unexpectedly is never given up: it may have failed for no fault of its own.
        """
        reason = _reason_of(error)
        waits = not isinstance(error, Unreadable) or reason in FOR_WANT_OF_A_KEY
        if waits and follower != FOLLOWER:
            return  # It was said when it was set aside.
        logger.error(
            "nobody can be told of position %d, stream %s (%s): it stands on the duty desks%s",
            row.position,
            row.stream,
            reason,
            " and is tried again each minute" if waits else "",
        )
        if waits:
            self._set_aside(row.position)
        else:
            self._pass_over(row.position, follower)

    def _set_aside(self, position: int) -> None:
        with suppress(StreamMoved):  # Another process has come as far.
            set_aside(self._ledger, self._actor(), position, self._clock())

    def _pass_over(self, position: int, follower: str = FOLLOWER) -> None:
        with suppress(StreamMoved):  # Another process has come as far.
            pass_over(self._ledger, self._actor(), position, self._clock(), follower=follower)

    def _note(self, kind: str) -> None:
        """Log a trouble when it begins and when it is over; its text may hold data."""
        if kind and kind != self._trouble:
            logger.error("alerts cannot be sent for now: %s", kind)
        elif self._trouble and not kind:
            logger.warning("alerts are sent again")
        self._trouble = kind


def speaks_of_it_alone(error: Exception) -> bool:
    """Return whether it would come again for this fact or case alone, in any process."""
    return not isinstance(error, _FOR_OTHERS) and speaks_of_the_fact(error)


def _reason_of(error: Exception) -> str:
    if isinstance(error, KeyMissing):
        return Reason.KEY_MISSING
    if isinstance(error, KeyDamaged):
        return Reason.KEY_DAMAGED
    return str(error.reason) if isinstance(error, Unreadable) else type(error).__name__
