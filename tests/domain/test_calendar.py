"""Working days: holidays are free, some weekends are worked, and no unknown year is guessed."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given as example_of
from hypothesis import strategies as st

from domain.calendar import WEEKENDS_ONLY, Calendar
from infrastructure.official_calendar import official_calendar

SPRING_FESTIVAL = Calendar(
    years=frozenset({2026}),
    days_off=frozenset(date(2026, 2, day) for day in range(15, 24)),
    days_worked=frozenset({date(2026, 2, 14), date(2026, 2, 28)}),
)
"""As the State Council named it: nine days off, and a Saturday worked before and after."""


@pytest.mark.parametrize(
    ("on", "days", "last_on"),
    [
        (date(2026, 2, 13), 0, date(2026, 2, 13)),
        (date(2026, 2, 13), 1, date(2026, 2, 14)),
        (date(2026, 2, 13), 2, date(2026, 2, 24)),
        (date(2026, 2, 17), 0, date(2026, 2, 24)),
        (date(2026, 2, 27), 1, date(2026, 2, 28)),
        (date(2026, 2, 28), 1, date(2026, 3, 2)),
    ],
)
def test_working_days_pass_over_the_festival_and_count_the_saturdays_worked_for_it(
    on: date, days: int, last_on: date
) -> None:
    assert SPRING_FESTIVAL.working_days_after(on, days) == last_on


@pytest.mark.parametrize("calendar", [WEEKENDS_ONLY, SPRING_FESTIVAL])
@example_of(st.dates(date(2026, 1, 1), date(2026, 4, 1)), st.integers(1, 40))
def test_the_last_day_is_a_working_day_with_so_many_before_it(
    calendar: Calendar, on: date, days: int
) -> None:
    last_on = calendar.working_days_after(on, days)
    between = (on + timedelta(number) for number in range(1, (last_on - on).days + 1))
    assert calendar.is_working(last_on)
    assert sum(calendar.is_working(day) for day in between) == days


def test_of_a_year_that_is_not_known_only_weekends_are_free() -> None:
    assert not SPRING_FESTIVAL.knows(date(2027, 2, 8))
    assert SPRING_FESTIVAL.working_days_after(date(2027, 2, 5), 1) == date(2027, 2, 8)
    assert WEEKENDS_ONLY.working_days_after(date(2026, 2, 13), 1) == date(2026, 2, 16)


def test_a_working_day_ends_at_midnight_in_beijing() -> None:
    friday_noon = datetime(2026, 3, 6, 4, 0, tzinfo=UTC)
    assert WEEKENDS_ONLY.end_of_working_day(friday_noon, 0) == datetime(2026, 3, 6, 16, tzinfo=UTC)
    assert WEEKENDS_ONLY.end_of_working_day(friday_noon, 1) == datetime(2026, 3, 9, 16, tzinfo=UTC)


@pytest.mark.parametrize(("hour_utc", "end_on"), [(8, 6), (9, 9), (15, 9)])
def test_what_is_due_the_same_day_and_comes_after_work_is_due_the_next(
    hour_utc: int, end_on: int
) -> None:
    friday = datetime(2026, 3, 6, hour_utc, 59, tzinfo=UTC)
    ends = WEEKENDS_ONLY.end_of_working_day(friday, 0, closes_at_hour=17)
    assert ends == datetime(2026, 3, end_on, 16, tzinfo=UTC)


def test_what_comes_before_local_midnight_counts_by_the_local_day() -> None:
    just_saturday = datetime(2026, 3, 6, 16, 0, tzinfo=UTC)
    ends = WEEKENDS_ONLY.end_of_working_day(just_saturday, 0, closes_at_hour=17)
    assert ends == datetime(2026, 3, 9, 16, tzinfo=UTC)


def test_the_official_calendar_knows_what_was_named_and_no_year_beyond() -> None:
    known = official_calendar()
    for day in range(12, 29):
        on = date(2026, 2, day)
        assert known.is_working(on) == SPRING_FESTIVAL.is_working(on)
    assert known.knows(date(2026, 12, 31))
    assert not known.knows(date(max(known.years) + 1, 1, 1))
