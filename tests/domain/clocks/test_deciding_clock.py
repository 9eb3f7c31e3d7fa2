"""By when somebody decides what becomes of a child, and ends the case of one that was followed."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from domain.clocks.facts import Step, is_by_days
from domain.clocks.never_paused import NEVER_PAUSED
from domain.days import end_of_day
from domain.referrals.facts import Situation
from domain.referrals.levels.level_facts import CrisisLevel
from domain.referrals.returning.aftercare_facts import CaseClosed, FollowUpOutcome
from domain.referrals.school.panel_facts import PanelDecision
from domain.shared import ClosingId
from tests.case_examples import ACKNOWLEDGED, CASE, CRISIS_LEAD, ISSUED_IN_DANGER, ISSUED_ON_CONSENT
from tests.domain.clocks.examples import (
    ORANGE,
    RED,
    YELLOW,
    Fact,
    after,
    counted,
    found,
    runs,
    worry,
)
from tests.domain.clocks.test_follow_up_clocks import looked_after
from tests.domain.clocks.test_guardian_clock import KEPT_FROM, informed
from tests.domain.clocks.test_support_clock import SUPPORTED as BY_PANEL
from tests.domain.referrals.test_company import ACCOMPANIED
from tests.domain.referrals.test_company import ESCORTED as BY_SOMEBODY
from tests.examples import CHILD, NOW, example_id
from tests.hospital_examples import ATTENDED, DECLINED, REROUTED
from tests.leave_examples import OFF_LEAVE, ON_LEAVE
from tests.return_examples import AGREED, ASKED, PLANNED

STEP = Step.DECIDED
RAISED: Fact = (NOW, worry(Situation.SOMEWHAT_WORRIED))
ASSESSED, TOLD, DECIDED = after(hours=1), after(hours=2), after(hours=3)
SUPPORTED = replace(BY_PANEL, met_at=DECIDED)
ESCORTED = replace(BY_SOMEBODY, started_at=DECIDED)
BY_LEVEL = {
    RED: after(hours=2),
    ORANGE: after(hours=50),
    YELLOW: end_of_day(date(2026, 3, 17)),
    None: end_of_day(date(2026, 3, 17)),
}


def waiting(level: CrisisLevel | None) -> tuple[Fact, ...]:
    """Return a case that was assessed, and whose family knows: what becomes of it is open."""
    return RAISED, (ASSESSED, found(level, ASSESSED)), (TOLD, informed(TOLD))


@pytest.mark.parametrize("level", BY_LEVEL)
def test_it_is_due_by_level_once_the_guardian_was_told_and_at_red_once_it_was_assessed(
    level: CrisisLevel | None,
) -> None:
    # Where no crisis was found nobody has to be told, and somebody still has to end it.
    began_at = TOLD if level in (ORANGE, YELLOW) else ASSESSED
    assert counted(*waiting(level))[STEP] == runs(
        STEP, level or YELLOW, BY_LEVEL[level], began_at=began_at, is_provisional=False
    )
    assert (STEP in NEVER_PAUSED, is_by_days(STEP, level or YELLOW)) == (True, level is not RED)


def test_it_waits_for_the_assessment_and_for_the_guardian_whoever_is_not_told() -> None:
    assert STEP not in counted(RAISED, (TOLD, informed(TOLD)))
    aunt = replace(informed(TOLD), is_guardian=False, relation_code="83")
    assert STEP not in counted(*waiting(ORANGE)[:2], (TOLD, aunt))
    assert counted(*waiting(ORANGE)[:2], (TOLD, KEPT_FROM))[STEP].began_at == TOLD


@pytest.mark.parametrize("fact", [SUPPORTED, ISSUED_ON_CONSENT, ISSUED_IN_DANGER])
def test_it_is_decided_by_a_panel_for_support_and_by_a_referral(fact: object) -> None:
    assert counted(*waiting(ORANGE), (DECIDED, fact))[STEP].done_at == DECIDED
    assert STEP not in counted(*waiting(ORANGE)[:2], (TOLD, fact), (DECIDED, informed(DECIDED)))


def test_what_only_one_thinks_or_a_panel_has_still_to_do_decides_nothing() -> None:
    refer = replace(SUPPORTED, decision=PanelDecision.REFER)
    for fact in (refer, ACCOMPANIED, ON_LEAVE, found(ORANGE, DECIDED)):
        step = counted(*waiting(ORANGE), (DECIDED, fact))[STEP]
        assert (step.is_running, step.due_at) == (True, BY_LEVEL[ORANGE])
    # Support was given so far: from now on it has to be decided on anew.
    met = after(days=2)
    after_support = (*waiting(ORANGE), (DECIDED, SUPPORTED), (met, replace(refer, met_at=met)))
    again = counted(*after_support)[STEP]
    assert (again.began_at, again.due_at, again.is_running) == (met, after(days=4), True)


def test_whoever_brings_the_child_to_a_hospital_in_danger_decided_and_it_is_asked_anew() -> None:
    facts = (*waiting(RED), (after(hours=4), ESCORTED))
    again = counted(*facts)[STEP]
    assert (again.began_at, again.due_at) == (after(hours=4), after(hours=5))
    supported = (*waiting(ORANGE), (DECIDED, SUPPORTED), (after(hours=4), ESCORTED))
    assert counted(*supported)[STEP].is_running
    with_hospital = (*waiting(ORANGE), (DECIDED, ISSUED_IN_DANGER), (after(hours=4), ESCORTED))
    assert not counted(*with_hospital)[STEP].is_running


def test_where_the_level_rises_support_at_school_is_decided_on_anew_and_a_referral_goes_on() -> (
    None
):
    at = after(days=1)
    worse: Fact = (at, found(RED, at))
    step = counted(*waiting(YELLOW), (DECIDED, SUPPORTED), worse)[STEP]
    assert (step.level, step.began_at, step.due_at) == (RED, at, after(days=1, hours=1))
    assert not counted(*waiting(YELLOW), (DECIDED, ISSUED_ON_CONSENT), worse)[STEP].is_running


def test_one_that_waits_runs_sooner_where_the_level_rises_and_a_breach_stays_where_it_falls() -> (
    None
):
    at = after(hours=5)
    risen = counted(*waiting(YELLOW), (at, found(RED, at)))[STEP]
    assert (risen.began_at, risen.due_at) == (TOLD, after(hours=6))
    # Nobody told the guardian: at red that is no reason to wait.
    alone = counted(*waiting(YELLOW)[:2], (at, found(RED, at)))[STEP]
    assert (alone.began_at, alone.due_at) == (at, after(hours=6))


def test_while_a_hospital_that_declined_is_replaced_that_clock_runs_and_no_second_one() -> None:
    facts = (*waiting(ORANGE), (DECIDED, ISSUED_IN_DANGER), (after(hours=4), DECLINED))
    assert [counted(*facts)[each].is_running for each in (STEP, Step.REFERRED_AGAIN)] == [
        False,
        True,
    ]
    assert counted(*facts, (after(hours=5), REROUTED))[STEP].done_at == DECIDED


def test_a_return_that_a_panel_agreed_on_decides_and_a_leave_alone_does_not() -> None:
    away = (*waiting(ORANGE), (DECIDED, ON_LEAVE))
    back = (*away, *((after(days=1), each) for each in (ASKED, AGREED)))
    assert counted(*back)[STEP].is_running
    assert counted(*back, (after(days=1), PLANNED))[STEP].done_at == after(days=1)


# ── once it was followed ─────────────────────────────────────────────────────────────────────────

LAST = 85
FOLLOWED: tuple[Fact, ...] = (
    *waiting(YELLOW),
    *((DECIDED, each) for each in (ISSUED_ON_CONSENT, ACKNOWLEDGED)),
    (DECIDED, replace(ATTENDED, attended_at=DECIDED)),
    *(looked_after(days) for days in (28, 56, LAST)),
)
BY = end_of_day(date(2026, 6, 17))
"""Ten working days after the 84th day, whose last one is a Wednesday."""


def ended(at: datetime) -> Fact:
    closing_id = ClosingId(example_id(878))
    return at, CaseClosed(
        case_id=CASE, child_id=CHILD, closing_id=closing_id, closed_by=CRISIS_LEAD
    )


def test_a_case_is_ended_within_ten_working_days_of_the_last_day_of_its_follow_ups() -> None:
    assert Step.CLOSED not in counted(*FOLLOWED[:-1])
    assert counted(*FOLLOWED)[Step.CLOSED] == runs(
        Step.CLOSED, YELLOW, BY, began_at=after(days=LAST), is_provisional=False
    )
    over = counted(*FOLLOWED, ended(after(days=LAST + 1)))[Step.CLOSED]
    assert over.ended_at == after(days=LAST + 1)


def test_its_time_counts_from_when_the_level_may_fall_and_anew_where_it_is_found_again() -> None:
    at = after(days=LAST + 1)
    again = counted(*FOLLOWED, (at, found(YELLOW, at)))[Step.CLOSED]
    # Thirty days of rest, and ten working days.
    assert (again.began_at, again.due_at) == (at, end_of_day(date(2026, 7, 17)))
    assert counted(*FOLLOWED, (at, found(None, at)))[Step.CLOSED].due_at == BY
    late = after(days=LAST + 30)
    facts = (*FOLLOWED, (late, found(YELLOW, late)))
    assert counted(*facts)[Step.CLOSED].began_at == late


def test_nobody_ends_it_while_the_child_is_away_or_has_to_be_looked_after_again() -> None:
    at = after(days=LAST + 1)
    worse = looked_after(LAST + 1, FollowUpOutcome.NEEDS_ASSESSMENT)
    for fact in ((at, ON_LEAVE), (at, found(RED, at)), worse):
        stopped = counted(*FOLLOWED, fact)[Step.CLOSED]
        assert (stopped.ended_at, stopped.is_running) == (at, False)
    off = counted(*FOLLOWED, (at, ON_LEAVE), (after(days=LAST + 2), OFF_LEAVE))[Step.CLOSED]
    assert (off.began_at, off.is_running) == (after(days=LAST + 2), True)


def test_one_that_was_worse_again_is_decided_on_anew_once_it_was_assessed_and_told() -> None:
    at = after(days=LAST + 2)
    worse = (*FOLLOWED, looked_after(LAST + 1, FollowUpOutcome.NEEDS_ASSESSMENT))
    assert not counted(*worse)[STEP].is_running
    known = (*worse, (at, found(ORANGE, at)), (at, informed(at)))
    assert (counted(*known)[STEP].began_at, counted(*known)[STEP].is_running) == (at, True)
