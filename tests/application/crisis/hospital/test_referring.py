"""A referral rests on consent or on danger; sent again it is the same or it is refused."""

from dataclasses import replace

import pytest

from application.crisis.hospital.referring import acknowledge_referral, propose_referral
from application.ports import History
from application.states import case_state, referrals_stream
from domain.codelists import ConsentMeans
from domain.errors import Invalid, NotFound, NotPermitted, RuleBroken
from domain.referrals.facts import (
    ConsentGiverNamed,
    ConsentRecorded,
    ReferralAcknowledged,
    ReferralIssued,
)
from domain.referrals.hospital.hospital_facts import Basis
from domain.referrals.hospital.sending import AcknowledgeReferral, IssueReferral, ProposeReferral
from domain.shared import PersonId
from tests import examples as given
from tests.application.casework import (
    CASE,
    CONSENT,
    REFERRAL,
    issued,
    raised,
    referred,
    reopen_casework,
    taken,
)
from tests.crisis import ADVISER, CRISIS_LEAD, DUTY_OFFICER, HOSPITAL, LIAISON
from tests.engines import FoundedLedger
from tests.office import Office, acting

DANGER = replace(REFERRAL, consent=None, danger="他在楼顶。")


@pytest.fixture
def at_work(founded_on_sqlite: FoundedLedger) -> Office:
    office = reopen_casework(founded_on_sqlite)
    raised(office)
    taken(office)
    return office


def last_facts(office: Office, count: int) -> list[object]:
    found = office.ledger.log.load([referrals_stream(CASE)])
    assert isinstance(found, History)
    return [each.fact for each in found.recorded[-count:]]


def acknowledged(office: Office, by: PersonId = LIAISON) -> bool:
    request = AcknowledgeReferral(case_id=CASE)
    return acknowledge_referral(office.ledger, acting(by), request, given.NOW).fresh


def test_a_referral_is_recorded_with_its_consent_in_one_commit(
    founded_ledger: FoundedLedger,
) -> None:
    office = reopen_casework(founded_ledger)
    raised(office)
    taken(office)
    receipts = [issued(office) for _time in range(2)]
    assert [each.fresh for each in receipts] == [True, False]
    assert last_facts(office, 3) == [
        ConsentGiverNamed(
            case_id=CASE, child_id=given.CHILD, consent_id=CONSENT.consent_id, name=CONSENT.name
        ),
        ConsentRecorded(
            case_id=CASE,
            child_id=given.CHILD,
            consent_id=CONSENT.consent_id,
            hospital_id=HOSPITAL,
            relation_code="62",
            is_guardian=False,
            means=ConsentMeans.IN_PERSON,
            given_at=CONSENT.given_at,
            not_suspected=False,
            wish=CONSENT.wish,
        ),
        ReferralIssued(
            case_id=CASE,
            child_id=given.CHILD,
            hospital_id=HOSPITAL,
            issued_by=CRISIS_LEAD,
            basis=Basis.CONSENT,
            consent_id=CONSENT.consent_id,
        ),
    ]


@pytest.mark.parametrize(
    "other",
    [
        replace(REFERRAL, consent=replace(CONSENT, name="示例爷爷")),
        replace(REFERRAL, consent=replace(CONSENT, means=ConsentMeans.SIGNED)),
        DANGER,
    ],
    ids=["another giver", "other means", "danger instead"],
)
def test_a_referral_that_comes_again_with_other_content_is_refused(
    at_work: Office, other: IssueReferral
) -> None:
    issued(at_work)
    with pytest.raises(RuleBroken, match="referral_already_issued"):
        issued(at_work, other)


def test_in_danger_a_referral_needs_no_consent(at_work: Office) -> None:
    issued(at_work, DANGER)
    (fact,) = last_facts(at_work, 1)
    assert isinstance(fact, ReferralIssued)
    assert (fact.basis, fact.danger, fact.consent_id) == (Basis.EMERGENCY, "他在楼顶。", None)


def test_a_referral_needs_a_hospital(at_work: Office) -> None:
    with pytest.raises(RuleBroken, match="not_a_hospital"):
        issued(at_work, replace(REFERRAL, hospital_id=given.SCHOOL))


def test_an_uncle_cannot_consent(at_work: Office) -> None:
    uncle = replace(CONSENT, relation_code="83")
    with pytest.raises((RuleBroken, Invalid)) as refused:
        issued(at_work, replace(REFERRAL, consent=uncle))
    assert refused.value.code == "consent_not_theirs_to_give"


def test_the_health_vice_principal_advises_and_decides_nothing(at_work: Office) -> None:
    with pytest.raises(NotPermitted):
        issued(at_work, by=ADVISER)


def test_only_whoever_has_the_case_refers_it(at_work: Office) -> None:
    with pytest.raises(RuleBroken, match="take_it_first"):
        issued(at_work, by=DUTY_OFFICER)


def test_a_referral_is_proposed_once(at_work: Office) -> None:
    request = ProposeReferral(case_id=CASE, why="睡不着，已谈三次。")
    receipts = [
        propose_referral(at_work.ledger, acting(CRISIS_LEAD), request, given.NOW)
        for _time in range(2)
    ]
    assert [each.fresh for each in receipts] == [True, False]
    with pytest.raises(RuleBroken, match="referral_already_proposed"):
        propose_referral(
            at_work.ledger, acting(CRISIS_LEAD), replace(request, why="另一句。"), given.NOW
        )


def test_a_hospital_receives_what_was_referred_to_it_and_no_more(
    founded_on_sqlite: FoundedLedger,
) -> None:
    office = reopen_casework(founded_on_sqlite)
    raised(office)
    taken(office)
    with pytest.raises(NotFound, match="case_not_found"):
        acknowledged(office)
    issued(office)
    assert [acknowledged(office), acknowledged(office)] == [True, False]
    assert last_facts(office, 1) == [
        ReferralAcknowledged(
            case_id=CASE, child_id=given.CHILD, hospital_id=HOSPITAL, acknowledged_by=LIAISON
        )
    ]


def test_nobody_but_the_hospital_receives_a_referral(founded_on_sqlite: FoundedLedger) -> None:
    office = reopen_casework(founded_on_sqlite)
    referred(office)
    with pytest.raises(NotPermitted):
        acknowledged(office, CRISIS_LEAD)
    found = office.ledger.log.load([referrals_stream(CASE)])
    assert isinstance(found, History)
    assert case_state(found, CASE).acknowledged is None
