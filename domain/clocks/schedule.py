"""On which days a child is looked after, after a visit to a hospital and a return to school."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from domain.days import end_of_day, local_day
from domain.referrals.levels.level_facts import CrisisLevel
from domain.ruleset.hospital import HospitalBounds
from domain.ruleset.returning import ReturningBounds


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """The days that count from when the child first came to the hospital and came back to school.

    `followed_to` is the day up to which all are done. They are those of when the visit and the
    return were learned (`seen_by`, `back_by`): no later version ends what was promised.
    """

    seen_at: datetime | None = None
    seen_by: HospitalBounds | None = None
    back_on: date | None = None
    back_by: ReturningBounds | None = None
    followed_to: date | None = None

    @property
    def is_empty(self) -> bool:
        """Return whether nobody has to look after the child on any day, or ever had to."""
        return self.seen_at is None and self.back_on is None

    def due(self, at: datetime, level: CrisisLevel) -> datetime | None:
        """Return by when the child is looked after next; None where no day is left."""
        today = local_day(at)
        today = max(today, self.followed_to or today)
        due = [day for day in self._days(level) if day > today]
        return end_of_day(min(due)) if due else None

    def due_since_rise(self, at: datetime, level: CrisisLevel) -> datetime | None:
        """Return by when the child is looked after whose level rose: as soon as after a visit.

        A graver schedule may have its next day weeks ahead, where the visit was long ago.
        """
        due_at = self.due(at, level)
        if self.seen_by is None:
            return due_at
        first = timedelta(days=self.seen_by.follow_up_days[level.value][0])
        soon_at = end_of_day(local_day(at) + first)
        return min(due_at or soon_at, soon_at)

    def day_before(self, due_on: date, level: CrisisLevel) -> date:
        """Return the last day before on which the child was to be looked after, or was seen."""
        starts = (self.seen_at and local_day(self.seen_at), self.back_on)
        every = (*(each for each in starts if each is not None), *self._days(level))
        return max((day for day in every if day < due_on), default=date.min)

    def _days(self, level: CrisisLevel) -> Iterator[date]:
        if self.seen_at is not None and self.seen_by is not None:
            came_on = local_day(self.seen_at)
            for days in self.seen_by.follow_up_days[level.value]:
                yield came_on + timedelta(days=days)
        if self.back_on is not None and self.back_by is not None:
            for days in self.back_by.follow_up_days:
                yield self.back_on + timedelta(days=days)


NO_DAYS = Schedule()
