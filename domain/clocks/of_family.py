"""What is said with the family, and done without waiting for it, as moments of a case."""

from collections.abc import Iterable
from dataclasses import replace

from domain.clocks.moments import Moment, Turn
from domain.codelists import RELATIONS
from domain.referrals.family.guardian_facts import (
    AccompanyingEnded,
    ChildAccompanied,
    ConsentRefused,
    EmergencyEscortStarted,
    GuardianInformed,
)
from domain.referrals.involvement import OF_THE_FAMILY
from domain.referrals.situations import Involved

FamilyTurn = (
    GuardianInformed
    | ConsentRefused
    | EmergencyEscortStarted
    | ChildAccompanied
    | AccompanyingEnded
)


def of_family(moment: Moment, fact: FamilyTurn) -> Moment:
    """Return the moment of a fact about the family: each happened when it says so."""
    match fact:
        case GuardianInformed():
            return replace(moment, turn=_told(fact), happened_at=fact.informed_at)
        case ConsentRefused():
            return replace(moment, happened_at=fact.refused_at)
        case EmergencyEscortStarted():
            return replace(moment, happened_at=fact.started_at)
        case ChildAccompanied() | AccompanyingEnded():
            at = fact.since_at if isinstance(fact, ChildAccompanied) else fact.ended_at
            return replace(moment, happened_at=at, company_id=fact.company_id)


def may_mean_family(involved: Iterable[Involved]) -> bool:
    """Return whether a report says that guardian or carer may be involved."""
    return not OF_THE_FAMILY.isdisjoint(involved)


def _told(fact: GuardianInformed) -> Turn:
    """That somebody else of the family was told leaves the guardian to be told.

    A parent is guardian without being called so, as with an authorisation.
    """
    relation = RELATIONS[fact.relation_code]
    if fact.is_guardian or relation.is_parent:
        return Turn.GUARDIAN_INFORMED
    return Turn.RELATIVE_INFORMED if relation.is_close_relative else Turn.FAMILY_INFORMED
