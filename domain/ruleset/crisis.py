"""By which numbers the level of a crisis falls; it rises at once, whatever the numbers."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True, kw_only=True)
class CrisisBounds:
    """Policy default throughout: the law names no crisis levels and no days."""

    at_rest_days: Mapping[str, int]
    """By level: so many days after it was last found may a less severe one be proposed."""

    def days_at_rest(self, level: str) -> int:
        """Return after how many days a level may fall."""
        return self.at_rest_days[level]


CRISIS_BOUNDS_1 = CrisisBounds(
    at_rest_days=MappingProxyType({"red": 14, "orange": 14, "yellow": 30})
)
"""The built-in first version."""
