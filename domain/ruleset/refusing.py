"""By when a family that agrees to no referral is talked with again."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from domain.ruleset.clocks import Minutes


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusingBounds:
    """Policy default throughout: the law lets a family refuse where there is no danger.

    In danger nobody waits for it (精神卫生法 §28).
    """

    at_red: Minutes
    """So soon after a refusal somebody talks with the family again at red."""
    days: Mapping[str, tuple[int, ...]]
    """By level: so many days after the first refusal, each time for as long as it stands."""

    def talks(self, level: str) -> int:
        """Return how often somebody talks with the family before others have to decide."""
        return len(self.days[level]) if level in self.days else 1


REFUSING_BOUNDS_1 = RefusingBounds(
    at_red=Minutes(24 * 60), days=MappingProxyType({"orange": (3, 7, 14), "yellow": (30,)})
)
"""The built-in first version."""
