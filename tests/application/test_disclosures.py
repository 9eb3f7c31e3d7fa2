"""The register of what was handed to others, kept at the office."""

from dataclasses import replace

import pytest

from application.consent import publish_notice, record_answers, withdraw_consent
from application.disclosures import disclosures_of, record_disclosure, tell_disclosure
from domain.codelists import ConsentMeans, LegalBasis, SpokenBy
from domain.consent.facts import Processing
from domain.disclosures.facts import DataKind
from domain.disclosures.state import RecordDisclosure, TellDisclosure
from domain.errors import NotFound, NotPermitted, RuleBroken
from domain.shared import DisclosureId
from tests import examples as given
from tests import privacy
from tests.office import LEADER, STRANGER, Office, acting

CHARITY = Processing.SHARING_WITH_CHARITY
RECORD = RecordDisclosure(
    child_id=given.CHILD,
    disclosure_id=DisclosureId(given.example_id(871)),
    recipient="示例公益基金会",
    kinds=(DataKind.NEEDS,),
    basis=LegalBasis.CONSENT,
    reference="合同2026-7",
    disclosed_on=given.TODAY,
)
TELL = TellDisclosure(
    child_id=given.CHILD,
    disclosure_id=RECORD.disclosure_id,
    spoken_by=SpokenBy.GUARDIAN,
    means=ConsentMeans.IN_PERSON,
    told_on=given.TODAY,
)


@pytest.fixture
def agreed(office: Office) -> Office:
    """Give the office where a mother agreed that a charity is told."""
    privacy.employ_privacy_officer(office.opened)
    publish_notice(office.ledger, acting(privacy.PRIVACY_OFFICER), privacy.PUBLISH, given.NOW)
    yes = replace(privacy.ANSWER, granted=(CHARITY,), declined=())
    record_answers(office.ledger, acting(given.TEACHER), yes, given.NOW)
    return office


def test_data_is_handed_to_a_charity_only_while_the_family_agrees(agreed: Office) -> None:
    leader = acting(LEADER)
    first = record_disclosure(agreed.ledger, leader, RECORD, given.NOW)
    taken_back = replace(privacy.WITHDRAW, processing=CHARITY)
    withdraw_consent(agreed.ledger, acting(given.TEACHER), taken_back, given.NOW)
    again = record_disclosure(agreed.ledger, leader, RECORD, given.NOW)
    assert again == replace(first, fresh=False)
    another = replace(RECORD, disclosure_id=DisclosureId(given.example_id(872)))
    with pytest.raises(RuleBroken, match="no_consent_to_disclose"):
        record_disclosure(agreed.ledger, leader, another, given.NOW)


def test_after_an_emergency_the_register_asks_to_tell_the_family(agreed: Office) -> None:
    leader = acting(LEADER)
    emergency = replace(RECORD, basis=LegalBasis.EMERGENCY)
    record_disclosure(agreed.ledger, leader, emergency, given.NOW)
    (line,) = disclosures_of(agreed.ledger, agreed.asked(LEADER, 1)).lines
    assert (line.awaits_telling, line.told) == (True, None)
    tell_disclosure(agreed.ledger, leader, TELL, given.NOW)
    (line,) = disclosures_of(agreed.ledger, agreed.asked(privacy.PRIVACY_OFFICER, 2)).lines
    assert (line.awaits_telling, line.disclosed.recipient) == (False, RECORD.recipient)


def test_who_may_keep_and_see_the_register(agreed: Office) -> None:
    with pytest.raises(NotPermitted):
        record_disclosure(agreed.ledger, acting(given.TEACHER), RECORD, given.NOW)
    with pytest.raises(NotPermitted):
        disclosures_of(agreed.ledger, agreed.asked(given.TEACHER, 3))
    with pytest.raises(NotFound, match="child_not_found"):
        disclosures_of(agreed.ledger, agreed.asked(STRANGER, 4))
