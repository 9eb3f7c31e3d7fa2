"""Referrals issued: on consent from whom the law names, or in danger; never on neither."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from domain.codelists import ConsentMeans
from domain.referrals.facts import ReferralsEvent
from domain.referrals.family.consent_facts import PupilWish
from domain.referrals.hospital.referring import issue_referral
from domain.referrals.hospital.sending import Consent, IssueReferral
from domain.referrals.state import NO_CASE, CaseState, evolve
from domain.shared import ConsentId, PersonId, ReferralId
from tests.case_examples import (
    CASE,
    CONCERN,
    CONSENT,
    CONSENT_RECORDED,
    CRISIS_LEAD,
    DOCTOR,
    DUTY_OFFICER,
    GIVEN_AT,
    GIVER_NAMED,
    HOSPITAL,
    ISSUED_IN_DANGER,
    ISSUED_ON_CONSENT,
    OTHER_HOSPITAL,
    PROPOSED,
    TAKEN,
    WITHDRAWN,
)
from tests.examples import NOW, RULES, example_id
from tests.hospital_examples import DECLINED, SCOPE
from tests.spec import Rule, Spec

CASES: Spec[CaseState, ReferralsEvent] = Spec(evolve, NO_CASE)
CONSENT_GIVEN = Consent(
    consent_id=CONSENT,
    name="示例奶奶",
    relation_code="62",
    is_guardian=False,
    means=ConsentMeans.PHONE_TWO_STAFF,
    given_at=GIVEN_AT,
    wish=PupilWish.WANTS,
    witness_id=DOCTOR,
)
REFERRAL = ReferralId(example_id(804))
ON_CONSENT = IssueReferral(
    case_id=CASE, hospital_id=HOSPITAL, referral_id=REFERRAL, consent=CONSENT_GIVEN
)
IN_DANGER = IssueReferral(
    case_id=CASE, hospital_id=HOSPITAL, referral_id=REFERRAL, danger="站在教学楼顶,被老师拉回。"
)
CONSENTED = (GIVER_NAMED, CONSENT_RECORDED, ISSUED_ON_CONSENT)


def issuing(
    request: IssueReferral = ON_CONSENT, by: PersonId = CRISIS_LEAD
) -> Rule[CaseState, ReferralsEvent]:
    return lambda state: issue_referral(state, request, by=by, now=NOW, rules=RULES)


def consenting(consent: Consent) -> Rule[CaseState, ReferralsEvent]:
    return issuing(replace(ON_CONSENT, consent=consent))


def test_there_must_be_a_worry() -> None:
    CASES.given().when(issuing()).then_refused("case_not_found")


def test_a_referral_on_consent_is_recorded_with_it_and_with_who_gave_it() -> None:
    CASES.given(CONCERN, TAKEN, PROPOSED).when(issuing()).then(*CONSENTED)


def test_a_referral_needs_no_proposal_before() -> None:
    CASES.given(CONCERN, TAKEN).when(issuing()).then(*CONSENTED)


def test_in_danger_a_referral_needs_no_consent() -> None:
    CASES.given(CONCERN, TAKEN).when(issuing(IN_DANGER)).then(ISSUED_IN_DANGER)


@pytest.mark.parametrize(
    "request_",
    [
        replace(ON_CONSENT, consent=None),
        replace(IN_DANGER, danger=" \n"),
        replace(ON_CONSENT, danger="也有危险。"),
    ],
)
def test_a_referral_rests_on_consent_or_on_danger_never_on_neither_or_both(
    request_: IssueReferral,
) -> None:
    CASES.given(CONCERN, TAKEN).when(issuing(request_)).then_refused(
        "consent_or_danger", field="danger"
    )


@pytest.mark.parametrize("code", ["51", "52", "57", "58", "61", "62", "63", "64", "71", "75"])
def test_a_close_relative_may_consent(code: str) -> None:
    CASES.given(CONCERN, TAKEN).when(consenting(replace(CONSENT_GIVEN, relation_code=code))).then(
        GIVER_NAMED, replace(CONSENT_RECORDED, relation_code=code), ISSUED_ON_CONSENT
    )


@pytest.mark.parametrize("code", ["73", "77"])
def test_no_younger_sibling_agrees_to_anything(code: str) -> None:
    for is_guardian in (False, True):
        consent = replace(CONSENT_GIVEN, relation_code=code, is_guardian=is_guardian)
        CASES.given(CONCERN, TAKEN).when(consenting(consent)).then_refused("sibling_is_a_minor")


@pytest.mark.parametrize("code", ["59", "66", "72", "81", "83", "88", "97", "99"])
def test_nobody_else_may_unless_they_are_the_guardian(code: str) -> None:
    taken = CASES.given(CONCERN, TAKEN)
    taken.when(consenting(replace(CONSENT_GIVEN, relation_code=code))).then_refused(
        "consent_not_theirs_to_give"
    )
    taken.when(consenting(replace(CONSENT_GIVEN, relation_code=code, is_guardian=True))).then(
        GIVER_NAMED,
        replace(CONSENT_RECORDED, relation_code=code, is_guardian=True),
        ISSUED_ON_CONSENT,
    )


def test_a_relation_that_no_standard_knows_is_refused() -> None:
    CASES.given(CONCERN, TAKEN).when(
        consenting(replace(CONSENT_GIVEN, relation_code="00"))
    ).then_refused("unknown_code", field="relation_code")


@pytest.mark.parametrize("witness_id", [None, CRISIS_LEAD])
def test_by_telephone_a_second_member_of_staff_hears_it(witness_id: PersonId | None) -> None:
    CASES.given(CONCERN, TAKEN).when(
        consenting(replace(CONSENT_GIVEN, witness_id=witness_id))
    ).then_refused("required", field="witness_id")


@pytest.mark.parametrize(
    "means", [ConsentMeans.IN_PERSON, ConsentMeans.WRITTEN_MESSAGE, ConsentMeans.SIGNED]
)
def test_otherwise_one_is_enough(means: ConsentMeans) -> None:
    CASES.given(CONCERN, TAKEN).when(
        consenting(replace(CONSENT_GIVEN, means=means, witness_id=None))
    ).then(
        GIVER_NAMED,
        replace(CONSENT_RECORDED, means=means, witness_id=None),
        ISSUED_ON_CONSENT,
    )


def test_a_consent_of_the_future_is_refused_but_for_clocks_that_differ_a_little() -> None:
    tolerated = NOW + timedelta(minutes=RULES.future_tolerance_minutes)
    CASES.given(CONCERN, TAKEN).when(consenting(replace(CONSENT_GIVEN, given_at=tolerated))).then(
        GIVER_NAMED, replace(CONSENT_RECORDED, given_at=tolerated), ISSUED_ON_CONSENT
    )
    CASES.given(CONCERN, TAKEN).when(
        consenting(replace(CONSENT_GIVEN, given_at=tolerated + timedelta(seconds=1)))
    ).then_refused("in_future", field="given_at")


def test_a_consent_needs_a_time_with_a_zone_and_a_name() -> None:
    bare = datetime(2026, 3, 10, 9, 20)  # noqa: DTZ001
    taken = CASES.given(CONCERN, TAKEN)
    taken.when(consenting(replace(CONSENT_GIVEN, given_at=bare))).then_refused(
        "time_without_zone", field="given_at"
    )
    taken.when(consenting(replace(CONSENT_GIVEN, name=" "))).then_refused(
        "required", field="consent_name"
    )
    assert GIVEN_AT.tzinfo is UTC


def test_only_who_answers_for_the_case_issues_a_referral() -> None:
    for request in (ON_CONSENT, IN_DANGER):
        CASES.given(CONCERN).when(issuing(request)).then_refused("take_it_first")
        CASES.given(CONCERN, TAKEN).when(issuing(request, DUTY_OFFICER)).then_refused(
            "take_it_first"
        )
        CASES.given(CONCERN, TAKEN, WITHDRAWN).when(issuing(request)).then_refused(
            "concern_withdrawn"
        )


def test_the_same_referral_sent_twice_is_issued_once() -> None:
    CASES.given(CONCERN, TAKEN, *CONSENTED).when(issuing()).then_known(*CONSENTED)
    CASES.given(CONCERN, TAKEN, ISSUED_IN_DANGER, WITHDRAWN).when(issuing(IN_DANGER)).then_known(
        ISSUED_IN_DANGER
    )


@pytest.mark.parametrize(
    "consent",
    [
        replace(CONSENT_GIVEN, name="示例爷爷"),
        replace(CONSENT_GIVEN, relation_code="61"),
        replace(CONSENT_GIVEN, is_guardian=True),
        replace(CONSENT_GIVEN, consent_id=ConsentId(example_id(899))),
    ],
)
def test_the_same_referral_on_another_consent_is_no_repeat(consent: Consent) -> None:
    CASES.given(CONCERN, TAKEN, *CONSENTED).when(consenting(consent)).then_refused(
        "referral_already_issued"
    )


def test_the_id_of_another_consent_is_refused_and_takes_over_none_of_its_hospitals() -> None:
    declined = CASES.given(CONCERN, TAKEN, GIVER_NAMED, CONSENT_RECORDED, SCOPE, DECLINED)
    for other in (CONSENT_GIVEN, replace(CONSENT_GIVEN, name="示例爷爷")):
        declined.when(consenting(other)).then_refused("consent_already_recorded")
    new = replace(CONSENT_GIVEN, consent_id=ConsentId(example_id(899)))
    declined.when(consenting(new)).then(
        replace(GIVER_NAMED, consent_id=new.consent_id),
        replace(CONSENT_RECORDED, consent_id=new.consent_id),
        replace(ISSUED_ON_CONSENT, consent_id=new.consent_id),
    )


def test_a_case_is_referred_once() -> None:
    elsewhere = replace(IN_DANGER, hospital_id=OTHER_HOSPITAL)
    CASES.given(CONCERN, TAKEN, ISSUED_IN_DANGER).when(issuing(elsewhere)).then_refused(
        "referral_already_issued"
    )
