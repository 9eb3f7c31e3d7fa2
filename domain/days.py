"""Days as they are counted here: the local day of a moment, dates that must not lie ahead, ages."""

from datetime import UTC, date, datetime, time, timedelta, timezone
from enum import StrEnum

from domain.errors import Invalid

LOCAL = timezone(timedelta(hours=8), "Asia/Shanghai")
"""One zone for the whole country and no summer time since 1991, so a fixed offset is exact."""
YEARS = range(1900, 2200)
"""Beyond these the arithmetic of days and zones may overflow."""

_ONE_DAY = timedelta(days=1)


class BirthdayConvention(StrEnum):
    """On which day a further year of age is complete."""

    ON_THE_DAY = "on_the_day"
    DAY_AFTER = "day_after"


def local_day(at: datetime) -> date:
    """Return the local calendar day of an aware moment."""
    return at.astimezone(LOCAL).date()


def end_of_day(on: date) -> datetime:
    """Return the UTC moment at which the local day `on` is over (24:00)."""
    return datetime.combine(on + _ONE_DAY, time.min, LOCAL).astimezone(UTC)


def last_day(until_at: datetime) -> date:
    """Return the last day in Beijing on which something lasts that ends at a moment."""
    return local_day(until_at - timedelta(microseconds=1))


def start_of_day(on: date) -> datetime:
    """Return the UTC moment at which the local day `on` begins (00:00)."""
    return end_of_day(on - _ONE_DAY)


def years_after(on: date, years: int) -> date:
    """Return the same day so many years later; after 29 February the last of that month."""
    return _birthday(on, on.year + years)


def age_in_years(born_on: date, on: date, convention: BirthdayConvention) -> int:
    """Return the completed years of age on a day.

    Who is born on 29 February has the last day of that month for a birthday in other years
    (民法典 §202). DAY_AFTER counts a year as complete from the day after the birthday
    (民法典 §201, 法释〔2006〕1号 §2).
    """
    complete_from_on = _birthday(born_on, on.year)
    if convention is BirthdayConvention.DAY_AFTER:
        complete_from_on += _ONE_DAY
    years = on.year - born_on.year
    return years - 1 if on < complete_from_on else years


def require_not_future(on: date | None, today: date, *, field: str) -> None:
    """Raises: Invalid `in_future` when the day is known and lies after today."""
    if on is not None and on > today:
        raise Invalid("in_future", field)


def require_not_before_birth(on: date | None, born_on: date, *, field: str) -> None:
    """Raises: Invalid `before_birth` when the day is known and the child was not yet born."""
    if on is not None and on < born_on:
        raise Invalid("before_birth", field)


def require_last_day(last_on: date, first_on: date, *, in_error: bool, field: str) -> None:
    """Check the last day of something that began on `first_on`.

    What was entered in error may end on the day before it began: it then never held.

    Raises: Invalid `before_start`.
    """
    earliest_on = first_on - _ONE_DAY if in_error else first_on
    if last_on < earliest_on:
        raise Invalid("before_start", field)


def _birthday(born_on: date, year: int) -> date:
    try:
        return born_on.replace(year=year)
    except ValueError:
        return date(year, 2, 28)
