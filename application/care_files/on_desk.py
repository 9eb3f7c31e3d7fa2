"""In what capacity a person has each child on the desk, told for a whole page at once."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cache

from application.authorisation.permission import Standings, standings_of
from application.ports import Actor, Ledger
from application.rows import DeskRow, PairingRow
from domain.access.standings import standings_at
from domain.access.table import Request, Standing
from domain.days import local_day
from domain.shared import ChildId, OrganisationId

OFFERED = (Request.READ_CARE_FILE, Request.LOG_CONTACT)
"""What a desk leads to."""


def standings_with(
    ledger: Ledger, actor: Actor, rows: Sequence[DeskRow], now: datetime
) -> Mapping[ChildId, Standings]:
    """Return in what capacities a person asks about each child of these rows.

    Raises: Unavailable.
    """
    anywhere = standings_of(ledger, actor, now)
    of_a_place = anywhere.held - {Standing.VOLUNTEER_MENTOR}
    ids = [row.child_id for row in rows]
    pairings = ledger.access.pairings_with(actor.person_id, ids) if ids else ()

    @cache
    def chain_of(place: OrganisationId) -> frozenset[OrganisationId]:
        return ledger.access.chain_of_organisation(place)

    def held_for(row: DeskRow) -> frozenset[Standing]:
        with_child = [each for each in pairings if each.child_id == row.child_id]
        # Whoever holds one office has the child on the desk by it, or by a pairing.
        if len(of_a_place) == 1 and not with_child:
            return of_a_place
        places = (row.class_id, row.school_id, row.village_id) if of_a_place else ()
        chain = frozenset().union(*(chain_of(each) for each in places if each))
        return _held(ledger, anywhere, with_child, chain, now)

    return {row.child_id: replace(anywhere, held=held_for(row)) for row in rows}


def offered_by(standings: Standings) -> frozenset[Request]:
    """Return which of `OFFERED` these standings allow."""
    return frozenset(each for each in OFFERED if standings.allow(each))


def _held(
    ledger: Ledger,
    anywhere: Standings,
    pairings: Sequence[PairingRow],
    chain: frozenset[OrganisationId],
    now: datetime,
) -> frozenset[Standing]:
    return standings_at(
        anywhere.actor.person_id,
        anywhere.duties,
        pairings,
        chain=chain,
        on=local_day(now),
        rules=ledger.rules,
    )
