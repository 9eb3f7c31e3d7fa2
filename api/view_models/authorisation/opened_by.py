"""On what a file rests that no duty opens, and until when."""

from dataclasses import dataclass
from datetime import date, datetime

from domain.days import last_day
from domain.shared import CaseId, ChildId, GrantId

_MINUTE = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedBy:
    """On what a file rests that no duty opens: broken glass with its minutes, or a grant.

    `cases` are the child's cases, where it opens these.
    """

    child_id: ChildId
    grant_id: GrantId
    is_glass: bool
    until_at: datetime
    minutes_left: int
    seconds_left: int = 0
    cases: tuple[CaseId, ...] = ()

    @property
    def last_on(self) -> date:
        """The last day of a grant, which counts whole."""
        return last_day(self.until_at)


def seconds_left(until_at: datetime, now: datetime) -> int:
    """Return the whole seconds up to a moment; none is below zero."""
    return max(0, int((until_at - now).total_seconds()))


def minutes_left(until_at: datetime, now: datetime) -> int:
    """Return the minutes up to a moment; a begun one counts, and none is below zero."""
    return max(0, -int(-(until_at - now).total_seconds() // _MINUTE))
