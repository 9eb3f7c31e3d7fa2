"""What is shown to whoever raises a worry: own children to choose from, and whom to telephone.

None of it may stand in the way of the worry itself: what cannot be told now is left out.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from application.authorisation.permission import Standings, permit_anybody, standings_of
from application.care_files.least import shown_to
from application.care_files.on_desk import standings_with
from application.ports import Actor, Ledger
from application.reads.reading import Look, note_reading
from application.rows import DeskRow, DueFilter, OrganisationRow
from domain.access.table import Request as Asking
from domain.days import local_day
from domain.errors import Unavailable
from domain.reads.facts import Reading
from domain.shared import OrganisationId, Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class WorrySheet:
    """`children` are one page of those whom the person looks after, by name.

    `has_more` tells that there are others; `places` are those of the person's duties.
    """

    children: tuple[DeskRow, ...] = ()
    has_more: bool = False
    places: tuple[OrganisationRow, ...] = ()


def worry_sheet(ledger: Ledger, actor: Actor, now: datetime, *, read_id: UUID) -> WorrySheet:
    """Return what the form of a worry offers; the reading of the names is recorded first."""
    permit_anybody(actor, Asking.RAISE_CONCERN)
    try:
        standings = standings_of(ledger, actor, now)
        places = _places(ledger, standings, now)
        return _with_children(ledger, standings, places, now, read_id)
    except Unavailable:
        return WorrySheet()


def places_around(ledger: Ledger, actor: Actor, now: datetime) -> tuple[OrganisationRow, ...]:
    """Return where the person has duties today and all above, the nearest first."""
    permit_anybody(actor, Asking.RAISE_CONCERN)
    try:
        return _places(ledger, standings_of(ledger, actor, now), now)
    except Unavailable:
        return ()


def _with_children(
    ledger: Ledger,
    standings: Standings,
    places: tuple[OrganisationRow, ...],
    now: datetime,
    read_id: UUID,
) -> WorrySheet:
    if not standings.allow(Asking.LIST_CHILDREN, Purpose.CRISIS):
        return WorrySheet(places=places)
    access = standings.require_reading(Asking.LIST_CHILDREN, Purpose.CRISIS)
    actor = standings.actor
    page = ledger.desk.page(
        actor.person_id,
        local_day(now),
        due=DueFilter.ALL,
        limit=ledger.rules.page_size,
        cursor=None,
    )
    children = shown_to(standings_with(ledger, actor, page.rows, now), page.rows)
    look = Look(
        read_id=read_id,
        actor=actor,
        now=now,
        what=Reading.CHILD_HEAD,
        access=access,
    )
    named = [row for row in children if row.name is not None]
    note_reading(ledger, look, [row.child_id for row in named])
    return WorrySheet(
        children=tuple(sorted(named, key=lambda row: (row.name or "", row.child_id.bytes))),
        has_more=page.next_cursor is not None,
        places=places,
    )


def _places(ledger: Ledger, standings: Standings, now: datetime) -> tuple[OrganisationRow, ...]:
    today = local_day(now)
    level = [each.organisation_id for each in standings.duties if each.holds_on(today)]
    found: dict[OrganisationId, OrganisationRow] = {}
    while level:
        rows = ledger.directory.organisations_among(set(level))
        found |= {each: rows[each] for each in level if each in rows}
        above = (rows[each].parent_id for each in level if each in rows)
        level = [each for each in above if each is not None and each not in found]
    return tuple(found.values())
