"""What is recorded of the telephone at which a person is called back."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.shared import PersonId, TelephoneId


class TelephoneDeclineReason(StrEnum):
    """Why a proposed telephone does not hold."""

    NOT_ASKED_FOR = "not_asked_for"
    WRONG_NUMBER = "wrong_number"
    NOT_REACHED = "not_reached"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonTelephoneProposed:
    """Somebody proposed another telephone for a person; the old one holds until another confirms.

    The latest proposal takes the place of those before it.
    """

    person_id: PersonId
    telephone_id: TelephoneId
    telephone: str
    proposed_by: PersonId
    proposed_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonTelephoneChanged:
    """Another than the proposer confirmed the telephone, which holds from now on."""

    person_id: PersonId
    telephone_id: TelephoneId
    telephone: str
    proposed_by: PersonId
    confirmed_by: PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonTelephoneDeclined:
    """The proposed telephone does not hold, or was taken back; the one before it holds on."""

    person_id: PersonId
    telephone_id: TelephoneId
    declined_by: PersonId
    reason: TelephoneDeclineReason
