"""The permanent names of what is stored of organisations, people and duties: only ever added to."""

from domain.contacts import facts as contacts
from domain.oncall import facts as oncall
from domain.shared import Compartment
from domain.staff import facts as staff
from domain.staff import telephone_facts as telephones
from infrastructure.log.event_names import EventName


def _place(name: str, fact: type[object]) -> EventName:
    field = "organisation_id"
    return EventName(name, fact, Compartment.ORGANISATION, field, field)


def _person(name: str, fact: type[object]) -> EventName:
    return EventName(name, fact, Compartment.ORGANISATION, "person_id", "person_id")


STAFF_NAMES = (
    _place("staff.organisation_registered.1", staff.OrganisationRegistered),
    _person("staff.person_registered.1", staff.PersonRegistered),
    _person("staff.duty_assigned.1", staff.DutyAssigned),
    _person("staff.duty_ended.1", staff.DutyEnded),
    _person("staff.health_vice_principal_appointed.1", staff.HealthVicePrincipalAppointed),
    _place("staff.duty_telephone_published.1", staff.DutyTelephonePublished),
    _person("staff.duty_proposed.1", staff.DutyProposed),
    _person("staff.duty_approved.1", staff.DutyApproved),
    _person("staff.duty_declined.1", staff.DutyDeclined),
    _person("staff.person_telephone_proposed.1", telephones.PersonTelephoneProposed),
    _person("staff.person_telephone_changed.1", telephones.PersonTelephoneChanged),
    _person("staff.person_telephone_declined.1", telephones.PersonTelephoneDeclined),
)
CONTACT_NAMES = (
    _place("contacts.hospital_contact_proposed.1", contacts.HospitalContactProposed),
    _place("contacts.hospital_contact_confirmed.1", contacts.HospitalContactConfirmed),
    _place("contacts.hospital_contact_ended.1", contacts.HospitalContactEnded),
)
ON_CALL_NAMES = (
    _place("oncall.duty_roster_published.1", oncall.DutyRosterPublished),
    _place("oncall.shift_exchanged.1", oncall.ShiftExchanged),
    _place("oncall.roster_gaps_told.1", oncall.RosterGapsTold),
    _place("oncall.duty_telephone_tested.1", oncall.DutyTelephoneTested),
    _place("oncall.duty_telephone_untested.1", oncall.DutyTelephoneUntested),
    _place("oncall.interview_turns_told.1", oncall.InterviewTurnsTold),
    *CONTACT_NAMES,
)
