"""Which proposed ID numbers of children wait for one person, and what became of their own."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from application.authorisation.permission import Standings, standings_of
from application.authorisation.places import places_by_duty
from application.ports import Actor, Ledger, Unreadable
from application.proposed_numbers import OWN_AT_MOST, NumberKind, NumberRow
from application.reads.reading import Look, note_reading
from application.staffing.duty_rows import OnePage, page_of
from application.states import child_state, children_stream
from domain.access.table import Request as Asking
from domain.days import local_day
from domain.reads.facts import Reading
from domain.shared import ChildId, Erased
from domain.staff.proposal_days import open_since


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionsWaiting:
    """A page of what waits, the oldest first; one's own proposals; the names of the children.

    A child whose record cannot be read has no name here; `behind` counts the facts that it does not
    show yet.
    """

    page: OnePage[NumberRow]
    own: tuple[NumberRow, ...]
    children: Mapping[ChildId, str]
    behind: int


def corrections_waiting(
    ledger: Ledger, actor: Actor, read_id: UUID, now: datetime, cursor: str | None = None
) -> CorrectionsWaiting:
    """Return which ID numbers of children of one's places wait; the reading is recorded first.

    Whoever may be involved in a case of a child has the same list as everybody else: that a child
    of their place is missing in it would tell them of the case, and they settle nothing.

    Raises: NotPermitted; Invalid for the cursor; Unavailable.
    """
    standings = standings_of(ledger, actor, now)
    standings.require(Asking.CORRECT_IDENTITY)
    access = standings.require_reading(Asking.LIST_CHILDREN)
    me, places = actor.person_id, places_by_duty(standings, Asking.CORRECT_IDENTITY, now)
    page = page_of(
        ledger.numbers.corrections(me, places),
        lambda row: (row.proposed_on, row.proposal_id),
        cursor=cursor,
        size=ledger.rules.page_size,
    )
    own = ledger.numbers.own_corrections(me, places, limit=OWN_AT_MOST)
    children = tuple(dict.fromkeys(ChildId(row.subject_id) for row in (*page.rows, *own)))
    look = Look(read_id=read_id, actor=actor, now=now, what=Reading.CHILD_HEAD, access=access)
    note_reading(ledger, look, children)
    return CorrectionsWaiting(
        page=page,
        own=own,
        children=dict(_names(ledger, children)),
        behind=ledger.numbers.behind(),
    )


def any_correction_waits(ledger: Ledger, standings: Standings, now: datetime) -> bool:
    """Return whether any proposed ID number waits for this person. Raises: Unavailable."""
    if not standings.allow(Asking.CORRECT_IDENTITY):
        return False
    me, since = standings.actor.person_id, open_since(local_day(now), ledger.rules)
    # Mostly nothing waits anywhere, which one question tells without asking for any place.
    if NumberKind.ID_NUMBER not in ledger.numbers.kinds_waiting(me, since):
        return False
    places = places_by_duty(standings, Asking.CORRECT_IDENTITY, now)
    return bool(ledger.numbers.corrections(me, places))


def _names(ledger: Ledger, children: Iterable[ChildId]) -> Iterable[tuple[ChildId, str]]:
    for child_id in children:
        try:
            history = ledger.log.load([children_stream(child_id)])
        except Unreadable:
            continue
        if isinstance(history, Erased):
            continue
        registered = child_state(history, child_id).registered
        if registered is not None:
            yield child_id, registered.name
