"""Follows the log so that whoever must answer is told of a worry, whatever else is in trouble.

Any number of processes may do so: the place in the log moves with each commit, and only one of
them can move it past an event. One that cannot be read or followed is passed over with an alarm,
so that it never holds up another child's.
"""

import logging
from collections.abc import Callable
from datetime import datetime
from threading import Event

from application.ports import Actor, Ledger, Recorded, StreamMoved, Unreadable
from application.reactions import CAUSES, FOLLOWER, Reachable, pass_over, react
from application.recording import ATTEMPTS
from domain.errors import Unavailable
from infrastructure.keys.vault import KeyDestroyed
from infrastructure.log.mapper import SealingMapper
from infrastructure.log.names import NAMES
from infrastructure.log.recorder import LogRecorder
from infrastructure.views.folding import speaks_of_the_fact
from infrastructure.views.pages import OpenedRow, PageReader

LOOK_EVERY_SECONDS = 0.25
MOVED_OVER_AT_LEAST = 1_000
"""Over fewer events from which nothing follows the place is not moved: that would be a commit."""

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
        self._names = frozenset(NAMES.stored_names(CAUSES))
        self._actor = actor
        self._reachable = reachable
        self._clock = clock
        self._read_up_to = 0
        self._trouble = ""

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

    def _answer(self, row: OpenedRow) -> None:
        match row.content:
            case KeyDestroyed():
                self._pass_over(row.position)
            case Unreadable():
                self._give_up(row, str(row.content.reason))
            case _:
                self._react(row, row.content)

    def _react(self, row: OpenedRow, cause: Recorded[object]) -> None:
        for _attempt in range(ATTEMPTS):
            if self._is_done(row.position):
                return
            try:
                react(self._ledger, self._actor(), cause, self._clock(), self._reachable)
            except StreamMoved:
                continue  # Another process is at it: see how far it has come.
            except Exception as error:
                # Nothing is passed over for want of a view, a clock or a database.
                if isinstance(error, Unavailable) or not speaks_of_the_fact(error):
                    raise
                self._give_up(row, type(error).__name__)
            else:
                self._ledger.catch_up()
            return
        raise StreamMoved  # Told as a trouble and tried again a moment later, not at once for ever.

    def _is_done(self, position: int) -> bool:
        return (self._recorder.max_tracking_id(FOLLOWER) or 0) >= position

    def _give_up(self, row: OpenedRow, reason: str) -> None:
        logger.error(
            "nobody can be told of position %d, stream %s (%s): it stands on the duty desks",
            row.position,
            row.stream,
            reason,
        )
        self._pass_over(row.position)

    def _pass_over(self, position: int) -> None:
        try:
            pass_over(self._ledger, self._actor(), position, self._clock())
        except StreamMoved:
            return  # Another process has come as far.

    def _note(self, kind: str) -> None:
        """Log a trouble when it begins and when it is over; its text may hold data."""
        if kind and kind != self._trouble:
            logger.error("alerts cannot be sent for now: %s", kind)
        elif self._trouble and not kind:
            logger.warning("alerts are sent again")
        self._trouble = kind
