"""A duty is proposed by one person and given by another: each step, and whatever is refused."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from domain.errors import RuleBroken
from domain.shared import DutyId
from domain.staff.facts import (
    DutyApproved,
    DutyDeclined,
    DutyDeclineReason,
    DutyEnded,
    DutyEndReason,
    DutyProposed,
    Role,
    StaffEvent,
)
from domain.staff.giving import Places
from domain.staff.proposing import (
    Signatory,
    approve_duty,
    decline_duty,
    propose_duty,
    require_still_signed,
)
from domain.staff.state import (
    NO_STAFF,
    ApproveDuty,
    DeclineDuty,
    ProposeDuty,
    StaffState,
    evolve,
    fold,
)
from tests.domain.two_people import LEADER, OFFICER, SECURITY
from tests.examples import (
    COUNTY_OFFICE_REGISTERED,
    DUTY,
    DUTY_ASSIGNED,
    RULES,
    SCHOOL_CLASS,
    SCHOOL_CLASS_REGISTERED,
    TEACHER,
    TEACHER_REGISTERED,
    TODAY,
    VILLAGE_REGISTERED,
    example_id,
)
from tests.spec import Rule, Spec

STAFF: Spec[StaffState, StaffEvent] = Spec(evolve, NO_STAFF)
ANOTHER = DutyId(example_id(202))

PROPOSE = ProposeDuty(
    person_id=TEACHER,
    duty_id=DUTY,
    role=Role.CLASS_TEACHER,
    organisation_id=SCHOOL_CLASS,
    from_on=date(2025, 9, 1),
    to_on=date(2026, 7, 5),
)
PROPOSED = DutyProposed(
    person_id=TEACHER,
    duty_id=DUTY,
    role=Role.CLASS_TEACHER,
    organisation_id=SCHOOL_CLASS,
    from_on=date(2025, 9, 1),
    to_on=date(2026, 7, 5),
    proposed_by=LEADER.person_id,
    proposed_as=Role.SCHOOL_LEADER,
    proposed_on=TODAY,
)
APPROVED = DutyApproved(
    person_id=TEACHER,
    duty_id=DUTY,
    proposed_by=LEADER.person_id,
    approved_by=OFFICER.person_id,
    approved_as=Role.COUNTY_OFFICER,
)
DECLINED = DutyDeclined(
    person_id=TEACHER,
    duty_id=DUTY,
    declined_by=OFFICER.person_id,
    reason=DutyDeclineReason.NOT_NEEDED,
)
IN_CLASS = Places(organisation=fold([SCHOOL_CLASS_REGISTERED]))
IN_OFFICE = Places(organisation=fold([COUNTY_OFFICE_REGISTERED]))


def proposing(
    request: ProposeDuty = PROPOSE,
    *,
    by: Signatory = LEADER,
    at: Places = IN_CLASS,
    today: date = TODAY,
) -> Rule[StaffState, StaffEvent]:
    return lambda state: propose_duty(state, request, by=by, places=at, today=today, rules=RULES)


def approving(
    *, by: Signatory = OFFICER, at: Places = IN_CLASS, today: date = TODAY, duty_id: DutyId = DUTY
) -> Rule[StaffState, StaffEvent]:
    request = ApproveDuty(person_id=TEACHER, duty_id=duty_id)
    return lambda state: approve_duty(state, request, by=by, places=at, today=today, rules=RULES)


def declining(
    reason: DutyDeclineReason = DutyDeclineReason.NOT_NEEDED, *, by: Signatory = OFFICER
) -> Rule[StaffState, StaffEvent]:
    request = DeclineDuty(person_id=TEACHER, duty_id=DUTY, reason=reason)
    return lambda state: decline_duty(state, request, by=by.person_id)


# ── proposing ────────────────────────────────────────────────────────────────────────────────────


def test_a_duty_is_proposed_and_gives_nothing() -> None:
    STAFF.given(TEACHER_REGISTERED).when(proposing()).then(PROPOSED)
    assert fold([TEACHER_REGISTERED, PROPOSED]).assigned == {}


def test_nobody_proposes_for_themselves_nor_for_somebody_unknown() -> None:
    oneself = replace(LEADER, person_id=TEACHER)
    STAFF.given(TEACHER_REGISTERED).when(proposing(by=oneself)).then_refused("duty_for_oneself")
    STAFF.given().when(proposing()).then_refused("person_not_registered")


def test_a_proposal_that_could_not_be_given_is_refused_at_once() -> None:
    known = STAFF.given(TEACHER_REGISTERED)
    village = Places(organisation=fold([VILLAGE_REGISTERED]))
    known.when(proposing(at=village)).then_refused("organisation_of_other_kind")
    known.when(proposing(at=Places(organisation=NO_STAFF))).then_refused(
        "organisation_not_registered"
    )
    backwards = replace(PROPOSE, to_on=date(2025, 8, 31))
    known.when(proposing(backwards)).then_refused("before_start", field="to_on")
    too_long = replace(PROPOSE, to_on=date(2028, 9, 2))
    known.when(proposing(too_long)).then_refused("term_too_long", field="to_on")
    again = replace(PROPOSE, duty_id=ANOTHER)
    STAFF.given(TEACHER_REGISTERED, DUTY_ASSIGNED).when(proposing(again)).then_refused(
        "duty_already_held"
    )


def test_the_same_proposal_sent_twice_is_recorded_once_also_the_day_after() -> None:
    known = STAFF.given(TEACHER_REGISTERED, PROPOSED)
    known.when(proposing(today=TODAY + timedelta(days=1))).then_known(PROPOSED)


def test_another_proposal_of_the_same_id_is_refused() -> None:
    known = STAFF.given(TEACHER_REGISTERED, PROPOSED)
    shorter = replace(PROPOSE, to_on=date(2026, 1, 20))
    known.when(proposing(shorter)).then_refused("duty_already_proposed")
    known.when(proposing(by=OFFICER)).then_refused("duty_already_proposed")


def test_the_same_post_waits_for_those_days_once() -> None:
    known = STAFF.given(TEACHER_REGISTERED, PROPOSED)
    again = replace(PROPOSE, duty_id=ANOTHER)
    known.when(proposing(again)).then_refused("duty_proposed_already")
    after = replace(again, from_on=date(2026, 7, 6), to_on=date(2027, 7, 5))
    said = replace(PROPOSED, duty_id=ANOTHER, from_on=after.from_on, to_on=after.to_on)
    known.when(proposing(after)).then(said)
    declined = STAFF.given(TEACHER_REGISTERED, PROPOSED, DECLINED)
    declined.when(proposing(again)).then(replace(PROPOSED, duty_id=ANOTHER))


# ── approving ────────────────────────────────────────────────────────────────────────────────────


def test_another_approves_and_the_duty_is_given_in_the_same_commit() -> None:
    STAFF.given(TEACHER_REGISTERED, PROPOSED).when(approving()).then(APPROVED, DUTY_ASSIGNED)


def test_nobody_approves_what_they_proposed_nor_what_is_theirs() -> None:
    known = STAFF.given(TEACHER_REGISTERED, PROPOSED)
    known.when(approving(by=LEADER)).then_refused("own_proposal")
    known.when(approving(by=replace(OFFICER, person_id=TEACHER))).then_refused("duty_for_oneself")


def test_what_nobody_proposed_is_not_approved() -> None:
    STAFF.given(TEACHER_REGISTERED).when(approving()).then_refused("proposal_not_found")


def test_the_same_approval_is_known_and_a_second_one_refused() -> None:
    known = STAFF.given(TEACHER_REGISTERED, PROPOSED, APPROVED, DUTY_ASSIGNED)
    known.when(approving()).then_known(APPROVED, DUTY_ASSIGNED)
    known.when(approving(by=SECURITY)).then_refused("proposal_already_approved")
    declined = STAFF.given(TEACHER_REGISTERED, PROPOSED, DECLINED)
    declined.when(approving()).then_refused("proposal_already_declined")


def test_a_proposal_is_approved_within_thirty_days() -> None:
    known = STAFF.given(TEACHER_REGISTERED, PROPOSED)
    last = TODAY + timedelta(days=30)
    known.when(approving(today=last)).then(APPROVED, DUTY_ASSIGNED)
    refused = known.when(approving(today=last + timedelta(days=1)))
    assert refused.then_refused("proposal_too_old").parameters == {"days": 30}


def test_what_cannot_be_given_any_more_is_refused() -> None:
    other = replace(DUTY_ASSIGNED, duty_id=ANOTHER)
    STAFF.given(TEACHER_REGISTERED, PROPOSED, other).when(approving()).then_refused(
        "duty_already_held"
    )


# ── declining ────────────────────────────────────────────────────────────────────────────────────


def test_a_proposal_is_declined_once() -> None:
    STAFF.given(TEACHER_REGISTERED, PROPOSED).when(declining()).then(DECLINED)
    known = STAFF.given(TEACHER_REGISTERED, PROPOSED, DECLINED)
    known.when(declining()).then_known(DECLINED)
    known.when(declining(DutyDeclineReason.OTHER_DAYS)).then_refused("proposal_already_declined")


def test_only_who_proposed_it_takes_it_back() -> None:
    known = STAFF.given(TEACHER_REGISTERED, PROPOSED)
    taken_back = replace(DECLINED, declined_by=LEADER.person_id, reason=DutyDeclineReason.WITHDRAWN)
    known.when(declining(DutyDeclineReason.WITHDRAWN, by=LEADER)).then(taken_back)
    known.when(declining(DutyDeclineReason.WITHDRAWN)).then_refused(
        "not_the_proposer", field="reason"
    )


def test_what_was_approved_or_never_proposed_is_not_declined() -> None:
    STAFF.given(TEACHER_REGISTERED, PROPOSED, APPROVED, DUTY_ASSIGNED).when(
        declining()
    ).then_refused("proposal_already_approved")
    STAFF.given(TEACHER_REGISTERED).when(declining()).then_refused("proposal_not_found")


def test_a_proposer_who_was_dismissed_meanwhile_answers_for_no_place_any_more() -> None:
    leads = replace(
        DUTY_ASSIGNED, role=Role.SCHOOL_LEADER, from_on=TODAY - timedelta(days=9), to_on=None
    )
    gone = DutyEnded(
        person_id=leads.person_id,
        duty_id=leads.duty_id,
        ended_on=TODAY - timedelta(days=1),
        reason=DutyEndReason.LEFT,
    )
    state = fold([TEACHER_REGISTERED, PROPOSED])
    require_still_signed(state, DUTY, fold([leads]), by=SECURITY, today=TODAY)
    with pytest.raises(RuleBroken, match="needs_one_responsible"):
        require_still_signed(state, DUTY, fold([leads, gone]), by=SECURITY, today=TODAY)
    require_still_signed(state, DUTY, fold([leads, gone]), by=OFFICER, today=TODAY)
