"""Local days and ages, 29 February included."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from domain.days import (
    BirthdayConvention,
    age_in_years,
    end_of_day,
    local_day,
    require_last_day,
    require_not_before_birth,
    require_not_future,
)
from domain.errors import Invalid
from tests.examples import BORN_ON, TODAY

ON_THE_DAY = BirthdayConvention.ON_THE_DAY
DAY_AFTER = BirthdayConvention.DAY_AFTER


@pytest.mark.parametrize(
    ("at", "on"),
    [
        (datetime(2026, 3, 9, 15, 59, 59, tzinfo=UTC), date(2026, 3, 9)),
        (datetime(2026, 3, 9, 16, 0, tzinfo=UTC), date(2026, 3, 10)),
    ],
)
def test_the_local_day_begins_at_sixteen_hours_utc(at: datetime, on: date) -> None:
    assert local_day(at) == on


def test_a_day_ends_where_the_next_begins() -> None:
    assert end_of_day(date(2026, 2, 28)) == datetime(2026, 2, 28, 16, 0, tzinfo=UTC)
    assert local_day(end_of_day(date(2026, 2, 28))) == date(2026, 3, 1)


@pytest.mark.parametrize(
    ("born_on", "on", "convention", "years"),
    [
        (date(2015, 3, 12), date(2033, 3, 11), ON_THE_DAY, 17),
        (date(2015, 3, 12), date(2033, 3, 12), ON_THE_DAY, 18),
        (date(2015, 3, 12), date(2033, 3, 12), DAY_AFTER, 17),
        (date(2015, 3, 12), date(2033, 3, 13), DAY_AFTER, 18),
        # Born on 29 February: 28 February is the birthday in other years.
        (date(2012, 2, 29), date(2030, 2, 27), ON_THE_DAY, 17),
        (date(2012, 2, 29), date(2030, 2, 28), ON_THE_DAY, 18),
        (date(2012, 2, 29), date(2030, 2, 28), DAY_AFTER, 17),
        (date(2012, 2, 29), date(2030, 3, 1), DAY_AFTER, 18),
        (date(2012, 2, 29), date(2028, 2, 28), ON_THE_DAY, 15),
        (date(2012, 2, 29), date(2028, 2, 29), ON_THE_DAY, 16),
        (date(2012, 2, 29), date(2028, 2, 29), DAY_AFTER, 15),
        (date(2012, 2, 29), date(2028, 3, 1), DAY_AFTER, 16),
        # Born on New Year's Eve: the day after lies in the next year.
        (date(2015, 12, 31), date(2030, 12, 31), DAY_AFTER, 14),
        (date(2015, 12, 31), date(2031, 1, 1), DAY_AFTER, 15),
        (date(2015, 3, 12), date(2015, 3, 12), ON_THE_DAY, 0),
    ],
)
def test_a_year_of_age_is_complete_on_the_day_the_convention_says(
    born_on: date, on: date, convention: BirthdayConvention, years: int
) -> None:
    assert age_in_years(born_on, on, convention) == years


def refusal_of(check: Callable[[], None]) -> str | None:
    try:
        check()
    except Invalid as refusal:
        return refusal.code
    return None


@pytest.mark.parametrize(
    ("on", "code"),
    [(None, None), (TODAY, None), (date(2026, 3, 11), "in_future")],
)
def test_only_a_day_after_today_lies_ahead(on: date | None, code: str | None) -> None:
    assert refusal_of(lambda: require_not_future(on, TODAY, field="from_on")) == code


@pytest.mark.parametrize(
    ("on", "code"),
    [(None, None), (BORN_ON, None), (date(2015, 3, 11), "before_birth")],
)
def test_only_a_day_before_the_birth_day_lies_before_birth(
    on: date | None, code: str | None
) -> None:
    assert refusal_of(lambda: require_not_before_birth(on, BORN_ON, field="from_on")) == code


@pytest.mark.parametrize(
    ("last_on", "in_error", "code"),
    [
        (TODAY, False, None),
        (date(2026, 3, 9), False, "before_start"),
        (date(2026, 3, 9), True, None),
        (date(2026, 3, 8), True, "before_start"),
    ],
)
def test_only_what_was_entered_in_error_ends_before_it_began(
    last_on: date, in_error: bool, code: str | None
) -> None:
    def check() -> None:
        require_last_day(last_on, TODAY, in_error=in_error, field="ended_on")

    assert refusal_of(check) == code
