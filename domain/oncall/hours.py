"""Which shifts a day has, and in the hours of which of them a moment lies."""

from datetime import date, datetime, timedelta
from typing import NamedTuple

from domain.calendar import Calendar
from domain.days import LOCAL
from domain.oncall.facts import ShiftKind
from domain.ruleset import RuleSet
from domain.ruleset.semesters import in_holidays

_ONE_DAY = timedelta(days=1)
_WHOLE_DAY = frozenset({ShiftKind.WEEKEND, ShiftKind.HOLIDAY})


class Watch(NamedTuple):
    """The hours of work of a day, or those after it up to the next morning."""

    on: date
    is_night: bool


def watch_at(at: datetime, rules: RuleSet) -> Watch:
    """Return in which watch a moment lies: the small hours belong to the night before."""
    local = at.astimezone(LOCAL)
    on, bounds = local.date(), rules.on_call
    if local.hour < bounds.day_starts_hour:
        return Watch(on - _ONE_DAY, is_night=True)
    return Watch(on, is_night=local.hour >= bounds.night_starts_hour)


def covers(kind: ShiftKind, *, is_night: bool) -> bool:
    """Return whether a shift of a day holds by day, or at night; that of a free day does both."""
    return kind in _WHOLE_DAY or (kind is ShiftKind.NIGHT) == is_night


def shifts_of(
    on: date, calendar: Calendar, rules: RuleSet, *, at_school: bool
) -> tuple[ShiftKind, ...]:
    """Return which shifts a day has; at a school all days between two semesters are free."""
    closed = at_school and in_holidays(on, rules.terms)
    if closed or on in calendar.days_off:
        return (ShiftKind.HOLIDAY,)
    if calendar.is_working(on):
        return (ShiftKind.DAY, ShiftKind.NIGHT)
    return (ShiftKind.WEEKEND,)


def days_between(first_on: date, last_on: date) -> tuple[date, ...]:
    """Return all days from one to another, both included."""
    return tuple(first_on + timedelta(days=n) for n in range((last_on - first_on).days + 1))
