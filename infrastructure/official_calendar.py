"""The official calendar: which days the State Council made free, and for which others are worked.

The package holds the years that were announced and no others; a year that it lacks is guessed by
nobody. With a newer version of it deadlines that run are counted anew by `tongxin rebuild clocks`.
"""

import logging
from collections.abc import Iterable
from datetime import date
from functools import cache

from chinese_calendar.constants import holidays, workdays

from domain.calendar import Calendar

logger = logging.getLogger(__name__)


@cache
def official_calendar() -> Calendar:
    """Return every year that was announced."""
    return Calendar(
        years=frozenset(each.year for each in holidays),
        days_off=frozenset(holidays),
        days_worked=frozenset(workdays),
    )


def say_what_is_unknown(calendar: Calendar, today: date) -> None:
    """Log when the official days of this year, or of the next, are not known."""
    unknown = [each for each in _this_year_and_next(today) if each not in calendar.years]
    if unknown:
        logger.warning(
            "the official days off are not known of %s: deadlines there count weekends only",
            ", ".join(map(str, unknown)),
        )


def _this_year_and_next(today: date) -> Iterable[int]:
    return today.year, today.year + 1
