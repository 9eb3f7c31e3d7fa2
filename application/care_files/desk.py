"""The first page of a caseworker: the children to look after, the most urgent first."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from application.authorisation.permission import permit_reading
from application.care_files.least import sees_least, shown_to
from application.care_files.on_desk import offered_by, standings_with
from application.ports import Actor, Ledger
from application.reads.reading import Look, note_reading
from application.rows import DeskPage, DueFilter
from domain.access.table import Request as Asking
from domain.days import local_day
from domain.reads.facts import Reading


def my_children(
    ledger: Ledger,
    actor: Actor,
    now: datetime,
    *,
    read_id: UUID,
    due: DueFilter = DueFilter.ALL,
    cursor: str | None = None,
) -> DeskPage:
    """Return one page of the children whom the person looks after today.

    The page is recorded as one reading before it is returned. Of a child whom somebody sees as a
    volunteer alone it tells the given name, the school and what is due.

    Raises: NotPermitted, Unavailable, Invalid when the cursor is not one of ours.
    """
    access = permit_reading(ledger, actor, Asking.LIST_CHILDREN, now)
    page = ledger.desk.page(
        actor.person_id, local_day(now), due=due, limit=ledger.rules.page_size, cursor=cursor
    )
    look = Look(read_id=read_id, actor=actor, now=now, what=Reading.DESK, access=access)
    note_reading(ledger, look, [row.child_id for row in page.rows])
    standings = standings_with(ledger, actor, page.rows, now)
    least = frozenset(key for key, each in standings.items() if sees_least(each))
    return replace(
        page,
        rows=shown_to(standings, page.rows),
        least=least,
        allowed={key: offered_by(each) for key, each in standings.items()},
    )
