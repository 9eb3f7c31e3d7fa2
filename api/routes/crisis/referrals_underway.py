"""How far the referrals of a county have come, for its health office."""

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel

from api.deps import PREFIX, CallDep, ReadIdDep
from api.routes.answers import READING, refused_with
from api.routes.named import NamesBody, names_body
from application.crisis.hospital.referrals_underway import Underway, referrals_underway

router = APIRouter(prefix=PREFIX, tags=["referrals"])


class ReferralsBody(BaseModel):
    """One page, those that no hospital received first; the numbers are of all pages."""

    items: tuple[Underway, ...]
    names: NamesBody
    next_cursor: str | None
    waiting: int
    received: int
    older_received: int
    behind: int


@router.get("/referrals", responses=refused_with(*READING, 422))
def referrals(
    call: CallDep,
    read_id: ReadIdDep,
    cursor: Annotated[str | None, Query(max_length=1000)] = None,
) -> ReferralsBody:
    """Return a page of my county's referrals, without a name or a word of why."""
    page = referrals_underway(call.ledger, call.actor, call.now, read_id=read_id, cursor=cursor)
    return ReferralsBody(
        items=page.rows,
        names=names_body(page.names),
        next_cursor=page.next_cursor,
        waiting=page.waiting,
        received=page.received,
        older_received=page.older_received,
        behind=page.behind,
    )
