"""One look at a child as the routes that read ask for it."""

from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Query

from api.deps import CallDep, ReadIdDep
from api.routes.fields import Day
from application.ports import Ledger
from application.reads.looking import Asked
from domain.shared import ChildId


@dataclass(frozen=True, slots=True)
class ReadingCall:
    """What is asked of which ledger; the reading is recorded under an id of its own."""

    ledger: Ledger
    asked: Asked


async def _reading_call(
    child_id: UUID,
    call: CallDep,
    read_id: ReadIdDep,
    as_known_on: Annotated[
        Day | None, Query(description="As it was known at the end of this day.")
    ] = None,
) -> ReadingCall:
    asked = Asked(
        actor=call.actor,
        child_id=ChildId(child_id),
        now=call.now,
        read_id=read_id,
        as_known_on=as_known_on,
    )
    return ReadingCall(call.ledger, asked)


ReadingDep = Annotated[ReadingCall, Depends(_reading_call)]
