"""How often a guardian is tried who could not be reached, and after what time each."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from domain.ruleset.clocks import Minutes, Within, WorkingDays


@dataclass(frozen=True, slots=True, kw_only=True)
class SeekingBounds:
    """Policy default throughout: the law has the guardian told at once, and names no number.

    It is 预防未成年人犯罪法 §19. In danger nobody waits for them (精神卫生法 §28).
    """

    again: Mapping[str, Within]
    """By level: so soon after a try that reached nobody the next one is made."""
    attempts: Mapping[str, int]
    """By level: after so many tries another guardian, the township and the community are asked."""


SEEKING_BOUNDS_1 = SeekingBounds(
    again=MappingProxyType(
        {"red": Minutes(15), "orange": Minutes(2 * 60), "yellow": WorkingDays(1)}
    ),
    attempts=MappingProxyType({"red": 4, "orange": 4, "yellow": 3}),
)
"""The built-in first version."""
