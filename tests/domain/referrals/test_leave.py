"""How a child goes on study leave once a guardian and the class agreed, and comes off it."""

from dataclasses import replace
from datetime import date, timedelta

from domain.referrals.facts import Involved, ReferralsEvent, WithdrawalReason
from domain.referrals.returning.aftercare import propose_closing
from domain.referrals.returning.aftercare_state import ProposeClosing
from domain.referrals.returning.leave import end_leave, start_leave
from domain.referrals.returning.leave_facts import LeaveEnd, StudyLeaveEnded, StudyLeaveStarted
from domain.referrals.returning.leave_state import EndLeave, StartLeave
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
from tests.return_examples import APPEALED, ASKED, DEFERRED
from tests.spec import Rule, Spec

CASES: Spec[CaseState, ReferralsEvent] = Spec(evolve, NO_CASE)
MINE = (CONCERN, TAKEN)
SEEN = (*MINE, ISSUED_ON_CONSENT, ACKNOWLEDGED, ATTENDED)
LONGER = replace(ON_LEAVE, leave_id=LeaveId(example_id(892)), until_on=date(2026, 4, 30))


def starting(
    said: StudyLeaveStarted = ON_LEAVE,
    by: PersonId = CRISIS_LEAD,
    prolongs: LeaveId | None = None,
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
        prolongs=prolongs,
        not_suspected=bool(said.not_suspected),
    )
    return lambda state: start_leave(state, request, by=by, now=NOW, rules=RULES)


def ending(
    said: StudyLeaveEnded = OFF_LEAVE, by: PersonId = CRISIS_LEAD
) -> Rule[CaseState, ReferralsEvent]:
    request = EndLeave(
        case_id=CASE, leave_id=said.leave_id, ended_on=said.ended_on, reason=said.reason
    )
    return lambda state: end_leave(
        state, request, by=by, now=NOW, of_county=frozenset({DUTY_OFFICER})
    )


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
    next_century = replace(ON_LEAVE, from_on=date(2126, 3, 1), until_on=date(2126, 3, 2))
    for said, code, field in (
        (replace(ON_LEAVE, agreed_on=tomorrow), "in_future", "agreed_on"),
        (replace(ON_LEAVE, class_agreed_on=tomorrow), "in_future", "class_agreed_on"),
        (replace(ON_LEAVE, until_on=TODAY - timedelta(days=1)), "leave_is_past", "until_on"),
        (replace(ON_LEAVE, from_on=tomorrow, until_on=TODAY), "before_start", "until_on"),
        (replace(ON_LEAVE, until_on=TODAY + timedelta(days=181)), "leave_too_long", "until_on"),
        (next_century, "leave_too_far_ahead", "from_on"),
    ):
        mine.when(starting(said)).then_refused(code, field=field)


def test_one_recorded_while_another_runs_says_until_when_it_lasts_now() -> None:
    longer = CASES.given(*MINE, ON_LEAVE)
    longer.when(starting(LONGER, prolongs=ON_LEAVE.leave_id)).then(LONGER)
    state = CASES.given(*MINE, ON_LEAVE, LONGER)
    state.when(starting(LONGER, prolongs=ON_LEAVE.leave_id)).then_known(LONGER)
    state.when(ending()).then_refused("leave_was_prolonged")
    over = replace(OFF_LEAVE, leave_id=LONGER.leave_id)
    state.when(ending(over)).then(over)


def test_a_form_of_before_puts_no_child_on_leave_again_and_no_leave_replaces_another() -> None:
    stale = starting(LONGER, prolongs=ON_LEAVE.leave_id)
    CASES.given(*MINE, ON_LEAVE, OFF_LEAVE).when(stale).then_refused("leave_is_over")
    CASES.given(*MINE).when(stale).then_refused("leave_not_found")
    CASES.given(*MINE, ON_LEAVE).when(starting(LONGER)).then_refused("already_on_leave")
    third = replace(LONGER, leave_id=LeaveId(example_id(893)))
    CASES.given(*MINE, ON_LEAVE, LONGER).when(
        starting(third, prolongs=ON_LEAVE.leave_id)
    ).then_refused("leave_was_prolonged")


def test_a_guardian_whom_a_report_may_mean_takes_no_child_out_of_school() -> None:
    meant = (replace(CONCERN, involved=(Involved.GUARDIAN,)), TAKEN)
    CASES.given(*meant).when(starting()).then_refused("guardian_may_be_suspected")
    sure = replace(ON_LEAVE, not_suspected=True)
    CASES.given(*meant).when(starting(sure)).then(sure)


def test_a_leave_that_was_recorded_before_that_was_asked_is_known_all_the_same() -> None:
    before = replace(ON_LEAVE, not_suspected=None)
    CASES.given(*MINE, before).when(starting()).then_known(before)


def test_while_an_appeal_waits_the_school_ends_a_leave_by_the_return_alone() -> None:
    waits = CASES.given(*MINE, ON_LEAVE, ASKED, DEFERRED, APPEALED)
    waits.when(ending()).then(OFF_LEAVE)
    for reason in (LeaveEnd.CHANGED_SCHOOL, LeaveEnd.RECORDED_IN_ERROR):
        moved = replace(OFF_LEAVE, reason=reason)
        waits.when(ending(moved)).then_refused("county_ends_leave")
        of_county = replace(moved, recorded_by=DUTY_OFFICER)
        waits.when(ending(moved, by=DUTY_OFFICER)).then(of_county)


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
