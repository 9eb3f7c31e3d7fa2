"""What is recorded of the telephone at which a person is called back and woken at night."""

from dataclasses import dataclass
from datetime import date

from domain.shared import PersonId, TelephoneId


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
