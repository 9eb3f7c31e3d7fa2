"""What is recorded of the people of a hospital to whom a link and its code are sent."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.shared import ContactId, OrganisationId, PersonId


class ContactHours(StrEnum):
    """When somebody of a hospital answers; the codes are permanent."""

    WORKING_HOURS = "working_hours"
    OUT_OF_HOURS = "out_of_hours"
    DAY_AND_NIGHT = "day_and_night"


class ContactEnd(StrEnum):
    """Why nothing is sent to somebody any more; the codes are permanent."""

    LEFT = "left"
    WRONG_ADDRESS = "wrong_address"
    NOT_ASKED_FOR = "not_asked_for"


@dataclass(frozen=True, slots=True, kw_only=True)
class HospitalContactProposed:
    """Somebody proposed whom of a hospital links are sent to; nothing is until another confirms.

    The link goes by `mail`, its code by text message to `mobile`: nobody who reads one of the two
    alone comes in.
    """

    organisation_id: OrganisationId
    contact_id: ContactId
    name: str
    function: str
    mail: str
    mobile: str
    hours: ContactHours
    proposed_by: PersonId
    proposed_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class HospitalContactConfirmed:
    """Another than the proposer confirmed that mail and mobile are theirs: links go there now."""

    organisation_id: OrganisationId
    contact_id: ContactId
    proposed_by: PersonId
    confirmed_by: PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class HospitalContactEnded:
    """Nothing is sent to them any more, or ever was: one person alone takes away."""

    organisation_id: OrganisationId
    contact_id: ContactId
    ended_by: PersonId
    reason: ContactEnd


ContactsEvent = HospitalContactProposed | HospitalContactConfirmed | HospitalContactEnded
