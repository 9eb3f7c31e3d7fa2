"""The page of a person's sign-ins, and how each of them is told."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from api import paths
from api.deps import AccountsDep
from api.pages.frame import VisitorDep
from api.view_models.authentication.devices import device_of
from api.view_models.authentication.sign_ins import SignInLine, SignInsPage
from application.authentication.shown_sign_ins import ShownSignIns, sign_ins_of
from application.ports import Ledger
from domain.shared import PersonId

router = APIRouter(include_in_schema=False)

FURTHEST = 2**53 - 1


@router.get(paths.SIGN_INS)
def listed(
    person_id: UUID,
    visitor: VisitorDep,
    accounts: AccountsDep,
    before: Annotated[int | None, Query(ge=0, le=FURTHEST)] = None,
) -> Response:
    """Show when and how a person signed in."""
    call, whose = visitor.call, PersonId(person_id)
    found = sign_ins_of(call.ledger, accounts, call.actor, whose, call.now, before=before)
    names = call.ledger.directory.names((whose,))
    page = SignInsPage(
        person_id=whose,
        name=names.get(whose, ""),
        lines=sign_in_lines(call.ledger, whose, found),
        next_before=found.next_before,
        is_first_page=before is None,
    )
    return visitor.page(page)


def sign_in_lines(ledger: Ledger, whose: PersonId, found: ShownSignIns) -> tuple[SignInLine, ...]:
    """Return each sign-in as pages tell it, with the name of whoever else ended it."""
    others = {row.ended_by for row in found.rows if row.ended_by} - {whose}
    names = ledger.directory.names(others)
    return tuple(
        SignInLine(
            opened_at=row.opened_at,
            door=row.door,
            device=device_of(row.device),
            is_known=row.browser_was_known,
            is_open=row.session_id in found.open_now,
            how=row.how,
            ended_at=row.ended_at,
            by=names.get(row.ended_by, "") if row.ended_by else "",
        )
        for row in found.rows
    )
