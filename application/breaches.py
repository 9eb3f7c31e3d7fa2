"""Requests about data breaches: reported by anybody, handled by those who answer for data."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

from application.looking import Names, names_of
from application.permission import permit, permit_at
from application.places import places_allowing
from application.ports import Actor, Context, History, Ledger, Receipt
from application.recording import Request, record
from application.states import breach_state, breaches_stream, reported_breaches
from domain.access.table import Request as Asking
from domain.breaches import rules
from domain.breaches.facts import BreachReported
from domain.breaches.state import (
    BreachState,
    CloseBreach,
    GradeBreach,
    ListAffected,
    NotifyAuthority,
    NotifyGuardian,
    ReportBreach,
)
from domain.days import local_day
from domain.errors import NotFound
from domain.shared import BreachId, Erased, OrganisationId
from domain.staff.facts import OrganisationKind

ANSWERING = frozenset({OrganisationKind.BUREAU, OrganisationKind.COUNTY_OFFICE})
"""The kinds of organisations that answer for a breach."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Breach:
    """One breach as it stands; `is_overdue` where the authority was or is told too late."""

    breach_id: BreachId
    reported: BreachReported
    state: BreachState
    is_overdue: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Breaches:
    """The breaches for which a person's offices answer, the latest first."""

    breaches: tuple[Breach, ...]
    names: Names


def offices_of(ledger: Ledger, actor: Actor, now: datetime) -> tuple[OrganisationId, ...]:
    """Return the offices that answer for a breach where a person works: county, then bureau."""
    today = local_day(now)
    places = [
        each.organisation_id
        for each in ledger.access.duties_of(actor.person_id)
        if each.holds_on(today)
    ]
    above = {found for place in places for found in ledger.access.chain_of_organisation(place)}
    rows = ledger.directory.organisations_among(above)
    fitting = [row for row in rows.values() if row.kind in ANSWERING]
    fitting.sort(key=lambda row: (row.kind is OrganisationKind.BUREAU, row.name))
    return tuple(row.organisation_id for row in fitting)


def report_breach(ledger: Ledger, actor: Actor, request: ReportBreach, now: datetime) -> Receipt:
    """Record that data may have leaked or been lost; whoever works here may say so.

    Raises: NotFound for an office that does not answer for where the person works.
    """
    context = permit(ledger, actor, Asking.REPORT_BREACH, now)
    if request.organisation_id not in offices_of(ledger, actor, now):
        raise NotFound("office_not_found")
    return _record(
        ledger,
        Request(request_id=request.breach_id, actor=actor, now=now, context=context),
        request.organisation_id,
        request.breach_id,
        lambda state: rules.report_breach(
            state, request, by=actor.person_id, now=now, rules=ledger.rules
        ),
    )


def grade_breach(
    ledger: Ledger, actor: Actor, office: OrganisationId, request: GradeBreach, now: datetime
) -> Receipt:
    """Record how grave a breach is."""
    asked = _asked(ledger, actor, office, uuid5(request.breach_id, f"{request.grade} {now}"), now)
    return _record(
        ledger,
        asked,
        office,
        request.breach_id,
        lambda state: rules.grade_breach(state, request, by=actor.person_id),
    )


def list_affected(
    ledger: Ledger, actor: Actor, office: OrganisationId, request: ListAffected, now: datetime
) -> Receipt:
    """Record further children whose data is concerned.

    Raises: NotFound for a child who does not belong under the office.
    """
    asked = _asked(ledger, actor, office, uuid5(request.breach_id, f"children {now}"), now)
    for child_id in request.child_ids:
        if office not in (ledger.access.chain_of_child(child_id) or ()):
            raise NotFound("child_not_found")
    return _record(
        ledger,
        asked,
        office,
        request.breach_id,
        lambda state: rules.list_affected(state, request, by=actor.person_id),
    )


def notify_authority(
    ledger: Ledger, actor: Actor, office: OrganisationId, request: NotifyAuthority, now: datetime
) -> Receipt:
    """Record when the authority was told."""
    asked = _asked(ledger, actor, office, uuid5(request.breach_id, "authority"), now)
    return _record(
        ledger,
        asked,
        office,
        request.breach_id,
        lambda state: rules.notify_authority(
            state, request, by=actor.person_id, now=now, rules=ledger.rules
        ),
    )


def notify_guardian(
    ledger: Ledger, actor: Actor, office: OrganisationId, request: NotifyGuardian, now: datetime
) -> Receipt:
    """Record that somebody who speaks for an affected child was told."""
    asked = _asked(ledger, actor, office, uuid5(request.breach_id, str(request.child_id)), now)
    return _record(
        ledger,
        asked,
        office,
        request.breach_id,
        lambda state: rules.notify_guardian(state, request, today=local_day(now)),
    )


def close_breach(
    ledger: Ledger, actor: Actor, office: OrganisationId, request: CloseBreach, now: datetime
) -> Receipt:
    """Record that everything is done, and what was learned."""
    asked = _asked(ledger, actor, office, uuid5(request.breach_id, "closed"), now)
    return _record(
        ledger,
        asked,
        office,
        request.breach_id,
        lambda state: rules.close_breach(state, request, by=actor.person_id),
    )


def breaches(ledger: Ledger, actor: Actor, now: datetime) -> Breaches:
    """Return the breaches for which a person's offices answer, with their clocks.

    Raises: NotPermitted, Unavailable.
    """
    permit(ledger, actor, Asking.HANDLE_BREACH, now)
    offices = _answered_by(ledger, actor, now)
    history = ledger.log.load([breaches_stream(each) for each in offices])
    if isinstance(history, Erased):
        raise NotFound("erased")
    found = tuple(
        Breach(
            breach_id=reported.breach_id,
            reported=reported,
            state=(state := breach_state(history, office, reported.breach_id)),
            is_overdue=state.is_overdue(now),
        )
        for office in offices
        for reported in reported_breaches(history, office)
    )
    people = {each.reported.reported_by for each in found}
    return Breaches(breaches=tuple(reversed(found)), names=names_of(ledger, people, offices))


def _answered_by(ledger: Ledger, actor: Actor, now: datetime) -> tuple[OrganisationId, ...]:
    """Return the offices at or under which the person answers for breaches today."""
    held = places_allowing(ledger, actor, (Asking.HANDLE_BREACH,), now)
    return tuple(
        row.organisation_id
        for row in ledger.directory.of_kind(*ANSWERING)
        if held & ledger.access.chain_of_organisation(row.organisation_id)
    )


def _asked(
    ledger: Ledger, actor: Actor, office: OrganisationId, request_id: UUID, now: datetime
) -> Request:
    context: Context = permit_at(ledger, actor, Asking.HANDLE_BREACH, [office], now)
    return Request(request_id=request_id, actor=actor, now=now, context=context)


def _record(
    ledger: Ledger,
    asked: Request,
    office: OrganisationId,
    breach_id: BreachId,
    decide: Callable[[BreachState], rules.Answer],
) -> Receipt:
    def decided(history: History) -> rules.Answer:
        return decide(breach_state(history, office, breach_id))

    return record(ledger, asked, [breaches_stream(office)], decided)
