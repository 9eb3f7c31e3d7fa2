"""Requests about data breaches as they are reported and shown; breach_steps.py ends them."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from application.authorisation.permission import Standings, permit, permit_anybody, permit_at
from application.authorisation.places import places_allowing, places_by_duty
from application.ports import Actor, Context, History, Ledger, Receipt, Unreadable
from application.privacy.due_rows import BreachesDue
from application.privacy.of_nobody import count_of_nobody
from application.reads.looking import Names, names_of
from application.recording import Request, receipt_at, record
from application.rows import OrganisationRow
from application.states import breach_state, breach_states, breaches_stream
from domain.access.table import Request as Asking
from domain.breaches import rules
from domain.breaches.facts import BreachReported
from domain.breaches.state import BreachState, ReportBreach
from domain.days import local_day
from domain.errors import NotFound
from domain.shared import BreachId, Erased, OrganisationId, PersonId
from domain.staff.facts import OrganisationKind, Role

ANSWERING = frozenset({OrganisationKind.BUREAU, OrganisationKind.COUNTY_OFFICE})
"""The kinds of organisations that answer for a breach."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Breach:
    """One breach as it stands; `is_overdue` where the authority was or is told too late.

    `of_nobody` counts the families still left to others of children whom nobody knows.
    """

    breach_id: BreachId
    reported: BreachReported
    state: BreachState
    is_overdue: bool
    of_nobody: int = 0

    @property
    def waiting_elsewhere(self) -> int:
        """How many families somebody else has still to tell, and can."""
        return len(self.state.untold_by_others) - self.of_nobody


@dataclass(frozen=True, slots=True, kw_only=True)
class Breaches:
    """Breaches for which a person's offices answer: open ones first, the latest found first.

    `unreadable` are the offices whose records are damaged; those of all others are there.
    """

    breaches: tuple[Breach, ...]
    names: Names
    unreadable: tuple[OrganisationId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BreachReceipt:
    """What whoever reported a breach is shown of it afterwards."""

    reported: BreachReported
    receipt: Receipt


def answering_offices(ledger: Ledger, actor: Actor, now: datetime) -> tuple[OrganisationRow, ...]:
    """Return the offices to which a person may report a breach, the nearest first.

    They are those above where the person works, county before bureau; for whoever has no duty, all.
    """
    permit_anybody(actor, Asking.REPORT_BREACH)
    today = local_day(now)
    places = [
        each.organisation_id
        for each in ledger.access.duties_of(actor.person_id)
        if each.holds_on(today)
    ]
    above = ledger.access.chain_of_organisation(*places)
    rows = ledger.directory.of_kind(*ANSWERING)
    fitting = [row for row in rows if row.organisation_id in above] or list(rows)
    fitting.sort(key=lambda row: (row.kind is OrganisationKind.BUREAU, row.name))
    return tuple(fitting)


def report_breach(ledger: Ledger, actor: Actor, request: ReportBreach, now: datetime) -> Receipt:
    """Record that data may have leaked or been lost; whoever is signed in may say so.

    Raises: NotFound for an office that does not answer for where the person works.
    """
    context: Context = permit_anybody(actor, Asking.REPORT_BREACH)
    offices = answering_offices(ledger, actor, now)
    if request.organisation_id not in {each.organisation_id for each in offices}:
        raise NotFound("office_not_found")
    return record_on_breach(
        ledger,
        Request(request_id=request.breach_id, actor=actor, now=now, context=context),
        request.organisation_id,
        request.breach_id,
        lambda state: rules.report_breach(
            state, request, by=actor.person_id, now=now, rules=ledger.rules
        ),
    )


def own_report(
    ledger: Ledger, actor: Actor, office: OrganisationId, breach_id: BreachId
) -> BreachReceipt:
    """Return the receipt of a report to whoever made it. Raises: NotFound for anybody else."""
    permit_anybody(actor, Asking.REPORT_BREACH)
    for each in _history(ledger, office).recorded:
        fact = each.fact
        if isinstance(fact, BreachReported) and fact.breach_id == breach_id:
            if fact.reported_by == actor.person_id:
                return BreachReceipt(reported=fact, receipt=receipt_at(each))
            break
    raise NotFound("breach_not_found")


def breaches(ledger: Ledger, actor: Actor, now: datetime) -> Breaches:
    """Return the breaches for which a person's offices answer, with their clocks, open ones first.

    Raises: NotPermitted, Unavailable.
    """
    permit(ledger, actor, Asking.HANDLE_BREACH, now)
    offices = _answered_by(ledger, actor, now)
    found: list[Breach] = []
    unreadable: list[OrganisationId] = []
    for office in offices:
        try:
            states = breach_states(_history(ledger, office), office)
        except Unreadable:
            unreadable.append(office)
            continue
        found += [_breach(each, each.reported, now) for each in states.values() if each.reported]
    found.reverse()
    found.sort(key=_open_and_new_first)
    people = {each.reported.reported_by for each in found}
    return Breaches(
        breaches=tuple(found),
        names=names_of(ledger, people, offices),
        unreadable=tuple(unreadable),
    )


def waiting_breaches(ledger: Ledger, standings: Standings, now: datetime) -> BreachesDue | None:
    """Return how many breaches wait for a person: numbers alone; None for whoever handles none.

    The bureau is told of those alone of which nobody told the authority in time.

    Raises: Unavailable.
    """
    if standings.allow(Asking.HANDLE_BREACH):
        return ledger.dues.breaches(places_by_duty(standings, Asking.HANDLE_BREACH, now), now)
    today = local_day(now)
    bureaus = {
        each.organisation_id
        for each in standings.duties
        if each.role is Role.BUREAU_OFFICER and each.holds_on(today)
    }
    if not bureaus or standings.actor.scopes is not None:
        return None
    return BreachesDue(overdue=ledger.dues.breaches(bureaus, now).overdue)


def breach(
    ledger: Ledger, actor: Actor, office: OrganisationId, breach_id: BreachId, now: datetime
) -> Breaches:
    """Return one breach with the names it mentions; breach_families.py shows whom it concerns.

    Raises: NotFound, NotPermitted, Unavailable.
    """
    permit_at(ledger, actor, Asking.HANDLE_BREACH, [office], now)
    state = breach_state(_history(ledger, office), office, breach_id)
    found = _breach(state, rules.require_reported(state), now)
    waiting = () if state.closed else state.untold_by_others
    found = replace(found, of_nobody=count_of_nobody(ledger, actor, waiting, now))
    return Breaches(breaches=(found,), names=names_of(ledger, _people(state), [office]))


def state_of(ledger: Ledger, office: OrganisationId, breach_id: BreachId) -> BreachState:
    """Return what is known of one breach, nothing of one that nobody reported."""
    return breach_state(_history(ledger, office), office, breach_id)


def record_on_breach(
    ledger: Ledger,
    asked: Request,
    office: OrganisationId,
    breach_id: BreachId,
    decide: Callable[[BreachState], rules.Answer],
) -> Receipt:
    """Record what is decided on one breach of an office."""
    return record(
        ledger,
        asked,
        [breaches_stream(office)],
        lambda history: decide(breach_state(history, office, breach_id)),
    )


def _answered_by(ledger: Ledger, actor: Actor, now: datetime) -> tuple[OrganisationId, ...]:
    """Return the offices at or under which the person answers for breaches today."""
    held = places_allowing(ledger, actor, (Asking.HANDLE_BREACH,), now)
    return tuple(
        row.organisation_id
        for row in ledger.directory.of_kind(*ANSWERING)
        if held & ledger.access.chain_of_organisation(row.organisation_id)
    )


def _history(ledger: Ledger, office: OrganisationId) -> History:
    history = ledger.log.load([breaches_stream(office)])
    if isinstance(history, Erased):
        raise NotFound("erased")
    return history


def _breach(state: BreachState, reported: BreachReported, now: datetime) -> Breach:
    return Breach(
        breach_id=reported.breach_id,
        reported=reported,
        state=state,
        is_overdue=state.is_overdue(now),
    )


def _open_and_new_first(breach: Breach) -> tuple[bool, float]:
    return breach.state.closed is not None, -breach.reported.detected_at.timestamp()


def _people(state: BreachState) -> set[PersonId]:
    found: set[PersonId] = set()
    if state.reported:
        found.add(state.reported.reported_by)
    if state.graded:
        found.add(state.graded.graded_by)
    if state.authority:
        found.add(state.authority.notified_by)
    if state.proposed:
        found.add(state.proposed.proposed_by)
    if state.closed:
        found.add(state.closed.closed_by)
    return found
