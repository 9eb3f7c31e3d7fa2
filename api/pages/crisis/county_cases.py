"""The list of a county's cases (本县个案), shown once somebody says what for."""

from fastapi import APIRouter, Response

from api import paths
from api.pages.frame import Visitor, VisitorDep
from api.pages.people_names import place
from api.view_models.crisis.county import CountyCaseLine, CountyCasesPage
from api.view_models.crisis.duty import Elapsed
from application.county.cases import AskedCases, CountyList, county_cases, purposes_stated
from application.county.numbers import CountyStep
from domain.referrals.levels.level_facts import CrisisLevel
from domain.shared import Purpose

router = APIRouter(include_in_schema=False)


@router.get(paths.COUNTY_CASES)
def cases(
    visitor: VisitorDep,
    purpose: Purpose | None = None,
    level: CrisisLevel | None = None,
    step: CountyStep | None = None,
    cursor: str | None = None,
) -> Response:
    """Ask what for, then show one page of the cases."""
    call = visitor.call
    offered = purposes_stated(call.ledger, call.actor, call.now)
    if purpose is None:
        return visitor.page(CountyCasesPage(purposes=offered))
    asked = AskedCases(
        actor=call.actor,
        now=call.now,
        read_id=visitor.read_id,
        purpose=purpose,
        level=level,
        step=step,
    )
    found = county_cases(call.ledger, asked, cursor=cursor)
    page = CountyCasesPage(
        purposes=offered,
        purpose=purpose,
        level=level,
        step=step,
        lines=_lines(visitor, found),
        next_cursor=found.next_cursor,
        is_first_page=cursor is None,
    )
    return visitor.page(page, behind=found.behind)


def _lines(visitor: Visitor, found: CountyList) -> tuple[CountyCaseLine, ...]:
    return tuple(
        CountyCaseLine(
            case_id=row.case_id,
            stage=row.stage,
            raised=Elapsed(at=row.raised_at, now=visitor.call.now),
            level=row.level,
            place=place(found.names, row.place_id),
            is_overdue=row.is_overdue,
            is_refused=row.is_refused,
        )
        for row in found.rows
    )
