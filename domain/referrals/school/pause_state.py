"""What is asked about pauses of a clock, what the rules keep in mind, and which facts end them."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import assert_never

from domain.referrals.facts import ReferralIssued, Repeat
from domain.referrals.family.guardian_facts import ChildAccompanied, EmergencyEscortStarted
from domain.referrals.hospital.hospital_facts import Basis, ReferralRerouted
from domain.referrals.joining.joining_facts import FurtherConcernJoined, InvolvementReported
from domain.referrals.levels.level_facts import CrisisAssessed, CrisisLevel
from domain.referrals.returning.aftercare_facts import FollowUpDone, FollowUpOutcome
from domain.referrals.school.pause_facts import (
    PauseAgreed,
    PauseDeclined,
    PauseEnded,
    PauseEvent,
    PauseProposed,
    PauseReason,
)
from domain.referrals.situations import Situation
from domain.referrals.steps import Step
from domain.shared import CaseId, PauseId


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposePause:
    """Say that a step can wait until a day, and why (提出暂停)."""

    case_id: CaseId
    pause_id: PauseId
    step: Step
    reason: PauseReason
    until_on: date
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreeToPause:
    """Agree as another person that the step waits (同意暂停)."""

    case_id: CaseId
    pause_id: PauseId


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclinePause:
    """Let the clock run on, or take one's own proposal back (不同意暂停)."""

    case_id: CaseId
    pause_id: PauseId
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EndPause:
    """Let the clock go on before the day (提前结束暂停)."""

    case_id: CaseId
    pause_id: PauseId


Settled = PauseAgreed | PauseDeclined


@dataclass(frozen=True, slots=True, kw_only=True)
class Pauses:
    """The pauses that were proposed, and what became of each.

    `lapsed` are those that waited for another person when the case became graver.
    """

    proposed: Mapping[PauseId, PauseProposed] = field(default_factory=dict)
    settled: Mapping[PauseId, Settled] = field(default_factory=dict)
    ended: Mapping[PauseId, PauseEnded] = field(default_factory=dict)
    lapsed: frozenset[PauseId] = frozenset()

    @property
    def waiting(self) -> tuple[PauseProposed, ...]:
        """Those that wait for another person."""
        over = {*self.settled, *self.lapsed}
        return tuple(each for each in self.proposed.values() if each.pause_id not in over)


NO_PAUSES = Pauses()


def evolve_pauses(pauses: Pauses, event: PauseEvent) -> Pauses:
    """Return what is known of pauses after one more fact of them."""
    match event:
        case PauseProposed():
            return replace(pauses, proposed={**pauses.proposed, event.pause_id: event})
        case PauseAgreed() | PauseDeclined():
            return replace(pauses, settled={**pauses.settled, event.pause_id: event})
        case PauseEnded():
            return replace(pauses, ended={**pauses.ended, event.pause_id: event})
        case _:
            assert_never(event)


def lapsed(pauses: Pauses) -> Pauses:
    """Return them where the case became graver: what nobody agreed to yet must be said anew."""
    waited = {each.pause_id for each in pauses.waiting}
    return replace(pauses, lapsed=pauses.lapsed | waited)


def is_grave(fact: object) -> bool:
    """Return whether after a fact of a case nothing of it waits any more.

    That a level rises, whichever it was, is seen by who knows the one before.
    """
    match fact:
        case CrisisAssessed():
            return fact.level is CrisisLevel.RED
        case FurtherConcernJoined():
            # What counts as red or orange is a grave report, whatever was known before.
            return fact.is_graver or fact.counts_as is not CrisisLevel.YELLOW
        case ReferralIssued() | ReferralRerouted():
            return fact.basis is Basis.EMERGENCY
        case FollowUpDone():
            return fact.outcome is FollowUpOutcome.NEEDS_ASSESSMENT
        case _ if isinstance(fact, Repeat):
            # Who may be involved may be who wants it to wait.
            said = fact.kept
            is_mild = said.situation is Situation.SOMEWHAT_WORRIED
            return not is_mild or bool(said.involved or said.involved_ids)
        case _:
            return isinstance(fact, InvolvementReported | EmergencyEscortStarted | ChildAccompanied)
