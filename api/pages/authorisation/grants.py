"""The pages on which access is asked for, and the lists of what one has and what waits."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Annotated
from uuid import UUID, uuid4

from fastapi import APIRouter, Query, Response
from fastapi.responses import JSONResponse

from api import paths
from api.deps import Call
from api.pages.crisis.worry_forms import schools_to_choose
from api.pages.frame import FieldsDep, Visitor, VisitorDep
from api.pages.taking import take
from api.pages.typed_fields import Fields
from api.view_models.forms import Form, typed
from api.view_models.grants import AskAccessPage, BreakGlassPage, GrantLine, GrantsPage
from api.view_models.numbers import DIGITS
from api.view_models.visits import YES
from application.authorisation.finding import child_meant
from application.authorisation.glass import break_glass
from application.authorisation.grant_lists import (
    GrantList,
    glass_to_review,
    grants_in_force,
    grants_overdue,
    grants_to_decide,
    grants_waiting,
    may_decide,
    own_grants,
)
from application.authorisation.grant_rows import GrantCounts, GrantRow
from application.authorisation.grant_status import due_at
from application.authorisation.grants import request_access
from application.authorisation.opening_forms import open_access_request, open_break_glass
from application.authorisation.permission import standings_of
from application.ports import Actor, Ledger, Receipt
from application.reads.looking import Names
from application.rows import ChildDescribed
from domain.access.table import Request as Asking
from domain.days import local_day
from domain.grants.facts import GlassReason
from domain.grants.state import BreakGlass, RequestAccess
from domain.shared import ChildId, Compartment, GrantId, OrganisationId, Purpose

router = APIRouter(include_in_schema=False)

ListOf = Callable[[Ledger, Actor, datetime, str | None], GrantList]
SHORT_NUMBER = re.compile(rf"[0-9a-fA-F]{{{DIGITS}}}")
ChildDep = Annotated[str, Query(max_length=40)]


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
    counts = grants_waiting(call.ledger, standings, call.now) or GrantCounts()
    told = {"decide": counts.to_decide, "review": counts.to_review, "overdue": counts.overdue}
    return JSONResponse(told)


@router.get(paths.ASK_ACCESS)
def ask_form(visitor: VisitorDep, child: ChildDep = "") -> Response:
    """Show the form to ask for access."""
    call = visitor.call
    purposes = open_access_request(call.ledger, call.actor, call.now)
    # One that alone is theirs need not be chosen.
    only = purposes[0].value if len(purposes) == 1 else ""
    return visitor.page(_ask_page(call, uuid4(), Form(typed(child_id=child, purpose=only))))


@router.post(paths.ASK_ACCESS)
def ask(visitor: VisitorDep, fields: FieldsDep) -> Response:
    """Ask for access; the answer is the same whether or not there is such a child."""
    call = visitor.call
    grant_id = GrantId(fields.maybe_id("grant_id") or uuid4())
    return take(
        visitor,
        fields,
        lambda: request_access(call.ledger, call.actor, _request(call, fields, grant_id), call.now),
        done=lambda _receipt: paths.filled(paths.GRANTS, query={"sent": YES}),
        again=lambda form: _ask_page(call, grant_id, form),
    )


@router.get(paths.BREAK_GLASS)
def emergency_form(visitor: VisitorDep, child: ChildDep = "") -> Response:
    """Say what breaking the glass means before it is done."""
    call = visitor.call
    # Asked for the second factor now, so that nothing is typed that would be lost on the way.
    open_break_glass(call.ledger, call.actor, call.now)
    return visitor.page(_glass_page(call, uuid4(), Form(typed(child_id=child))))


@router.post(paths.BREAK_GLASS)
def emergency(visitor: VisitorDep, fields: FieldsDep) -> Response:
    """Break the glass and lead to the file."""
    call = visitor.call
    grant_id = GrantId(fields.maybe_id("grant_id") or uuid4())

    def save() -> tuple[ChildId, Receipt]:
        request = BreakGlass(
            child_id=_child(call, fields, Asking.BREAK_GLASS),
            grant_id=grant_id,
            reason=fields.one_of("glass_reason", GlassReason),
            why=fields.needed("why"),
        )
        fields.require_no_errors()
        return request.child_id, break_glass(call.ledger, call.actor, request, call.now)

    return take(
        visitor,
        fields,
        save,
        done=lambda saved: paths.filled(paths.CHILD, child_id=saved[0]),
        again=lambda form: _glass_page(call, grant_id, form),
    )


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
        due_at=due_at(row.asked_at, is_glass=row.is_glass, rules=call.ledger.rules),
        now=call.now,
        verdict=row.verdict,
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
    found = ask_list(call.ledger, call.actor, call.now, cursor)
    standings = standings_of(call.ledger, call.actor, call.now)
    page = GrantsPage(
        chosen=chosen,
        lines=tuple(
            replace(line_of(call, row, found.names), may_open=row.grant_id in found.may_open)
            for row in found.page.rows
        ),
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


def _child(call: Call, fields: Fields, asking: Asking) -> ChildId:
    """Return the child meant: by the number where one is given, else by name and school."""
    number = fields.text("child_id")
    whole = fields.maybe_id("child_id")
    if whole is not None:
        return ChildId(whole)
    if number or not fields.text("name"):
        if not SHORT_NUMBER.fullmatch(number):
            fields.refuse("child_id", "no_child_number" if number else "number_or_name")
        fields.require_no_errors()
        return child_meant(call.ledger, call.actor, asking, number.lower(), call.now)
    told = ChildDescribed(
        name=fields.text("name"),
        school_id=OrganisationId(fields.id("school_id")),
        born_on=fields.maybe_day("born_on"),
    )
    fields.require_no_errors()
    return child_meant(call.ledger, call.actor, asking, told, call.now)


def _request(call: Call, fields: Fields, grant_id: GrantId) -> RequestAccess:
    request = RequestAccess(
        child_id=_child(call, fields, Asking.ASK_ACCESS),
        grant_id=grant_id,
        purpose=fields.one_of("purpose", Purpose),
        compartments=fields.several_of("compartments", Compartment),
        until_on=fields.day("until_on"),
        why=fields.needed("why"),
    )
    fields.require_no_errors()
    return request


def _ask_page(call: Call, grant_id: UUID, form: Form) -> AskAccessPage:
    return AskAccessPage(
        grant_id=grant_id,
        form=form,
        schools=schools_to_choose(call),
        purposes=open_access_request(call.ledger, call.actor, call.now),
        today=local_day(call.now),
        days_at_most=call.ledger.rules.grant_days_at_most,
    )


def _glass_page(call: Call, grant_id: UUID, form: Form) -> BreakGlassPage:
    rules = call.ledger.rules
    return BreakGlassPage(
        grant_id=grant_id,
        form=form,
        schools=schools_to_choose(call),
        minutes=rules.glass_minutes_at_most,
        review_hours=rules.glass_reviewed_within_hours,
    )
