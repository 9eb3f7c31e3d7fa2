"""A year counted by hand: which days are worked, by when each step is due, when that is said.

It shares no line with what it is compared with: days pass one by one, and the numbers stand here.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone

from domain.clocks.facts import Step
from domain.referrals.levels.level_facts import CrisisLevel

LOCAL = timezone(timedelta(hours=8))
RED, ORANGE, YELLOW = CrisisLevel.RED, CrisisLevel.ORANGE, CrisisLevel.YELLOW
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)

FREE = {
    *(date(2026, 1, day) for day in range(1, 4)),
    *(date(2026, 2, day) for day in range(15, 24)),
    *(date(2026, 4, day) for day in range(4, 7)),
    *(date(2026, 5, day) for day in range(1, 6)),
    *(date(2026, 6, day) for day in range(19, 22)),
    *(date(2026, 9, day) for day in range(25, 28)),
    *(date(2026, 10, day) for day in range(1, 8)),
}
"""What the State Council named for 2026 (国办发明电〔2025〕7号)."""
WORKED_FOR_THEM = {
    *(date(2026, 1, 4), date(2026, 2, 14), date(2026, 2, 28)),
    *(date(2026, 5, 9), date(2026, 9, 20), date(2026, 10, 10)),
}
"""Saturdays and Sundays that are worked (调休)."""
NO_SCHOOL = ((date(2026, 1, 21), date(2026, 2, 19)), (date(2026, 7, 6), date(2026, 8, 31)))

MINUTES_OR_DAYS: dict[tuple[Step, CrisisLevel], timedelta | int] = {
    (Step.TAKEN, RED): 10 * MINUTE,
    (Step.TAKEN, ORANGE): 2 * HOUR,
    (Step.TAKEN, YELLOW): 0,
    (Step.ASSESSED, RED): HOUR,
    (Step.ASSESSED, ORANGE): DAY,
    (Step.ASSESSED, YELLOW): 3,
    (Step.GUARDIAN_INFORMED, RED): HOUR,
    (Step.GUARDIAN_INFORMED, ORANGE): DAY,
    (Step.GUARDIAN_INFORMED, YELLOW): 5,
    (Step.DECIDED, RED): HOUR,
    (Step.DECIDED, ORANGE): 2 * DAY,
    (Step.DECIDED, YELLOW): 5,
    (Step.SEEN, RED): DAY,
    (Step.SEEN, ORANGE): 3,
    (Step.SEEN, YELLOW): 10,
    (Step.FEEDBACK, RED): 2,
    (Step.FEEDBACK, ORANGE): 5,
    (Step.FEEDBACK, YELLOW): 10,
}
AGAIN: dict[CrisisLevel, timedelta | int] = {RED: 10 * MINUTE, ORANGE: HOUR, YELLOW: 0}
BY_THE_DAY = {Step.FEEDBACK, Step.FOLLOWED_UP, Step.SUPPORT_REVIEWED, Step.CLOSED}
SUPPORTED_FOR = {RED: 7, ORANGE: 14, YELLOW: 28}
AT_REST_FOR = {RED: 14, ORANGE: 14, YELLOW: 30}
CLOSED_WITHIN = 10
LOOKED_AFTER: dict[CrisisLevel, Sequence[int]] = {
    RED: (
        *(1, 3, 7, 14, 21, 28, 42, 56, 70, 84),
        *(112, 140, 168, 196, 224, 252, 280, 308, 336, 364),
    ),
    ORANGE: (7, 14, 21, 28, 56, 84, 112, 140, 168),
    YELLOW: (28, 56, 84),
}


def is_worked(on: date) -> bool:
    return on in WORKED_FOR_THEM or (on.isoweekday() <= 5 and on not in FREE)


def midnight_after(on: date) -> datetime:
    return datetime(on.year, on.month, on.day, tzinfo=LOCAL) + DAY


def later(at: datetime, within: timedelta | int) -> datetime:
    """Return the moment so much later, or the end of the working day so many working days later."""
    if isinstance(within, timedelta):
        return at + within
    here = at.astimezone(LOCAL)
    on = here.date()
    if within == 0:
        on += DAY if here.hour >= 17 else timedelta()
        while not is_worked(on):
            on += DAY
    left = within
    while left:
        on += DAY
        left -= 1 if is_worked(on) else 0
    return midnight_after(on)


@dataclass(frozen=True)
class Phase:
    """A step from one moment to another, in which its deadline and level are the same."""

    step: Step
    level: CrisisLevel
    began_at: datetime
    counts_from: datetime
    due_at: datetime
    from_at: datetime
    to_at: datetime

    @property
    def soon_at(self) -> datetime:
        return self.counts_from + (self.due_at - self.counts_from) * 3 / 4


Saying = tuple[datetime, Step, datetime, int]
"""When it is said of which step, by when that was due, and how often (0 = that it is due soon)."""


def sayings(phases: Sequence[Phase]) -> Iterator[Saying]:
    """Yield what is said of one step; what falls due at another time is said anew."""
    is_soon, tier, next_at, due_at = False, 0, phases[0].from_at, None
    for phase in phases:
        if phase.due_at != due_at:
            is_soon, tier, due_at, next_at = False, 0, phase.due_at, phase.due_at
        soon_at = max(phase.soon_at, phase.from_at)
        if not is_soon and soon_at < min(phase.due_at, phase.to_at):
            is_soon = True
            yield soon_at, phase.step, phase.due_at, 0
        next_at = max(next_at, phase.from_at)
        while next_at < phase.to_at:
            tier += 1
            yield next_at, phase.step, phase.due_at, tier
            is_daily = phase.step in BY_THE_DAY or phase.step is Step.DECIDED
            is_urgent = phase.level is RED and phase.step not in BY_THE_DAY
            were_all_told = phase.step is Step.ACCOMPANIED and tier >= 6
            again = 0 if were_all_told or (is_daily and not is_urgent) else AGAIN[phase.level]
            next_at = later(next_at, again)
