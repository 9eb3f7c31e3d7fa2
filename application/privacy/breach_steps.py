"""The steps in which an office ends a data breach: graded, listed, told, closed by two people."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID, uuid5

from application.authorisation.permission import permit_at
from application.ports import Actor, Context, History, Ledger, Receipt
from application.privacy.breaches import record_on_breach, state_of
from application.privacy.of_nobody import known_to_nobody, unknown_among
from application.recording import Request, record
from application.states import breach_state, breaches_stream
from domain.access.table import Request as Asking
from domain.breaches import rules
from domain.breaches.closing import close_breach as close_it
from domain.breaches.closing import propose_closure as propose_it
from domain.breaches.state import (
    BreachState,
    CloseBreach,
    GradeBreach,
    LeaveUntold,
    ListAffected,
    NotifyAuthority,
    NotifyGuardian,
    ProposeClosure,
)
from domain.breaches.telling import leave_untold as leave_them_untold
from domain.breaches.telling import notify_authority as tell_authority
from domain.breaches.telling import notify_guardian as tell_guardian
from domain.days import local_day
from domain.errors import Invalid, RuleBroken
from domain.shared import BreachId, Known, OrganisationId


def grade_breach(
    ledger: Ledger,
    actor: Actor,
    office: OrganisationId,
    request: GradeBreach,
    request_id: UUID,
    now: datetime,
) -> Receipt:
    """Record how grave a breach is; `request_id` is the client's, so that a repeat is known."""
    asked = _asked(ledger, actor, office, request_id, now)
    return _record_once(
        ledger,
        asked,
        office,
        request.breach_id,
        lambda state: rules.grade_breach(state, request, by=actor.person_id),
    )


def list_affected(
    ledger: Ledger,
    actor: Actor,
    office: OrganisationId,
    request: ListAffected,
    request_id: UUID,
    now: datetime,
) -> Receipt:
    """Record further children whose data is concerned; `request_id` is the client's.

    Raises: Invalid for a child who does not belong under the office, and for families left to
    others of children whom nobody knows: nobody could ever tell them.
    """
    permit_at(ledger, actor, Asking.HANDLE_BREACH, [office], now)
    left = tuple(each for those in request.left_to_others.values() for each in those)
    rules.require_listable(request)
    unknown = unknown_among(ledger, actor, left, now) if left else frozenset()
    if unknown:
        # By their places: an id may lead to a child all the same.
        entries = ", ".join(str(n) for n, each in enumerate(left, 1) if each in unknown)
        raise Invalid("children_unknown", "left_to_others", entries=entries)
    return list_shown(ledger, actor, office, request, request_id, now)


def list_shown(
    ledger: Ledger,
    actor: Actor,
    office: OrganisationId,
    request: ListAffected,
    request_id: UUID,
    now: datetime,
) -> Receipt:
    """Record children whom readings showed: of others nobody is left out, whoever they are.

    An id that nobody knows by now holds up none of the others, and ends with the breach.

    Raises: Invalid for a child who does not belong under the office.
    """
    asked = _asked(ledger, actor, office, request_id, now)
    rules.require_listable(request)
    named = request.child_ids
    known = ledger.access.children_under(office, named) if named else frozenset()
    if not known >= set(named):
        raise Invalid("children_not_ours", "child_ids")
    return _record_once(
        ledger,
        asked,
        office,
        request.breach_id,
        lambda state: rules.list_affected(state, request, by=actor.person_id),
    )


def notify_authority(
    ledger: Ledger, actor: Actor, office: OrganisationId, request: NotifyAuthority, now: datetime
) -> Receipt:
    """Record when and by which way the authority was told."""
    asked = _asked(ledger, actor, office, uuid5(request.breach_id, "authority"), now)
    return record_on_breach(
        ledger,
        asked,
        office,
        request.breach_id,
        lambda state: tell_authority(
            state, request, by=actor.person_id, now=now, rules=ledger.rules
        ),
    )


def notify_guardian(
    ledger: Ledger, actor: Actor, office: OrganisationId, request: NotifyGuardian, now: datetime
) -> Receipt:
    """Record that somebody who speaks for an affected child was told."""
    asked = _asked(ledger, actor, office, uuid5(request.breach_id, str(request.child_id)), now)
    return record_on_breach(
        ledger,
        asked,
        office,
        request.breach_id,
        lambda state: tell_guardian(state, request, today=local_day(now)),
    )


def leave_untold(
    ledger: Ledger, actor: Actor, office: OrganisationId, request: LeaveUntold, now: datetime
) -> Receipt:
    """Record why the family of an affected child is not told."""
    asked = _asked(
        ledger, actor, office, uuid5(request.breach_id, f"untold {request.child_id}"), now
    )
    return record_on_breach(
        ledger,
        asked,
        office,
        request.breach_id,
        lambda state: leave_them_untold(state, request, by=actor.person_id),
    )


def propose_closure(
    ledger: Ledger,
    actor: Actor,
    office: OrganisationId,
    request: ProposeClosure,
    request_id: UUID,
    now: datetime,
) -> Receipt:
    """Record that somebody holds everything to be done; `request_id` is the client's."""
    asked = _asked(ledger, actor, office, request_id, now)
    # All of them: a repeat is decided by the state before it left those of the erased untold.
    others = state_of(ledger, office, request.breach_id).others
    nobody = known_to_nobody(ledger, actor, others, now)
    return _record_once(
        ledger,
        asked,
        office,
        request.breach_id,
        lambda state: propose_it(state, request, by=actor.person_id, of_nobody=nobody),
    )


def close_breach(
    ledger: Ledger, actor: Actor, office: OrganisationId, request: CloseBreach, now: datetime
) -> Receipt:
    """Record that a second person found everything to be done."""
    asked = _asked(ledger, actor, office, uuid5(request.breach_id, "closed"), now)
    return record_on_breach(
        ledger,
        asked,
        office,
        request.breach_id,
        lambda state: close_it(state, request, by=actor.person_id),
    )


def _asked(
    ledger: Ledger, actor: Actor, office: OrganisationId, request_id: UUID, now: datetime
) -> Request:
    context: Context = permit_at(ledger, actor, Asking.HANDLE_BREACH, [office], now)
    return Request(request_id=request_id, actor=actor, now=now, context=context)


def _record_once(
    ledger: Ledger,
    asked: Request,
    office: OrganisationId,
    breach_id: BreachId,
    decide: Callable[[BreachState], rules.Answer],
) -> Receipt:
    """Record a step that may come more than once; a repeat is decided as it was at first.

    Raises: RuleBroken when the request came before with other content.
    """

    def decided(history: History) -> rules.Answer:
        before = _before(history, asked.request_id)
        answer = decide(breach_state(before, office, breach_id))
        mine = history.recorded[len(before.recorded) :]
        recorded = tuple(each.fact for each in mine if each.request_id == asked.request_id)
        if not recorded or isinstance(answer, Known):
            return answer
        if answer != recorded:
            raise RuleBroken("breach_step_already_recorded")
        return Known(answer)

    return record(ledger, asked, [breaches_stream(office)], decided)


def _before(history: History, request_id: UUID) -> History:
    """Return the history as it was before a request, all of it where that was never recorded."""
    places = [n for n, each in enumerate(history.recorded) if each.request_id == request_id]
    until = places[0] if places else len(history.recorded)
    return History(recorded=history.recorded[:until], versions=history.versions)
