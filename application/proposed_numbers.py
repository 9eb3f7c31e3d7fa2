"""The numbers that one person proposed and another lets stand: telephones, ID numbers."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from domain.children.facts import (
    IdentityCorrected,
    IdentityCorrectionDeclined,
    IdentityCorrectionWithdrawn,
)
from domain.shared import PersonId
from domain.staff.telephone_facts import (
    PersonTelephoneChanged,
    PersonTelephoneDeclined,
    TelephoneDeclineReason,
)

OWN_AT_MOST = 10
"""Of how many of one's own proposals a list tells what became of them."""


class NumberKind(StrEnum):
    """Whose number was proposed: a telephone of a person, an ID number of a child."""

    TELEPHONE = "telephone"
    ID_NUMBER = "id_number"


class NumberStage(StrEnum):
    """What became of a proposed number; one that lapsed is told by the day alone."""

    WAITING = "waiting"
    CONFIRMED = "confirmed"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    REPLACED = "replaced"
    LAPSED = "lapsed"


TelephoneSettled = PersonTelephoneChanged | PersonTelephoneDeclined
CorrectionSettled = IdentityCorrected | IdentityCorrectionDeclined | IdentityCorrectionWithdrawn


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberRow:
    """A proposed number, without the number: for whom, by whom, since when, what became of it."""

    proposal_id: UUID
    kind: NumberKind
    subject_id: UUID
    proposed_by: PersonId
    proposed_on: date
    stage: NumberStage
    position: int


def stage_after(fact: TelephoneSettled | CorrectionSettled) -> NumberStage:
    """Return what became of a number by the fact that settled it."""
    match fact:
        case PersonTelephoneChanged() | IdentityCorrected():
            return NumberStage.CONFIRMED
        case (
            IdentityCorrectionWithdrawn()
            | PersonTelephoneDeclined(reason=TelephoneDeclineReason.WITHDRAWN)
        ):
            return NumberStage.WITHDRAWN
        case _:
            return NumberStage.DECLINED
