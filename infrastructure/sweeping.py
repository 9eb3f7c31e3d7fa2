"""Lets one process sweep the deadlines every few seconds; where it dies another takes over.

A sweep that says nothing is no sign that nothing is due: how long nobody swept stands in the row of
the lease, and every process that looks there raises the alarm.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from threading import Event
from time import monotonic

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler

from application.crisis.clocks.sweeping import Sweep
from application.crisis.desk.duty_desk import SILENT_AFTER_SECONDS
from infrastructure.leases import Lease

SWEEP_EVERY_SECONDS = 3
LOOK_EVERY_SECONDS = 4.0
LEASE_SECONDS = 15.0
"""A dead leader is followed after these and one look at most: well within half a minute."""
STOPS_BEFORE_SECONDS = 3.0
"""So long before its lease runs out a leader that cannot renew it does nothing more."""
NOTED_EVERY_SECONDS = 5.0
FAILS_AT_MOST = 3
"""After so many rounds in a row that failed a process lets another one try."""
STANDS_BACK_SECONDS = 2 * LOOK_EVERY_SECONDS
"""So long it leaves the lease to others; one that is alone takes it again then."""

logging.getLogger("apscheduler").setLevel(logging.ERROR)
logger = logging.getLogger(__name__)


@dataclass(slots=True)
class Sweeping:
    """The part of one process: it looks for the lease, and sweeps for as long as it has it."""

    sweep: Sweep
    lease: Lease
    silent_for: Callable[[], float | None]
    clock: Callable[[], datetime]
    _leads_until: float = 0.0
    _number: int = 0
    _noted_at: float = 0.0
    _failed: int = 0
    _stands_back_until: float = 0.0
    _scheduler: BackgroundScheduler | None = None
    _trouble: str = ""
    _is_silent: bool = False
    _began: float = field(default_factory=monotonic)

    def run(self, stop: Event) -> None:
        """Look for the lease until told to stop; nothing that goes wrong ends it."""
        while not stop.is_set():
            try:
                self._look()
            except Exception as error:
                self._note(type(error).__name__)
            stop.wait(LOOK_EVERY_SECONDS)
        self._end()

    def leads(self) -> bool:
        """Return whether this process may sweep just now."""
        return monotonic() < self._leads_until

    def once(self) -> None:
        """Sweep, and note it in the row of the lease; what goes wrong is tried again next time."""
        if not self.leads():
            return
        try:
            self.sweep.round(self.clock(), self.leads, self._handled)
            self._note_done()
        except Exception as error:
            self._failed += 1
            self._note(type(error).__name__)
        else:
            self._failed = 0
            self._note("")

    def _handled(self) -> None:
        """Note on the way that cases are told: a round that takes long is no silence."""
        if monotonic() - self._noted_at > NOTED_EVERY_SECONDS:
            self._note_done()

    def _note_done(self) -> None:
        if self.leads() and not self.lease.note_done(self._number):
            self._leads_until = 0.0
        self._noted_at = monotonic()

    def _look(self) -> None:
        if self._failed >= FAILS_AT_MOST:
            self._stand_back()
        elif monotonic() >= self._stands_back_until:
            self._ask()
        self._watch()

    def _stand_back(self) -> None:
        """Let another process lead: what fails here again and again may well work there."""
        self._leads_until = 0.0
        self._stop_sweeping()
        self._failed, self._stands_back_until = 0, monotonic() + STANDS_BACK_SECONDS
        self.lease.give_up()

    def _ask(self) -> None:
        asked_at = monotonic()
        number = self.lease.take()
        if number is None:
            self._leads_until = 0.0
            self._stop_sweeping()
        else:
            if number != self._number:
                logger.info("this process sweeps the deadlines, under number %d", number)
            self._number = number
            self._leads_until = asked_at + LEASE_SECONDS - STOPS_BEFORE_SECONDS
            self._start_sweeping()

    def _start_sweeping(self) -> None:
        if self._scheduler is not None:
            return
        scheduler = BackgroundScheduler(
            executors={"default": ThreadPoolExecutor(1)},
            # After a stop one sweep says all that is due by then.
            job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
            timezone=UTC,
        )
        scheduler.add_job(
            self.once, "interval", seconds=SWEEP_EVERY_SECONDS, next_run_time=datetime.now(UTC)
        )
        scheduler.start()
        self._scheduler = scheduler

    def _stop_sweeping(self) -> None:
        if self._scheduler is not None:
            self._scheduler.shutdown()
            self._scheduler = None

    def _end(self) -> None:
        was_leader, self._leads_until = self.leads(), 0.0
        self._stop_sweeping()
        if was_leader:
            try:
                self.lease.give_up()
            except Exception as error:
                # It runs out by itself.
                self._note(type(error).__name__)

    def _watch(self) -> None:
        """Raise the alarm when nobody swept for too long, and say when somebody does again."""
        silent = self.silent_for()
        waited = monotonic() - self._began if silent is None else silent
        is_silent = waited > SILENT_AFTER_SECONDS
        if is_silent and not self._is_silent:
            logger.error("nobody swept the deadlines for %d seconds", waited)
        elif self._is_silent and not is_silent:
            logger.warning("the deadlines are swept again")
        self._is_silent = is_silent

    def _note(self, kind: str) -> None:
        """Log a trouble when it begins and when it is over; its text may hold data."""
        if kind and kind != self._trouble:
            logger.error("deadlines cannot be swept for now: %s", kind)
        elif self._trouble and not kind:
            logger.warning("deadlines can be swept again")
        self._trouble = kind
