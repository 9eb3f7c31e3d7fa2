"""By which numbers a child goes on study leave and comes back to school."""

from dataclasses import dataclass

from domain.ruleset.clocks import WorkingDays


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturningBounds:
    """Policy default throughout: the law names no days, and no letter that a return waits for."""

    leave_days_at_most: int
    """So many days ahead a leave may be expected to last; a longer one is agreed on anew."""
    reviewed: WorkingDays
    """So soon after a guardian asked for it a panel looks at the return, at every level."""
    appeal_reviewed: WorkingDays
    """So soon after a guardian appealed the county looks at it, by others."""
    first_day_within_days: int
    """So many days after a panel agreed the child is back at the latest."""
    deferral_days_at_most: int
    """So many days after a panel deferred a return one looks again at the latest."""
    follow_up_days: tuple[int, ...]
    """So many days after the first day at school somebody looks after the child."""


RETURNING_BOUNDS_1 = ReturningBounds(
    leave_days_at_most=180,
    reviewed=WorkingDays(5),
    appeal_reviewed=WorkingDays(10),
    first_day_within_days=14,
    deferral_days_at_most=14,
    follow_up_days=(1, 3, 7, 14, 28),
)
"""The built-in first version."""
