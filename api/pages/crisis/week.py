"""The page of the yellow cases of the week (本周), to which the word of each week leads."""

from fastapi import APIRouter, Response

from api import paths
from api.deps import Call
from api.guards.apart import VisitorApartDep, apart
from api.pages.crisis.clock_lines import row_of
from api.pages.people_names import place
from api.view_models.crisis.duty import Elapsed
from api.view_models.crisis.week import WeekLine, WeekPage
from application.crisis.desk.school_cases import YellowCase
from application.crisis.desk.weekly import ThisWeek, this_week

router = APIRouter(include_in_schema=False)


@router.get(paths.THIS_WEEK)
@apart
def week(visitor: VisitorApartDep) -> Response:
    """Show the yellow cases open to the person."""
    call = visitor.call
    found = this_week(call.ledger, call.actor, call.now, read_id=visitor.read_id)
    return visitor.page(WeekPage(lines=tuple(_line(call, found, each) for each in found.rows)))


def _line(call: Call, found: ThisWeek, row: YellowCase) -> WeekLine:
    runs = found.next_steps.get(row.case_id)
    return WeekLine(
        case_id=row.case_id,
        stage=row.stage,
        raised=Elapsed(at=row.raised_at, now=call.now),
        place=place(found.names, row.place_id),
        owner=found.names.people.get(row.owner_id, "") if row.owner_id else None,
        clock=row_of(runs, call.now) if runs else None,
    )
