"""Word of yellow cases is given once a week, on its first working day or the next one."""

from datetime import date, datetime

import pytest

from domain.alerts.weekly import is_time_for_word, week_of
from domain.calendar import Calendar
from domain.days import LOCAL

HOLIDAY = Calendar(
    years=frozenset({2026}),
    days_off=frozenset({date(2026, 10, day) for day in range(1, 8)}),
    days_worked=frozenset({date(2026, 10, 10)}),
)


@pytest.mark.parametrize(
    ("month", "day", "hour", "expected"),
    [
        (9, 28, 8, False),
        (9, 28, 9, True),
        (9, 29, 23, True),
        # The holidays, and a Sunday.
        (10, 5, 9, False),
        (9, 27, 10, False),
        # Thursday is the first working day of that week; a Saturday that is worked counts.
        (10, 8, 9, True),
        (10, 10, 12, True),
        (10, 11, 12, False),
    ],
)
def test_it_is_time_on_working_days_from_the_hour_on(
    month: int, day: int, hour: int, expected: bool
) -> None:
    now = datetime(2026, month, day, hour, tzinfo=LOCAL)
    assert is_time_for_word(now, HOLIDAY, 9) is expected


def test_a_week_begins_on_monday() -> None:
    sunday, monday, next_sunday = date(2026, 3, 8), date(2026, 3, 9), date(2026, 3, 15)
    assert week_of(monday) == week_of(next_sunday) == week_of(sunday) + 1
