"""The page of a county's health office: how far the referrals have come."""

from fastapi import APIRouter, Response

from api import paths
from api.pages.frame import Visitor, VisitorDep
from api.pages.people_names import place
from api.view_models.crisis.duty import Elapsed
from api.view_models.crisis.referrals import ReferralLine, ReferralsPage
from application.crisis.hospital.referrals_underway import Underway, referrals_underway
from application.reads.looking import Names

router = APIRouter(include_in_schema=False)


@router.get(paths.REFERRALS)
def referrals(visitor: VisitorDep, cursor: str | None = None) -> Response:
    """Show one page of referrals, those that no hospital received first."""
    call = visitor.call
    found = referrals_underway(
        call.ledger, call.actor, call.now, read_id=visitor.read_id, cursor=cursor
    )
    page = ReferralsPage(
        lines=tuple(_line(visitor, row, found.names) for row in found.rows),
        waiting=found.waiting,
        received=found.received,
        older_received=found.older_received,
        received_shown_days=call.ledger.rules.received_cases_shown_days,
        next_cursor=found.next_cursor,
        is_first_page=cursor is None,
    )
    return visitor.page(page, behind=found.behind)


def _line(visitor: Visitor, row: Underway, names: Names) -> ReferralLine:
    return ReferralLine(
        case_id=row.case_id,
        place=place(names, row.place_id),
        hospital=place(names, row.hospital_id),
        issued=Elapsed(at=row.issued_at, now=visitor.call.now),
        receive_by=row.receive_by,
        received_at=row.received_at,
        unreadable=row.unreadable,
    )
