"""Requests about access beyond a duty: asking, deciding, ending early."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID, uuid5

from application.authorisation.permission import Standings, standings_for_child, standings_of
from application.authorisation.recusal import recused_among
from application.ports import Actor, Context, History, Ledger, Receipt
from application.recording import Decision, Request, record
from application.states import grants_state, grants_stream
from domain.access.standings import may_have_grants
from domain.access.table import Request as Asking
from domain.access.table import purposes_with
from domain.days import local_day
from domain.errors import NotFound, RuleBroken
from domain.grants import requesting
from domain.grants.facts import RevocationReason
from domain.grants.scope import is_closed_to_the_involved
from domain.grants.state import (
    ApproveAccess,
    DenyAccess,
    GrantsState,
    RequestAccess,
    RevokeAccess,
)
from domain.shared import ChildId, Compartment, Erased, GrantId, Known, PersonId


def request_access(ledger: Ledger, actor: Actor, request: RequestAccess, now: datetime) -> Receipt:
    """Record that a person asks to read some of a child's record.

    Whether there is such a child is neither looked up nor told: a request for nobody waits until
    its last day, as any other does that nobody answers.
    """
    standings = standings_of(ledger, actor, now)
    context = standings.require(Asking.ASK_ACCESS)
    asker = requesting.Asker(
        person_id=actor.person_id,
        purposes=set(purposes_with(Asking.ASK_ACCESS, standings.held)),
        waiting=ledger.grants.count_waiting(actor.person_id, now),
    )
    return _record(
        ledger,
        actor,
        request.child_id,
        (request.grant_id, now, context),
        lambda state: requesting.request_access(
            state,
            request,
            by=asker,
            today=local_day(now),
            rules=ledger.rules,
        ),
    )


def approve_access(ledger: Ledger, actor: Actor, request: ApproveAccess, now: datetime) -> Receipt:
    """Record that access is granted.

    Raises: NotFound for whoever does not decide on it; RuleBroken for whom a grant opens nothing.
    """
    context, kept_out = _decider(ledger, actor, request.child_id, request.grant_id, now)

    def decide(state: GrantsState) -> Decision:
        decision = requesting.approve_access(
            state,
            request,
            by=actor.person_id,
            today=local_day(now),
            rules=ledger.rules,
            kept_out=kept_out,
        )
        if not isinstance(decision, Known):
            _require_may_have(ledger, state, request.grant_id, now)
        return decision

    approval_id = uuid5(request.grant_id, f"approval by {actor.person_id}")
    return _record(ledger, actor, request.child_id, (approval_id, now, context), decide)


def deny_access(ledger: Ledger, actor: Actor, request: DenyAccess, now: datetime) -> Receipt:
    """Record that access is not granted. Raises: NotFound for whoever does not decide on it."""
    context, kept_out = _decider(ledger, actor, request.child_id, request.grant_id, now)
    return _record(
        ledger,
        actor,
        request.child_id,
        (uuid5(request.grant_id, f"denial by {actor.person_id}"), now, context),
        lambda state: requesting.deny_access(state, request, by=actor.person_id, kept_out=kept_out),
    )


def revoke_access(ledger: Ledger, actor: Actor, request: RevokeAccess, now: datetime) -> Receipt:
    """Record that access is over; its holder needs no permission to give it back.

    Raises: NotFound for whoever neither holds nor may end it.
    """
    state = grants_of(ledger, request.child_id)
    holder = requesting.holder_of(state, request.grant_id)
    if holder is None:
        raise NotFound("grant_not_found")
    if holder == actor.person_id:
        context = Context(device=actor.device)
    else:
        context = _ender(ledger, actor, request, state, now)
    return _record(
        ledger,
        actor,
        request.child_id,
        (uuid5(request.grant_id, f"revocation by {actor.person_id}"), now, context),
        lambda fresh: requesting.revoke_access(fresh, request, by=actor.person_id),
    )


def give_back_access(ledger: Ledger, actor: Actor, grant_id: GrantId, now: datetime) -> Receipt:
    """Record that whoever asked no longer needs it, by the id of the request alone.

    Raises: NotFound for what is not one's own; RuleBroken when it is over; Unavailable.
    """
    request = RevokeAccess(
        child_id=child_of_own(ledger, actor, grant_id),
        grant_id=grant_id,
        reason=RevocationReason.GIVEN_BACK,
    )
    return revoke_access(ledger, actor, request, now)


def child_of_own(ledger: Ledger, actor: Actor, grant_id: GrantId) -> ChildId:
    """Return of whom one's own request or access is: for the log, not to be told.

    Raises: NotFound for what is not one's own; Unavailable.
    """
    child_id = ledger.grants.child_of_own(actor.person_id, grant_id)
    if child_id is None:
        raise NotFound("grant_not_found")
    return child_id


def grants_of(ledger: Ledger, child_id: ChildId) -> GrantsState:
    """Return what is recorded of access to a child. Raises: NotFound when erased; Unreadable."""
    history = ledger.log.load([grants_stream(child_id)])
    if isinstance(history, Erased):
        raise NotFound("grant_not_found")
    return grants_state(history, child_id)


def decides_on(compartments: tuple[Compartment, ...]) -> Asking:
    """Return the request that whoever decides on access to these needs."""
    if Compartment.HEALTH in compartments:
        return Asking.DECIDE_HEALTH_ACCESS
    if Compartment.LEGAL in compartments:
        return Asking.DECIDE_LEGAL_ACCESS
    return Asking.DECIDE_ACCESS


def standings_or_none(
    ledger: Ledger, actor: Actor, child_id: ChildId, now: datetime, code: str
) -> Standings:
    """Return the standings for a child, or the refusal for what is not there. Raises: NotFound."""
    try:
        return standings_for_child(ledger, actor, child_id, now)
    except NotFound:
        raise NotFound(code) from None


def _decider(
    ledger: Ledger, actor: Actor, child_id: ChildId, grant_id: GrantId, now: datetime
) -> tuple[Context, frozenset[PersonId]]:
    """Return by what a person decides on a request, and who of the two may be involved.

    Raises: NotFound where there is no such request, or it is not theirs to decide.
    """
    asked = grants_of(ledger, child_id).requested.get(grant_id)
    if asked is None:
        raise NotFound("access_request_not_found")
    standings = standings_or_none(ledger, actor, child_id, now, "access_request_not_found")
    asking = decides_on(asked.compartments)
    if not standings.allow(asking):
        raise NotFound("access_request_not_found")
    kept_out: frozenset[PersonId] = frozenset()
    if is_closed_to_the_involved(asked.compartments):
        both = (actor.person_id, asked.person_id)
        kept_out = recused_among(ledger, child_id, both, now)
    return standings.require(asking), kept_out


def _require_may_have(ledger: Ledger, state: GrantsState, grant_id: GrantId, now: datetime) -> None:
    """Raises: RuleBroken where who asked could not ask any more, as an auditor cannot."""
    holder = requesting.holder_of(state, grant_id)
    if holder is None:
        return
    duties = ledger.access.duties_of(holder)
    if not may_have_grants(holder, duties, on=local_day(now)):
        raise RuleBroken("no_grant_for_that_post")


def _ender(
    ledger: Ledger, actor: Actor, request: RevokeAccess, state: GrantsState, now: datetime
) -> Context:
    standings = standings_or_none(ledger, actor, request.child_id, now, "grant_not_found")
    asked = state.requested.get(request.grant_id)
    is_closed = asked is None or is_closed_to_the_involved(asked.compartments)
    person_ids = [actor.person_id]
    if is_closed and recused_among(ledger, request.child_id, person_ids, now):
        raise NotFound("grant_not_found")
    if not standings.allow(Asking.REVOKE_ACCESS):
        raise NotFound("grant_not_found")
    return standings.require(Asking.REVOKE_ACCESS)


def _record(
    ledger: Ledger,
    actor: Actor,
    child_id: ChildId,
    said: tuple[UUID, datetime, Context],
    decide: Callable[[GrantsState], Decision],
) -> Receipt:
    request_id, now, context = said

    def on_history(history: History) -> Decision:
        return decide(grants_state(history, child_id))

    return record(
        ledger,
        Request(request_id=request_id, actor=actor, now=now, context=context),
        [grants_stream(child_id)],
        on_history,
    )
