"""What is asked about a worry: to raise it, to answer for it, to pass it on, to end it."""

from dataclasses import dataclass
from datetime import datetime

from domain.referrals.facts import MayTellGuardian, Sign, WithdrawalReason
from domain.referrals.situations import Involved, Situation
from domain.shared import CaseId, ChildId, OrganisationId, PassId, PersonId, TakingId


@dataclass(frozen=True, slots=True, kw_only=True)
class RaiseConcern:
    """Raise a worry; `name` and `described_as` tell which pupil is meant where no file does."""

    case_id: CaseId
    child_id: ChildId
    situation: Situation
    signs: tuple[Sign, ...] = ()
    heard: str | None = None
    is_with_child: bool = False
    involved: tuple[Involved, ...] = ()
    involved_ids: tuple[PersonId, ...] = ()
    may_tell_guardian: MayTellGuardian = MayTellGuardian.UNKNOWN
    noticed_at: datetime | None = None
    name: str | None = None
    described_as: str | None = None
    class_id: OrganisationId | None = None
    school_id: OrganisationId | None = None
    village_id: OrganisationId | None = None

    @property
    def counted_situation(self) -> Situation:
        """How things stand; nobody knows of a child whom nobody finds that it is in no danger."""
        is_missing = Sign.MISSING_NOW in self.signs
        return Situation.LIFE_IN_DANGER if is_missing else self.situation


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeConcern:
    """Answer for a case from now on (我来处理); `seen` is how much of the log was shown before."""

    case_id: CaseId
    taking_id: TakingId
    seen: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PassConcernOn:
    """Pass a case on to somebody who may answer for it (不是我,转给…)."""

    case_id: CaseId
    pass_id: PassId
    to_id: PersonId
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawConcern:
    """End a case, with the reason."""

    case_id: CaseId
    reason: WithdrawalReason
    why: str
