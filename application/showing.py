"""What of a fact a person may see: numbers, addresses and telephones are blanked for all others."""

from dataclasses import replace

from application.authorisation.permission import Standings
from domain.access.table import Request
from domain.children.facts import (
    CarerRecorded,
    ChildIdentity,
    ChildParticulars,
    ChildRegistered,
    ChildRegisteredConflictKept,
    CorrectionExplained,
    IdentityCorrected,
    IdentityCorrectionProposed,
    ParticularsCorrected,
)

SHOWN_CHARACTERS = 4


def shown(fact: object, standings: Standings) -> object:
    """Return a fact as far as somebody of these standings may see it."""
    match fact:
        case ChildRegistered():
            return shown_child(fact, standings)
        case ChildRegisteredConflictKept():
            return replace(fact, kept=shown_child(fact.kept, standings))
        case CarerRecorded():
            return shown_carer(fact, standings)
        case CorrectionExplained() | ParticularsCorrected():
            return _shown_correction(fact, standings)
        case IdentityCorrected() | IdentityCorrectionProposed():
            return replace(fact, identity=shown_identity(fact.identity, standings))
        case _:
            return fact


def _shown_correction(
    fact: CorrectionExplained | ParticularsCorrected, standings: Standings
) -> CorrectionExplained | ParticularsCorrected:
    if isinstance(fact, ParticularsCorrected):
        return replace(fact, particulars=shown_particulars(fact.particulars, standings))
    return fact if standings.allow(Request.READ_IDENTITY) else replace(fact, words="")


def shown_child(registered: ChildRegistered, standings: Standings) -> ChildRegistered:
    """Return who a child is; of numbers nobody sees more than how they end."""
    if standings.allow(Request.READ_IDENTITY):
        return replace(
            registered,
            id_number=end_of(registered.id_number),
            student_number=end_of(registered.student_number),
        )
    return replace(registered, id_number=None, student_number=None, address=None)


def shown_identity(identity: ChildIdentity, standings: Standings) -> ChildIdentity:
    """Return who a child is, the number as in `shown_child`."""
    may_see = standings.allow(Request.READ_IDENTITY)
    return replace(identity, id_number=end_of(identity.id_number) if may_see else None)


def shown_particulars(told: ChildParticulars, standings: Standings) -> ChildParticulars:
    """Return what else a child is registered with, as in `shown_child`."""
    if standings.allow(Request.READ_IDENTITY):
        return replace(told, student_number=end_of(told.student_number))
    return replace(told, student_number=None, address=None)


def shown_carer(carer: CarerRecorded, standings: Standings) -> CarerRecorded:
    """Return who looks after a child; without the permission not how to call them."""
    return carer if standings.allow(Request.READ_CARERS) else replace(carer, phone=None)


def end_of(number: str | None) -> str | None:
    """Return a number masked up to its last four characters.

    A student number holds the ID number, so neither is shown whole.
    """
    if number is None:
        return None
    hidden = max(len(number) - SHOWN_CHARACTERS, 0)
    return "*" * hidden + number[hidden:]
