"""When whoever answers for yellow cases has word of them: once a week, on a day of work."""

from datetime import date, datetime, timedelta

from domain.calendar import Calendar
from domain.days import LOCAL, local_day
from domain.staff.facts import Role

TOLD_WEEKLY = frozenset(
    {Role.PSYCHOLOGY_TEACHER, Role.HEALTH_VICE_PRINCIPAL, Role.COUNTY_DUTY_OFFICER}
)
"""Who has word: they answer for cases at a school, or of a county."""
WEEK = timedelta(days=7)


def week_of(on: date) -> int:
    """Return the number of a week; it begins on Monday (GB/T 7408)."""
    return (on.toordinal() - 1) // WEEK.days


def is_time_for_word(now: datetime, calendar: Calendar, from_hour: int) -> bool:
    """Return whether word may be given: from an hour on, on any working day of the week.

    It is given on the first of them; what was missed then is given on the next, and a week without
    a working day passes without.
    """
    return calendar.is_working(local_day(now)) and now.astimezone(LOCAL).hour >= from_hour
