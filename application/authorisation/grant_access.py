"""By what somebody else than its holder is shown a request or a break-glass access."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from application.authorisation.glass import reviewing
from application.authorisation.grants import decides_on, standings_or_none
from application.authorisation.permission import Standings
from application.authorisation.recusal import recused_among
from application.authorisation.shown_by import Access
from application.ports import Actor, Ledger
from domain.access.table import Request as Asking
from domain.errors import NotFound, StepUpNeeded
from domain.grants.facts import AccessRequested
from domain.grants.requesting import holder_of
from domain.grants.scope import is_closed_to_the_involved
from domain.grants.state import GrantsState
from domain.shared import ChildId, GrantId, PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedGrant:
    """One look at a request or access: by whom, when, and under which id it is recorded."""

    actor: Actor
    child_id: ChildId
    grant_id: GrantId
    now: datetime
    read_id: UUID


def may_open(ledger: Ledger, asked: AskedGrant, state: GrantsState) -> bool:
    """Return whether its page would be shown; to ask is no reading. Raises: Unavailable."""
    if holder_of(state, asked.grant_id) == asked.actor.person_id:
        return True
    try:
        access_of_other(ledger, asked, state)
    except NotFound:
        return False
    except StepUpNeeded:
        return True  # Deciding asks for a second factor first.
    return True


def access_of_other(
    ledger: Ledger, asked: AskedGrant, state: GrantsState
) -> tuple[Standings, Access]:
    """Return by what somebody decides on it, ends or reviews it. Raises: NotFound; Unavailable."""
    requested, broken = state.requested.get(asked.grant_id), state.broken.get(asked.grant_id)
    if broken is not None:
        standings = reviewing(ledger, asked.actor, state, asked.grant_id, asked.now)
        access = standings.require_reading(Asking.REVIEW_GLASS_BREAK)
        is_closed = True
    else:
        compartments = requested.compartments if requested else ()
        standings, access = _decider(ledger, asked, decides_on(compartments))
        is_closed = is_closed_to_the_involved(compartments)
    both = [asked.actor.person_id, *_holder(requested)]
    if is_closed and recused_among(ledger, asked.child_id, both, asked.now):
        raise NotFound("grant_not_found")
    return standings, access


def _decider(ledger: Ledger, asked: AskedGrant, asking: Asking) -> tuple[Standings, Access]:
    standings = standings_or_none(ledger, asked.actor, asked.child_id, asked.now, "grant_not_found")
    if not standings.allow(asking):
        raise NotFound("grant_not_found")
    return standings, standings.require_reading(asking)


def _holder(requested: AccessRequested | None) -> tuple[PersonId, ...]:
    return (requested.person_id,) if requested else ()
