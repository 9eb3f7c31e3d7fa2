"""The deadlines of cases: by when each step is due, when it was done, and what presses most."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from domain.alerts.outside import Channel
from domain.clocks.facts import Step
from domain.days import last_day
from domain.referrals.levels.level_facts import CrisisLevel
from domain.shared import CaseId, PauseId


class Timeliness(StrEnum):
    """How a step stands against its deadline; each is said in words."""

    WAITING = "waiting"
    SOON = "soon"
    OVERDUE = "overdue"
    PAUSED = "paused"
    IN_TIME = "in_time"
    LATE = "late"
    ENDED = "ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockLine:
    """One step. `learned_at` is when it was recorded that it was done, where that was later.

    `tier` counts how often it was said that it is overdue; it stays when the step is done.
    `for_duty_teacher` = the school is closed that day; None where no semesters are known.
    `paused_until` = its clock stands still; `pauses` are all that it had, from when to when so far;
    `times_paused` is their number. `pause_id` names the one that can be ended.
    """

    step: Step
    level: CrisisLevel
    now: datetime
    soon_at: datetime
    due_at: datetime
    is_provisional: bool = False
    done_at: datetime | None = None
    learned_at: datetime | None = None
    is_ended: bool = False
    tier: int = 0
    for_duty_teacher: bool | None = False
    paused_until: datetime | None = None
    pauses: tuple[tuple[datetime, datetime], ...] = ()
    times_paused: int = 0
    pause_id: PauseId | None = None

    @property
    def timeliness(self) -> Timeliness:
        """Return how it stands at the moment of the page."""
        if self.done_at is not None:
            return Timeliness.LATE if self.done_at > self.due_at else Timeliness.IN_TIME
        if self.is_ended:
            return Timeliness.ENDED
        if self.paused_until is not None:
            return Timeliness.PAUSED
        if self.now >= self.due_at:
            return Timeliness.OVERDUE
        return Timeliness.SOON if self.now >= self.soon_at else Timeliness.WAITING

    @property
    def is_settled(self) -> bool:
        """Return whether it was over in time, so that nobody has to look at it any more."""
        is_over = self.timeliness in {Timeliness.IN_TIME, Timeliness.ENDED}
        return is_over and not self.tier

    @property
    def days_paused(self) -> int:
        """Return for how many days it stood still so far, each that was begun as a whole one."""
        passed = (max(end - start, timedelta()) for start, end in self.pauses)
        return -(-sum(passed, timedelta()) // timedelta(days=1))

    @property
    def last_day_paused(self) -> date | None:
        """Return the last day on which it stands still, None where it does not."""
        if self.paused_until is None:
            return None
        return last_day(self.paused_until)

    @property
    def minutes_apart(self) -> int:
        """Return the whole minutes between the deadline and now, or when it was done."""
        moment = self.done_at or self.now
        return int(abs((moment - self.due_at).total_seconds())) // 60


@dataclass(frozen=True, slots=True, kw_only=True)
class PressingLine:
    """One step that is due soon or overdue, of a case without a name."""

    case_id: CaseId
    number: str
    clock: ClockLine


@dataclass(frozen=True, slots=True, kw_only=True)
class PressingLines:
    """What presses, of all pages of the desk; `soon` and `overdue` count what is not listed too.

    `nobody_sweeps` tells that nothing new is said to be overdue just now, `troubled_channels` by
    which nothing goes out, `years_unknown` of which years no holidays are known; `roster_gaps`
    counts the shifts of the coming days that reach nobody.
    """

    lines: tuple[PressingLine, ...] = ()
    soon: int = 0
    overdue: int = 0
    nobody_sweeps: bool = False
    troubled_channels: tuple[Channel, ...] = ()
    years_unknown: tuple[int, ...] = ()
    roster_gaps: int = 0

    @property
    def parts(self) -> tuple[tuple[Timeliness, tuple[PressingLine, ...], int], ...]:
        """Return the two parts of the desk that have rows, each with how many there are."""
        counted = ((Timeliness.SOON, self.soon), (Timeliness.OVERDUE, self.overdue))
        of_each = (
            (each, tuple(li for li in self.lines if li.clock.timeliness is each), number)
            for each, number in counted
        )
        return tuple(part for part in of_each if part[1])
