"""Who has, had or awaits a duty at some places or below, as a question beside another view."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from sqlalchemy import Column, ColumnElement, or_, select, true

from application.authentication.account_ports import Vouched
from domain.shared import OrganisationId
from infrastructure.views.access.tables import CHAINS, DUTIES, PROPOSALS, access_tables

_duties, _chains = access_tables()[DUTIES], access_tables()[CHAINS]
_proposals = access_tables()[PROPOSALS]


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


def is_awaited_under(
    person: Column[UUID], places: Collection[OrganisationId] | None, since: date
) -> ColumnElement[bool]:
    """Return whether the person of a row is proposed there, none longer ago than since then."""
    if places is None:
        return true()
    awaited = (
        select(_proposals.c.person)
        .join(_chains, _chains.c.organisation == _proposals.c.organisation)
        .where(_chains.c.above.in_(sorted(places)), _proposals.c.proposed_on >= since)
    )
    return person.in_(awaited)


def belongs_to(person: Column[UUID], among: Vouched) -> ColumnElement[bool]:
    """Return whether the person of a row belongs to these places, and will work at no other."""
    if among.places is None:
        return true()
    places = sorted(among.places)
    within = select(_chains.c.organisation).where(_chains.c.above.in_(places))
    if not among.with_below:
        within = within.where(_chains.c.above == _chains.c.organisation)
    lasting = or_(_duties.c.to_on.is_(None), _duties.c.to_on >= among.on)
    here = select(_duties.c.person).where(_duties.c.organisation.in_(within))
    is_open = _proposals.c.proposed_on >= among.since
    elsewhere = select(_duties.c.person).where(_duties.c.organisation.not_in(within), lasting)
    if not among.with_below:
        awaited = select(_proposals.c.person).where(
            _proposals.c.organisation.not_in(within), is_open
        )
        no_more = person.not_in(elsewhere) & person.not_in(awaited)
        return person.in_(here.where(lasting)) & no_more
    proposed = select(_proposals.c.person).where(_proposals.c.organisation.in_(within), is_open)
    return (person.in_(here) | person.in_(proposed)) & person.not_in(elsewhere)
