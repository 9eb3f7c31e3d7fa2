"""By which numbers a child goes on study leave and comes back to school."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturningBounds:
    """Policy default throughout: the law names no days, and no letter that a return waits for."""

    leave_days_at_most: int
    """So many days ahead a leave may be expected to last; a longer one is agreed on anew."""


RETURNING_BOUNDS_1 = ReturningBounds(leave_days_at_most=180)
"""The built-in first version."""
