"""The page of security events: what was refused, and what happened to accounts and duties."""

from datetime import date, datetime, timedelta
from typing import Annotated

from fastapi import APIRouter, Query, Response

from api import paths
from api.pages.frame import VisitorDep
from api.pages.people_names import person, place
from api.view_models.authentication.security import SecurityEventsPage, SecurityLine
from api.view_models.forms import FieldError, Form, typed
from api.wording.security_words import REASONS
from application.authentication.security import security_events
from application.authentication.security_rows import SecurityFilter, SecurityRow, SecurityTopic
from application.reads.looking import Names
from domain.days import local_day
from domain.security.facts import RefusalsNoticed
from domain.shared import ANONYMOUS

router = APIRouter(include_in_schema=False)

FIELDS = ("topic", "from_on", "to_on")
WRONG = 422
FURTHEST = 2**53 - 1
COUNTED_WITHIN = timedelta(hours=1, minutes=5)
"""How long after the beginning of an hour it is counted at the latest, if it ever is."""


@router.get(paths.SECURITY_EVENTS)
def listed(
    visitor: VisitorDep, before: Annotated[int | None, Query(ge=0, le=FURTHEST)] = None
) -> Response:
    """Show security events, the newest first, narrowed as asked for."""
    call, told = visitor.call, visitor.request.query_params
    asked = {name: told.get(name, "") for name in FIELDS}
    days = {name: _day(asked[name]) for name in FIELDS[1:]}
    wrong = tuple(
        FieldError(field=name, code="not_a_day")
        for name, day in days.items()
        if asked[name] and day is None
    )
    topic = asked["topic"]
    chosen = SecurityFilter(
        topic=SecurityTopic(topic) if topic in SecurityTopic._value2member_map_ else None, **days
    )
    found = security_events(call.ledger, call.actor, chosen, call.now, before=before)
    kept = {name: said for name, said in asked.items() if said}
    more = found.next_before
    page = SecurityEventsPage(
        lines=tuple(_line(row, found.names, call.now) for row in found.rows),
        form=Form(typed(**asked), wrong),
        today=local_day(call.now),
        next_query=None if more is None else {**kept, "before": str(more)},
        is_first_page=before is None,
        is_narrowed=bool(kept),
    )
    return visitor.page(page, status=WRONG if wrong else 200, behind=found.behind)


def _line(row: SecurityRow, names: Names, now: datetime) -> SecurityLine:
    reasons = REASONS.get(row.what)
    return SecurityLine(
        noted_at=row.noted_at,
        sentence=_sentence(row, now),
        who=person(names, row.person_id) if row.person_id else "",
        by=None if row.actor_id == ANONYMOUS else person(names, row.actor_id),
        role=row.role,
        place=place(names, row.organisation_id),
        why=reasons(row.code) if reasons and row.code else None,
        count=row.count,
        until_at=row.until_at,
        since_at=row.hour_at,
        addresses=row.address_count,
        accounts=tuple((each, person(names, each)) for each in row.account_ids),
        more_accounts=(row.person_count or 0) - len(row.account_ids),
    )


def _sentence(row: SecurityRow, now: datetime) -> str:
    is_due = row.hour_at is not None and now - row.hour_at > COUNTED_WITHIN
    return "RefusalsUncounted" if is_due and row.what == RefusalsNoticed.__name__ else row.what


def _day(told: str) -> date | None:
    try:
        return date.fromisoformat(told) if told else None
    except ValueError:
        return None
