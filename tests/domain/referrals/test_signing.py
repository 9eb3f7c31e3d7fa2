"""A consent given by word or message holds at once, and is signed on paper later, or is not."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from domain.calendar import Calendar
from domain.codelists import ConsentMeans
from domain.referrals.facts import ReferralsEvent
from domain.referrals.family.consent_facts import ReferralConsentSigned, ReferralSigningDeclined
from domain.referrals.hospital.declining import hospitals_named
from domain.referrals.hospital.signing import (
    DeclineSigning,
    SignReferralConsent,
    decline_signing,
    sign_by,
    sign_consent,
    signature_owed,
)
from domain.referrals.state import NO_CASE, CaseState, evolve, fold
from domain.shared import PersonId
from tests.case_examples import (
    CASE,
    CONCERN,
    CONSENT,
    CONSENT_RECORDED,
    CRISIS_LEAD,
    GIVEN_AT,
    GIVER_NAMED,
    HOSPITAL,
    ISSUED_ON_CONSENT,
    SECOND_LEAD,
    TAKEN,
    WITHDRAWN,
)
from tests.domain.referrals.test_guardians import REFUSAL
from tests.examples import CHILD, RULES, TODAY
from tests.spec import Rule, Spec

CASES: Spec[CaseState, ReferralsEvent] = Spec(evolve, NO_CASE)
BY_TELEPHONE = replace(CONSENT_RECORDED, means=ConsentMeans.PHONE_TWO_STAFF, witness_id=SECOND_LEAD)
AGREED = (CONCERN, TAKEN, GIVER_NAMED, BY_TELEPHONE, ISSUED_ON_CONSENT)
PAPER = "转诊知情同意书，2026-017"
SIGN = SignReferralConsent(case_id=CASE, consent_id=CONSENT, signed_on=TODAY, paper=PAPER)
SIGNED = ReferralConsentSigned(
    case_id=CASE,
    child_id=CHILD,
    consent_id=CONSENT,
    recorded_by=CRISIS_LEAD,
    signed_on=TODAY,
    paper=PAPER,
)
DECLINE = DeclineSigning(case_id=CASE, consent_id=CONSENT, said_on=TODAY, why="不愿按手印。")
UNSIGNED = ReferralSigningDeclined(
    case_id=CASE,
    child_id=CHILD,
    consent_id=CONSENT,
    recorded_by=CRISIS_LEAD,
    said_on=TODAY,
    why="不愿按手印。",
)


def signing(
    request: SignReferralConsent = SIGN, by: PersonId = CRISIS_LEAD, today: date = TODAY
) -> Rule[CaseState, ReferralsEvent]:
    return lambda state: sign_consent(state, request, by=by, today=today)


def declining(
    request: DeclineSigning = DECLINE, by: PersonId = CRISIS_LEAD
) -> Rule[CaseState, ReferralsEvent]:
    return lambda state: decline_signing(state, request, by=by, today=TODAY)


def test_whoever_agreed_by_telephone_signs_later_and_once() -> None:
    CASES.given(*AGREED).when(signing()).then(SIGNED)
    CASES.given(*AGREED, SIGNED).when(signing()).then_known(SIGNED)
    other = replace(SIGN, paper="另一份")
    CASES.given(*AGREED, SIGNED).when(signing(other)).then_refused(
        "referral_consent_already_signed"
    )


def test_a_paper_that_comes_when_the_case_is_over_is_recorded_all_the_same() -> None:
    CASES.given(*AGREED, WITHDRAWN).when(signing(by=SECOND_LEAD)).then(
        replace(SIGNED, recorded_by=SECOND_LEAD)
    )
    CASES.given(*AGREED, WITHDRAWN).when(declining()).then_refused("concern_withdrawn")


def test_only_whoever_has_the_case_says_so() -> None:
    for rule in (signing(by=SECOND_LEAD), declining(by=SECOND_LEAD)):
        CASES.given(*AGREED).when(rule).then_refused("take_it_first")


def test_what_was_signed_at_once_or_never_given_waits_for_no_signature() -> None:
    on_paper = replace(CONSENT_RECORDED, means=ConsentMeans.SIGNED)
    in_person = (CONCERN, TAKEN, GIVER_NAMED, on_paper, ISSUED_ON_CONSENT)
    for before in (in_person, (CONCERN, TAKEN)):
        CASES.given(*before).when(signing()).then_refused("no_consent_to_sign")
        assert signature_owed(fold(before)) is None


@pytest.mark.parametrize("days", [-1, 1])
def test_nobody_signs_before_they_agreed_or_tomorrow(days: int) -> None:
    on = TODAY + timedelta(days=days)
    code = "before_start" if days < 0 else "in_future"
    signed, not_signed = replace(SIGN, signed_on=on), replace(DECLINE, said_on=on)
    CASES.given(*AGREED).when(signing(signed)).then_refused(code, field="signed_on")
    CASES.given(*AGREED).when(declining(not_signed)).then_refused(code, field="said_on")


def test_whoever_would_not_sign_has_not_taken_the_consent_back() -> None:
    CASES.given(*AGREED).when(declining()).then(UNSIGNED)
    CASES.given(*AGREED, UNSIGNED).when(declining()).then_known(UNSIGNED)
    state = fold((*AGREED, UNSIGNED))
    assert hospitals_named(state, CONSENT) == (HOSPITAL,)
    assert signature_owed(state) == BY_TELEPHONE
    CASES.given(*AGREED, UNSIGNED).when(signing()).then(SIGNED)


def test_a_signature_is_owed_until_it_is_there_or_the_consent_taken_back() -> None:
    assert signature_owed(fold(AGREED)) == BY_TELEPHONE
    assert signature_owed(fold((*AGREED, SIGNED))) is None
    taken_back = replace(REFUSAL, refused_at=GIVEN_AT + timedelta(minutes=5))
    assert signature_owed(fold((*AGREED, taken_back))) is None
    assert signature_owed(fold((*AGREED, WITHDRAWN))) is None


def test_it_is_due_after_the_working_days_of_the_rules() -> None:
    # Tuesday, and five working days on: the end of the next Tuesday in Beijing.
    due_at = sign_by(BY_TELEPHONE, RULES, Calendar())
    assert due_at == datetime(2026, 3, 17, 16, 0, tzinfo=UTC)
    bounds = replace(RULES.referrals, signed_working_days=1)
    sooner = sign_by(BY_TELEPHONE, replace(RULES, referrals=bounds), Calendar())
    assert sooner == datetime(2026, 3, 11, 16, 0, tzinfo=UTC)
