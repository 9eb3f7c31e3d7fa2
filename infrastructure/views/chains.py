"""Tells which organisations stand above one another, for the views that keep such chains."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import Connection, Table

from domain.staff.facts import OrganisationRegistered
from infrastructure.views.bulk import rows_among


def chains_of(
    connection: Connection, table: Table, organisations: Collection[UUID]
) -> dict[UUID, set[UUID]]:
    """Return each organisation that the table knows with itself and all above it."""
    chains: dict[UUID, set[UUID]] = defaultdict(set)
    for row in rows_among(connection, table.c.organisation, organisations):
        chains[row.organisation].add(row.above)
    return dict(chains)


def chains_added(
    connection: Connection, table: Table, registered: Sequence[OrganisationRegistered]
) -> dict[UUID, set[UUID]]:
    """Return the chains that the table has to learn, of organisations just registered."""
    parents = {fact.parent_id for fact in registered if fact.parent_id}
    chains = chains_of(connection, table, parents)
    added: dict[UUID, set[UUID]] = {}
    for fact in registered:
        # A parent is always registered before; one whose stream cannot be read has nothing above.
        above = chains.get(fact.parent_id, {fact.parent_id}) if fact.parent_id else set()
        chains[fact.organisation_id] = added[fact.organisation_id] = {fact.organisation_id, *above}
    return added
