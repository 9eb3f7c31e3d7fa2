"""Referrals before and after: proposed, and received by the hospital they were issued to."""

from dataclasses import replace

import pytest

from domain.referrals.facts import ReferralsEvent
from domain.referrals.hospital.referring import acknowledge_referral, propose_referral
from domain.referrals.hospital.sending import AcknowledgeReferral, ProposeReferral
from domain.referrals.state import NO_CASE, CaseState, evolve
from domain.shared import OrganisationId, PersonId
from tests.case_examples import (
    ACKNOWLEDGED,
    CASE,
    CONCERN,
    CRISIS_LEAD,
    DUTY_OFFICER,
    HOSPITAL,
    ISSUED_IN_DANGER,
    LIAISON,
    OTHER_HOSPITAL,
    OTHER_LIAISON,
    PROPOSED,
    TAKEN,
    WITHDRAWN,
)
from tests.spec import Rule, Spec

CASES: Spec[CaseState, ReferralsEvent] = Spec(evolve, NO_CASE)
PROPOSE = ProposeReferral(case_id=CASE, why="连续两周情绪低落。")


def proposing(
    request: ProposeReferral = PROPOSE, by: PersonId = CRISIS_LEAD
) -> Rule[CaseState, ReferralsEvent]:
    return lambda state: propose_referral(state, request, by=by)


def receiving(
    by: PersonId = LIAISON, hospital_id: OrganisationId = HOSPITAL
) -> Rule[CaseState, ReferralsEvent]:
    request = AcknowledgeReferral(case_id=CASE)
    return lambda state: acknowledge_referral(state, request, by=by, hospital_id=hospital_id)


@pytest.mark.parametrize("rule", [proposing(), receiving()])
def test_there_must_be_a_worry(rule: Rule[CaseState, ReferralsEvent]) -> None:
    CASES.given().when(rule).then_refused("case_not_found")


# ── proposing ────────────────────────────────────────────────────────────────────────────────────


def test_whoever_answers_for_the_case_proposes_a_referral() -> None:
    CASES.given(CONCERN, TAKEN).when(proposing()).then(PROPOSED)


def test_the_same_proposal_sent_twice_is_recorded_once() -> None:
    CASES.given(CONCERN, TAKEN, PROPOSED).when(proposing()).then_known(PROPOSED)


def test_another_proposal_is_refused_and_one_after_the_referral() -> None:
    other = proposing(replace(PROPOSE, why="另有原因。"))
    CASES.given(CONCERN, TAKEN, PROPOSED).when(other).then_refused("referral_already_proposed")
    CASES.given(CONCERN, TAKEN, ISSUED_IN_DANGER).when(proposing()).then_refused(
        "referral_already_proposed"
    )


def test_a_proposal_needs_a_reason_and_somebody_who_has_the_case() -> None:
    CASES.given(CONCERN).when(proposing()).then_refused("take_it_first")
    CASES.given(CONCERN, TAKEN).when(proposing(by=DUTY_OFFICER)).then_refused("take_it_first")
    CASES.given(CONCERN, TAKEN, WITHDRAWN).when(proposing()).then_refused("concern_withdrawn")
    CASES.given(CONCERN, TAKEN).when(proposing(replace(PROPOSE, why=" "))).then_refused(
        "required", field="why"
    )


# ── received by the hospital ─────────────────────────────────────────────────────────────────────


def test_the_hospital_receives_what_was_issued_to_it() -> None:
    CASES.given(CONCERN, TAKEN, ISSUED_IN_DANGER).when(receiving()).then(ACKNOWLEDGED)


def test_the_same_receipt_sent_twice_is_recorded_once() -> None:
    CASES.given(CONCERN, TAKEN, ISSUED_IN_DANGER, ACKNOWLEDGED).when(receiving()).then_known(
        ACKNOWLEDGED
    )


def test_a_second_liaison_learns_that_it_was_received() -> None:
    CASES.given(CONCERN, TAKEN, ISSUED_IN_DANGER, ACKNOWLEDGED).when(
        receiving(OTHER_LIAISON)
    ).then_refused("referral_already_acknowledged")


def test_no_hospital_receives_anything_before_it_is_issued_or_of_another() -> None:
    CASES.given(CONCERN, TAKEN, PROPOSED).when(receiving()).then_refused(
        "not_issued_to_this_hospital"
    )
    CASES.given(CONCERN, TAKEN, ISSUED_IN_DANGER).when(
        receiving(hospital_id=OTHER_HOSPITAL)
    ).then_refused("not_issued_to_this_hospital")


def test_a_worry_withdrawn_meanwhile_is_not_received() -> None:
    CASES.given(CONCERN, TAKEN, ISSUED_IN_DANGER, WITHDRAWN).when(receiving()).then_refused(
        "concern_withdrawn"
    )
