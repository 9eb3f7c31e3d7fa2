"""What the rules keep in mind of the reports of a case, and what is asked about them."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from domain.referrals.joining_facts import (
    ConcernJoined,
    ConcernParted,
    FurtherConcernJoined,
    FurtherConcernParted,
    JoiningEvent,
)
from domain.shared import CaseId


@dataclass(frozen=True, slots=True, kw_only=True)
class PartConcern:
    """Let a report stand as a case of its own again: it is another matter (另有其事)."""

    case_id: CaseId
    further_id: CaseId
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Further:
    """Which reports belong to a case, and to which case a report belongs.

    `parted` are those that belong to it no more. `unanswered` are graver ones that came since
    somebody took the case: whoever has it has not said that they have those, too.
    """

    joined_to: CaseId | None = None
    was_joined: bool = False
    joined: Mapping[CaseId, FurtherConcernJoined] = field(default_factory=dict)
    parted: Mapping[CaseId, FurtherConcernParted] = field(default_factory=dict)
    unanswered: frozenset[CaseId] = frozenset()

    @property
    def were_any(self) -> bool:
        """Return whether it ever was joined to another, or another to it."""
        return self.was_joined or bool(self.joined) or bool(self.parted)

    def newest_at(self, raised_at: datetime) -> datetime:
        """Return when the last report came of a case that was raised then."""
        return max((raised_at, *(each.raised_at for each in self.joined.values())))

    def earliest_at(self, raised_at: datetime) -> datetime:
        """Return when the first report came of a case that was raised then (T0)."""
        return min((raised_at, *(each.raised_at for each in self.joined.values())))

    def answered(self) -> "Further":
        """Return them when somebody has taken the case with all that is known of it."""
        return replace(self, unanswered=frozenset())


NOTHING_FURTHER = Further()


def evolve_further(further: Further, event: JoiningEvent) -> Further:
    """Return what is known of the reports after one more fact."""
    match event:
        case ConcernJoined():
            return replace(further, joined_to=event.joined_to, was_joined=True)
        case ConcernParted():
            return replace(further, joined_to=None)
        case FurtherConcernJoined():
            waits = {event.further_id} if event.is_graver else set()
            joined = {**further.joined, event.further_id: event}
            return replace(further, joined=joined, unanswered=further.unanswered | waits)
        case FurtherConcernParted():
            left = {key: each for key, each in further.joined.items() if key != event.further_id}
            # One that was graver still waits for somebody to say that they know of it.
            return replace(further, joined=left, parted={**further.parted, event.further_id: event})
