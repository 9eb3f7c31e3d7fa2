"""How a child goes on study leave once a guardian and the class agreed, and comes off it."""

from dataclasses import replace
from datetime import date, timedelta

from domain.referrals.aftercare import propose_closing
from domain.referrals.aftercare_state import ProposeClosing
from domain.referrals.facts import ReferralsEvent, WithdrawalReason
from domain.referrals.leave import end_leave, start_leave
from domain.referrals.leave_facts import LeaveEnd, StudyLeaveEnded, StudyLeaveStarted
from domain.referrals.leave_state import EndLeave, StartLeave
from domain.referrals.rules import withdraw_concern
from domain.referrals.state import NO_CASE, CaseState, WithdrawConcern, evolve, fold
from domain.shared import ClosingId, LeaveId, PersonId
from tests.case_examples import (
    ACKNOWLEDGED,
    CASE,
    CONCERN,
    CRISIS_LEAD,
    DUTY_OFFICER,
    ISSUED_ON_CONSENT,
    TAKEN,
    WITHDRAWN,
)
from tests.examples import NOW, RULES, TODAY, example_id
from tests.feedback_examples import RESTORED
from tests.hospital_examples import ATTENDED
from tests.leave_examples import OFF_LEAVE, ON_LEAVE
from tests.spec import Rule, Spec

CASES: Spec[CaseState, ReferralsEvent] = Spec(evolve, NO_CASE)
MINE = (CONCERN, TAKEN)
SEEN = (*MINE, ISSUED_ON_CONSENT, ACKNOWLEDGED, ATTENDED)
LONGER = replace(ON_LEAVE, leave_id=LeaveId(example_id(892)), until_on=date(2026, 4, 30))


def starting(
    said: StudyLeaveStarted = ON_LEAVE, by: PersonId = CRISIS_LEAD
) -> Rule[CaseState, ReferralsEvent]:
    request = StartLeave(
        case_id=CASE,
        leave_id=said.leave_id,
        asked_by=said.asked_by,
        from_on=said.from_on,
        until_on=said.until_on,
        relation_code=said.relation_code,
        is_guardian=said.is_guardian,
        agreed_on=said.agreed_on,
        class_agreed_on=said.class_agreed_on,
    )
    return lambda state: start_leave(state, request, by=by, now=NOW, rules=RULES)


def ending(
    said: StudyLeaveEnded = OFF_LEAVE, by: PersonId = CRISIS_LEAD
) -> Rule[CaseState, ReferralsEvent]:
    request = EndLeave(
        case_id=CASE, leave_id=said.leave_id, ended_on=said.ended_on, reason=said.reason
    )
    return lambda state: end_leave(state, request, by=by, now=NOW)


def test_a_leave_is_recorded_once_a_guardian_and_the_class_agreed_with_no_hospital_asked() -> None:
    CASES.given().when(starting()).then_refused("case_not_found")
    CASES.given(*MINE).when(starting()).then(ON_LEAVE)
    CASES.given(*MINE, ON_LEAVE).when(starting()).then_known(ON_LEAVE)
    CASES.given(*MINE, ON_LEAVE).when(starting(replace(ON_LEAVE, until_on=TODAY))).then_refused(
        "leave_already_recorded"
    )
    CASES.given(*MINE).when(starting(by=DUTY_OFFICER)).then_refused("take_it_first")
    CASES.given(*MINE, WITHDRAWN).when(starting()).then_refused("concern_withdrawn")


def test_nobody_but_a_guardian_agrees_for_a_child() -> None:
    aunt = replace(ON_LEAVE, relation_code="85")
    CASES.given(*MINE).when(starting(aunt)).then_refused("guardian_decides_on_leave")
    guardian = replace(aunt, is_guardian=True)
    CASES.given(*MINE).when(starting(guardian)).then(guardian)
    CASES.given(*MINE).when(starting(replace(aunt, relation_code="00"))).then_refused(
        "unknown_code", field="relation_code"
    )


def test_its_days_are_days_that_can_be() -> None:
    tomorrow, mine = TODAY + timedelta(days=1), CASES.given(*MINE)
    for said, code, field in (
        (replace(ON_LEAVE, agreed_on=tomorrow), "in_future", "agreed_on"),
        (replace(ON_LEAVE, class_agreed_on=tomorrow), "in_future", "class_agreed_on"),
        (replace(ON_LEAVE, until_on=TODAY - timedelta(days=1)), "before_start", "until_on"),
        (replace(ON_LEAVE, until_on=TODAY + timedelta(days=181)), "leave_too_long", "until_on"),
    ):
        mine.when(starting(said)).then_refused(code, field=field)


def test_one_recorded_while_another_runs_says_until_when_it_lasts_now() -> None:
    longer = CASES.given(*MINE, ON_LEAVE)
    longer.when(starting(LONGER)).then(LONGER)
    state = CASES.given(*MINE, ON_LEAVE, LONGER)
    state.when(ending()).then_refused("leave_is_over")
    over = replace(OFF_LEAVE, leave_id=LONGER.leave_id)
    state.when(ending(over)).then(over)


def test_whoever_knows_that_the_child_is_back_ends_it() -> None:
    running = CASES.given(*MINE, ON_LEAVE)
    running.when(ending(by=DUTY_OFFICER)).then(replace(OFF_LEAVE, recorded_by=DUTY_OFFICER))
    CASES.given(*MINE, ON_LEAVE, OFF_LEAVE).when(ending()).then_known(OFF_LEAVE)
    CASES.given(*MINE, ON_LEAVE, OFF_LEAVE).when(
        ending(replace(OFF_LEAVE, reason=LeaveEnd.CHANGED_SCHOOL))
    ).then_refused("leave_is_over")
    CASES.given(*MINE).when(ending()).then_refused("leave_not_found")
    running.when(ending(replace(OFF_LEAVE, ended_on=TODAY + timedelta(days=1)))).then_refused(
        "in_future", field="ended_on"
    )
    before = replace(OFF_LEAVE, ended_on=ON_LEAVE.from_on - timedelta(days=1))
    running.when(ending(before)).then_refused("before_start", field="ended_on")
    error = replace(before, reason=LeaveEnd.RECORDED_IN_ERROR)
    running.when(ending(error)).then(error)


def test_no_case_ends_while_its_child_is_on_leave() -> None:
    request = ProposeClosing(case_id=CASE, closing_id=ClosingId(example_id(872)), why="平稳。")
    CASES.given(*SEEN, ON_LEAVE).when(
        lambda state: propose_closing(state, request, by=CRISIS_LEAD)
    ).then_refused("child_still_on_leave")
    withdrawal = WithdrawConcern(case_id=CASE, reason=WithdrawalReason.RESOLVED, why="好了。")
    CASES.given(*MINE, ON_LEAVE).when(
        lambda state: withdraw_concern(state, withdrawal, by=CRISIS_LEAD)
    ).then_refused("child_still_on_leave")


def test_a_child_in_whom_no_disorder_was_found_is_on_leave_no_more() -> None:
    assert fold((*SEEN, ON_LEAVE)).at_school.leaves.running == ON_LEAVE
    assert fold((*SEEN, ON_LEAVE, RESTORED)).at_school.leaves.running is None
