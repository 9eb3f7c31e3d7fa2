"""A hospital that cannot take a child: who has the referral then, and on what it may go on."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from domain.codelists import ConsentMeans
from domain.referrals.facts import ReferralsEvent
from domain.referrals.family.guardian_facts import ConsentRefused
from domain.referrals.hospital.at_hospital import DeclineReferral
from domain.referrals.hospital.declining import decline_referral
from domain.referrals.hospital.hospital_facts import DeclineReason
from domain.referrals.hospital.referring import acknowledge_referral, issue_referral
from domain.referrals.hospital.sending import AcknowledgeReferral, IssueReferral
from domain.referrals.state import NO_CASE, CaseState, evolve
from domain.shared import DeclineId, OrganisationId, ReferralId, TellingId
from tests.case_examples import (
    ACKNOWLEDGED,
    CASE,
    CONCERN,
    CONSENT,
    CONSENT_RECORDED,
    CRISIS_LEAD,
    GIVEN_AT,
    GIVER_NAMED,
    HOSPITAL,
    ISSUED_IN_DANGER,
    ISSUED_ON_CONSENT,
    LIAISON,
    OTHER_HOSPITAL,
    OTHER_LIAISON,
    TAKEN,
    WITHDRAWN,
)
from tests.examples import CHILD, NOW, RULES, example_id
from tests.hospital_examples import (
    ATTENDED,
    DECLINE,
    DECLINED,
    REROUTED,
    REROUTED_ON_CONSENT,
    SCOPE,
    THIRD_HOSPITAL,
)
from tests.spec import Rule, Spec

CASES: Spec[CaseState, ReferralsEvent] = Spec(evolve, NO_CASE)
IN_DANGER = (CONCERN, TAKEN, ISSUED_IN_DANGER)
ON_CONSENT = (CONCERN, TAKEN, GIVER_NAMED, CONSENT_RECORDED, ISSUED_ON_CONSENT)
NAMING_OTHERS = (CONCERN, TAKEN, GIVER_NAMED, CONSENT_RECORDED, SCOPE, ISSUED_ON_CONSENT)
NO_BED = DeclineReferral(case_id=CASE, decline_id=DECLINE, reason=DeclineReason.NO_BED)
OTHERS = (OTHER_HOSPITAL, THIRD_HOSPITAL)
REFUSED = ConsentRefused(
    case_id=CASE,
    child_id=CHILD,
    telling_id=TellingId(example_id(835)),
    recorded_by=CRISIS_LEAD,
    relation_code="62",
    is_guardian=False,
    means=ConsentMeans.IN_PERSON,
    refused_at=GIVEN_AT + timedelta(minutes=5),
    why="不想再去了。",
    not_suspected=False,
)


def declining(
    request: DeclineReferral = NO_BED,
    hospital_id: OrganisationId = HOSPITAL,
    within_reach: Sequence[OrganisationId] = (),
) -> Rule[CaseState, ReferralsEvent]:
    return lambda state: decline_referral(
        state, request, by=LIAISON, hospital_id=hospital_id, within_reach=within_reach
    )


def issuing(request: IssueReferral) -> Rule[CaseState, ReferralsEvent]:
    return lambda state: issue_referral(state, request, by=CRISIS_LEAD, now=NOW, rules=RULES)


def again(hospital_id: OrganisationId) -> IssueReferral:
    referral_id = ReferralId(example_id(836))
    return IssueReferral(
        case_id=CASE, hospital_id=hospital_id, referral_id=referral_id, consent_id=CONSENT
    )


def test_a_hospital_says_why_it_cannot_take_the_child_before_or_after_it_received_it() -> None:
    CASES.given().when(declining()).then_refused("case_not_found")
    CASES.given(*IN_DANGER).when(declining()).then(DECLINED)
    CASES.given(*IN_DANGER, ACKNOWLEDGED).when(declining()).then(DECLINED)


def test_words_are_asked_for_with_another_reason_and_kept_with_that_alone() -> None:
    other = replace(NO_BED, reason=DeclineReason.OTHER, why=" 停电。 ")
    CASES.given(*IN_DANGER).when(declining(other)).then(
        replace(DECLINED, reason=DeclineReason.OTHER, why="停电。")
    )
    CASES.given(*IN_DANGER).when(declining(replace(other, why=" "))).then_refused(
        "required", field="why"
    )
    CASES.given(*IN_DANGER).when(declining(replace(NO_BED, why="多写的。"))).then(DECLINED)


def test_nobody_declines_what_their_hospital_does_not_have() -> None:
    CASES.given(*IN_DANGER).when(declining(hospital_id=OTHER_HOSPITAL)).then_refused(
        "not_issued_to_this_hospital"
    )
    CASES.given(*IN_DANGER, WITHDRAWN).when(declining()).then_refused("concern_withdrawn")
    CASES.given(*IN_DANGER, ACKNOWLEDGED, ATTENDED).when(declining()).then_refused(
        "child_was_at_hospital"
    )


def test_the_same_sent_again_is_known_and_another_under_its_id_is_refused() -> None:
    declined = CASES.given(*IN_DANGER, DECLINED, ISSUED_IN_DANGER)
    declined.when(declining()).then_known(DECLINED)
    other = replace(NO_BED, reason=DeclineReason.OUT_OF_HOURS)
    declined.when(declining(other)).then_refused("decline_already_recorded")


def test_in_danger_it_goes_at_once_to_the_first_within_reach_that_never_had_it() -> None:
    CASES.given(*IN_DANGER).when(declining(within_reach=(HOSPITAL, *OTHERS))).then(
        DECLINED, REROUTED
    )
    second = replace(NO_BED, decline_id=DeclineId(example_id(837)))
    CASES.given(*IN_DANGER, DECLINED, REROUTED).when(
        declining(second, OTHER_HOSPITAL, (HOSPITAL, OTHER_HOSPITAL))
    ).then(replace(DECLINED, decline_id=second.decline_id, hospital_id=OTHER_HOSPITAL))


def test_on_consent_it_goes_only_where_the_family_wants_it_in_their_order() -> None:
    CASES.given(*ON_CONSENT).when(declining(within_reach=OTHERS)).then(DECLINED)
    CASES.given(*NAMING_OTHERS).when(declining(within_reach=OTHERS)).then(
        DECLINED, REROUTED_ON_CONSENT
    )
    CASES.given(*NAMING_OTHERS, REFUSED).when(declining(within_reach=OTHERS)).then(DECLINED)


def test_the_next_hospital_receives_it_and_the_one_that_declined_no_more() -> None:
    def receiving(hospital_id: OrganisationId) -> Rule[CaseState, ReferralsEvent]:
        request = AcknowledgeReferral(case_id=CASE)
        return lambda state: acknowledge_referral(
            state, request, by=OTHER_LIAISON, hospital_id=hospital_id
        )

    on = CASES.given(*IN_DANGER, ACKNOWLEDGED, DECLINED, REROUTED)
    on.when(receiving(HOSPITAL)).then_refused("not_issued_to_this_hospital")
    on.when(receiving(OTHER_HOSPITAL)).then(
        replace(ACKNOWLEDGED, hospital_id=OTHER_HOSPITAL, acknowledged_by=OTHER_LIAISON)
    )


def test_after_that_it_is_issued_again_on_the_same_consent_where_that_names_the_hospital() -> None:
    declined = CASES.given(*NAMING_OTHERS, DECLINED)
    declined.when(issuing(again(OTHER_HOSPITAL))).then(
        replace(ISSUED_ON_CONSENT, hospital_id=OTHER_HOSPITAL)
    )
    declined.when(issuing(again(HOSPITAL))).then(ISSUED_ON_CONSENT)
    unnamed = CASES.given(*ON_CONSENT, DECLINED)
    unnamed.when(issuing(again(OTHER_HOSPITAL))).then_refused("consent_names_other_hospital")
    CASES.given(*NAMING_OTHERS, DECLINED, REFUSED).when(
        issuing(again(OTHER_HOSPITAL))
    ).then_refused("consent_names_other_hospital")
    CASES.given(*IN_DANGER, DECLINED).when(issuing(again(HOSPITAL))).then_refused(
        "earlier_consent_not_found"
    )


def test_while_a_hospital_has_it_it_goes_to_no_other() -> None:
    for before in (NAMING_OTHERS, (*NAMING_OTHERS, DECLINED, REROUTED_ON_CONSENT)):
        CASES.given(*before).when(issuing(again(OTHER_HOSPITAL))).then_refused(
            "referral_already_issued"
        )


def test_a_consent_from_before_stands_alone() -> None:
    for request in (
        replace(again(HOSPITAL), danger="站在楼顶。"),
        replace(again(HOSPITAL), consent_id=None),
    ):
        CASES.given(*NAMING_OTHERS, DECLINED).when(issuing(request)).then_refused(
            "consent_or_danger", field="danger"
        )


def test_a_late_repeat_of_what_was_declined_since_sends_nothing_again() -> None:
    request = replace(again(HOSPITAL), consent_id=None, danger=ISSUED_IN_DANGER.danger)

    def repeat(*before: object) -> Rule[CaseState, ReferralsEvent]:
        return lambda state: issue_referral(
            state, request, by=CRISIS_LEAD, now=NOW, rules=RULES, before=before
        )

    declined = CASES.given(*IN_DANGER, DECLINED)
    declined.when(repeat(ISSUED_IN_DANGER)).then_known(ISSUED_IN_DANGER)
    other = replace(ISSUED_IN_DANGER, danger="别的。")
    declined.when(repeat(other)).then_refused("referral_already_issued")
    declined.when(repeat()).then(ISSUED_IN_DANGER)
