"""A guardian asks that a child comes back; a panel looks, and the county where one appeals."""

from dataclasses import replace
from datetime import date, timedelta

from domain.referrals.facts import Involved, ReferralsEvent
from domain.referrals.returning.return_facts import (
    DeferralReason,
    ReturnAppealed,
    ReturnPlanned,
    ReturnRequested,
    ReturnReviewed,
)
from domain.referrals.returning.return_state import (
    AppealReturn,
    DeferReturn,
    PlanReturn,
    RequestReturn,
    ReviewReturn,
)
from domain.referrals.returning.returning import appeal_return, request_return, review_return
from domain.referrals.school.panels import Sitting
from domain.referrals.state import NO_CASE, CaseState, evolve
from domain.shared import PersonId, ReturnId, ReviewId
from tests.case_examples import (
    BUREAU_OFFICER,
    CASE,
    CONCERN,
    COUNTY_OFFICER,
    CRISIS_LEAD,
    DUTY_OFFICER,
    SCHOOL_LEADER,
    TAKEN,
    WITHDRAWN,
)
from tests.examples import NOW, RULES, TODAY, example_id
from tests.feedback_examples import NO_STATEMENT
from tests.leave_examples import OFF_LEAVE, ON_LEAVE
from tests.return_examples import AGREED, APPEALED, ASKED, DEFERRED, PLANNED
from tests.spec import Rule, Spec

CASES: Spec[CaseState, ReferralsEvent] = Spec(evolve, NO_CASE)
ON_IT = (CONCERN, TAKEN, ON_LEAVE)
WAITS = (*ON_IT, ASKED)
OF_COUNTY = frozenset({DUTY_OFFICER, COUNTY_OFFICER})
OTHER_TEACHER = PersonId(example_id(898))
MAY_SIT = OF_COUNTY | {CRISIS_LEAD, SCHOOL_LEADER, OTHER_TEACHER}
AGAIN = ReviewId(example_id(895))


def asking(said: ReturnRequested = ASKED) -> Rule[CaseState, ReferralsEvent]:
    request = RequestReturn(
        case_id=CASE,
        return_id=said.return_id,
        relation_code=said.relation_code,
        is_guardian=said.is_guardian,
        requested_on=said.requested_on,
        not_suspected=bool(said.not_suspected),
    )
    return lambda state: request_return(state, request, by=CRISIS_LEAD, now=NOW)


def appealing(said: ReturnAppealed = APPEALED) -> Rule[CaseState, ReferralsEvent]:
    request = AppealReturn(
        case_id=CASE,
        return_id=said.return_id,
        relation_code=said.relation_code,
        is_guardian=said.is_guardian,
        appealed_on=said.appealed_on,
        not_suspected=bool(said.not_suspected),
    )
    return lambda state: appeal_return(state, request, by=CRISIS_LEAD, now=NOW)


def reviewing(
    said: ReturnReviewed = AGREED, plan: ReturnPlanned | None = None, by: PersonId = CRISIS_LEAD
) -> Rule[CaseState, ReferralsEvent]:
    if said.reason is None or said.look_again_on is None:
        how = plan or PLANNED
        outcome: PlanReturn | DeferReturn = PlanReturn(
            first_on=how.first_on, met_by=how.met_by, loads=how.loads, helps=how.helps
        )
    else:
        outcome = DeferReturn(reason=said.reason, look_again_on=said.look_again_on)
    request = ReviewReturn(
        case_id=CASE,
        return_id=said.return_id,
        review_id=said.review_id,
        member_ids=said.member_ids,
        met_at=said.met_at,
        outcome=outcome,
    )
    sitting = Sitting(by=by, now=NOW, may_sit=MAY_SIT, of_county=OF_COUNTY)
    return lambda state: review_return(state, request, sitting, RULES)


def test_a_guardian_asks_that_a_child_on_leave_comes_back_and_nobody_else_does() -> None:
    CASES.given().when(asking()).then_refused("case_not_found")
    CASES.given(CONCERN, TAKEN).when(asking()).then_refused("not_on_leave")
    CASES.given(*ON_IT, OFF_LEAVE).when(asking()).then_refused("not_on_leave")
    CASES.given(*ON_IT).when(asking()).then(ASKED)
    CASES.given(*WAITS).when(asking()).then_known(ASKED)
    CASES.given(*WAITS).when(asking(replace(ASKED, is_guardian=True))).then_refused(
        "return_already_recorded"
    )
    other = replace(ASKED, return_id=ReturnId(example_id(896)))
    CASES.given(*WAITS).when(asking(other)).then_refused("return_already_waits")
    aunt = replace(ASKED, relation_code="85")
    CASES.given(*ON_IT).when(asking(aunt)).then_refused("guardian_decides_on_leave")
    tomorrow = replace(ASKED, requested_on=TODAY + timedelta(days=1))
    CASES.given(*ON_IT).when(asking(tomorrow)).then_refused("in_future", field="requested_on")
    CASES.given(*ON_IT, WITHDRAWN).when(asking()).then_refused("concern_withdrawn")


def test_a_panel_agrees_with_a_plan_and_waits_for_no_letter_of_a_hospital() -> None:
    CASES.given(*WAITS).when(reviewing()).then(AGREED, PLANNED)
    CASES.given(*WAITS, NO_STATEMENT).when(reviewing()).then(AGREED, PLANNED)
    agreed = CASES.given(*WAITS, AGREED, PLANNED)
    agreed.when(reviewing()).then_known(AGREED, PLANNED)
    agreed.when(reviewing(plan=replace(PLANNED, loads=()))).then_refused("review_already_recorded")
    agreed.when(reviewing(replace(AGREED, review_id=AGAIN))).then_refused("return_settled")
    CASES.given(*ON_IT).when(reviewing()).then_refused("return_not_found")


def test_no_reason_to_wait_is_that_a_proof_is_missing() -> None:
    assert [each.value for each in DeferralReason] == [
        *("child_wishes_to_wait", "support_not_arranged"),
        *("nobody_after_school", "not_safe_yet"),
    ]


def test_a_panel_is_of_two_who_may_sit_on_it_and_of_whoever_records_it() -> None:
    waits = CASES.given(*WAITS)
    alone = replace(AGREED, member_ids=(CRISIS_LEAD,))
    waits.when(reviewing(alone)).then_refused("too_few_members", field="member_ids")
    others = replace(AGREED, member_ids=(DUTY_OFFICER, SCHOOL_LEADER))
    waits.when(reviewing(others)).then_refused("recorder_sits_too", field="member_ids")
    stranger = replace(AGREED, member_ids=(CRISIS_LEAD, BUREAU_OFFICER))
    waits.when(reviewing(stranger)).then_refused("may_not_sit_on_panel")
    later = replace(AGREED, met_at=NOW + timedelta(hours=1))
    waits.when(reviewing(later)).then_refused("in_future", field="met_at")
    naive = replace(AGREED, met_at=NOW.replace(tzinfo=None))
    waits.when(reviewing(naive)).then_refused("time_without_zone", field="met_at")


def test_the_days_of_a_plan_and_of_a_deferral_are_soon() -> None:
    waits = CASES.given(*WAITS)
    for plan, code in (
        (replace(PLANNED, first_on=TODAY - timedelta(days=1)), "before_start"),
        (replace(PLANNED, first_on=TODAY + timedelta(days=15)), "return_too_late"),
    ):
        waits.when(reviewing(plan=plan)).then_refused(code, field="first_on")
    by_nobody = replace(PLANNED, met_by=BUREAU_OFFICER)
    waits.when(reviewing(plan=by_nobody)).then_refused("may_not_support_child")
    for on, code in ((TODAY, "before_start"), (date(2026, 3, 25), "deferred_too_long")):
        deferred = replace(DEFERRED, look_again_on=on)
        waits.when(reviewing(deferred)).then_refused(code, field="look_again_on")


def test_a_return_that_was_deferred_is_looked_at_again_and_waits_until_somebody_agrees() -> None:
    CASES.given(*WAITS).when(reviewing(DEFERRED)).then(DEFERRED)
    deferred = CASES.given(*WAITS, DEFERRED)
    deferred.when(reviewing(DEFERRED)).then_known(DEFERRED)
    again = replace(AGREED, review_id=AGAIN)
    deferred.when(reviewing(again)).then(again, replace(PLANNED, review_id=AGAIN))


def test_a_guardian_appeals_once_and_others_of_the_county_decide() -> None:
    CASES.given(*WAITS).when(appealing()).then_refused("nothing_deferred")
    deferred = CASES.given(*WAITS, DEFERRED)
    deferred.when(appealing()).then(APPEALED)
    deferred.when(appealing(replace(APPEALED, relation_code="85"))).then_refused(
        "guardian_decides_on_leave"
    )
    appealed = CASES.given(*WAITS, DEFERRED, APPEALED)
    appealed.when(appealing()).then_known(APPEALED)
    appealed.when(appealing(replace(APPEALED, is_guardian=True))).then_refused("appealed_before")
    again = replace(AGREED, review_id=AGAIN)
    appealed.when(reviewing(again)).then_refused("county_decides_appeal")
    mixed = replace(again, member_ids=(SCHOOL_LEADER, DUTY_OFFICER))
    appealed.when(reviewing(mixed, by=DUTY_OFFICER)).then_refused("others_decide_appeal")
    other_school = replace(again, member_ids=(DUTY_OFFICER, OTHER_TEACHER))
    appealed.when(reviewing(other_school, by=DUTY_OFFICER)).then_refused("county_decides_appeal")
    decided = replace(again, member_ids=(DUTY_OFFICER, COUNTY_OFFICER), on_appeal=True)
    plan = replace(PLANNED, review_id=AGAIN)
    appealed.when(reviewing(decided, by=DUTY_OFFICER)).then(decided, plan)
    over = CASES.given(*WAITS, DEFERRED, APPEALED, decided, plan)
    over.when(reviewing(decided, by=DUTY_OFFICER)).then_known(decided, plan)


def test_no_panel_met_before_anybody_asked_or_appealed() -> None:
    day_before = replace(AGREED, met_at=NOW - timedelta(days=1))
    CASES.given(*WAITS).when(reviewing(day_before)).then_refused(
        "before_earlier_step", field="met_at"
    )
    long_ago = replace(ASKED, requested_on=TODAY - timedelta(days=9))
    deferred = (*ON_IT, long_ago, replace(DEFERRED, met_at=NOW - timedelta(days=5)))
    county = replace(
        day_before, review_id=AGAIN, member_ids=(DUTY_OFFICER, COUNTY_OFFICER), on_appeal=True
    )
    CASES.given(*deferred, APPEALED).when(reviewing(county, by=DUTY_OFFICER)).then_refused(
        "before_earlier_step", field="met_at"
    )


def test_a_guardian_whom_a_report_may_mean_asks_for_no_return_and_appeals_not() -> None:
    meant = (replace(CONCERN, involved=(Involved.CARER,)), TAKEN, ON_LEAVE)
    asks = CASES.given(*meant)
    asks.when(asking()).then_refused("guardian_may_be_suspected")
    sure = replace(ASKED, not_suspected=True)
    asks.when(asking(sure)).then(sure)
    appeals = CASES.given(*meant, ASKED, DEFERRED)
    appeals.when(appealing()).then_refused("guardian_may_be_suspected")
    appeals.when(appealing(replace(APPEALED, not_suspected=True))).then(
        replace(APPEALED, not_suspected=True)
    )


def test_a_deferral_by_the_county_is_looked_at_again_by_a_panel_of_the_school() -> None:
    county = replace(
        DEFERRED, review_id=AGAIN, member_ids=(DUTY_OFFICER, COUNTY_OFFICER), on_appeal=True
    )
    state = CASES.given(*WAITS, DEFERRED, APPEALED, county)
    last = replace(AGREED, review_id=ReviewId(example_id(897)))
    state.when(reviewing(last)).then(last, replace(PLANNED, review_id=last.review_id))
