"""The semesters of the school calendar around a day, and their parts."""

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from domain.ruleset.levels import TermDates

_ONE_DAY = timedelta(days=1)


class Semester(NamedTuple):
    """First and last day of one semester."""

    first_on: date
    last_on: date

    def holds(self, on: date) -> bool:
        """Return whether a day lies in it."""
        return self.first_on <= on <= self.last_on

    def parts(self, times: int) -> list[tuple[date, date]]:
        """Return first and last day of so many equal parts of it."""
        days = (self.last_on - self.first_on).days + 1
        starts = [self.first_on + timedelta(days=days * part // times) for part in range(times + 1)]
        return [(starts_on, next_on - _ONE_DAY) for starts_on, next_on in pairwise(starts)]


def semesters_around(near: date, terms: Iterable[TermDates]) -> list[Semester]:
    """Return the semesters that begin last year, this year or next year."""
    return sorted(
        Semester(
            date(year, *term.starts),
            date(year if term.starts < term.ends else year + 1, *term.ends),
        )
        for year in range(near.year - 1, near.year + 2)
        for term in terms
    )


def in_holidays(on: date, terms: Iterable[TermDates]) -> bool | None:
    """Return whether a day lies between two semesters; None where no semester is known."""
    around = semesters_around(on, tuple(terms))
    return not any(each.holds(on) for each in around) if around else None


def semester_of(on: date, terms: Iterable[TermDates]) -> Semester:
    """Return the semester of a day, in the holidays the one that is just over."""
    return [each for each in semesters_around(on, terms) if each.first_on <= on][-1]
