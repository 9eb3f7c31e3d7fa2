"""By when a panel looks at a return, the county at an appeal, and somebody after the child."""

from dataclasses import replace
from datetime import date

from domain.clocks.facts import Step
from domain.days import end_of_day
from domain.referrals.facts import Situation
from domain.referrals.returning.aftercare_facts import FollowUpOutcome
from tests.domain.clocks.examples import RED, Fact, after, counted, found, worry
from tests.domain.clocks.test_follow_up_clocks import SEEN, looked_after
from tests.examples import NOW
from tests.leave_examples import OFF_LEAVE, ON_LEAVE
from tests.return_examples import AGREED, APPEALED, ASKED, DEFERRED, PLANNED

WAITS: tuple[Fact, ...] = (
    *((NOW, worry(Situation.SOMEWHAT_WORRIED)), (NOW, ON_LEAVE)),
    (after(days=1), ASKED),
)


def test_a_panel_looks_within_working_days_of_the_day_of_asking_at_every_level() -> None:
    due_at = end_of_day(date(2026, 3, 17))
    assert counted(*WAITS)[Step.RETURN_REVIEWED].due_at == due_at
    risen = counted(*WAITS, (after(days=1), found(RED, after(days=1))))
    assert risen[Step.RETURN_REVIEWED].due_at == due_at


def test_one_that_was_asked_for_long_before_it_was_recorded_is_overdue_at_once() -> None:
    before = replace(ASKED, requested_on=date(2026, 2, 2))
    step = counted(*WAITS[:2], (after(days=1), before))[Step.RETURN_REVIEWED]
    assert (step.due_at, step.is_overdue(after(days=1))) == (after(days=1), True)


def test_a_deferral_is_looked_at_again_by_its_day_and_an_appeal_by_the_county() -> None:
    deferred = counted(*WAITS, (after(days=2), DEFERRED))
    again = deferred[Step.RETURN_REVIEWED]
    assert (again.due_at, again.is_running) == (end_of_day(date(2026, 3, 17)), True)
    appealed = counted(*WAITS, (after(days=2), DEFERRED), (after(days=2), APPEALED))
    county = appealed[Step.APPEAL_REVIEWED]
    assert (county.due_at, county.is_running) == (end_of_day(date(2026, 3, 24)), True)
    decided = replace(AGREED, on_appeal=True, met_at=after(days=3))
    over = counted(
        *WAITS, *((after(days=2), each) for each in (DEFERRED, APPEALED)), (after(days=3), decided)
    )
    steps = (Step.RETURN_REVIEWED, Step.APPEAL_REVIEWED)
    assert [over[each].is_running for each in steps] == [False, False]


def test_a_child_who_came_back_is_looked_after_on_the_days_of_the_plan() -> None:
    facts: tuple[Fact, ...] = (*WAITS, (after(days=1), AGREED), (after(days=1), PLANNED))
    due = []
    for days in (3, 5, 9, 16, 30):
        step = counted(*facts)[Step.FOLLOWED_UP]
        due.append((step.due_at, step.is_running))
        facts = (*facts, looked_after(days))
    assert due == [(end_of_day(each), True) for each in PLANNED.follow_up_on]
    assert not counted(*facts)[Step.FOLLOWED_UP].is_running


def test_a_child_who_is_back_or_worse_waits_for_no_panel() -> None:
    back = counted(*WAITS, (after(days=2), OFF_LEAVE))
    assert not back[Step.RETURN_REVIEWED].is_running
    worse = counted(
        *WAITS,
        *((after(days=1), each) for each in (AGREED, PLANNED)),
        looked_after(3, FollowUpOutcome.NEEDS_ASSESSMENT),
    )
    assert not worse[Step.FOLLOWED_UP].is_running


def test_while_the_county_looks_at_an_appeal_no_panel_of_the_school_is_waited_for() -> None:
    waits = (*WAITS, *((after(days=2), each) for each in (DEFERRED, APPEALED)))
    assert counted(*waits)[Step.RETURN_REVIEWED].ended_at == after(days=2)


def test_a_plan_drops_no_follow_up_that_was_to_be_done_by_then() -> None:
    later = replace(PLANNED, first_on=date(2026, 3, 25))
    overdue_at = after(days=2, hours=1)
    given = (*SEEN, (NOW, ON_LEAVE), (NOW, ASKED), (overdue_at, AGREED), (overdue_at, later))
    assert counted(*given)[Step.FOLLOWED_UP] == counted(*SEEN)[Step.FOLLOWED_UP]
    due_today = (*SEEN, (NOW, ON_LEAVE), (NOW, ASKED), (after(days=1), later))
    assert counted(*due_today)[Step.FOLLOWED_UP] == counted(*SEEN)[Step.FOLLOWED_UP]
    done = map(looked_after, (2.5, 3, 7, 14))
    assert counted(*given, *done)[Step.FOLLOWED_UP].due_at == end_of_day(date(2026, 3, 26))


def test_days_of_a_plan_that_were_over_when_it_was_recorded_are_made_up_for_on_that_day() -> None:
    known_at = after(days=45)
    facts = (*WAITS, (known_at, AGREED), (known_at, PLANNED))
    step = counted(*facts)[Step.FOLLOWED_UP]
    assert (step.began_at, step.due_at) == (known_at, end_of_day(date(2026, 4, 24)))
    assert not counted(*facts, looked_after(45))[Step.FOLLOWED_UP].is_running
