"""At which places a person may do what: a duty reaches its own place and what stands below it."""

from collections.abc import Collection, Sequence
from datetime import datetime

from application.authorisation.permission import Standings, standings_at_one_of, standings_of
from application.ports import Actor, Context, Ledger
from application.rows import DutyRow, OrganisationRow
from domain.access.standings import standings_anywhere
from domain.access.table import Request as Asking
from domain.days import local_day
from domain.shared import OrganisationId
from domain.staff.facts import OrganisationKind


def permit_for_place(
    ledger: Ledger, actor: Actor, request: Asking, place: OrganisationId, now: datetime
) -> Context:
    """Let a request about a place pass; of what stands alone the bureau decides.

    Raises: NotPermitted, Unavailable.
    """
    standings = standings_of(ledger, actor, now)
    return standings_for_one_of(ledger, standings, (place,), now).require(request)


def standings_for_one_of(
    ledger: Ledger, standings: Standings, places: Collection[OrganisationId], now: datetime
) -> Standings:
    """Return what is left of the standings of today where one of the places is decided on.

    Raises: Unavailable.
    """
    deciding = {each for place in places for each in (place, *_deciding_beside(ledger, place))}
    return standings_at_one_of(ledger, standings, deciding, now)


def places_allowing(
    ledger: Ledger, actor: Actor, askings: Sequence[Asking], now: datetime
) -> frozenset[OrganisationId]:
    """Return the places of the duties by which the person may have one of the requests today."""
    standings = standings_of(ledger, actor, now)
    return frozenset().union(*(places_by_duty(standings, asking, now) for asking in askings))


def places_by_duty(
    standings: Standings, asking: Asking, now: datetime
) -> frozenset[OrganisationId]:
    """Return the places of the duties by which the person may have the request today."""
    return frozenset(
        each.organisation_id
        for each in standings.duties
        if _by_duty(each, standings.actor, now).allow(asking)
    )


def answered_for(
    ledger: Ledger, actor: Actor, rows: Sequence[OrganisationRow], now: datetime
) -> frozenset[OrganisationId]:
    """Return which of the organisations the person may register others below, parents first.

    The bureau answers for what stands alone, too.
    """
    held = places_allowing(ledger, actor, (Asking.REGISTER_ORGANISATION,), now)
    bureaus = {each.organisation_id for each in rows if each.kind is OrganisationKind.BUREAU}
    own: set[OrganisationId] = set()
    for row in rows:
        stands_alone = row.parent_id is None and row.organisation_id not in bureaus
        alone = stands_alone and bool(held & bureaus)
        if alone or row.organisation_id in held or row.parent_id in own:
            own.add(row.organisation_id)
    return frozenset(own)


def _deciding_beside(ledger: Ledger, place: OrganisationId) -> Sequence[OrganisationId]:
    if ledger.access.chain_of_organisation(place) != {place}:
        return ()
    bureaus = [each.organisation_id for each in ledger.directory.bureaus()]
    # A bureau decides of no other bureau.
    return () if place in bureaus else bureaus


def _by_duty(duty: DutyRow, actor: Actor, now: datetime) -> Standings:
    held = standings_anywhere(actor.person_id, (duty,), on=local_day(now))
    return Standings(actor=actor, held=held, duties=(duty,))
