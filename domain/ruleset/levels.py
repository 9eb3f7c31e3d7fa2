"""How closely to look at one care level, and in which intervals that is counted."""

from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class EveryDays:
    """Again so many days after the last one."""

    days: int


@dataclass(frozen=True, slots=True)
class PerSemester:
    """So many a semester: one in each of that many equal windows of it."""

    times: int


Interval = EveryDays | PerSemester


class MonthDay(NamedTuple):
    """A day of any year."""

    month: int
    day: int


class TermDates(NamedTuple):
    """First and last day of a semester; the last may lie in the next year."""

    starts: MonthDay
    ends: MonthDay


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelRules:
    """How closely to look at one care level; policy default throughout.

    `first_visit_within_days` counts from the opening of the file; without it the interval does.
    """

    home_visit: Interval
    talk: Interval
    carer_call: Interval
    reassess: Interval
    first_visit_within_days: int | None = None
