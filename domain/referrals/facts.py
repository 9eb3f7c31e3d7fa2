"""What is recorded of a worry and the referral that may follow: health data, but for names.

A case is one worry about one child. Names stand in facts of their own, which are identity data.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.referrals.family.consent_facts import ConsentGiverNamed as ConsentGiverNamed
from domain.referrals.family.consent_facts import ConsentRecorded as ConsentRecorded
from domain.referrals.family.consent_facts import SignatureEvent
from domain.referrals.family.guardian_facts import GuardianEvent
from domain.referrals.hospital.hospital_facts import Basis, HospitalEvent
from domain.referrals.joining.joining_facts import JoiningEvent
from domain.referrals.joining.redirecting_facts import RedirectingEvent
from domain.referrals.levels.level_facts import LevelEvent
from domain.referrals.returning.leave_facts import LeaveEvent
from domain.referrals.returning.return_facts import ReturnEvent
from domain.referrals.school.panel_facts import PanelEvent
from domain.referrals.school.pause_facts import PauseEvent
from domain.referrals.situations import Involved as Involved
from domain.referrals.situations import Situation as Situation
from domain.shared import (
    CaseId,
    ChildId,
    ConsentId,
    KeptBeside,
    OrganisationId,
    PassId,
    PersonId,
)


class Sign(StrEnum):
    """What was seen or heard; none of these is a diagnosis (精神卫生法 §23).

    A child whom nobody can find now (`missing_now`) counts as in danger, whatever else is said.
    """

    MISSING_NOW = "missing_now"
    SPOKE_OF_DYING = "spoke_of_dying"
    SAID_FAREWELL = "said_farewell"
    SELF_HARM = "self_harm"
    INJURIES = "injuries"
    AFRAID_TO_GO_HOME = "afraid_to_go_home"
    BULLIED = "bullied"
    LEFT_ALONE = "left_alone"
    RAN_AWAY = "ran_away"
    SUDDEN_CHANGE = "sudden_change"
    WITHDRAWN = "withdrawn"
    SLEEP_OR_APPETITE = "sleep_or_appetite"
    OTHER = "other"


class MayTellGuardian(StrEnum):
    """Whether the guardian may be told, as far as whoever raises the worry can say."""

    YES = "yes"
    NOT_YET = "not_yet"
    UNKNOWN = "unknown"


class WithdrawalReason(StrEnum):
    """Why a worry is withdrawn."""

    UNFOUNDED = "unfounded"
    RESOLVED = "resolved"
    ALREADY_KNOWN = "already_known"
    WRONG_CHILD = "wrong_child"
    RAISED_IN_ERROR = "raised_in_error"


@dataclass(frozen=True, slots=True, kw_only=True)
class ConcernRaised:
    """Somebody worries about a pupil, with or without a care file.

    `heard` is what was seen or heard, `noticed_at` when, nothing for just now; `is_with_child` says
    that whoever raises it is. The places are of the care file, else as told: they decide who acts.
    """

    case_id: CaseId
    child_id: ChildId
    situation: Situation
    signs: tuple[Sign, ...]
    heard: str | None
    is_with_child: bool
    involved: tuple[Involved, ...]
    involved_ids: tuple[PersonId, ...]
    may_tell_guardian: MayTellGuardian
    noticed_at: datetime | None = None
    class_id: OrganisationId | None = None
    school_id: OrganisationId | None = None
    village_id: OrganisationId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PupilNamed:
    """Which pupil is meant, by name or as described by whoever raises the worry: identity data.

    `with_conflict` is true when it came with a repeat that differs.
    """

    case_id: CaseId
    child_id: ChildId
    name: str | None
    described_as: str | None = None
    with_conflict: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ConcernConflictKept(KeptBeside):
    """The same worry came again with other content, kept whole for a person to settle."""

    case_id: CaseId
    child_id: ChildId
    kept: ConcernRaised


@dataclass(frozen=True, slots=True, kw_only=True)
class RepeatRedirected:
    """What a repeat said of a worry about the wrong child, as of the right one: by whom, and when.

    People are told of it with the worry itself, not once more.
    """

    case_id: CaseId
    child_id: ChildId
    kept: ConcernRaised
    said_by: PersonId
    said_at: datetime


Repeat = ConcernConflictKept | RepeatRedirected


@dataclass(frozen=True, slots=True, kw_only=True)
class ConcernTaken:
    """A named person answers for the case from now on."""

    case_id: CaseId
    child_id: ChildId
    taken_by: PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class ConcernPassedOn:
    """Somebody passes the case on; until it is taken nobody answers for it."""

    case_id: CaseId
    child_id: ChildId
    pass_id: PassId
    passed_by: PersonId
    passed_to: PersonId
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralProposed:
    """Whoever answers for the case thinks that a hospital should see the child."""

    case_id: CaseId
    child_id: ChildId
    proposed_by: PersonId
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralIssued:
    """The child is referred to a hospital, which sees the case from now on.

    It rests on the consent that `consent_id` names, or on `danger`, in words (精神卫生法 §28).
    """

    case_id: CaseId
    child_id: ChildId
    hospital_id: OrganisationId
    issued_by: PersonId
    basis: Basis
    consent_id: ConsentId | None = None
    danger: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralAcknowledged:
    """The hospital's liaison has received the referral."""

    case_id: CaseId
    child_id: ChildId
    hospital_id: OrganisationId
    acknowledged_by: PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class ConcernWithdrawn:
    """The worry is over, and why."""

    case_id: CaseId
    child_id: ChildId
    withdrawn_by: PersonId
    reason: WithdrawalReason
    why: str


ReferralsEvent = (
    ConcernRaised
    | PupilNamed
    | Repeat
    | ConcernTaken
    | ConcernPassedOn
    | ReferralProposed
    | ConsentRecorded
    | ConsentGiverNamed
    | SignatureEvent
    | ReferralIssued
    | ReferralAcknowledged
    | ConcernWithdrawn
    | LevelEvent
    | PanelEvent
    | PauseEvent
    | GuardianEvent
    | LeaveEvent
    | ReturnEvent
    | HospitalEvent
    | JoiningEvent
    | RedirectingEvent
)
