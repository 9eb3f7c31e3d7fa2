"""What is asked about the family and about who is with the child, and what is kept in mind."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import assert_never

from domain.codelists import ConsentMeans
from domain.referrals.family.guardian_facts import (
    AccompanyingEnded,
    ChildAccompanied,
    ConsentRefused,
    EmergencyEscortStarted,
    FamilyMemberNamed,
    GuardianEvent,
    GuardianInformed,
    GuardianNotificationWithheld,
    GuardianNotReached,
    OtherGuardianNotTold,
    OtherGuardianReason,
    TellingMeans,
    WithholdingReason,
)
from domain.shared import CaseId, CompanyId, EscortId, OrganisationId, PersonId, TellingId


@dataclass(frozen=True, slots=True, kw_only=True)
class InformGuardian:
    """Record that somebody of the family was told (告知监护人)."""

    case_id: CaseId
    telling_id: TellingId
    name: str
    relation_code: str
    is_guardian: bool
    means: TellingMeans
    informed_at: datetime
    not_suspected: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteNotReached:
    """Record that somebody of the family could not be reached (没有联系上)."""

    case_id: CaseId
    telling_id: TellingId
    relation_code: str
    means: TellingMeans
    tried_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class WithholdNotification:
    """Decide that the guardian whom the report may mean is not told (暂不告知)."""

    case_id: CaseId
    reason: WithholdingReason
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OmitOtherGuardian:
    """Record that no other guardian is told, and why (另一位监护人没有告知)."""

    case_id: CaseId
    telling_id: TellingId
    reason: OtherGuardianReason
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordRefusal:
    """Record that whoever may consent does not (不同意转介)."""

    case_id: CaseId
    telling_id: TellingId
    name: str
    relation_code: str
    is_guardian: bool
    means: ConsentMeans
    refused_at: datetime
    why: str
    witness_id: PersonId | None = None
    not_suspected: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StartEscort:
    """Record that the child is brought to a hospital at once (紧急送诊)."""

    case_id: CaseId
    escort_id: EscortId
    escorted_by: PersonId
    hospital_id: OrganisationId
    started_at: datetime
    danger: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AccompanyChild:
    """Record who is physically with the child: of staff, or of the family (有人陪着)."""

    case_id: CaseId
    company_id: CompanyId
    since_at: datetime
    with_id: PersonId | None = None
    relation_code: str | None = None
    not_suspected: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class EndAccompanying:
    """Record that they are no longer with the child (不再陪着)."""

    case_id: CaseId
    company_id: CompanyId
    ended_at: datetime


Telling = GuardianInformed | GuardianNotReached | ConsentRefused


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """What was said to the family, in the order in which it was recorded, and who is there.

    `informed` is the last that was recorded, `refused` the last that was said; `company` is who is
    with the child.
    """

    tellings: Mapping[TellingId, Telling] = field(default_factory=dict)
    names: Mapping[TellingId, FamilyMemberNamed] = field(default_factory=dict)
    informed: GuardianInformed | None = None
    refused: ConsentRefused | None = None
    withheld: GuardianNotificationWithheld | None = None
    omissions: Mapping[TellingId, OtherGuardianNotTold] = field(default_factory=dict)
    escorts: Mapping[EscortId, EmergencyEscortStarted] = field(default_factory=dict)
    companies: Mapping[CompanyId, ChildAccompanied] = field(default_factory=dict)
    ended: Mapping[CompanyId, AccompanyingEnded] = field(default_factory=dict)

    @property
    def company(self) -> tuple[ChildAccompanied, ...]:
        """Everybody who is with the child as far as is known."""
        return tuple(c for c in self.companies.values() if c.company_id not in self.ended)

    @property
    def escort(self) -> EmergencyEscortStarted | None:
        """The last escort to a hospital."""
        return next(reversed([*self.escorts.values()]), None)

    @property
    def not_reached(self) -> GuardianNotReached | None:
        """The last try that reached nobody, None where somebody was told since."""
        last = next(reversed([*self.tellings.values()]), None)
        return last if isinstance(last, GuardianNotReached) else None


NO_FAMILY = Family()


def evolve_family(known: Family, event: GuardianEvent) -> Family:
    """Return what is known after one more fact."""
    match event:
        case GuardianInformed() | GuardianNotReached() | ConsentRefused():
            return _told(known, event)
        case FamilyMemberNamed():
            return replace(known, names={**known.names, event.telling_id: event})
        case GuardianNotificationWithheld():
            return replace(known, withheld=event)
        case OtherGuardianNotTold():
            return replace(known, omissions={**known.omissions, event.telling_id: event})
        case EmergencyEscortStarted() | ChildAccompanied() | AccompanyingEnded():
            return _is_there(known, event)
        case _:
            assert_never(event)


def _is_there(
    known: Family, event: EmergencyEscortStarted | ChildAccompanied | AccompanyingEnded
) -> Family:
    match event:
        case EmergencyEscortStarted():
            return replace(known, escorts={**known.escorts, event.escort_id: event})
        case ChildAccompanied():
            return replace(known, companies={**known.companies, event.company_id: event})
        case AccompanyingEnded():
            return replace(known, ended={**known.ended, event.company_id: event})


def _told(known: Family, event: Telling) -> Family:
    known = replace(known, tellings={**known.tellings, event.telling_id: event})
    if isinstance(event, GuardianInformed):
        return replace(known, informed=event)
    if not isinstance(event, ConsentRefused):
        return known
    # One that is written down late does not hide a later one.
    before = known.refused
    is_last = before is None or event.refused_at >= before.refused_at
    return replace(known, refused=event) if is_last else known
