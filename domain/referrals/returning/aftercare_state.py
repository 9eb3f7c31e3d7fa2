"""What is asked about follow-ups and the end of a case, and what the rules keep in mind of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import assert_never

from domain.referrals.returning.aftercare_facts import (
    AftercareEvent,
    CaseClosed,
    ClosingDeclined,
    ClosingProposed,
    FollowUpDone,
    FollowUpOutcome,
)
from domain.shared import CaseId, ClosingId, FollowUpId


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordFollowUp:
    """Say that somebody looked after the child, and how it is (随访)."""

    case_id: CaseId
    follow_up_id: FollowUpId
    done_at: datetime
    outcome: FollowUpOutcome
    child_seen: bool
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposeClosing:
    """Say that the case can end (提出结案); another person has to agree."""

    case_id: CaseId
    closing_id: ClosingId
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseCase:
    """Agree as another person that the case ends (同意结案)."""

    case_id: CaseId
    closing_id: ClosingId


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclineClosing:
    """Let the case go on, or take one's own proposal back (不同意结案)."""

    case_id: CaseId
    closing_id: ClosingId
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Aftercare:
    """The follow-ups so far, and in `waiting` the proposal to end the case that stands."""

    follow_ups: Mapping[FollowUpId, FollowUpDone] = field(default_factory=dict)
    closings: Mapping[ClosingId, ClosingProposed] = field(default_factory=dict)
    declined: Mapping[ClosingId, ClosingDeclined] = field(default_factory=dict)
    waiting: ClosingProposed | None = None
    closed: CaseClosed | None = None

    @property
    def last(self) -> FollowUpDone | None:
        """The follow-up that was recorded last."""
        return next(reversed([*self.follow_ups.values()]), None)

    @property
    def reopened_at(self) -> datetime | None:
        """When it was found last that the child has to be assessed anew."""
        found = [
            each.done_at
            for each in self.follow_ups.values()
            if each.outcome is FollowUpOutcome.NEEDS_ASSESSMENT
        ]
        return max(found, default=None)


NO_AFTERCARE = Aftercare()


def evolve_aftercare(known: Aftercare, event: AftercareEvent) -> Aftercare:
    """Return what is known after one more fact."""
    match event:
        case FollowUpDone():
            done = {**known.follow_ups, event.follow_up_id: event}
            again = event.outcome is FollowUpOutcome.NEEDS_ASSESSMENT
            return replace(known, follow_ups=done, waiting=None if again else known.waiting)
        case ClosingProposed():
            proposed = {**known.closings, event.closing_id: event}
            return replace(known, closings=proposed, waiting=event)
        case ClosingDeclined():
            declined = {**known.declined, event.closing_id: event}
            return replace(known, declined=declined, waiting=None)
        case CaseClosed():
            return replace(known, closed=event, waiting=None)
        case _:
            assert_never(event)
