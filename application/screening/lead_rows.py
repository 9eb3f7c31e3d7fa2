"""Rows of the view of leads of screenings, and what the use cases ask of it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from domain.shared import ChildId, OrganisationId, PersonId, ScreeningId, ScreeningListId


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadDue:
    """A lead of a child for whom a talk is to be held by `due_on`; nothing of its result."""

    screening_id: ScreeningId
    child_id: ChildId
    due_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class BroughtRow:
    """How many results somebody brought for a school on a day, and how many leads they dropped.

    `list_id` names the list with which they came, None of those entered by hand and of dropped
    ones. Of which children they are is not told.
    """

    day: date
    person_id: PersonId
    school_id: OrganisationId
    list_id: ScreeningListId | None
    brought: int
    dropped: int


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

    def places_of(
        self, child_ids: Collection[ChildId]
    ) -> Mapping[ChildId, frozenset[OrganisationId]]:
        """Return class, school, village and all above of each child with a care file, of today.

        One question for all of them. Raises: Unavailable.
        """
        ...

    def dropped(self, school_id: OrganisationId, since: date) -> int:
        """Return how many leads got at a school were dropped after a day."""
        ...

    def brought(self, *, skip: int, limit: int) -> tuple[BroughtRow, ...]:
        """Return who brought or dropped how many where and when, the newest first."""
        ...

    def behind(self) -> int:
        """Return how many events the view has still to fold after it was moved forward."""
        ...
