"""A child who is worse again: nothing from before it counts, and repeats from before are known."""

from dataclasses import replace
from datetime import datetime, timedelta

from domain.referrals.facts import ReferralsEvent
from domain.referrals.family.consent_facts import PupilWish
from domain.referrals.hospital.at_hospital import DeclineReferral, RecordAttendance
from domain.referrals.hospital.declining import decline_referral
from domain.referrals.hospital.referring import issue_referral
from domain.referrals.hospital.sending import Consent, IssueReferral
from domain.referrals.hospital.visiting import record_attendance
from domain.referrals.rules import Answer
from domain.referrals.state import NO_CASE, CaseState, evolve, fold
from domain.shared import ConsentId, ReferralId
from tests.case_examples import (
    ACKNOWLEDGED,
    CASE,
    CONSENT,
    CONSENT_RECORDED,
    CRISIS_LEAD,
    GIVER_NAMED,
    HOSPITAL,
    ISSUED_ON_CONSENT,
)
from tests.domain.referrals.test_aftercare import NOW, RECEIVED, SEEN, WORSE
from tests.examples import RULES, example_id
from tests.hospital_examples import ATTENDED, DECLINED
from tests.spec import Rule, Spec

CASES: Spec[CaseState, ReferralsEvent] = Spec(evolve, NO_CASE)
ANOTHER = ConsentId(example_id(876))
REQUEST = IssueReferral(
    case_id=CASE, hospital_id=HOSPITAL, referral_id=ReferralId(example_id(873)), consent_id=CONSENT
)


def issuing(request: IssueReferral) -> Rule[CaseState, ReferralsEvent]:
    return lambda state: issue_referral(state, request, by=CRISIS_LEAD, now=NOW, rules=RULES)


def typed(consent_id: ConsentId, given_at: datetime) -> IssueReferral:
    said = CONSENT_RECORDED
    consent = Consent(
        consent_id=consent_id,
        name=GIVER_NAMED.name,
        relation_code=said.relation_code,
        is_guardian=said.is_guardian,
        means=said.means,
        given_at=given_at,
        wish=PupilWish.WANTS,
        witness_id=said.witness_id,
    )
    return replace(REQUEST, consent_id=None, consent=consent)


def declining(state: CaseState) -> Answer:
    request = DeclineReferral(
        case_id=CASE, decline_id=DECLINED.decline_id, reason=DECLINED.reason, why=DECLINED.why
    )
    return decline_referral(
        *(state, request),
        by=DECLINED.declined_by,
        hospital_id=DECLINED.hospital_id,
        within_reach=(),
    )


def attending(state: CaseState) -> Answer:
    request = RecordAttendance(
        case_id=CASE, attendance_id=ATTENDED.attendance_id, attended_at=ATTENDED.attended_at
    )
    return record_attendance(
        *(state, request),
        by=ATTENDED.said_by,
        hospital_id=ATTENDED.hospital_id,
        now=NOW,
        rules=RULES,
    )


def test_a_family_is_asked_anew_before_a_child_who_is_worse_is_referred_again() -> None:
    worse = CASES.given(*SEEN, WORSE)
    worse.when(issuing(REQUEST)).then_refused("consent_names_other_hospital")


def test_nor_does_a_consent_from_before_it_hold_when_it_is_typed_anew() -> None:
    worse = CASES.given(*SEEN, WORSE)
    same = typed(CONSENT, CONSENT_RECORDED.given_at)
    worse.when(issuing(same)).then_refused("before_earlier_step", field="given_at")
    earlier = typed(ANOTHER, NOW - timedelta(minutes=1))
    worse.when(issuing(earlier)).then_refused("before_earlier_step", field="given_at")
    worse.when(issuing(typed(ANOTHER, NOW))).then(
        replace(GIVER_NAMED, consent_id=ANOTHER),
        replace(CONSENT_RECORDED, consent_id=ANOTHER, given_at=NOW),
        replace(ISSUED_ON_CONSENT, consent_id=ANOTHER),
    )


def test_what_a_hospital_said_before_it_is_answered_when_it_is_sent_again() -> None:
    sent = (ISSUED_ON_CONSENT, ACKNOWLEDGED)
    before = (*RECEIVED[:-1], DECLINED, *sent, ATTENDED, WORSE)
    for after in ((), sent):
        anew = CASES.given(*before, *after)
        anew.when(declining).then_known(DECLINED)
        anew.when(attending).then_known(ATTENDED)
    assert fold((*before, *sent)).at_hospital.attended is None
