"""What a school does after a hospital saw the child: follow-ups, and an end that two people decide.

Names of facts are in clear: that a child is worse again stands in the content of a follow-up.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.shared import CaseId, ChildId, ClosingId, FollowUpId, PersonId


class FollowUpOutcome(StrEnum):
    """What came of looking after the child; with the last the case is back at its assessment."""

    STEADY = "steady"
    NOT_REACHED = "not_reached"
    NEEDS_ASSESSMENT = "needs_assessment"


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpDone:
    """Somebody of the school looked after the child at `done_at`, and saw it or did not.

    Where it needs an assessment (复发) no hospital has the case any more, and the clocks run anew.
    """

    case_id: CaseId
    child_id: ChildId
    follow_up_id: FollowUpId
    done_by: PersonId
    done_at: datetime
    outcome: FollowUpOutcome
    child_seen: bool
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosingProposed:
    """Whoever answers for the case thinks that it can end, and why."""

    case_id: CaseId
    child_id: ChildId
    closing_id: ClosingId
    proposed_by: PersonId
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosingDeclined:
    """The case goes on, and why; whoever proposed its end takes it back so, too."""

    case_id: CaseId
    child_id: ChildId
    closing_id: ClosingId
    declined_by: PersonId
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseClosed:
    """Another person agrees: the case is over (结案)."""

    case_id: CaseId
    child_id: ChildId
    closing_id: ClosingId
    closed_by: PersonId


AftercareEvent = FollowUpDone | ClosingProposed | ClosingDeclined | CaseClosed
