"""The pages that list access beyond a duty: one's own, and what waits for the person."""

from collections.abc import Callable
from dataclasses import replace

from fastapi import APIRouter, Response
from fastapi.responses import JSONResponse

from api import paths
from api.deps import Call
from api.pages.frame import Visitor, VisitorDep
from api.pages.people_names import duty_labels
from api.pages.waiting import breaches_of, grants_of, risks_told, silent_of
from api.view_models.authorisation.grants import GrantLine, GrantsPage
from api.view_models.care_files.visits import YES
from api.view_models.shell import GrantsWaiting
from application.authorisation.grant_lists import (
    AskedList,
    GrantList,
    glass_to_review,
    grants_in_force,
    grants_overdue,
    grants_to_decide,
    may_decide,
    own_grants,
)
from application.authorisation.grant_rows import GrantRow
from application.authorisation.permission import standings_of
from application.ports import Ledger
from application.reads.looking import Names
from domain.access.table import Request as Asking
from domain.days import local_day
from domain.grants.overdue import due_at

router = APIRouter(include_in_schema=False)

ListOf = Callable[[Ledger, AskedList], GrantList]


@router.get(paths.GRANTS)
def own(visitor: VisitorDep, cursor: str | None = None, sent: str = "") -> Response:
    """Show one's own requests, grants and break-glass accesses, and whether one was just sent."""
    return _list(visitor, "GRANTS", own_grants, cursor, was_sent=sent == YES)


@router.get(paths.GRANTS_TO_DECIDE)
def to_decide(visitor: VisitorDep, cursor: str | None = None) -> Response:
    """Show the requests that wait for the person."""
    return _list(visitor, "GRANTS_TO_DECIDE", grants_to_decide, cursor)


@router.get(paths.GRANTS_IN_FORCE)
def in_force(visitor: VisitorDep, cursor: str | None = None) -> Response:
    """Show the grants in force that the person may revoke."""
    return _list(visitor, "GRANTS_IN_FORCE", grants_in_force, cursor)


@router.get(paths.GLASS_TO_REVIEW)
def to_review(visitor: VisitorDep, cursor: str | None = None) -> Response:
    """Show the break-glass accesses that wait for the person's review."""
    return _list(visitor, "GLASS_TO_REVIEW", glass_to_review, cursor)


@router.get(paths.GRANTS_OVERDUE)
def overdue(visitor: VisitorDep, cursor: str | None = None) -> Response:
    """Show what waits too long of which the person was told."""
    return _list(visitor, "GRANTS_OVERDUE", grants_overdue, cursor)


@router.get(paths.GRANTS_WAITING)
def waiting(visitor: VisitorDep) -> Response:
    """Tell an open page how many wait for the person: numbers alone."""
    call = visitor.call
    standings = standings_of(call.ledger, call.actor, call.now)
    counts = grants_of(call, standings) or GrantsWaiting()
    told = {"decide": counts.to_decide, "review": counts.to_review, "overdue": counts.overdue}
    told |= {"still_open": counts.still_open}
    breaches = breaches_of(call, standings)
    if breaches is not None:
        told |= {"breach": breaches.to_tell, "breach_late": breaches.overdue}
        told |= {"breach_open": breaches.to_end}
        told |= {"hours": breaches.hours, "minutes": breaches.minutes}
    told["outage"] = silent_of(call, standings) or 0
    risks = risks_told(call, standings)
    return JSONResponse(told if risks is None else told | {"risk": risks})


def line_of(call: Call, row: GrantRow, names: Names) -> GrantLine:
    """Return a request or access as a list shows it."""
    return GrantLine(
        child_id=row.child_id,
        grant_id=row.grant_id,
        is_glass=row.is_glass,
        state=row.state,
        who=names.people.get(row.person_id, ""),
        purpose=row.purpose,
        compartments=row.compartments,
        asked_at=row.asked_at,
        until_at=row.until_at,
        due_at=due_at(
            row.asked_at,
            is_glass=row.is_glass,
            rules=call.ledger.rules,
            calendar=call.ledger.clocks.calendar,
        ),
        now=call.now,
        verdict=row.verdict,
        is_news=row.is_news,
    )


def _list(
    visitor: Visitor,
    chosen: str,
    ask_list: ListOf,
    cursor: str | None,
    *,
    was_sent: bool = False,
) -> Response:
    call = visitor.call
    asked = AskedList(actor=call.actor, now=call.now, read_id=visitor.read_id, cursor=cursor)
    found = ask_list(call.ledger, asked)
    standings = standings_of(call.ledger, call.actor, call.now)
    page = GrantsPage(
        chosen=chosen,
        lines=_lines(call, found),
        next_cursor=found.page.next_cursor,
        is_first_page=cursor is None,
        was_sent=was_sent,
        may_ask=standings.allow(Asking.ASK_ACCESS),
        may_break_glass=standings.allow(Asking.BREAK_GLASS),
        may_decide=may_decide(standings),
        may_revoke=standings.allow(Asking.REVOKE_ACCESS),
        may_review=standings.allow(Asking.REVIEW_GLASS_BREAK),
    )
    return visitor.page(page, standings=standings)


def _lines(call: Call, found: GrantList) -> tuple[GrantLine, ...]:
    today = local_day(call.now)
    held = {
        each: duty_labels(call.ledger, call.ledger.access.duties_of(each), today)
        for each in {row.person_id for row in found.page.rows} - {call.actor.person_id}
    }
    return tuple(
        replace(
            line_of(call, row, found.names),
            may_open=row.grant_id in found.may_open,
            duties=held.get(row.person_id, ()),
            reason=found.reasons.get(row.grant_id, ""),
        )
        for row in found.page.rows
    )
