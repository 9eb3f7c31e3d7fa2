"""Rows of the view of leads of screenings, and what the use cases ask of it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from domain.shared import ChildId, OrganisationId, ScreeningId


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadDue:
    """A lead of a child for whom a talk is to be held by `due_on`; nothing of its result."""

    screening_id: ScreeningId
    child_id: ChildId
    due_on: date


class ScreeningLeads(Protocol):
    """Leads of children who belong at or under some places today."""

    def waiting(self, places: Collection[OrganisationId]) -> tuple[LeadDue, ...]:
        """Return those that wait for a talk, the soonest due first."""
        ...

    def strayed(self, places: Collection[OrganisationId]) -> tuple[LeadDue, ...]:
        """Return those that wait, were got at these schools, and whose child is at none today."""
        ...

    def talked(self, places: Collection[OrganisationId], on: date) -> tuple[LeadDue, ...]:
        """Return those whose talk was held and that are kept on a day, the last kept first."""
        ...

    def behind(self) -> int:
        """Return how many events the view has still to fold after it was moved forward."""
        ...
