"""Who has, or had, a duty at some places or below, as a question beside another view."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import Column, ColumnElement, select, true

from domain.shared import OrganisationId
from infrastructure.views.access_tables import CHAINS, DUTIES, access_tables

_duties, _chains = access_tables()[DUTIES], access_tables()[CHAINS]


def is_staffed_under(
    person: Column[UUID], places: Collection[OrganisationId] | None
) -> ColumnElement[bool]:
    """Return whether the person of a row belongs there; None stands for all places."""
    if places is None:
        return true()
    staffed = (
        select(_duties.c.person)
        .join(_chains, _chains.c.organisation == _duties.c.organisation)
        .where(_chains.c.above.in_(sorted(places)))
    )
    return person.in_(staffed)
