"""How a child comes back to school, as the page of a case tells it."""

from dataclasses import dataclass

from domain.referrals.leave_facts import StudyLeaveStarted


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnLines:
    """The leave that the child is on; None where it is on none, or not told."""

    leave: StudyLeaveStarted | None = None
