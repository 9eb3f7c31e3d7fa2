"""What the view of access beyond a duty returns: plain rows of ids, codes and moments."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.grants.facts import Verdict
from domain.shared import ChildId, Compartment, GrantId, PersonId, Purpose


class GrantState(StrEnum):
    """How far a request or a break-glass access has come; whether its time is over is not told."""

    WAITING = "waiting"
    GRANTED = "granted"
    DENIED = "denied"
    OPEN = "open"
    ENDED = "ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantHeld:
    """Access of one person to one child that nobody ended; at `until_at` its time is over."""

    grant_id: GrantId
    is_glass: bool
    purpose: Purpose
    compartments: frozenset[Compartment]
    until_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantRow:
    """A request, the grant it became, or a break-glass access.

    `asked_at` is when it was asked for or the glass broken, `until_at` the moment from which it
    opens nothing any more; `position` is that of its first fact, `is_overdue` that those above were
    told of it.
    """

    grant_id: GrantId
    child_id: ChildId
    person_id: PersonId
    is_glass: bool
    state: GrantState
    purpose: Purpose
    compartments: tuple[Compartment, ...]
    asked_at: datetime
    until_at: datetime
    position: int
    verdict: Verdict | None = None
    is_overdue: bool = False

    def is_in_force(self, at: datetime) -> bool:
        """Return whether it opens anything at that moment."""
        return self.state in (GrantState.GRANTED, GrantState.OPEN) and at < self.until_at


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantPage:
    """One page of a list of them; `next_cursor` continues after its last row."""

    rows: tuple[GrantRow, ...]
    next_cursor: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantCounts:
    """How many requests wait for a person's decision, and break-glass accesses for a review.

    `overdue` is how many wait too long of which the person was told; some may be among the others.
    """

    to_decide: int = 0
    to_review: int = 0
    overdue: int = 0
