"""Security events: what was refused, and what happened to accounts and duties."""

from typing import Annotated

from fastapi import APIRouter, Depends
from pydantic import BaseModel

from api.deps import PREFIX, CallDep
from api.routes.answers import READING, refused_with
from api.routes.fields import Day
from api.routes.named import NamesBody, names_body
from api.routes.readings import Before
from application.authentication.security import security_events
from application.authentication.security_rows import SecurityFilter, SecurityRow, SecurityTopic

router = APIRouter(prefix=PREFIX, tags=["security"])


class SecurityEventsBody(BaseModel):
    """One page of events, the newest first; `next_before` continues behind it.

    `behind` is how many events of the log the list still lacks.
    """

    items: tuple[SecurityRow, ...]
    next_before: int | None
    behind: int
    names: NamesBody


def _chosen(
    topic: SecurityTopic | None = None, from_on: Day | None = None, to_on: Day | None = None
) -> SecurityFilter:
    return SecurityFilter(topic=topic, from_on=from_on, to_on=to_on)


@router.get("/security-events", responses=refused_with(*READING, 422))
def listed(
    call: CallDep, chosen: Annotated[SecurityFilter, Depends(_chosen)], before: Before = None
) -> SecurityEventsBody:
    """Return what was refused at the doors, and what happened to accounts and duties."""
    found = security_events(call.ledger, call.actor, chosen, call.now, before=before)
    return SecurityEventsBody(
        items=found.rows,
        next_before=found.next_before,
        behind=found.behind,
        names=names_body(found.names),
    )
