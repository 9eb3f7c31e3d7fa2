"""From when until when a hospital is open by its roster, as whoever refers a child is told."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from domain.days import LOCAL
from domain.oncall.facts import DutyRosterPublished, Shift, ShiftKind
from domain.oncall.opening import Opening, opening_at
from domain.oncall.state import NOBODY_ON_CALL, fold
from domain.shared import PersonId
from tests.crisis import CRISIS_LEAD
from tests.examples import RULES, TODAY
from tests.office import LEADER
from tests.on_call_examples import PUBLISHED, SATURDAY

TONIGHT, WEEKEND = PUBLISHED.shifts


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 3, day, hour, minute, tzinfo=LOCAL)


def opening(
    moment: datetime,
    *shifts: Shift,
    in_post: Callable[[PersonId], bool] = lambda _person: True,
    published: DutyRosterPublished = PUBLISHED,
) -> Opening | None:
    state = fold([replace(published, shifts=shifts or published.shifts)])
    return opening_at(state, moment, RULES, in_post=in_post, days=7)


def test_a_place_without_a_roster_for_today_tells_nothing() -> None:
    assert opening_at(NOBODY_ON_CALL, at(10, 9), RULES, in_post=lambda _: True, days=7) is None
    assert opening(at(9, 9)) is None
    assert opening(at(15, 9)) is None


def test_before_the_night_nobody_is_there_and_at_night_somebody_is_until_morning() -> None:
    assert opening(at(10, 9)) == Opening(is_open=False, from_at=at(10, 18))
    assert opening(at(10, 18)) == Opening(is_open=True, until_at=at(11, 8))
    # The small hours belong to the night before.
    assert opening(at(11, 7, 59)) == Opening(is_open=True, until_at=at(11, 8))
    assert opening(at(11, 8)) == Opening(is_open=False, from_at=at(14, 8))


def test_a_free_day_is_open_by_day_and_at_night_and_shifts_that_meet_are_one() -> None:
    by_day = replace(TONIGHT, kind=ShiftKind.DAY)
    assert opening(at(10, 9), by_day, TONIGHT) == Opening(is_open=True, until_at=at(11, 8))
    assert opening(at(14, 12)) == Opening(is_open=True, until_at=at(15, 8))


@pytest.mark.parametrize(
    ("gone", "found"),
    [
        # Who stands in is there.
        ((CRISIS_LEAD,), Opening(is_open=True, until_at=at(11, 8))),
        ((CRISIS_LEAD, LEADER), Opening(is_open=False)),
    ],
)
def test_whoever_left_is_on_call_no_more(gone: tuple[PersonId, ...], found: Opening) -> None:
    assert opening(at(10, 20), in_post=lambda person: person not in gone) == found


def test_where_nothing_changes_in_the_days_ahead_no_moment_is_promised() -> None:
    days = [TODAY + timedelta(days=n) for n in range(20)]
    always = [replace(WEEKEND, on=each) for each in days]
    month = replace(PUBLISHED, last_on=days[-1])
    assert opening(at(10, 9), *always, published=month) == Opening(is_open=True)
    later = replace(WEEKEND, on=SATURDAY + timedelta(days=7))
    assert opening(at(10, 9), later, published=month) == Opening(is_open=False)
