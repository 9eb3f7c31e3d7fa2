"""By which numbers suspected harm is reported, and whom it demands to be told."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from types import MappingProxyType

from domain.codelists import Body, HarmKind


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportingBounds:
    """The law says 立即 and names no hours: these are policy defaults (domain note §10.2)."""

    bodies: Mapping[HarmKind, tuple[Body, ...]]
    """Who is told beside the police, who always are."""
    recorded_within: timedelta
    """So soon after the call it is recorded; a later record is marked late, and never refused."""
    acknowledged_within: timedelta
    """So soon after it was recorded somebody on duty in the county has received it."""
    outcome_within: timedelta
    """So soon after it was recorded what became of it is asked for."""
    outcome_again_after: timedelta
    """So long after the first time it is asked for again, and each time twice as long."""

    def bodies_for(self, kind: HarmKind, *, at_school: bool) -> tuple[Body, ...]:
        """Return who must be told; of harm at school education, too (未成年人保护法 §39)."""
        school = (Body.EDUCATION,) if at_school else ()
        return tuple(dict.fromkeys((Body.POLICE, *self.bodies.get(kind, ()), *school)))


REPORTING_BOUNDS_1 = ReportingBounds(
    bodies=MappingProxyType(
        {
            HarmKind.ABANDONED: (Body.CIVIL_AFFAIRS,),
            HarmKind.MADE_TO_BEG: (Body.CIVIL_AFFAIRS,),
        }
    ),
    recorded_within=timedelta(hours=2),
    acknowledged_within=timedelta(minutes=30),
    outcome_within=timedelta(days=3),
    outcome_again_after=timedelta(days=1),
)
"""The built-in first version."""
