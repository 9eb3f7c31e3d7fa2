"""Working days by the official calendar: which days of a year are free, and which are worked for.

The State Council names both in the autumn before. Of a year that is not known yet only weekends
are free here, and whoever shows a deadline says so.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from domain.days import LOCAL, end_of_day, local_day

_ONE_DAY = timedelta(days=1)
_SATURDAY = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """The days of the years that are known: free though in the week, worked though at its end."""

    years: frozenset[int] = frozenset()
    days_off: frozenset[date] = frozenset()
    days_worked: frozenset[date] = frozenset()

    def is_working(self, on: date) -> bool:
        """Return whether a day is worked, as far as the calendar knows."""
        if on in self.days_worked:
            return True
        return on.weekday() < _SATURDAY and on not in self.days_off

    def working_days_after(self, on: date, days: int) -> date:
        """Return the working day that lies so many working days after a day.

        After no days it is the day itself, or the next that is worked.
        """
        while not self.is_working(on) and not days:
            on += _ONE_DAY
        while days:
            on += _ONE_DAY
            days -= self.is_working(on)
        return on

    def working_days_between(self, after: date, to: date) -> int:
        """Return how many days are worked after one day, to another and with it."""
        days = (after + _ONE_DAY * number for number in range(1, (to - after).days + 1))
        return sum(map(self.is_working, days))

    def end_of_working_day(self, at: datetime, days: int, *, closes_at_hour: int = 24) -> datetime:
        """Return the end of the working day so many working days after a moment.

        What comes when work is over for the day, and is due that day, is due on the next.
        """
        on = local_day(at)
        if not days and at.astimezone(LOCAL).hour >= closes_at_hour:
            on += _ONE_DAY
        return end_of_day(self.working_days_after(on, days))

    def knows(self, on: date) -> bool:
        """Return whether the official days of that year are known."""
        return on.year in self.years


WEEKENDS_ONLY = Calendar()
"""The calendar of somebody who knows no year."""
