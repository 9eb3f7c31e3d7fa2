"""On which days after a visit a child is looked after, and what begins anew where it is worse."""

from dataclasses import replace
from datetime import date, datetime

from domain.clocks.facts import Step
from domain.clocks.rules import NOTHING_SAID, Said, say_at
from domain.days import end_of_day
from domain.referrals.facts import Situation
from domain.referrals.returning.aftercare_facts import CaseClosed, FollowUpDone, FollowUpOutcome
from domain.shared import ClosingId, FollowUpId
from tests.case_examples import ACKNOWLEDGED, CASE, CRISIS_LEAD, ISSUED_IN_DANGER
from tests.domain.clocks.examples import (
    ORANGE,
    RED,
    TIMING,
    YELLOW,
    Fact,
    after,
    counted,
    found,
    runs,
    worry,
)
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
    risen_at = after(days=1)
    risen = counted(*CALM, (risen_at, found(RED, risen_at)))[Step.FOLLOWED_UP]
    assert risen == runs(
        *(Step.FOLLOWED_UP, RED, end_of_day(date(2026, 3, 12))),
        began_at=after(hours=2),
        counts_from=risen_at,
        is_provisional=False,
    )
    facts = (*CALM, looked_after(28), looked_after(56), looked_after(84))
    assert not counted(*facts)[Step.FOLLOWED_UP].is_running


def test_nothing_is_said_later_than_when_it_is_due() -> None:
    step = replace(counted(*CALM)[Step.FOLLOWED_UP], due_at=after(days=1))
    assert say_at(step, NOTHING_SAID, TIMING) == after(days=1)


def test_a_graver_level_has_the_child_looked_after_as_soon_as_after_a_visit_however_long_ago() -> (
    None
):
    ran_out = (*CALM, looked_after(28), looked_after(56), looked_after(84))
    same = (after(days=90), found(YELLOW, after(days=90)))
    assert not counted(*ran_out, same)[Step.FOLLOWED_UP].is_running
    risen_at = after(days=90)
    assert counted(*ran_out, (risen_at, found(RED, risen_at)))[Step.FOLLOWED_UP] == runs(
        *(Step.FOLLOWED_UP, RED, end_of_day(date(2026, 6, 9))),
        began_at=risen_at,
        is_provisional=False,
    )
    # From then on by its schedule, in which the next day is weeks after.
    seen = counted(*ran_out, (risen_at, found(RED, risen_at)), looked_after(91))[Step.FOLLOWED_UP]
    assert (seen.due_at, seen.is_running) == (end_of_day(date(2026, 6, 30)), True)


def test_one_done_in_time_and_written_down_late_skips_none_after_it() -> None:
    day_7 = (after(days=15), looked_after(7)[1])
    facts = (*SEEN, looked_after(1), looked_after(3), day_7)
    overdue = counted(*facts)[Step.FOLLOWED_UP]
    assert (overdue.due_at, overdue.is_running) == (end_of_day(date(2026, 3, 24)), True)
    day_14 = counted(*facts, (after(days=15), looked_after(14)[1]))
    assert day_14[Step.FOLLOWED_UP].due_at == end_of_day(date(2026, 3, 31))


def test_one_done_early_counts_for_the_day_to_which_it_is_nearest() -> None:
    early = counted(*CALM, looked_after(27))[Step.FOLLOWED_UP]
    assert (early.due_at, early.is_running) == (end_of_day(date(2026, 5, 5)), True)
    # Who is worse since is looked after on the next day, whatever was done before.
    risen = (after(days=27), found(RED, after(days=27)))
    assert counted(*CALM, looked_after(27), risen)[Step.FOLLOWED_UP].due_at == end_of_day(
        date(2026, 4, 7)
    )
    first = counted(*CALM)[Step.FOLLOWED_UP]
    assert counted(*CALM, looked_after(2))[Step.FOLLOWED_UP] == first
    on_the_day_of_the_visit = counted(*SEEN, looked_after(0.2))[Step.FOLLOWED_UP]
    assert on_the_day_of_the_visit == counted(*SEEN)[Step.FOLLOWED_UP]
    long_ago = (after(days=1), replace(looked_after(1)[1], done_at=after(days=-300)))
    assert counted(*SEEN, long_ago) == counted(*SEEN)


def test_who_reached_nobody_has_still_to_look_after_the_child_on_that_day() -> None:
    nobody = [looked_after(day, FollowUpOutcome.NOT_REACHED) for day in (28, 56, 84)]
    assert counted(*CALM, *nobody) == counted(*CALM)
    reached = counted(*CALM, nobody[0], looked_after(29))[Step.FOLLOWED_UP]
    assert (reached.due_at, reached.is_running) == (end_of_day(date(2026, 5, 5)), True)


def test_days_that_were_over_when_a_visit_became_known_are_made_up_for_on_that_day() -> None:
    known_at = after(days=10)
    late = (*SEEN[:3], (known_at, CAME))
    step = counted(*late)[Step.FOLLOWED_UP]
    assert (step.began_at, step.due_at) == (known_at, end_of_day(date(2026, 3, 20)))
    assert counted(*late, looked_after(10))[Step.FOLLOWED_UP].due_at == end_of_day(
        date(2026, 3, 24)
    )


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
    steps = counted(*SEEN, (after(days=9), closed))
    assert [each for each, step in steps.items() if step.is_running] == []
    # Nor does that say what the hospital never told the school.
    feedback = steps[Step.FEEDBACK]
    assert (feedback.done_at, feedback.ended_at) == (None, after(days=9))
