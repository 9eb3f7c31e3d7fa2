"""How long is left until something is due."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

SOON_DAYS = 3


class Urgency(StrEnum):
    """How a deadline is shown: quietly, in amber, or in red, always with its words."""

    CALM = "calm"
    SOON = "soon"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A day by which something is to be done, the last day of grace, and the day it is now."""

    on: date
    grace_ends_on: date
    today: date

    @property
    def days_left(self) -> int:
        """Return the days until it is due; negative once it has passed."""
        return (self.on - self.today).days

    @property
    def is_overdue(self) -> bool:
        """Return whether the grace is over."""
        return self.today > self.grace_ends_on

    @property
    def urgency(self) -> Urgency:
        """Return how loudly the page says it."""
        if self.is_overdue:
            return Urgency.OVERDUE
        return Urgency.SOON if self.days_left <= SOON_DAYS else Urgency.CALM
