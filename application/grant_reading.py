"""What is shown of a request or a break-glass access, and to whom; each time on record."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from application.glass import reviewing
from application.grant_rows import GrantRow, GrantState
from application.grants import decides_on, standings_or_none
from application.looking import Names, names_of
from application.permission import Access, Standings
from application.ports import Actor, History, Ledger, Unreadable
from application.reading import Look, note_reading
from application.states import child_state, children_stream, grants_state, grants_stream
from domain.access.table import Request as Asking
from domain.days import LOCAL, end_of_day
from domain.errors import NotFound
from domain.grants.facts import AccessRequested, GlassBroken
from domain.grants.requesting import holder_of
from domain.grants.scope import is_closed_to_the_involved
from domain.grants.state import GrantsState
from domain.reads.facts import Reading
from domain.ruleset import RuleSet
from domain.shared import ChildId, Erased, GrantId, PersonId, Purpose

_SATURDAY = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedGrant:
    """One look at a request or access: by whom, when, and under which id it is recorded."""

    actor: Actor
    child_id: ChildId
    grant_id: GrantId
    now: datetime
    read_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantShown:
    """A request or a break-glass access, why, and what came of it.

    `child_name` is told only to whoever decides or reviews; `reason` is what its holder wrote,
    `note` what the reviewer did. `due_at` is when it should be decided on, or reviewed, `ended_at`
    when somebody refused it or ended it before its time.
    """

    child_id: ChildId
    grant_id: GrantId
    child_name: str | None
    row: GrantRow
    requested: AccessRequested | None
    broken: GlassBroken | None
    asked_at: datetime
    due_at: datetime
    ended_at: datetime | None
    reason: str
    note: str | None
    state: GrantsState
    names: Names
    is_own: bool
    may_decide: bool
    may_revoke: bool
    may_review: bool


def open_grant(ledger: Ledger, asked: AskedGrant) -> GrantShown:
    """Return a request or access to its holder, or to whoever decides, ends or reviews it.

    Raises: NotFound for all others, and for whoever may be involved in a case of the child where it
    is about health, legal matters or broken glass; Unavailable; Unreadable.
    """
    history = ledger.log.load([grants_stream(asked.child_id)])
    if isinstance(history, Erased):
        raise NotFound("grant_not_found")
    state = grants_state(history, asked.child_id)
    holder = holder_of(state, asked.grant_id)
    if holder is None:
        raise NotFound("grant_not_found")
    is_own = holder == asked.actor.person_id
    standings = None if is_own else _require_other(ledger, asked, state)
    requested, broken = state.requested.get(asked.grant_id), state.broken.get(asked.grant_id)
    asked_at = next(
        each.recorded_at for each in history.recorded if each.fact in (requested, broken)
    )
    review = state.reviewed.get(asked.grant_id)
    may = _may(standings, state, asked.grant_id)
    return GrantShown(
        child_id=asked.child_id,
        grant_id=asked.grant_id,
        child_name=None if standings is None else _child_name(ledger, asked.child_id),
        row=_row(history, state, asked.grant_id),
        requested=requested,
        broken=broken,
        asked_at=asked_at,
        due_at=due_at(asked_at, is_glass=broken is not None, rules=ledger.rules),
        ended_at=_ended_at(history, state, asked.grant_id),
        reason=state.why(asked.grant_id, holder) or "",
        note=state.why(asked.grant_id, review.reviewed_by) if review else None,
        state=state,
        names=names_of(ledger, _people_in(state, asked.grant_id, holder), []),
        is_own=is_own,
        may_decide=Asking.DECIDE_ACCESS in may,
        may_revoke=Asking.REVOKE_ACCESS in may,
        may_review=Asking.REVIEW_GLASS_BREAK in may,
    )


def _may(standings: Standings | None, state: GrantsState, grant_id: GrantId) -> set[Asking]:
    """Return what somebody else than the holder may do now; DECIDE_ACCESS stands for all kinds."""
    if standings is None:
        return set()
    may = {Asking.REVOKE_ACCESS} if standings.allow(Asking.REVOKE_ACCESS) else set()
    requested = state.requested.get(grant_id)
    if requested is not None and state.is_waiting(grant_id):
        asking = decides_on(requested.compartments)
        may |= {Asking.DECIDE_ACCESS} if standings.allow(asking) else set()
    if grant_id in state.broken and grant_id not in state.reviewed:
        asking = Asking.REVIEW_GLASS_BREAK
        may |= {asking} if standings.allow(asking) else set()
    return may


def _row(history: History, state: GrantsState, grant_id: GrantId) -> GrantRow:
    """Return the request or access as a list has it, from the log."""
    requested, broken = state.requested.get(grant_id), state.broken.get(grant_id)
    begun = next(each for each in history.recorded if each.fact in (requested, broken))
    fact, review = requested or broken, state.reviewed.get(grant_id)
    if fact is None:
        raise NotFound("grant_not_found")
    granted = state.approved.get(grant_id) or requested
    until_at = end_of_day(granted.until_on) if granted else begun.recorded_at
    return GrantRow(
        grant_id=grant_id,
        child_id=fact.child_id,
        person_id=fact.person_id,
        is_glass=broken is not None,
        state=_state(state, grant_id),
        purpose=requested.purpose if requested else Purpose.CRISIS,
        compartments=granted.compartments if granted else fact.compartments,
        asked_at=begun.recorded_at,
        until_at=broken.until_at if broken else until_at,
        position=begun.position,
        verdict=review.verdict if review else None,
    )


def _ended_at(history: History, state: GrantsState, grant_id: GrantId) -> datetime | None:
    endings = [each.get(grant_id) for each in (state.denied, state.revoked, state.closed)]
    said = [each for each in endings if each is not None]
    return next((each.recorded_at for each in history.recorded if each.fact in said), None)


def _state(state: GrantsState, grant_id: GrantId) -> GrantState:
    if grant_id in state.revoked or grant_id in state.closed:
        return GrantState.ENDED
    if grant_id in state.denied:
        return GrantState.DENIED
    if grant_id in state.broken:
        return GrantState.OPEN
    return GrantState.GRANTED if grant_id in state.approved else GrantState.WAITING


def due_at(asked_at: datetime, *, is_glass: bool, rules: RuleSet) -> datetime:
    """Return when a request should be decided on, or a break-glass access reviewed.

    Saturdays and Sundays are no working days; holidays and moved working days are not known here.
    """
    if is_glass:
        return asked_at + timedelta(hours=rules.glass_reviewed_within_hours)
    due, left = asked_at, rules.access_decided_within_working_days
    while left:
        due += timedelta(days=1)
        left -= due.astimezone(LOCAL).weekday() < _SATURDAY
    return due


def _require_other(ledger: Ledger, asked: AskedGrant, state: GrantsState) -> Standings:
    """Return by what somebody else is shown it, the reading on record. Raises: NotFound."""
    requested, broken = state.requested.get(asked.grant_id), state.broken.get(asked.grant_id)
    if broken is not None:
        standings = reviewing(ledger, asked.actor, asked.child_id, broken, asked.now)
        access = standings.require_reading(Asking.REVIEW_GLASS_BREAK)
        is_closed = True
    else:
        compartments = requested.compartments if requested else ()
        standings, access = _decider(ledger, asked, decides_on(compartments))
        is_closed = is_closed_to_the_involved(compartments)
    if is_closed and ledger.grants.kept_out(
        asked.child_id, [asked.actor.person_id, *_holder(requested)], asked.now
    ):
        raise NotFound("grant_not_found")
    look = Look(
        read_id=asked.read_id,
        actor=asked.actor,
        now=asked.now,
        what=Reading.GRANT,
        access=access,
    )
    note_reading(ledger, look, [asked.child_id])
    return standings


def _decider(ledger: Ledger, asked: AskedGrant, asking: Asking) -> tuple[Standings, Access]:
    standings = standings_or_none(ledger, asked.actor, asked.child_id, asked.now, "grant_not_found")
    if not standings.allow(asking):
        raise NotFound("grant_not_found")
    return standings, standings.require_reading(asking)


def _holder(requested: AccessRequested | None) -> tuple[PersonId, ...]:
    return (requested.person_id,) if requested else ()


def _child_name(ledger: Ledger, child_id: ChildId) -> str | None:
    try:
        history = ledger.log.load([children_stream(child_id)])
    except Unreadable:
        return None
    if isinstance(history, Erased):
        raise NotFound("grant_not_found")
    registered = child_state(history, child_id).registered
    return registered.name if registered else None


def _people_in(state: GrantsState, grant_id: GrantId, holder: PersonId) -> set[PersonId]:
    people = {holder}
    broken = state.broken.get(grant_id)
    if broken is not None:
        people |= {*broken.supervisor_ids, *broken.privacy_officer_ids}
    if grant_id in state.approved:
        people.add(state.approved[grant_id].approved_by)
    if grant_id in state.denied:
        people.add(state.denied[grant_id].denied_by)
    if grant_id in state.revoked:
        people.add(state.revoked[grant_id].revoked_by)
    if grant_id in state.reviewed:
        people.add(state.reviewed[grant_id].reviewed_by)
    return people
