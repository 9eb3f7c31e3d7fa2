"""Whoever has a case hears that nothing is sent any more to whom of its hospital a link went to."""

from datetime import timedelta

import pytest

from domain.alerts.facts import ConcernAlerted
from domain.contacts.facts import ContactEnd, HospitalContactEnded
from domain.referrals.hospital.liaison_facts import OutsideLiaisonNamed, OutsideLinkSent
from domain.shared import ContactId, PersonId
from infrastructure.opening import reactions_of
from tests import examples as given
from tests.application.casework import CASE, referred, reopen_casework, told
from tests.application.telling import LEAD_TOLD, alerts, know
from tests.crisis import CRISIS_LEAD, HOSPITAL
from tests.engines import FoundedLedger
from tests.office import Office

CONTACT, OTHER = (ContactId(given.example_id(number)) for number in (3901, 3902))
NAMED = OutsideLiaisonNamed(
    case_id=CASE,
    child_id=given.CHILD,
    liaison_id=PersonId(given.example_id(951)),
    hospital_id=HOSPITAL,
    named_by=CRISIS_LEAD,
    name="示例医师",
    function="心理门诊",
    phone="13000000061",
    code_digest="00",
    ends_at=given.NOW + timedelta(days=7),
)
SENT = OutsideLinkSent(
    case_id=CASE, child_id=given.CHILD, liaison_id=NAMED.liaison_id, contact_id=CONTACT
)


@pytest.fixture
def at_work(founded_on_sqlite: FoundedLedger) -> Office:
    office = reopen_casework(founded_on_sqlite)
    referred(office)
    know(office, NAMED)
    know(office, SENT)
    told(office)
    return office


def ended(office: Office, contact_id: ContactId = CONTACT) -> list[ConcernAlerted]:
    """End a contact, and return who is told of the case because of it, whoever follows."""
    before = alerts(office)
    end = HospitalContactEnded(
        organisation_id=HOSPITAL,
        contact_id=contact_id,
        ended_by=CRISIS_LEAD,
        reason=ContactEnd.WRONG_ADDRESS,
    )
    know(office, end)
    for _process in range(2):
        assert reactions_of(office.opened, lambda: given.NOW).follow()
    return [each for each in alerts(office) if each not in before]


def test_whoever_has_the_case_is_told_once_of_a_contact_that_was_ended(at_work: Office) -> None:
    assert [each.addressees for each in ended(at_work)] == [(LEAD_TOLD,)]


def test_of_a_contact_who_was_sent_no_link_nobody_is_told(at_work: Office) -> None:
    assert ended(at_work, OTHER) == []
