"""By which numbers a reading stands out: the hours of the night, how many children are usual."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Usual:
    """So many different children are usual for one reader; more are asked about."""

    an_hour: int
    a_day: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingBounds:
    """Policy default throughout: 未成年人网络保护条例 §36 asks for records, not for numbers."""

    night_from_hour: int
    """From this hour of Beijing time it is night."""
    night_until_hour: int
    """Until this hour."""
    usual: Usual
    """For whoever is not named below."""
    usual_by_duty: Mapping[str, Usual] = field(default_factory=dict)
    """By the standing that a reading rests on: whoever answers for more children reads more."""
    answer_days: int
    """So long a reader alone has the word about a question."""

    def usual_for(self, duty: str | None) -> Usual:
        """Return what is usual for a standing."""
        return self.usual_by_duty.get(duty or "", self.usual)


READING_BOUNDS_1 = ReadingBounds(
    night_from_hour=22,
    night_until_hour=6,
    usual=Usual(60, 120),
    usual_by_duty=MappingProxyType(
        {
            "lead_mentor": Usual(20, 30),
            "mentor": Usual(20, 30),
            "volunteer_mentor": Usual(20, 30),
            "class_teacher": Usual(80, 120),
            "village_director": Usual(120, 240),
            "school_leader": Usual(200, 400),
            "township_supervisor": Usual(300, 600),
            "county_officer": Usual(300, 800),
        }
    ),
    answer_days=7,
)
