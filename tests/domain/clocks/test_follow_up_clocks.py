"""On which days after a visit a child is looked after, and what begins anew where it is worse."""

from dataclasses import replace
from datetime import date, datetime

from domain.clocks.facts import Step
from domain.clocks.rules import Said, say_at
from domain.days import end_of_day
from domain.referrals.aftercare_facts import CaseClosed, FollowUpDone, FollowUpOutcome
from domain.referrals.facts import Situation
from domain.shared import ClosingId, FollowUpId
from tests.case_examples import ACKNOWLEDGED, CASE, CRISIS_LEAD, ISSUED_IN_DANGER
from tests.domain.clocks.examples import ORANGE, RED, TIMING, Fact, after, counted, found, worry
from tests.examples import CHILD, NOW, example_id
from tests.hospital_examples import ATTENDED

CAME = replace(ATTENDED, attended_at=after(hours=2))
SEEN: tuple[Fact, ...] = (
    *((NOW, worry(Situation.LIFE_IN_DANGER)), (NOW, ISSUED_IN_DANGER), (NOW, ACKNOWLEDGED)),
    (after(hours=2), CAME),
)
CALM: tuple[Fact, ...] = (
    *((NOW, worry(Situation.SOMEWHAT_WORRIED)), (NOW, ISSUED_IN_DANGER), (NOW, ACKNOWLEDGED)),
    (after(hours=2), CAME),
)


def looked_after(
    days: float, outcome: FollowUpOutcome = FollowUpOutcome.STEADY
) -> tuple[datetime, FollowUpDone]:
    said = FollowUpDone(
        case_id=CASE,
        child_id=CHILD,
        follow_up_id=FollowUpId(example_id(880 + int(days))),
        done_by=CRISIS_LEAD,
        done_at=after(days=days),
        outcome=outcome,
        child_seen=True,
    )
    return after(days=days), said


def test_at_red_a_child_is_looked_after_on_days_1_3_7_and_weekly_after_it() -> None:
    facts, due = SEEN, []
    for day in (1, 3, 7, 14, 21, 28, 42):
        step = counted(*facts)[Step.FOLLOWED_UP]
        due.append((step.due_at, step.is_running))
        facts = (*facts, looked_after(day))
    months = ((3, 11), (3, 13), (3, 17), (3, 24), (3, 31), (4, 7), (4, 21))
    assert due == [(end_of_day(date(2026, *each)), True) for each in months]


def test_one_that_comes_late_is_late_and_the_next_is_on_its_day() -> None:
    late = counted(*SEEN, looked_after(5))
    assert late[Step.FOLLOWED_UP].due_at == end_of_day(date(2026, 3, 17))


def test_at_yellow_it_is_monthly_and_a_graver_level_brings_the_next_day_forward() -> None:
    assert counted(*CALM)[Step.FOLLOWED_UP].due_at == end_of_day(date(2026, 4, 7))
    risen = counted(*CALM, (after(days=1), found(RED, after(days=1))))[Step.FOLLOWED_UP]
    assert (risen.due_at, risen.level) == (end_of_day(date(2026, 3, 13)), RED)
    facts = (*CALM, looked_after(28), looked_after(56), looked_after(84))
    assert not counted(*facts)[Step.FOLLOWED_UP].is_running


def test_a_child_who_is_worse_is_assessed_within_a_day_and_waits_for_no_hospital() -> None:
    worse = looked_after(3, FollowUpOutcome.NEEDS_ASSESSMENT)
    known: Fact = (after(hours=1), found(None, after(hours=1)))
    steps = counted(*CALM, known, worse)
    again = steps[Step.ASSESSED]
    assert (again.level, again.is_provisional, again.due_at) == (ORANGE, True, after(days=4))
    assert not steps[Step.FEEDBACK].is_running
    assert not steps[Step.FOLLOWED_UP].is_running
    came_again = counted(*CALM, worse, (after(days=4), replace(CAME, attended_at=after(days=4))))
    assert came_again[Step.FOLLOWED_UP].is_running
    assert came_again[Step.FEEDBACK].is_running
    grave = counted(*SEEN, worse)[Step.ASSESSED]
    assert grave.level is RED


def test_of_a_day_that_passed_more_are_told_a_day_later_and_not_through_the_night() -> None:
    step = counted(*SEEN)[Step.FOLLOWED_UP]
    said = Said(is_soon=True, tier=1, last_at=step.due_at)
    assert step.level is RED
    assert say_at(step, said, TIMING) == end_of_day(date(2026, 3, 12))
    taken = counted(*SEEN)[Step.TAKEN]
    assert say_at(taken, replace(said, last_at=taken.due_at), TIMING) == after(minutes=20)


def test_a_closed_case_has_no_clock() -> None:
    closed = CaseClosed(
        case_id=CASE, child_id=CHILD, closing_id=ClosingId(example_id(899)), closed_by=CRISIS_LEAD
    )
    steps = counted(*SEEN, (after(days=1), closed))
    assert [each for each, step in steps.items() if step.is_running] == []
