"""No child is forgotten on leave: on the day on which it was to be over somebody has to ask."""

from dataclasses import replace
from datetime import date, timedelta

from domain.calendar import WEEKENDS_ONLY
from domain.clocks.course import course_of
from domain.clocks.deadlines import deadlines
from domain.clocks.facts import Step
from domain.days import end_of_day
from domain.referrals.facts import Situation
from domain.shared import LeaveId
from tests.domain.clocks.examples import RED, Fact, after, counted, found, worry
from tests.examples import NOW, RULES, example_id
from tests.leave_examples import OFF_LEAVE, ON_LEAVE

ON_IT: tuple[Fact, ...] = (
    (NOW, worry(Situation.SOMEWHAT_WORRIED)),
    (after(hours=1), ON_LEAVE),
)
LONGER = replace(ON_LEAVE, leave_id=LeaveId(example_id(892)), until_on=date(2026, 4, 30))


def test_a_leave_is_asked_about_by_the_end_of_its_last_day_at_every_level() -> None:
    due_at = end_of_day(ON_LEAVE.until_on)
    assert counted(*ON_IT)[Step.LEAVE_OVER].due_at == due_at
    risen = counted(*ON_IT, (after(days=1), found(RED, after(days=1))))[Step.LEAVE_OVER]
    assert (risen.due_at, risen.is_running) == (due_at, True)


def test_one_that_lasts_longer_is_asked_about_later_and_what_was_late_stays_late() -> None:
    at = end_of_day(ON_LEAVE.until_on) + timedelta(days=2)
    every = deadlines(course_of((*ON_IT, (at, LONGER)), RULES), RULES, WEEKENDS_ONLY)
    first, longer = (each for each in every if each.step is Step.LEAVE_OVER)
    assert (first.due_at, first.ended_over_time) == (end_of_day(ON_LEAVE.until_on), True)
    assert (longer.due_at, longer.is_running) == (end_of_day(LONGER.until_on), True)


def test_a_leave_that_is_over_is_asked_about_no_more() -> None:
    ended = counted(*ON_IT, (after(days=2), OFF_LEAVE))[Step.LEAVE_OVER]
    assert (ended.is_running, ended.was_late, ended.done_at) == (False, False, after(days=2))
