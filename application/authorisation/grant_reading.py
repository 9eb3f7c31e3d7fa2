"""What is shown of a request or a break-glass access, and to whom; each time on record."""

from dataclasses import dataclass, replace
from datetime import datetime

from application.authorisation.answers import note_answer_seen
from application.authorisation.grant_access import AskedGrant, access_of_other
from application.authorisation.grant_rows import GrantRow
from application.authorisation.grant_status import ended_at, people_in, row_of
from application.authorisation.granted_cases import cases_granted
from application.authorisation.grants import decides_on
from application.authorisation.permission import Standings
from application.ports import History, Ledger, Unreadable
from application.reads.looking import Names, names_of
from application.reads.reading import Look, note_reading
from application.reads.reading_rows import ReadingRow
from application.rows import DutyRow
from application.states import (
    care_state,
    care_stream,
    child_state,
    children_stream,
    grants_state,
    grants_stream,
)
from domain.access.table import Request as Asking
from domain.days import local_day
from domain.errors import NotFound
from domain.grants.facts import AccessRequested, GlassBroken
from domain.grants.overdue import due_at
from domain.grants.requesting import holder_of
from domain.grants.state import GrantsState
from domain.reads.discretion import TELLING_OF_CASES
from domain.reads.facts import Reading
from domain.shared import CaseId, ChildId, Erased, GrantId, OrganisationId, PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildTold:
    """Who the child is and where, for whoever decides or reviews."""

    name: str
    places: tuple[OrganisationId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantShown:
    """A request or a break-glass access, why, and what came of it.

    `child` is told only to whoever decides or reviews, and to them the holder's `duties` today and,
    of broken glass, the `readings` it was used for, all of them where it `is_whole`: beside the
    name those of a case are told only to whoever reads cases. `reason` is what its holder wrote,
    `note` what the reviewer did. `cases` are those that a grant of health opens to its holder, None
    where it opens none. `due_at` is when it should be decided on, or reviewed, `ended_at` when
    somebody refused it or ended it before its time.
    """

    child_id: ChildId
    grant_id: GrantId
    child: ChildTold | None
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
    duties: tuple[DutyRow, ...]
    readings: tuple[ReadingRow, ...]
    is_whole: bool
    is_own: bool
    may_decide: bool
    may_revoke: bool
    may_review: bool
    cases: tuple[CaseId, ...] | None = None

    @property
    def child_name(self) -> str | None:
        """What the child is called, for whoever is told it."""
        return self.child.name if self.child else None

    @property
    def places(self) -> tuple[OrganisationId, ...]:
        """Where the child is, for whoever is told it."""
        return self.child.places if self.child else ()


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
    if is_own and asked.grant_id in state.unseen:
        row = row_of(history, state, asked.grant_id)
        note_answer_seen(ledger, asked.actor, row, asked.now, read_id=asked.read_id)
    standings = None if is_own else _require_other(ledger, asked, state)
    found = _shown(ledger, asked, history, holder, standings)
    return replace(found, cases=cases_granted(ledger, asked, found.row)) if is_own else found


def _shown(
    ledger: Ledger,
    asked: AskedGrant,
    history: History,
    holder: PersonId,
    standings: Standings | None,
) -> GrantShown:
    grant_id, state = asked.grant_id, grants_state(history, asked.child_id)
    row, review = row_of(history, state, grant_id), state.reviewed.get(grant_id)
    child = None if standings is None else _child(ledger, asked.child_id)
    duties = () if standings is None else _duties(ledger, holder, asked.now)
    may = _may(standings, state, grant_id)
    is_whole = standings is not None and standings.allow(Asking.READ_CASE)
    return GrantShown(
        child_id=asked.child_id,
        grant_id=grant_id,
        child=child,
        row=row.as_told_to_its_holder() if standings is None else row,
        requested=state.requested.get(grant_id),
        broken=state.broken.get(grant_id),
        asked_at=row.asked_at,
        due_at=due_at(
            row.asked_at,
            is_glass=row.is_glass,
            rules=ledger.rules,
            calendar=ledger.clocks.calendar,
        ),
        ended_at=ended_at(history, state, grant_id),
        reason=state.why(grant_id, holder) or "",
        note=state.why(grant_id, review.reviewed_by) if review else None,
        state=state,
        names=_names(ledger, people_in(state, grant_id, holder), child, duties),
        duties=duties,
        readings=_readings(ledger, asked, is_whole) if standings and row.is_glass else (),
        is_whole=is_whole,
        is_own=standings is None,
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


def _require_other(ledger: Ledger, asked: AskedGrant, state: GrantsState) -> Standings:
    """Return by what somebody else is shown it, the reading on record. Raises: NotFound."""
    standings, access = access_of_other(ledger, asked, state)
    look = Look(
        read_id=asked.read_id,
        actor=asked.actor,
        now=asked.now,
        what=Reading.GRANT,
        access=access,
    )
    note_reading(ledger, look, [asked.child_id])
    return standings


def _child(ledger: Ledger, child_id: ChildId) -> ChildTold | None:
    try:
        history = ledger.log.load([children_stream(child_id), care_stream(child_id)])
    except Unreadable:
        return None
    if isinstance(history, Erased):
        raise NotFound("grant_not_found")
    registered = child_state(history, child_id).registered
    care = care_state(history, child_id)
    places = (
        care.schooling.school_id if care.schooling else None,
        care.schooling.class_id if care.schooling else None,
        care.residence.village_id if care.residence else None,
    )
    known = tuple(each for each in places if each is not None)
    return ChildTold(name=registered.name, places=known) if registered else None


def _duties(ledger: Ledger, holder: PersonId, now: datetime) -> tuple[DutyRow, ...]:
    today = local_day(now)
    return tuple(each for each in ledger.access.duties_of(holder) if each.holds_on(today))


def _names(
    ledger: Ledger, people: set[PersonId], child: ChildTold | None, duties: tuple[DutyRow, ...]
) -> Names:
    places = (*(child.places if child else ()), *(each.organisation_id for each in duties))
    return names_of(ledger, people, places)


def _readings(ledger: Ledger, asked: AskedGrant, is_whole: bool) -> tuple[ReadingRow, ...]:
    page = ledger.readings.of_grant(asked.child_id, asked.grant_id, limit=ledger.rules.page_size)
    return tuple(row for row in page.rows if is_whole or row.what not in TELLING_OF_CASES)
