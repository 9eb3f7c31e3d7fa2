"""The children whom the person looks after."""

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel

from api.deps import PREFIX, CallDep, ReadIdDep
from api.routes.answers import READING, refused_with
from application.care_files.desk import my_children
from application.rows import DeskRow

router = APIRouter(prefix=PREFIX, tags=["desk"])


class DeskBody(BaseModel):
    """One page, most urgent first; `behind` counts the facts that the list does not show yet."""

    items: tuple[DeskRow, ...]
    next_cursor: str | None
    total: int
    behind: int


@router.get("/children", responses=refused_with(*READING, 422))
def desk(
    call: CallDep,
    read_id: ReadIdDep,
    cursor: Annotated[str | None, Query(max_length=1000)] = None,
) -> DeskBody:
    """Return a page of my children; the page is recorded as one reading."""
    page = my_children(call.ledger, call.actor, call.now, read_id=read_id, cursor=cursor)
    return DeskBody(
        items=page.rows, next_cursor=page.next_cursor, total=page.total, behind=page.behind
    )
