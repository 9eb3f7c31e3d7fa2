"""What is asked about access beyond a duty, and what the rules keep in mind of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import reduce
from typing import assert_never

from domain.grants.facts import (
    AccessAnswerOverdue,
    AccessApproved,
    AccessDenied,
    AccessReasonWritten,
    AccessRequested,
    AccessRevoked,
    AnswerSeen,
    DenialReason,
    GlassBreakCounted,
    GlassBreakReviewed,
    GlassBreakTold,
    GlassBroken,
    GlassClosed,
    GlassReason,
    GlassReviewOverdue,
    GrantsEvent,
    RevocationReason,
    Verdict,
)
from domain.shared import ChildId, Compartment, GrantId, PersonId, Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestAccess:
    """Ask to read some of a child's record up to a day."""

    child_id: ChildId
    grant_id: GrantId
    purpose: Purpose
    compartments: tuple[Compartment, ...]
    until_on: date
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ApproveAccess:
    """Grant what was asked for, or less of it."""

    child_id: ChildId
    grant_id: GrantId
    compartments: tuple[Compartment, ...]
    until_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class DenyAccess:
    """Do not grant what was asked for."""

    child_id: ChildId
    grant_id: GrantId
    reason: DenialReason


@dataclass(frozen=True, slots=True, kw_only=True)
class RevokeAccess:
    """Let access end now."""

    child_id: ChildId
    grant_id: GrantId
    reason: RevocationReason


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakGlass:
    """Open a child's record in an emergency."""

    child_id: ChildId
    grant_id: GrantId
    reason: GlassReason
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseGlass:
    """Say that one has read enough."""

    child_id: ChildId
    grant_id: GrantId


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewGlassBreak:
    """Say whether the glass had to be broken; `note` in words, needed where it had not."""

    child_id: ChildId
    grant_id: GrantId
    verdict: Verdict
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantsState:
    """The requests and break-glass accesses of one child, or those that count for one person.

    What somebody else decided is `unseen` until whoever asked or broke the glass has opened it.
    """

    requested: Mapping[GrantId, AccessRequested] = field(default_factory=dict)
    reasons: Mapping[tuple[GrantId, PersonId], AccessReasonWritten] = field(default_factory=dict)
    approved: Mapping[GrantId, AccessApproved] = field(default_factory=dict)
    denied: Mapping[GrantId, AccessDenied] = field(default_factory=dict)
    revoked: Mapping[GrantId, AccessRevoked] = field(default_factory=dict)
    broken: Mapping[GrantId, GlassBroken] = field(default_factory=dict)
    closed: Mapping[GrantId, GlassClosed] = field(default_factory=dict)
    reviewed: Mapping[GrantId, GlassBreakReviewed] = field(default_factory=dict)
    counted: tuple[GlassBreakCounted, ...] = ()
    seen: Mapping[GrantId, AnswerSeen] = field(default_factory=dict)
    unseen: frozenset[GrantId] = frozenset()
    overdue: Mapping[GrantId, AccessAnswerOverdue | GlassReviewOverdue] = field(
        default_factory=dict
    )

    told: Mapping[GrantId, GlassBreakTold] = field(default_factory=dict)

    def told_of_glass(self, grant_id: GrantId) -> frozenset[PersonId]:
        """Return everybody who was told that a glass was broken, or that nobody reviewed it."""
        by = (self.broken.get(grant_id), self.overdue.get(grant_id), self.told.get(grant_id))
        return frozenset(
            who for each in by if each for who in (*each.supervisor_ids, *each.privacy_officer_ids)
        )

    def is_waiting(self, grant_id: GrantId) -> bool:
        """Return whether a request is there on which nobody has decided yet."""
        decided = (self.approved, self.denied, self.revoked)
        return grant_id in self.requested and not any(grant_id in each for each in decided)

    def glass_is_open(self, grant_id: GrantId, at: datetime) -> bool:
        """Return whether a break-glass access runs at that moment."""
        broken = self.broken.get(grant_id)
        ended = grant_id in self.closed or grant_id in self.revoked
        return broken is not None and not ended and at < broken.until_at

    def why(self, grant_id: GrantId, written_by: PersonId) -> str | None:
        """Return the reason that a person wrote."""
        written = self.reasons.get((grant_id, written_by))
        return written.why if written else None


NO_GRANTS = GrantsState()


def evolve(state: GrantsState, event: GrantsEvent) -> GrantsState:
    """Return what the rules know after one more fact."""
    match event:
        case AccessReasonWritten():
            key = (event.grant_id, event.written_by)
            return replace(state, reasons={**state.reasons, key: event})
        case AccessRequested() | AccessApproved() | AccessDenied() | AccessRevoked():
            return _after_decision(state, event)
        case GlassBroken() | GlassBreakCounted() | GlassClosed() | GlassBreakReviewed():
            return _after_glass(state, event)
        case AccessAnswerOverdue() | GlassReviewOverdue():
            return replace(state, overdue={**state.overdue, event.grant_id: event})
        case GlassBreakTold():
            return replace(state, told={**state.told, event.grant_id: event})
        case AnswerSeen():
            seen = {**state.seen, event.grant_id: event}
            return replace(state, seen=seen, unseen=state.unseen - {event.grant_id})
        case _:
            assert_never(event)


def fold(facts: Iterable[GrantsEvent]) -> GrantsState:
    """Return what the rules know after these facts of one child, or of one person."""
    return reduce(evolve, facts, NO_GRANTS)


def _after_decision(
    state: GrantsState, event: AccessRequested | AccessApproved | AccessDenied | AccessRevoked
) -> GrantsState:
    match event:
        case AccessRequested():
            return replace(state, requested={**state.requested, event.grant_id: event})
        case AccessApproved():
            approved = {**state.approved, event.grant_id: event}
            return _answered(replace(state, approved=approved), event.grant_id)
        case AccessDenied():
            denied = {**state.denied, event.grant_id: event}
            return _answered(replace(state, denied=denied), event.grant_id)
        case AccessRevoked():
            revoked = {**state.revoked, event.grant_id: event}
            own = event.reason is RevocationReason.GIVEN_BACK
            return _answered(replace(state, revoked=revoked), event.grant_id, is_news=not own)
        case _:
            assert_never(event)


def _after_glass(
    state: GrantsState, event: GlassBroken | GlassBreakCounted | GlassClosed | GlassBreakReviewed
) -> GrantsState:
    match event:
        case GlassBroken():
            return replace(state, broken={**state.broken, event.grant_id: event})
        case GlassBreakCounted():
            return replace(state, counted=(*state.counted, event))
        case GlassClosed():
            return replace(state, closed={**state.closed, event.grant_id: event})
        case GlassBreakReviewed():
            reviewed = {**state.reviewed, event.grant_id: event}
            return _answered(replace(state, reviewed=reviewed), event.grant_id)
        case _:
            assert_never(event)


def _answered(state: GrantsState, grant_id: GrantId, *, is_news: bool = True) -> GrantsState:
    """Return the state in which whoever asked has something new to open, or has no more."""
    news = state.unseen - {grant_id}
    return replace(state, unseen=news | {grant_id} if is_news else news)
