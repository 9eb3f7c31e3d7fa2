"""By when a declined referral goes elsewhere, a child is seen, and whoever missed it is chased."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from domain.ruleset.clocks import Minutes, Within, WorkingDays


@dataclass(frozen=True, slots=True, kw_only=True)
class HospitalBounds:
    """Policy default throughout: the law asks for speed and names no number (精神卫生法 §28)."""

    referred_again_minutes_in_danger: int
    """So soon after a hospital declined it is referred to another, where it rests on danger."""
    referred_again_working_days: int
    """The same where it rests on consent, to the end of that day."""
    seen: Mapping[str, Within]
    """By level: so soon after it received the referral the hospital should see the child."""
    told: Mapping[str, Within]
    """By level: so soon after the child was seen the school should hear what it can do there."""
    chase_days: tuple[int, ...]
    """So many days after an appointment was missed the family is asked why, each time later."""

    follow_up_days: Mapping[str, tuple[int, ...]]
    """By level, or as the mildest without one: so many days after the visit the school looks after
    the child, until none is left."""
    again: Within
    """So long nobody acts before more are told of a step that is due by the end of a day."""
    reopened_as: str
    """As which level a case counts at least that is back at its assessment, until somebody did."""

    def seen_within(self, level: str) -> Within:
        """Return within what time the child should be seen."""
        return self.seen[level]

    def told_within(self, level: str) -> Within:
        """Return within what time the school should hear what the child can do there."""
        return self.told[level]

    def chase_after_days(self, chase: int) -> int:
        """Return after how many days the family is asked, `chase` counting from 1."""
        return self.chase_days[min(chase, len(self.chase_days)) - 1]


HOSPITAL_BOUNDS_1 = HospitalBounds(
    referred_again_minutes_in_danger=30,
    referred_again_working_days=1,
    seen=MappingProxyType(
        {"red": Minutes(24 * 60), "orange": WorkingDays(3), "yellow": WorkingDays(10)}
    ),
    told=MappingProxyType(
        {"red": WorkingDays(2), "orange": WorkingDays(5), "yellow": WorkingDays(10)}
    ),
    chase_days=(1, 3, 7),
    follow_up_days=MappingProxyType(
        {
            "red": (1, 3, 7, *range(14, 29, 7), *range(42, 85, 14), *range(112, 365, 28)),
            "orange": (*range(7, 29, 7), *range(56, 169, 28)),
            "yellow": (28, 56, 84),
        }
    ),
    again=WorkingDays(0),
    reopened_as="orange",
)
"""The built-in first version."""
