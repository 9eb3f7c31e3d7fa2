"""By which numbers a level falls (it rises at once), support is reviewed, a case ends or waits."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from domain.ruleset.clocks import WorkingDays


@dataclass(frozen=True, slots=True, kw_only=True)
class CrisisBounds:
    """Policy default throughout: the law names no crisis levels and no days."""

    at_rest_days: Mapping[str, int]
    """By level: so many days after it was last found may a less severe one be proposed."""

    support_review_days: Mapping[str, int]
    """By level: so many days after a panel chose support at school it is looked at again."""

    closed: WorkingDays
    """So soon after the child was looked after on the last day, and its level may fall, two people
    end the case."""

    pause_days_at_most: int
    """Two people may let a step wait so many days; never at red, nor while there is danger."""

    pause_days_in_all: int
    """However often a step of one case is paused, it waits no more days than these."""

    def review_days(self, level: str | None) -> int:
        """Return after how many days support is reviewed; without a level as with the least."""
        return self.support_review_days[level or "yellow"]

    def days_at_rest(self, level: str) -> int:
        """Return after how many days a level may fall."""
        return self.at_rest_days[level]


CRISIS_BOUNDS_1 = CrisisBounds(
    at_rest_days=MappingProxyType({"red": 14, "orange": 14, "yellow": 30}),
    support_review_days=MappingProxyType({"red": 7, "orange": 14, "yellow": 28}),
    closed=WorkingDays(10),
    pause_days_at_most=14,
    pause_days_in_all=28,
)
"""The built-in first version."""
