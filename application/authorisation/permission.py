"""Asks the domain's table in what capacity a person may do something, from the view of duties."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime

from application.authorisation.fresh_factor import has_fresh_factor
from application.authorisation.granted import granted_to
from application.authorisation.shown_by import Access
from application.ports import Actor, Context, Ledger
from application.rows import DutyRow, Relations
from domain.access.standings import standings_anywhere, standings_at, with_contact
from domain.access.table import Grant, Permission, Request, Standing, require
from domain.access.table import permit as permitted
from domain.days import local_day
from domain.errors import NotFound, NotPermitted
from domain.shared import ChildId, DutyId, OrganisationId, PersonId, Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class Standings:
    """In what capacities somebody asks about one child or place, and with which duties.

    `is_recused` tells that they may be involved in a case of the child; `grants` are those of
    theirs in force for the child; `factor_is_fresh` that they showed a second factor a moment ago.
    `asked_by` are the duties that count here and now, None where all do; `by_link_for` is the
    hospital for which somebody acts who holds no duty; `brought_on` is when it was brought to them.
    """

    actor: Actor
    held: frozenset[Standing]
    duties: tuple[DutyRow, ...]
    is_recused: bool = False
    grants: tuple[Grant, ...] = ()
    factor_is_fresh: bool = False
    asked_by: frozenset[DutyId] | None = None
    by_link_for: OrganisationId | None = None
    brought_on: date | None = None

    def allow(self, request: Request, purpose: Purpose | None = None) -> bool:
        """Return whether the request would be granted, after a second factor where it asks one."""
        return (
            self.actor.is_let(request)
            and permitted(
                request,
                self.held,
                purpose=purpose,
                recused=self.is_recused,
                grants=self.grants,
                factor_is_fresh=True,
            ).allowed
        )

    def require(self, request: Request) -> Context:
        """Return the context to record with the request: the standing used and its organisation.

        Raises: NotPermitted; StepUpNeeded.
        """
        return self._context_of(self._permission(request, None))

    def require_reading(self, request: Request, purpose: Purpose | None = None) -> Access:
        """Return by what the person is shown what they ask for, and for what; for that purpose.

        Raises: NotPermitted, also for a request that shows nothing of a child; StepUpNeeded.
        """
        permission = self._permission(request, purpose)
        if permission.purpose is None:
            raise NotPermitted("purpose_not_theirs", request=request)
        return Access(
            context=self._context_of(permission),
            purpose=permission.purpose,
            grant_id=permission.grant_id,
            brought_on=self.brought_on if permission.by is Standing.NEXT_IN_LINE else None,
        )

    def having_made(self, contact_by: PersonId) -> "Standings":
        """Return these standings for a visit or talk that `contact_by` made."""
        held = with_contact(self.held, made_by=contact_by, by=self.actor.person_id)
        return replace(self, held=held)

    def _permission(self, request: Request, purpose: Purpose | None) -> Permission:
        self.actor.require_let(request)
        return require(
            request,
            self.held,
            purpose=purpose,
            recused=self.is_recused,
            grants=self.grants,
            factor_is_fresh=self.factor_is_fresh,
        )

    def _context_of(self, permission: Permission) -> Context:
        role = None if permission.by is None else permission.by.value
        places = [
            each.organisation_id
            for each in self.duties
            if each.role.value == role and (self.asked_by is None or each.duty_id in self.asked_by)
        ]
        return Context(
            duty=role,
            organisation=places[0] if places else self.by_link_for,
            device=self.actor.device,
        )


def standings_for_child(
    ledger: Ledger, actor: Actor, child_id: ChildId, now: datetime
) -> Standings:
    """Return in what capacities a person asks about a child today.

    Whoever has none, and no grant in force, is told that there is nothing, so that ids cannot be
    tried out.

    Raises: NotFound; Unavailable when the views cannot catch up, RecordDamaged where the answer
    would rest on grants that cannot be read.
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
    standings = _standings(ledger, actor, held, found.duties, now, found.chain)
    if found.chain is not None:
        standings = with_grants(ledger, standings, child_id, found, now)
    if found.chain is None or not (held or standings.grants):
        raise NotFound("child_not_found")
    return standings


def with_grants(
    ledger: Ledger, standings: Standings, child_id: ChildId, found: Relations, now: datetime
) -> Standings:
    """Return the standings with the person's grants in force for the child.

    Raises: Unavailable while it cannot be told who may be involved; RecordDamaged.
    """
    granted = granted_to(
        ledger, standings.actor.person_id, child_id, found, now, needed=not standings.held
    )
    recused = standings.is_recused or granted.is_recused
    return replace(standings, is_recused=recused, grants=granted.grants)


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
    standings = standings_of(ledger, actor, now)
    return standings_at_one_of(ledger, standings, places, now).require(request)


def standings_at_one_of(
    ledger: Ledger, standings: Standings, places: Collection[OrganisationId], now: datetime
) -> Standings:
    """Return what is left of the standings of today at these places and what stands under them.

    Raises: Unavailable.
    """
    chain = ledger.access.chain_of_organisation(*places)
    actor, duties, on = standings.actor, standings.duties, local_day(now)
    held = standings_at(actor.person_id, duties, (), chain=chain, on=on, rules=ledger.rules)
    return _standings(ledger, actor, held, duties, now, chain)


def permit(ledger: Ledger, actor: Actor, request: Request, now: datetime) -> Context:
    """Let a request pass that concerns no one child or place.

    Raises: NotPermitted, Unavailable.
    """
    return standings_of(ledger, actor, now).require(request)


def permit_reading(
    ledger: Ledger,
    actor: Actor,
    request: Request,
    now: datetime,
    purpose: Purpose | None = None,
) -> Access:
    """Let a reading pass that concerns no one child: by what it is shown, and for what.

    Raises: NotPermitted, Unavailable.
    """
    return standings_of(ledger, actor, now).require_reading(request, purpose)


def standings_of(ledger: Ledger, actor: Actor, now: datetime) -> Standings:
    """Return in what capacities a person asks today, at whichever place. Raises: Unavailable."""
    duties = ledger.access.duties_of(actor.person_id)
    held = standings_anywhere(actor.person_id, duties, on=local_day(now))
    return _standings(ledger, actor, held, duties, now)


def _standings(
    ledger: Ledger,
    actor: Actor,
    held: frozenset[Standing],
    duties: tuple[DutyRow, ...],
    now: datetime,
    chain: frozenset[OrganisationId] | None = None,
) -> Standings:
    return Standings(
        actor=actor,
        held=held,
        duties=duties,
        factor_is_fresh=has_fresh_factor(actor, now, ledger.rules),
        asked_by=frozenset(
            each.duty_id
            for each in duties
            if each.holds_on(local_day(now)) and (chain is None or each.organisation_id in chain)
        ),
    )


def permit_anybody(actor: Actor, request: Request) -> Context:
    """Let a request pass that is open to whoever is signed in; no view is asked for it.

    Raises: NotPermitted for a request that is not open to all.
    """
    actor.require_let(request)
    require(request, frozenset())
    return Context(device=actor.device)
