"""What is recorded of the mentors of a child (结对帮扶)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.shared import ChildId, PairingId, PersonId


class MentorKind(StrEnum):
    """The three kinds of mentor that the Qinzhou policy names ((四)2)."""

    TEACHER = "teacher"
    COMMUNITY_WORKER = "community_worker"
    VOLUNTEER = "volunteer"


class PairingEndReason(StrEnum):
    """Why a pairing ended; the child's own wish is reason enough."""

    GRADUATED = "graduated"
    MENTOR_MOVED = "mentor_moved"
    CHILD_ASKED = "child_asked"
    NOT_SUITABLE = "not_suitable"
    PAIRED_IN_ERROR = "paired_in_error"


@dataclass(frozen=True, slots=True, kw_only=True)
class MentorPaired:
    """A mentor looks out for the child from `from_on` to `until_on`, if nobody extends or ends it.

    `paired_by` is the responsible person who approved it (未成年人网络保护条例 §36), `vetted_on`
    the record check (未成年人保护法 §62). Version 1 told neither last day nor approver.
    """

    child_id: ChildId
    pairing_id: PairingId
    mentor_id: PersonId
    mentor_kind: MentorKind
    is_lead: bool
    from_on: date
    vetted_on: date | None = None
    until_on: date | None = None
    paired_by: PersonId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PairingExtended:
    """A pairing lasts until another day; who said so is responsible for the child's place."""

    child_id: ChildId
    pairing_id: PairingId
    until_on: date
    extended_by: PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadReassigned:
    """The lead passed from one active pairing to another on `changed_on`."""

    child_id: ChildId
    pairing_id: PairingId
    previous_pairing_id: PairingId
    changed_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PairingEnded:
    """A pairing ended; `ended_on` is its last day."""

    child_id: ChildId
    pairing_id: PairingId
    ended_on: date
    reason: PairingEndReason


PairingEvent = MentorPaired | LeadReassigned | PairingEnded | PairingExtended
