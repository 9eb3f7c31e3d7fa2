"""Nobody whom a report may mean agrees or refuses, until somebody made sure that it is not they."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.referrals.facts import ConcernConflictKept, Involved, ReferralsEvent
from domain.referrals.family.consenting import refusal_without_weight, standing_refusal
from domain.referrals.hospital.declining import decline_referral
from domain.referrals.hospital.referring import issue_referral
from domain.referrals.joining.joining_facts import InvolvementReported
from domain.referrals.rules import Answer
from domain.referrals.state import NO_CASE, CaseState, evolve, fold
from domain.shared import TellingId
from tests.case_examples import (
    CASE,
    CONSENT,
    CONSENT_RECORDED,
    CRISIS_LEAD,
    GIVER_NAMED,
    HOSPITAL,
    ISSUED_IN_DANGER,
    ISSUED_ON_CONSENT,
    LIAISON,
    OTHER_HOSPITAL,
    TAKEN,
)
from tests.domain.referrals.test_declining import NO_BED
from tests.domain.referrals.test_feedback import AS_BEFORE, NEEDS, NOTHING, SEEN, restoring, telling
from tests.domain.referrals.test_guardians import (
    MEANT,
    REFUSAL,
    REFUSE,
    REFUSER,
    SAFE,
    WITHHELD,
    refusing,
)
from tests.domain.referrals.test_issuing import CONSENT_GIVEN, IN_DANGER, ON_CONSENT, issuing
from tests.examples import CHILD, NOW, RULES, example_id
from tests.feedback_examples import LET, LET_NAMED, NO_STATEMENT, RESTORED, SUPPORT_NEEDED
from tests.hospital_examples import DECLINED, SCOPE
from tests.spec import Spec

CASES: Spec[CaseState, ReferralsEvent] = Spec(evolve, NO_CASE)
GUARDIAN_MEANT = InvolvementReported(
    case_id=CASE,
    child_id=CHILD,
    involved=(Involved.GUARDIAN,),
    involved_ids=(),
    kept_out_ids=(),
    freed_from=None,
)
SOMEBODY_ELSE = replace(GUARDIAN_MEANT, involved=(Involved.PUPIL,))
MEANING: tuple[tuple[ReferralsEvent, ...], ...] = (
    (replace(SAFE, involved=(Involved.CARER,)), TAKEN),
    (
        SAFE,
        TAKEN,
        ConcernConflictKept(
            case_id=CASE, child_id=CHILD, kept=replace(SAFE, involved=(Involved.GUARDIAN,))
        ),
    ),
    (SAFE, TAKEN, GUARDIAN_MEANT),
    (MEANT, TAKEN, WITHHELD),
)
"""The worry itself, its repeat, a report of harm, and that somebody is not told."""
EARLIER = replace(ON_CONSENT, consent=None, consent_id=CONSENT)
SURE = replace(CONSENT_GIVEN, not_suspected=True)
LATER_NO = replace(
    REFUSAL, telling_id=TellingId(example_id(899)), refused_at=NOW + timedelta(minutes=1)
)


@pytest.mark.parametrize("facts", MEANING)
def test_neither_yes_nor_no_is_recorded_of_whom_a_report_may_mean(
    facts: tuple[ReferralsEvent, ...],
) -> None:
    case = CASES.given(*facts)
    for rule in (issuing(), refusing()):
        case.when(rule).then_refused("answer_may_be_of_suspect", field=None)
    case.when(issuing(replace(ON_CONSENT, consent=SURE))).then(
        GIVER_NAMED, replace(CONSENT_RECORDED, not_suspected=True), ISSUED_ON_CONSENT
    )
    case.when(refusing(replace(REFUSE, not_suspected=True))).then(
        REFUSER, replace(REFUSAL, not_suspected=True)
    )
    case.when(issuing(IN_DANGER)).then(ISSUED_IN_DANGER)


def test_a_report_of_somebody_else_leaves_yes_and_no_to_the_family() -> None:
    case = CASES.given(SAFE, TAKEN, SOMEBODY_ELSE)
    case.when(issuing()).then(GIVER_NAMED, CONSENT_RECORDED, ISSUED_ON_CONSENT)
    case.when(refusing()).then(REFUSER, REFUSAL)


@pytest.mark.parametrize("before", [False, None])
def test_a_no_of_before_stops_nothing_once_a_report_may_mean_whoever_said_it(
    before: bool | None,
) -> None:
    no = replace(LATER_NO, not_suspected=before)
    heard = (SAFE, TAKEN, REFUSER, no)
    assert (standing_refusal(fold(heard)), refusal_without_weight(fold(heard))) == (no, None)
    meant = fold((*heard, GUARDIAN_MEANT))
    assert (standing_refusal(meant), refusal_without_weight(meant)) == (None, no)
    CASES.given(*heard).when(issuing()).then_refused("before_earlier_step", field="given_at")
    CASES.given(*heard, GUARDIAN_MEANT).when(issuing(replace(ON_CONSENT, consent=SURE))).then(
        GIVER_NAMED, replace(CONSENT_RECORDED, not_suspected=True), ISSUED_ON_CONSENT
    )


def test_of_two_that_refused_the_one_counts_of_whom_somebody_made_sure() -> None:
    sure = replace(REFUSAL, not_suspected=True)
    meant = fold((SAFE, TAKEN, REFUSER, sure, LATER_NO, GUARDIAN_MEANT))
    assert (standing_refusal(meant), refusal_without_weight(meant)) == (sure, LATER_NO)


def test_a_yes_of_whom_a_report_may_mean_lifts_no_refusal_of_another() -> None:
    sure = replace(REFUSAL, not_suspected=True)
    later_yes = replace(CONSENT_RECORDED, given_at=NOW + timedelta(hours=1))
    assert standing_refusal(fold((SAFE, sure, later_yes))) is None
    assert standing_refusal(fold((SAFE, sure, later_yes, GUARDIAN_MEANT))) == sure
    made_sure = replace(later_yes, not_suspected=True)
    assert standing_refusal(fold((SAFE, sure, made_sure, GUARDIAN_MEANT))) is None


def test_a_consent_of_before_sends_the_child_nowhere_once_a_report_may_mean_its_giver() -> None:
    agreed = (SAFE, TAKEN, GIVER_NAMED, CONSENT_RECORDED, SCOPE, ISSUED_ON_CONSENT)

    def declining(state: CaseState) -> Answer:
        return decline_referral(
            state, NO_BED, by=LIAISON, hospital_id=HOSPITAL, within_reach=[OTHER_HOSPITAL]
        )

    CASES.given(*agreed, GUARDIAN_MEANT).when(declining).then(DECLINED)
    again = replace(EARLIER, hospital_id=OTHER_HOSPITAL)
    CASES.given(*agreed, DECLINED, GUARDIAN_MEANT).when(issuing(again)).then_refused(
        "earlier_consent_of_suspect"
    )
    sure = replace(CONSENT_RECORDED, not_suspected=True)
    CASES.given(
        *(SAFE, TAKEN, GIVER_NAMED, sure, SCOPE, ISSUED_ON_CONSENT, DECLINED, GUARDIAN_MEANT)
    ).when(issuing(again)).then(replace(ISSUED_ON_CONSENT, hospital_id=OTHER_HOSPITAL))


def test_what_was_sent_on_it_stays_with_the_hospital() -> None:
    meant = fold((SAFE, TAKEN, GIVER_NAMED, CONSENT_RECORDED, ISSUED_ON_CONSENT, GUARDIAN_MEANT))
    assert meant.issued == ISSUED_ON_CONSENT


def test_whom_a_report_may_mean_lets_no_hospital_tell_the_school() -> None:
    case = CASES.given(*SEEN, GUARDIAN_MEANT)
    for rule in (telling(), restoring()):
        case.when(rule).then_refused("make_sure_with_school")
    sure = replace(LET, not_suspected=True)
    case.when(telling(replace(NEEDS, authorisation=sure))).then(
        LET_NAMED, replace(SUPPORT_NEEDED, not_suspected=True)
    )
    case.when(restoring(replace(AS_BEFORE, authorisation=sure))).then(
        LET_NAMED, replace(RESTORED, not_suspected=True)
    )
    case.when(telling(NOTHING)).then(NO_STATEMENT)


def test_what_an_earlier_program_recorded_is_known_when_it_comes_again() -> None:
    consent = replace(CONSENT_RECORDED, not_suspected=None, wish=None)
    sent = (SAFE, TAKEN, GIVER_NAMED, consent, ISSUED_ON_CONSENT)
    CASES.given(*sent).when(issuing()).then_known(GIVER_NAMED, CONSENT_RECORDED, ISSUED_ON_CONSENT)

    def by_id(state: CaseState) -> Answer:
        return issue_referral(
            state, ON_CONSENT, by=CRISIS_LEAD, now=NOW, rules=RULES, before=sent[2:]
        )

    CASES.given(*sent, DECLINED).when(by_id).then_known(
        GIVER_NAMED, CONSENT_RECORDED, ISSUED_ON_CONSENT
    )
    no = replace(REFUSAL, not_suspected=None)
    CASES.given(SAFE, REFUSER, no).when(refusing()).then_known(REFUSER, REFUSAL)
    said = replace(SUPPORT_NEEDED, not_suspected=None)
    CASES.given(*SEEN, LET_NAMED, said).when(telling()).then_known(LET_NAMED, SUPPORT_NEEDED)
    restored = replace(RESTORED, not_suspected=None)
    CASES.given(*SEEN, LET_NAMED, restored).when(restoring()).then_known(LET_NAMED, RESTORED)
