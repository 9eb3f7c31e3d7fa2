"""The samples of organisations, people and their duties; all of it invented."""

from collections.abc import Mapping
from datetime import date

from domain.shared import DutyId, OrganisationId, PersonId, TelephoneId
from domain.staff import facts as staff
from domain.staff.telephone_facts import (
    PersonTelephoneChanged,
    PersonTelephoneDeclined,
    PersonTelephoneProposed,
    TelephoneDeclineReason,
)
from tests.vectors.health_duty_samples import HEALTH_DUTY_SAMPLES
from tests.vectors.ids import sample_id
from tests.vectors.on_call_samples import ON_CALL_SAMPLES
from tests.vectors.rule_set_samples import RULE_SET_SAMPLES

DOCTOR, LEADER, OFFICER = (PersonId(sample_id(number)) for number in (81, 82, 83))
SCHOOL, HOSPITAL = OrganisationId(sample_id(2)), OrganisationId(sample_id(84))
SCHOOL_CLASS, TEACHER = OrganisationId(sample_id(4)), PersonId(sample_id(11))
COUNTY = OrganisationId(sample_id(1))
TELEPHONE = TelephoneId(sample_id(90))
DUTY, APPOINTMENT = DutyId(sample_id(31)), DutyId(sample_id(85))

STAFF_SAMPLES: Mapping[str, object] = {
    "staff.organisation_registered.1": staff.OrganisationRegistered(
        organisation_id=SCHOOL,
        kind=staff.OrganisationKind.SCHOOL,
        name="示例县样本中心小学",
        area_code="999999",
        parent_id=COUNTY,
    ),
    "staff.person_registered.1": staff.PersonRegistered(
        person_id=TEACHER, kind=staff.PersonKind.HUMAN, name="示例老师甲", phone="13000000009"
    ),
    "staff.duty_assigned.1": staff.DutyAssigned(
        person_id=TEACHER,
        duty_id=DUTY,
        role=staff.Role.CLASS_TEACHER,
        organisation_id=SCHOOL_CLASS,
        from_on=date(2025, 9, 1),
        to_on=date(2026, 7, 5),
    ),
    "staff.duty_ended.1": staff.DutyEnded(
        person_id=TEACHER,
        duty_id=DUTY,
        ended_on=date(2026, 2, 28),
        reason=staff.DutyEndReason.MOVED,
    ),
    "staff.duty_proposed.1": staff.DutyProposed(
        person_id=DOCTOR,
        duty_id=APPOINTMENT,
        role=staff.Role.HEALTH_VICE_PRINCIPAL,
        organisation_id=SCHOOL,
        from_on=date(2026, 9, 1),
        to_on=date(2029, 8, 31),
        proposed_by=LEADER,
        proposed_as=staff.Role.SCHOOL_LEADER,
        proposed_on=date(2026, 8, 20),
        employer_id=HOSPITAL,
    ),
    "staff.duty_approved.1": staff.DutyApproved(
        person_id=DOCTOR,
        duty_id=APPOINTMENT,
        proposed_by=LEADER,
        approved_by=OFFICER,
        approved_as=staff.Role.COUNTY_OFFICER,
    ),
    "staff.duty_declined.1": staff.DutyDeclined(
        person_id=DOCTOR,
        duty_id=APPOINTMENT,
        declined_by=OFFICER,
        reason=staff.DutyDeclineReason.OTHER_DAYS,
    ),
    "staff.person_telephone_proposed.1": PersonTelephoneProposed(
        person_id=TEACHER,
        telephone_id=TELEPHONE,
        telephone="13000000019",
        proposed_by=LEADER,
        proposed_on=date(2026, 11, 26),
    ),
    "staff.person_telephone_changed.1": PersonTelephoneChanged(
        person_id=TEACHER,
        telephone_id=TELEPHONE,
        telephone="13000000019",
        proposed_by=LEADER,
        confirmed_by=OFFICER,
    ),
    "staff.person_telephone_declined.1": PersonTelephoneDeclined(
        person_id=TEACHER,
        telephone_id=TELEPHONE,
        declined_by=OFFICER,
        reason=TelephoneDeclineReason.NOT_ASKED_FOR,
    ),
    **HEALTH_DUTY_SAMPLES,
    **ON_CALL_SAMPLES,
    **RULE_SET_SAMPLES,
}
