"""What is recorded of access beyond a duty: granted on request, or by break-glass (紧急查阅).

Law: 未成年人网络保护条例 §36, least access, approved by whoever is responsible, and on record.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from domain.shared import ChildId, Compartment, GrantId, PersonId, Purpose


class DenialReason(StrEnum):
    """Why access was not granted."""

    NOT_NEEDED = "not_needed"
    NOT_THEIR_TASK = "not_their_task"
    REASON_TOO_THIN = "reason_too_thin"
    OTHER_CHILD_MEANT = "other_child_meant"


class RevocationReason(StrEnum):
    """Why access ended before its day or minute; `given_back` is said by whoever held it."""

    NO_LONGER_NEEDED = "no_longer_needed"
    GIVEN_BACK = "given_back"
    DUTY_CHANGED = "duty_changed"
    GRANTED_IN_ERROR = "granted_in_error"
    MISUSED = "misused"


class GlassReason(StrEnum):
    """For what emergency the glass was broken."""

    CHILD_IN_DANGER = "child_in_danger"
    CHILD_MISSING = "child_missing"
    CARER_UNREACHABLE = "carer_unreachable"
    OTHER_EMERGENCY = "other_emergency"


class Verdict(StrEnum):
    """What a review of a break-glass access found."""

    COMPLIANT = "compliant"
    VIOLATION = "violation"


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessRequested:
    """A person asks to read these compartments of a child up to `until_on`, that day included."""

    child_id: ChildId
    grant_id: GrantId
    person_id: PersonId
    purpose: Purpose
    compartments: tuple[Compartment, ...]
    until_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessReasonWritten:
    """Why, in the words of whoever asked, broke the glass or reviewed: it may speak of a crisis."""

    child_id: ChildId
    grant_id: GrantId
    written_by: PersonId
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessApproved:
    """Access is granted, as asked for or narrower, up to `until_on`, that day included."""

    child_id: ChildId
    grant_id: GrantId
    person_id: PersonId
    approved_by: PersonId
    purpose: Purpose
    compartments: tuple[Compartment, ...]
    until_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessDenied:
    """Access is not granted."""

    child_id: ChildId
    grant_id: GrantId
    denied_by: PersonId
    reason: DenialReason


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessRevoked:
    """A request, a grant or a break-glass access is over before its day or minute."""

    child_id: ChildId
    grant_id: GrantId
    revoked_by: PersonId
    reason: RevocationReason


@dataclass(frozen=True, slots=True, kw_only=True)
class GlassBroken:
    """A person opened these compartments of a child in an emergency, for reading, to `until_at`.

    The supervisors and privacy officers are those told by this very fact; none where nobody was
    there to be told.
    """

    child_id: ChildId
    grant_id: GrantId
    person_id: PersonId
    reason: GlassReason
    compartments: tuple[Compartment, ...]
    until_at: datetime
    supervisor_ids: tuple[PersonId, ...]
    privacy_officer_ids: tuple[PersonId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GlassBreakCounted:
    """One more break-glass access of a person, without the child: it counts until `until_at`."""

    person_id: PersonId
    grant_id: GrantId
    until_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class GlassClosed:
    """Whoever broke the glass has read enough."""

    child_id: ChildId
    grant_id: GrantId
    closed_by: PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class GlassBreakReviewed:
    """Somebody else has looked at whether the glass had to be broken."""

    child_id: ChildId
    grant_id: GrantId
    reviewed_by: PersonId
    verdict: Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessAnswerOverdue:
    """Nobody answered a request by `due_at`, and those above who would have are told of it.

    Privacy officers are told with them by this very fact; none where there was nobody to be told.
    """

    child_id: ChildId
    grant_id: GrantId
    due_at: datetime
    supervisor_ids: tuple[PersonId, ...]
    privacy_officer_ids: tuple[PersonId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GlassReviewOverdue:
    """Nobody reviewed a break-glass access by `due_at`, and those above are told of it.

    Privacy officers are told with them by this very fact; none where there was nobody to be told.
    """

    child_id: ChildId
    grant_id: GrantId
    due_at: datetime
    supervisor_ids: tuple[PersonId, ...]
    privacy_officer_ids: tuple[PersonId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GlassBreakTold:
    """Of broken glass of which nobody could be told before, these people are told by this fact."""

    child_id: ChildId
    grant_id: GrantId
    supervisor_ids: tuple[PersonId, ...]
    privacy_officer_ids: tuple[PersonId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerSeen:
    """Whoever asked or broke the glass opened what somebody else last decided on it."""

    child_id: ChildId
    grant_id: GrantId
    person_id: PersonId


GrantsEvent = (
    AccessRequested
    | AccessReasonWritten
    | AccessApproved
    | AccessDenied
    | AccessRevoked
    | GlassBroken
    | GlassBreakCounted
    | GlassClosed
    | GlassBreakReviewed
    | AccessAnswerOverdue
    | GlassReviewOverdue
    | GlassBreakTold
    | AnswerSeen
)
