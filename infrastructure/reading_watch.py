"""Follows the log of readings and asks about those that stand out.

Any number of processes may do so. What was read by whom today is counted from the log itself: a
process that starts reads today's readings again, and asks nothing twice, since what is asked of a
person about a day has one id for each reason and step. Nobody waits for it.
"""

import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime
from threading import Event

from application.crisis.telling.followers import pass_over
from application.ports import Actor, Ledger, Recorded, StreamMoved
from application.reads.unusual_reading import FOLLOWER, ask, is_on_duty
from application.recording import ATTEMPTS
from domain.days import local_day
from domain.errors import NotFound
from domain.reads.facts import RecordsRead
from domain.reads.unusual import Readings
from domain.shared import PersonId
from infrastructure.log.mapper import SealingMapper
from infrastructure.log.names import NAMES
from infrastructure.log.recorder import LogRecorder
from infrastructure.views.pages import PageReader

LOOK_EVERY_SECONDS = 2.0
MOVED_OVER_AT_LEAST = 1_000
"""Over fewer readings about which nothing is asked the place is not moved: that is a commit."""
STEP_BACK = 2_000

logger = logging.getLogger(__name__)


class ReadingWatch:
    """What one process knows of today's readings, and where it stands in their log."""

    def __init__(
        self,
        ledger: Ledger,
        recorder: LogRecorder,
        mapper: SealingMapper,
        *,
        actor: Callable[[], Actor],
        clock: Callable[[], datetime],
    ) -> None:
        self._ledger = ledger
        self._recorder = recorder
        self._pages = PageReader(recorder, mapper)
        self._names = frozenset(NAMES.stored_names([RecordsRead]))
        self._actor = actor
        self._clock = clock
        self._readings = Readings()
        self._on_duty: set[tuple[PersonId, date]] = set()
        self._stands_at: int | None = None
        self._trouble = ""

    def run(self, stop: Event) -> None:
        """Follow until told to stop."""
        while not stop.wait(LOOK_EVERY_SECONDS):
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
        tracked = self._tracked()
        if self._stands_at is None:
            self._stands_at = self._begin_of_day(tracked)
        head = self._pages.head()
        while self._stands_at < head:
            page = self._pages.read(self._stands_at, self._names, head=head)
            for row in page.rows:
                # Of an erased reader nothing can be asked; a damaged record is verify's to tell.
                if isinstance(row.content, Recorded):
                    self._look_at(row.content, is_new=row.position > tracked)
                self._stands_at = row.position
            self._stands_at = page.up_to
        if self._stands_at > self._tracked() + MOVED_OVER_AT_LEAST:
            reads = replace(self._ledger, log=self._ledger.reads)
            with suppress(StreamMoved):  # Another process has come as far.
                pass_over(reads, self._actor(), self._stands_at, self._clock(), follower=FOLLOWER)

    def _look_at(self, cause: Recorded[object], *, is_new: bool) -> None:
        if not isinstance(cause.fact, RecordsRead):
            return
        day = self._readings.note(cause.fact, cause.recorded_at, cause.context.duty)
        if not is_new:
            return
        on_duty = self._is_on_duty(cause.fact.reader_id, cause.recorded_at)
        for _attempt in range(ATTEMPTS):
            try:
                ask(self._ledger, self._actor(), cause, day, self._clock(), on_duty=on_duty)
            except NotFound:
                return  # The reader was erased meanwhile.
            except StreamMoved:
                if self._tracked() >= cause.position:
                    return  # Another process has asked.
                continue
            return
        raise StreamMoved

    def _is_on_duty(self, reader_id: PersonId, read_at: datetime) -> bool:
        """Return whether the reader held a duty; a duty that was found once holds all day."""
        on = local_day(read_at)
        if (reader_id, on) in self._on_duty:
            return True
        if not is_on_duty(self._ledger, reader_id, on):
            return is_on_duty(self._ledger, reader_id, on, as_known_at=read_at)
        self._on_duty = {each for each in self._on_duty if each[1] == on} | {(reader_id, on)}
        return True

    def _begin_of_day(self, tracked: int) -> int:
        """Return a position before the first reading of the day that is being counted."""
        last = self._pages.at(tracked) if tracked else None
        if last is None:
            return 0
        if not isinstance(last.content, Recorded):
            return max(0, tracked - STEP_BACK)  # Of which day it was cannot be read.
        day, position = local_day(last.content.recorded_at), tracked
        while position > 0:
            position = max(0, position - STEP_BACK)
            row = self._pages.at(position + 1)
            content = row.content if row else None
            if isinstance(content, Recorded) and local_day(content.recorded_at) < day:
                break
        return position

    def _tracked(self) -> int:
        return self._recorder.max_tracking_id(FOLLOWER) or 0

    def _note(self, kind: str) -> None:
        """Log a trouble when it begins and when it is over; its text may hold data."""
        if kind and kind != self._trouble:
            logger.error("unusual readings cannot be asked about for now: %s", kind)
        elif self._trouble and not kind:
            logger.warning("unusual readings are asked about again")
        self._trouble = kind
