"""By when each step of a case is due, by the level of the crisis, and what follows where it is not.

The law asks for speed and names no hours (精神卫生法 §28, 预防未成年人犯罪法 §19): the numbers are
policy defaults. Minutes pass by the clock on the wall, in any night; days are working days.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Minutes:
    """So many minutes by the clock on the wall."""

    minutes: int


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """To the end of the working day so many working days later; of that day itself with none."""

    days: int


Within = Minutes | WorkingDays


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelClocks:
    """The clocks of one level of crisis; `again` is how long nobody acts before more are told.

    The law has the guardian told at once where a disorder seems possible (预防未成年人犯罪法 §19);
    the numbers are by when that is overdue. `decided` is how long after it was assessed and the
    guardian told, at red after it was assessed, somebody decides what becomes of the child.
    """

    taken: Within
    assessed: Within
    guardian_informed: Within
    decided: Within
    again: Within


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockBounds:
    """Policy default throughout."""

    by_level: Mapping[str, LevelClocks]
    """At red only minutes count: it waits for no morning."""
    provisional: Mapping[str, str]
    """As which level a worry counts until somebody assessed it, by how things stand."""
    accompanied: Minutes
    """So soon at red somebody is physically with the child, whoever answers for it."""
    accompanied_calls: int
    """So often that is told one after the other, through the whole line, and then by the day."""
    soon_percent: int
    """When so much of the time has passed, a step counts as due soon."""
    closes_at_hour: int
    """What comes at this hour or later, and is due the same working day, is due on the next."""

    def at(self, level: str) -> LevelClocks:
        """Return the clocks of a level."""
        return self.by_level[level]


CLOCK_BOUNDS_1 = ClockBounds(
    by_level=MappingProxyType(
        {
            "red": LevelClocks(
                taken=Minutes(10),
                assessed=Minutes(60),
                guardian_informed=Minutes(60),
                decided=Minutes(60),
                again=Minutes(10),
            ),
            "orange": LevelClocks(
                taken=Minutes(2 * 60),
                assessed=Minutes(24 * 60),
                guardian_informed=Minutes(24 * 60),
                decided=Minutes(48 * 60),
                again=Minutes(60),
            ),
            "yellow": LevelClocks(
                taken=WorkingDays(0),
                assessed=WorkingDays(3),
                guardian_informed=WorkingDays(5),
                decided=WorkingDays(5),
                again=WorkingDays(0),
            ),
        }
    ),
    provisional=MappingProxyType(
        {
            "life_in_danger": "red",
            "suspected_harm": "orange",
            "nobody_caring": "orange",
            "somewhat_worried": "yellow",
        }
    ),
    accompanied=Minutes(15),
    accompanied_calls=6,
    soon_percent=75,
    closes_at_hour=17,
)
"""The built-in first version."""
