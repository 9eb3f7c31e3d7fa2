"""The pages on which the slips of a list are made anew, once it is confirmed that codes end."""

import re
from datetime import datetime
from uuid import UUID

from fastapi import APIRouter, Response

from api import paths
from api.deps import AccountsDep, RostersDep
from api.pages.frame import FieldsDep, VisitorDep, see_other
from api.pages.staffing.staff_lists import first_sign_in_address, listed, refused_rows
from api.pages.typed_fields import Fields
from api.view_models.staffing.staff_lists import NextSlips, RenewSlipsPage, StaffSlipsPage
from application.staffing.renewed_slips import RenewSlips, Rows, ToRenew, renew_slips, to_renew

router = APIRouter(include_in_schema=False)


@router.get(paths.RENEW_SLIPS)
def ask(roster_id: UUID, visitor: VisitorDep, kept: RostersDep, accounts: AccountsDep) -> Response:
    """Tell how many were invited and never came, and ask before their codes are void."""
    call = visitor.call
    found = listed(visitor, kept, accounts, roster_id)
    told = to_renew(call.ledger, accounts, found, call.now)
    return visitor.page(RenewSlipsPage(roster_id=roster_id, to_renew=told, before=call.now))


@router.post(paths.RENEW_SLIPS)
def renew(
    roster_id: UUID,
    visitor: VisitorDep,
    kept: RostersDep,
    accounts: AccountsDep,
    fields: FieldsDep,
) -> Response:
    """Invite them anew and show their slips, this once; loaded again the page makes no others."""
    call = visitor.call
    found = listed(visitor, kept, accounts, roster_id)
    request = _request(fields, call.now)
    if request is None:
        return see_other(paths.filled(paths.RENEW_SLIPS, roster_id=roster_id))
    done = renew_slips(call.ledger, accounts, call.actor, found, request, call.now)
    return visitor.page(
        StaffSlipsPage(
            roster_id=roster_id,
            address=first_sign_in_address(visitor),
            slips=done.slips,
            taken=0,
            refused=refused_rows(done.refused),
            next_row=None,
            left=done.left.people,
            is_broken_off=done.is_broken_off,
            is_renewed=True,
            next_slips=_next_slips(done.left, request.before),
        )
    )


def _next_slips(told: ToRenew, before: datetime) -> NextSlips | None:
    return NextSlips(portion=told.portions[0], before=before) if told.portions else None


def _request(fields: Fields, now: datetime) -> RenewSlips | None:
    said = re.fullmatch(r"(\d{1,6})-(\d{1,6})", fields.text("rows"), re.ASCII)
    try:
        before = datetime.fromisoformat(fields.text("before"))
    except ValueError:
        return None
    # One that is still to come would let those be invited again who were a second ago.
    if said is None or before.tzinfo is None or before > now:
        return None
    return RenewSlips(rows=Rows(first=int(said[1]), last=int(said[2])), before=before)
