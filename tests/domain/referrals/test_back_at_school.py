"""What a plan of a return stands for once it is made: follow-ups, and an end by two people."""

from dataclasses import replace
from datetime import timedelta

from domain.referrals.facts import ReferralsEvent, WithdrawalReason
from domain.referrals.returning.aftercare import propose_closing, record_follow_up
from domain.referrals.returning.aftercare_facts import (
    ClosingProposed,
    FollowUpDone,
    FollowUpOutcome,
)
from domain.referrals.returning.aftercare_state import ProposeClosing, RecordFollowUp
from domain.referrals.rules import withdraw_concern
from domain.referrals.state import NO_CASE, CaseState, WithdrawConcern, evolve, fold
from domain.shared import ClosingId, FollowUpId, LeaveId
from tests.case_examples import CASE, CONCERN, CRISIS_LEAD, TAKEN
from tests.examples import CHILD, NOW, RULES, example_id
from tests.leave_examples import OFF_LEAVE, ON_LEAVE
from tests.return_examples import AGREED, ASKED, PLANNED
from tests.spec import Spec

CASES: Spec[CaseState, ReferralsEvent] = Spec(evolve, NO_CASE)
WAITS = (CONCERN, TAKEN, ON_LEAVE, ASKED)
LOOKED_AFTER = FollowUpDone(
    case_id=CASE,
    child_id=CHILD,
    follow_up_id=FollowUpId(example_id(871)),
    done_by=CRISIS_LEAD,
    done_at=NOW,
    outcome=FollowUpOutcome.STEADY,
    child_seen=True,
)


def test_a_plan_stands_until_the_child_is_on_leave_anew_or_worse() -> None:
    planned = (*WAITS, AGREED, PLANNED)
    assert fold(planned).at_school.returns.plan == PLANNED
    assert fold((*planned, OFF_LEAVE)).at_school.returns.plan == PLANNED
    until_then = replace(ON_LEAVE, leave_id=LeaveId(example_id(892)), until_on=PLANNED.first_on)
    assert fold((*planned, until_then)).at_school.returns.plan == PLANNED
    longer = replace(until_then, until_on=PLANNED.first_on + timedelta(days=1))
    assert fold((*planned, longer)).at_school.returns.plan is None
    assert fold((*planned, OFF_LEAVE, until_then)).at_school.returns.plan is None
    worse = replace(LOOKED_AFTER, outcome=FollowUpOutcome.NEEDS_ASSESSMENT)
    assert fold((*planned, OFF_LEAVE, worse)).at_school.returns.plan is None


def test_a_child_is_looked_after_once_its_return_is_planned_though_no_hospital_saw_it() -> None:
    request = RecordFollowUp(
        case_id=CASE,
        follow_up_id=LOOKED_AFTER.follow_up_id,
        done_at=NOW,
        outcome=LOOKED_AFTER.outcome,
        child_seen=True,
    )
    CASES.given(*WAITS, AGREED, PLANNED).when(
        lambda state: record_follow_up(state, request, by=CRISIS_LEAD, now=NOW, rules=RULES)
    ).then(LOOKED_AFTER)


def test_a_child_who_is_back_waits_for_no_panel() -> None:
    assert fold(WAITS).at_school.returns.waiting == ASKED
    assert fold((*WAITS, OFF_LEAVE)).at_school.returns.waiting is None


def test_the_case_of_a_child_who_came_back_by_a_plan_two_people_end_and_no_one_alone() -> None:
    back = (*WAITS, AGREED, PLANNED, OFF_LEAVE)
    withdrawal = WithdrawConcern(case_id=CASE, reason=WithdrawalReason.RESOLVED, why="好了。")
    CASES.given(*back).when(
        lambda state: withdraw_concern(state, withdrawal, by=CRISIS_LEAD)
    ).then_refused("returned_ends_by_closing")
    request = ProposeClosing(case_id=CASE, closing_id=ClosingId(example_id(872)), why="平稳。")
    CASES.given(*back).when(lambda state: propose_closing(state, request, by=CRISIS_LEAD)).then(
        ClosingProposed(
            case_id=CASE,
            child_id=CHILD,
            closing_id=request.closing_id,
            proposed_by=CRISIS_LEAD,
            why=request.why,
        )
    )
