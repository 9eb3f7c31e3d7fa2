"""The page on which auditors see who brought results of screenings, and who dropped leads."""

from fastapi import APIRouter, Response

from api import paths
from api.pages.frame import VisitorDep
from api.pages.people_names import person, place
from api.pages.privacy.breaches import SkipDep
from api.view_models.screening.screening import BroughtLine, BroughtPage
from application.reads.looking import Names
from application.screening.brought import brought_results
from application.screening.lead_rows import BroughtRow

router = APIRouter(include_in_schema=False)


@router.get(paths.SCREENINGS_BROUGHT)
def brought(visitor: VisitorDep, skip: SkipDep = 0) -> Response:
    """Show who brought how many results when, the newest first; nothing of whom."""
    call = visitor.call
    found = brought_results(call.ledger, call.actor, call.now, skip=skip)
    page = BroughtPage(
        lines=tuple(_line(each, found.names) for each in found.rows),
        is_first_page=skip == 0,
        next_skip=found.next_skip,
    )
    return visitor.page(page, behind=found.behind)


def _line(row: BroughtRow, names: Names) -> BroughtLine:
    return BroughtLine(
        day=row.day,
        who=person(names, row.person_id),
        school=place(names, row.school_id),
        list_number=row.list_id.hex[:8] if row.list_id else None,
        brought=row.brought,
        dropped=row.dropped,
    )
