"""A family's no that is written down late, and that a guardian is not told: both stand."""

from dataclasses import replace
from datetime import datetime, timedelta

from domain.codelists import ConsentMeans
from domain.referrals.facts import MayTellGuardian, ReferralsEvent
from domain.referrals.family.consent_facts import PupilWish
from domain.referrals.family.consenting import standing_refusal
from domain.referrals.family.guardian_facts import ConsentRefused
from domain.referrals.family.guardians import inform_guardian
from domain.referrals.hospital.referring import issue_referral
from domain.referrals.hospital.sending import Consent, IssueReferral
from domain.referrals.state import NO_CASE, CaseState, evolve
from domain.shared import ConsentId, ReferralId, TellingId
from tests.case_examples import (
    CASE,
    CONCERN,
    CONSENT_RECORDED,
    CRISIS_LEAD,
    GIVER_NAMED,
    HOSPITAL,
    ISSUED_ON_CONSENT,
    TAKEN,
)
from tests.domain.referrals.test_guardians import INFORM, INFORMED, NAMED, WITHHELD
from tests.examples import CHILD, NOW, RULES, example_id
from tests.spec import Rule, Spec

CASES: Spec[CaseState, ReferralsEvent] = Spec(evolve, NO_CASE)
REFUSED_AT = NOW - timedelta(minutes=5)
ANOTHER = ConsentId(example_id(877))


def refused(at: datetime, number: int = 1) -> ConsentRefused:
    return ConsentRefused(
        case_id=CASE,
        child_id=CHILD,
        telling_id=TellingId(example_id(6_100 + number)),
        recorded_by=CRISIS_LEAD,
        relation_code="51",
        is_guardian=True,
        means=ConsentMeans.IN_PERSON,
        refused_at=at,
        why="怕被人议论。",
        not_suspected=False,
    )


def issuing(given_at: datetime) -> Rule[CaseState, ReferralsEvent]:
    consent = Consent(
        consent_id=ANOTHER,
        name=GIVER_NAMED.name,
        relation_code="62",
        is_guardian=False,
        means=ConsentMeans.SIGNED,
        given_at=given_at,
        wish=PupilWish.WANTS,
    )
    request = IssueReferral(
        case_id=CASE,
        hospital_id=HOSPITAL,
        referral_id=ReferralId(example_id(873)),
        consent=consent,
    )
    return lambda state: issue_referral(state, request, by=CRISIS_LEAD, now=NOW, rules=RULES)


def issued(given_at: datetime) -> tuple[ReferralsEvent, ...]:
    signed = replace(
        CONSENT_RECORDED,
        consent_id=ANOTHER,
        means=ConsentMeans.SIGNED,
        given_at=given_at,
        witness_id=None,
    )
    named = replace(GIVER_NAMED, consent_id=ANOTHER)
    return named, signed, replace(ISSUED_ON_CONSENT, consent_id=ANOTHER)


def test_no_referral_rests_on_a_consent_from_before_a_refusal_also_where_it_is_typed_after_it() -> (
    None
):
    before, after = REFUSED_AT - timedelta(minutes=1), REFUSED_AT + timedelta(minutes=1)
    case = CASES.given(CONCERN, TAKEN, refused(REFUSED_AT))
    case.when(issuing(before)).then_refused("before_earlier_step", field="given_at")
    case.when(issuing(after)).then(*issued(after))
    CASES.given(CONCERN, TAKEN).when(issuing(before)).then(*issued(before))


def test_a_refusal_that_is_written_down_late_hides_none_that_came_after_it() -> None:
    earlier = refused(REFUSED_AT - timedelta(hours=30), 2)
    case = CASES.given(CONCERN, TAKEN, refused(REFUSED_AT), earlier)
    assert standing_refusal(case.state) == refused(REFUSED_AT)
    case.when(issuing(REFUSED_AT - timedelta(hours=1))).then_refused(
        "before_earlier_step", field="given_at"
    )
    later = CASES.given(CONCERN, TAKEN, earlier, refused(REFUSED_AT))
    assert standing_refusal(later.state) == refused(REFUSED_AT)


def test_once_a_guardian_is_not_told_nobody_is_before_somebody_made_sure_that_it_is_not_they() -> (
    None
):
    asks_not_to_tell = replace(CONCERN, may_tell_guardian=MayTellGuardian.NOT_YET)

    def telling(*, made_sure: bool) -> Rule[CaseState, ReferralsEvent]:
        request = replace(INFORM, not_suspected=made_sure)
        return lambda state: inform_guardian(state, request, by=CRISIS_LEAD, now=NOW, rules=RULES)

    CASES.given(asks_not_to_tell, TAKEN).when(telling(made_sure=False)).then(NAMED, INFORMED)
    case = CASES.given(asks_not_to_tell, TAKEN, WITHHELD)
    case.when(telling(made_sure=False)).then_refused("guardian_may_be_suspected")
    case.when(telling(made_sure=True)).then(NAMED, replace(INFORMED, not_suspected=True))
