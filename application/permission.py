"""Asks the domain's table in what capacity a person may do something, from the view of duties."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from application.ports import Actor, Context, Ledger
from application.rows import DutyRow
from domain.access.standings import standings_anywhere, standings_at, with_contact
from domain.access.table import Request, Standing, require
from domain.access.table import permit as permitted
from domain.days import local_day
from domain.errors import NotFound
from domain.shared import ChildId, OrganisationId, PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class Standings:
    """In what capacities somebody asks about one child or place, and with which duties."""

    actor: Actor
    held: frozenset[Standing]
    duties: tuple[DutyRow, ...]

    def allow(self, request: Request) -> bool:
        """Return whether the request would be granted."""
        return permitted(request, self.held).allowed

    def require(self, request: Request) -> Context:
        """Return the context to record with the request: the standing used and its organisation.

        Raises: NotPermitted.
        """
        by = require(request, self.held)
        places = [each.organisation_id for each in self.duties if each.role.value == by.value]
        return Context(
            duty=by.value,
            organisation=places[0] if places else None,
            device=self.actor.device,
        )

    def having_made(self, contact_by: PersonId) -> "Standings":
        """Return these standings for a visit or talk that `contact_by` made."""
        held = with_contact(self.held, made_by=contact_by, by=self.actor.person_id)
        return Standings(actor=self.actor, held=held, duties=self.duties)


def standings_for_child(
    ledger: Ledger, actor: Actor, child_id: ChildId, now: datetime
) -> Standings:
    """Return in what capacities a person asks about a child today.

    Whoever has none is told that there is nothing, so that ids cannot be tried out.

    Raises: NotFound; Unavailable when the view of duties cannot catch up.
    """
    found = ledger.access.relations(actor.person_id, child_id)
    held = standings_at(
        actor.person_id,
        found.duties,
        found.pairings,
        chain=found.chain or frozenset(),
        on=local_day(now),
        rules=ledger.rules,
    )
    if found.chain is None or not held:
        raise NotFound("child_not_found")
    return Standings(actor=actor, held=held, duties=found.duties)


def permit_for_child(
    ledger: Ledger, actor: Actor, request: Request, child_id: ChildId, now: datetime
) -> Context:
    """Let a request about a child pass, or refuse it.

    Raises: NotFound, NotPermitted, Unavailable.
    """
    return standings_for_child(ledger, actor, child_id, now).require(request)


def permit_at(
    ledger: Ledger,
    actor: Actor,
    request: Request,
    places: Collection[OrganisationId],
    now: datetime,
) -> Context:
    """Let a request pass that concerns one of these places or what stands under it.

    Raises: NotPermitted, Unavailable.
    """
    duties = ledger.access.duties_of(actor.person_id)
    above = (ledger.access.chain_of_organisation(each) for each in places)
    chain: frozenset[OrganisationId] = frozenset().union(*above)
    held = standings_at(
        actor.person_id, duties, (), chain=chain, on=local_day(now), rules=ledger.rules
    )
    return Standings(actor=actor, held=held, duties=duties).require(request)


def permit(ledger: Ledger, actor: Actor, request: Request, now: datetime) -> Context:
    """Let a request pass that concerns no one child or place.

    Raises: NotPermitted, Unavailable.
    """
    return standings_of(ledger, actor, now).require(request)


def standings_of(ledger: Ledger, actor: Actor, now: datetime) -> Standings:
    """Return in what capacities a person asks today, at whichever place. Raises: Unavailable."""
    duties = ledger.access.duties_of(actor.person_id)
    held = standings_anywhere(actor.person_id, duties, on=local_day(now))
    return Standings(actor=actor, held=held, duties=duties)


def permit_anybody(actor: Actor, request: Request) -> Context:
    """Let a request pass that is open to whoever is signed in; no view is asked for it.

    Raises: NotPermitted for a request that is not open to all.
    """
    if not permitted(request, frozenset()).allowed:
        require(request, frozenset())
    return Context(device=actor.device)


def permit_self_or(
    ledger: Ledger, actor: Actor, person_id: PersonId, request: Request, now: datetime
) -> None:
    """Let people see what is about themselves, and others only with the permission.

    Raises: NotPermitted, Unavailable.
    """
    if actor.person_id != person_id:
        permit(ledger, actor, request, now)
