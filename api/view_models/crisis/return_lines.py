"""How a child comes back to school, as the page of a case tells it."""

from dataclasses import dataclass

from domain.referrals.returning.leave_facts import StudyLeaveStarted
from domain.referrals.returning.return_facts import (
    ReturnAppealed,
    ReturnPlanned,
    ReturnRequested,
    ReturnReviewed,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnLines:
    """The leave that the child is on, and what became of its return; None = none, or not told."""

    leave: StudyLeaveStarted | None = None
    asked: ReturnRequested | None = None
    deferred: ReturnReviewed | None = None
    appeal: ReturnAppealed | None = None
    plan: ReturnPlanned | None = None
