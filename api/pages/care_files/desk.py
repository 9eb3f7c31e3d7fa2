"""The caseworker's desk as a page: my children, the most urgent first."""

from collections.abc import Mapping
from datetime import date

from fastapi import APIRouter, Response

from api import paths
from api.deps import Call
from api.pages.frame import VisitorDep
from api.view_models.care_files.desk import DeskLine, DeskPage
from api.view_models.moments import Due
from application.authorisation.permission import standings_of
from application.care_files.desk import my_children
from application.rows import DeskPage as Found
from application.rows import DeskRow, DueFilter, OrganisationRow
from domain.access.table import Request as Asking
from domain.days import age_in_years, local_day
from domain.shared import OrganisationId

router = APIRouter(include_in_schema=False)


@router.get(paths.DESK)
def desk(
    visitor: VisitorDep,
    due: DueFilter = DueFilter.ALL,
    cursor: str | None = None,
    *,
    moved: bool = False,
) -> Response:
    """Show one page of the children whom the person looks after; `moved` after one went on."""
    call = visitor.call
    found = my_children(
        call.ledger, call.actor, call.now, read_id=visitor.read_id, due=due, cursor=cursor
    )
    may = standings_of(call.ledger, call.actor, call.now)
    mentioned = {place for row in found.rows for place in _places_of(row) if place}
    places = call.ledger.directory.organisations_among(mentioned)
    page = DeskPage(
        lines=tuple(_line(call, row, places, found) for row in found.rows),
        total=found.total,
        chosen=due,
        counts=found.counts,
        next_cursor=found.next_cursor,
        is_first_page=cursor is None,
        may_open_file=may.allow(Asking.OPEN_CARE_FILE),
        has_moved=moved,
    )
    return visitor.page(page, behind=found.behind, standings=may)


def _places_of(row: DeskRow) -> tuple[OrganisationId | None, ...]:
    return row.school_id, row.class_id, row.village_id


def _line(
    call: Call,
    row: DeskRow,
    places: Mapping[OrganisationId, OrganisationRow],
    found: Found,
) -> DeskLine:
    today, allowed = local_day(call.now), found.allowed.get(row.child_id, frozenset())
    school, school_class, village = (
        places[each].name if each and each in places else None for each in _places_of(row)
    )
    return DeskLine(
        child_id=row.child_id,
        name=row.name,
        age=age_in_years(row.born_on, today, call.ledger.rules.birthday) if row.born_on else None,
        school=school,
        school_class=school_class,
        village=village,
        level=row.care_level,
        last_visit_on=row.last_visit_on,
        next_visit=_due(row.next_visit_due_on, row.visit_overdue_after_on, today),
        last_talk_on=row.last_talk_on,
        next_talk=_due(row.next_talk_due_on, row.talk_overdue_after_on, today),
        is_least=row.child_id in found.least,
        may_open=Asking.READ_CARE_FILE in allowed,
        may_log=Asking.LOG_CONTACT in allowed,
    )


def _due(due_on: date | None, overdue_after_on: date | None, today: date) -> Due | None:
    if due_on is None:
        return None
    return Due(on=due_on, grace_ends_on=overdue_after_on or due_on, today=today)
