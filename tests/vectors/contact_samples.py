"""The samples of whom of a hospital links are sent to; all of it invented."""

from collections.abc import Mapping
from datetime import date

from domain.contacts.facts import (
    ContactEnd,
    ContactHours,
    HospitalContactConfirmed,
    HospitalContactEnded,
    HospitalContactProposed,
)
from domain.shared import ContactId, OrganisationId, PersonId
from tests.vectors.ids import sample_id

_HOSPITAL, _CONTACT = OrganisationId(sample_id(5)), ContactId(sample_id(211))
_FIRST, _SECOND = PersonId(sample_id(81)), PersonId(sample_id(82))

CONTACT_SAMPLES: Mapping[str, object] = {
    "contacts.hospital_contact_proposed.1": HospitalContactProposed(
        organisation_id=_HOSPITAL,
        contact_id=_CONTACT,
        name="示例医师",
        function="儿童心理门诊",
        mail="doctor@example.test",
        mobile="13000000061",
        hours=ContactHours.DAY_AND_NIGHT,
        proposed_by=_FIRST,
        proposed_on=date(2026, 3, 12),
    ),
    "contacts.hospital_contact_confirmed.1": HospitalContactConfirmed(
        organisation_id=_HOSPITAL, contact_id=_CONTACT, proposed_by=_FIRST, confirmed_by=_SECOND
    ),
    "contacts.hospital_contact_ended.1": HospitalContactEnded(
        organisation_id=_HOSPITAL,
        contact_id=_CONTACT,
        ended_by=_FIRST,
        reason=ContactEnd.LEFT,
    ),
}
