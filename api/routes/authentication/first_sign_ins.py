"""A second person confirms who signed in for the first time, or denies that it was the person."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from api.deps import PREFIX, AccountsDep, CallDep
from api.routes.answers import READING, Documented, Listed, refused_with
from api.routes.fields import Body, Moment
from application.authentication import first_sign_ins as asking
from application.authentication.account_ports import FirstSignIn
from application.authentication.first_sign_ins import Confirmation
from domain.accounts.outside_facts import IdentifiedBy
from domain.shared import PersonId

router = APIRouter(prefix=PREFIX, tags=["accounts"])

FIRST_SIGN_IN = "/people/{person_id}/first-sign-in"
ANSWERS: Documented = {204: {"description": "It is kept."}, **refused_with(*READING, 404, 409, 422)}


class Confirming(Body):
    """`set_up_at` tells which sign-in is meant, as the list tells it."""

    set_up_at: Moment
    identified_by: IdentifiedBy


class Denial(Body):
    set_up_at: Moment


@router.get("/first-sign-ins", responses=refused_with(*READING, 422))
def waiting(
    call: CallDep, accounts: AccountsDep, cursor: Annotated[str | None, Query()] = None
) -> Listed[FirstSignIn]:
    """Return a page of those who set up an account and wait for this person's word."""
    page = asking.first_sign_ins(call.ledger, accounts, call.actor, call.now, cursor)
    return Listed(items=page.rows, next_cursor=page.next_cursor)


@router.put(f"{FIRST_SIGN_IN}/confirmation", status_code=204, responses=ANSWERS)
def confirm(person_id: UUID, body: Confirming, call: CallDep, accounts: AccountsDep) -> Response:
    """Say that it was the person who signed in: never of oneself or of whom one invited."""
    request = Confirmation(
        person_id=PersonId(person_id),
        set_up_at=body.set_up_at,
        identified_by=body.identified_by,
    )
    asking.confirm_first_sign_in(call.ledger, accounts, call.actor, request, call.now)
    return Response(status_code=204)


@router.put(f"{FIRST_SIGN_IN}/denial", status_code=204, responses=ANSWERS)
def deny(person_id: UUID, body: Denial, call: CallDep, accounts: AccountsDep) -> Response:
    """Say that it was not the person, which closes the account at once."""
    denied = FirstSignIn(person_id=PersonId(person_id), set_up_at=body.set_up_at)
    asking.deny_first_sign_in(call.ledger, accounts, call.actor, denied, call.now)
    return Response(status_code=204)
