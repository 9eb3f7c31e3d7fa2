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
    GuardianNotificationWithheld,
    GuardianNotReached,
    OtherGuardianNotTold,
)
from domain.referrals.involvement import OF_THE_FAMILY
from domain.referrals.situations import Involved

FamilyTurn = (
    GuardianInformed
    | GuardianNotReached
    | GuardianNotificationWithheld
    | OtherGuardianNotTold
    | ConsentRefused
    | EmergencyEscortStarted
    | ChildAccompanied
    | AccompanyingEnded
)


def of_family(moment: Moment, fact: FamilyTurn) -> Moment:
    """Return the moment of a fact about the family: each happened when it says so."""
    match fact:
        case GuardianInformed():
            told = replace(moment, turn=_told(fact), happened_at=fact.informed_at)
            return replace(told, guardian=_guardian(fact), is_safe=fact.not_suspected)
        case GuardianNotReached():
            return replace(moment, happened_at=fact.tried_at)
        case ConsentRefused():
            return replace(moment, happened_at=fact.refused_at, guardian=_guardian(fact))
        case EmergencyEscortStarted():
            return replace(moment, happened_at=fact.started_at)
        case ChildAccompanied() | AccompanyingEnded():
            at = fact.since_at if isinstance(fact, ChildAccompanied) else fact.ended_at
            return replace(moment, happened_at=at, company_id=fact.company_id)
        case GuardianNotificationWithheld() | OtherGuardianNotTold():
            return moment


def may_mean_family(involved: Iterable[Involved]) -> bool:
    """Return whether a report says that guardian or carer may be involved."""
    return not OF_THE_FAMILY.isdisjoint(involved)


def _told(fact: GuardianInformed) -> Turn:
    """That somebody else of the family was told leaves the guardian to be told."""
    if _guardian(fact) is not None:
        return Turn.GUARDIAN_INFORMED
    relation = RELATIONS[fact.relation_code]
    return Turn.RELATIVE_INFORMED if relation.is_close_relative else Turn.FAMILY_INFORMED


def _guardian(fact: GuardianInformed | ConsentRefused) -> str | None:
    """Return by their relation which guardian it was, None for anybody else of the family.

    A parent is guardian without being called so, as with an authorisation.
    """
    is_guardian = fact.is_guardian or RELATIONS[fact.relation_code].is_parent
    return fact.relation_code if is_guardian else None
