"""The pages on which a data breach is reported by anybody, and seen by those who answer for it."""

from typing import Annotated
from uuid import UUID, uuid4

from fastapi import APIRouter, Query, Response

from api import paths
from api.guards.reporting import ReportingVisitorDep
from api.pages.frame import FieldsDep, Visitor, VisitorDep
from api.pages.people_names import person
from api.pages.privacy.breach_lines import asked_families, line_of, lines_of, unreadable_of
from api.pages.taking import take
from api.pages.typed_fields import Fields
from api.view_models.forms import Choice, Form, typed
from api.view_models.privacy.breaches import (
    BreachesPage,
    BreachPage,
    BreachReportedPage,
    ReportBreachPage,
)
from api.view_models.shell import receipt_number
from application.authorisation.permission import standings_of
from application.privacy.breach_families import families_of
from application.privacy.breaches import answering_offices, breaches, own_report, report_breach
from domain.access.table import Request as Asking
from domain.breaches.facts import BreachKind
from domain.breaches.state import ReportBreach
from domain.days import LOCAL
from domain.shared import BreachId, OrganisationId

router = APIRouter(include_in_schema=False)

SkipDep = Annotated[int, Query(ge=0, le=100_000)]


@router.get(paths.REPORT_BREACH)
def ask_report(visitor: ReportingVisitorDep) -> Response:
    """Ask what happened; whoever is signed in may tell."""
    here = visitor.call.now.astimezone(LOCAL)
    form = Form(typed(detected_on=here.date().isoformat(), detected_time=f"{here:%H:%M}"))
    return visitor.page(_report_page(visitor, uuid4(), form))


@router.post(paths.REPORT_BREACH)
def report(visitor: ReportingVisitorDep, fields: FieldsDep) -> Response:
    """Write down that data may have leaked, and lead to the receipt."""
    call = visitor.call
    breach_id = BreachId(fields.maybe_id("breach_id") or uuid4())

    def save() -> ReportBreach:
        request = _report(fields, breach_id)
        report_breach(call.ledger, call.actor, request, call.now)
        return request

    return take(
        visitor,
        fields,
        save,
        done=lambda saved: paths.filled(
            paths.BREACH_REPORTED, office_id=saved.organisation_id, breach_id=breach_id
        ),
        again=lambda form: _report_page(visitor, breach_id, form),
    )


@router.get(paths.BREACH_REPORTED)
def reported(office_id: UUID, breach_id: UUID, visitor: ReportingVisitorDep) -> Response:
    """Show the receipt to whoever reported, and what to do now."""
    call = visitor.call
    own = own_report(call.ledger, call.actor, OrganisationId(office_id), BreachId(breach_id))
    page = BreachReportedPage(
        reported=own.reported,
        receipt=receipt_number(own.receipt.position, own.receipt.leaf_hash),
    )
    return visitor.page(page)


@router.get(paths.BREACHES)
def list_all(visitor: VisitorDep, skip: SkipDep = 0) -> Response:
    """Show the breaches for which one's offices answer, with their clocks."""
    call = visitor.call
    found = breaches(call.ledger, call.actor, call.now)
    lines, size = lines_of(found, call.now), call.ledger.rules.page_size
    page = BreachesPage(
        lines=lines[skip : skip + size],
        unreadable=unreadable_of(found),
        skip=skip,
        next_skip=skip + size if len(lines) > skip + size else None,
    )
    return visitor.page(page)


@router.get(paths.BREACH)
def one(office_id: UUID, breach_id: UUID, visitor: VisitorDep, skip: SkipDep = 0) -> Response:
    """Show one breach, its steps, and the families still to be told."""
    call = visitor.call
    families = families_of(call.ledger, asked_families(visitor, office_id, breach_id), skip=skip)
    found = families.found
    line = line_of(found, call.now)
    state = line.breach.state
    standings = standings_of(call.ledger, call.actor, call.now)
    page = BreachPage(
        line=line,
        graded_by=person(found.names, state.graded.graded_by) if state.graded else "",
        notified_by=person(found.names, state.authority.notified_by) if state.authority else "",
        proposed_by=person(found.names, state.proposed.proposed_by) if state.proposed else "",
        closed_by=person(found.names, state.closed.closed_by) if state.closed else "",
        is_own_proposal=state.proposed is not None
        and state.proposed.proposed_by == call.actor.person_id,
        may_open_children=standings.allow(Asking.READ_RIGHTS),
        untold=families.untold,
        left_untold=families.left_untold,
        skip=skip,
        next_skip=families.next_skip,
    )
    return visitor.page(page, standings=standings)


def _report(fields: Fields, breach_id: BreachId) -> ReportBreach:
    request = ReportBreach(
        breach_id=breach_id,
        organisation_id=OrganisationId(fields.id("breach_office")),
        kind=fields.one_of("breach_kind", BreachKind),
        detected_at=fields.moment("detected_on", "detected_time", "detected_at"),
        text=fields.needed("breach_text"),
    )
    fields.require_no_errors()
    return request


def _report_page(visitor: Visitor, breach_id: UUID, form: Form) -> ReportBreachPage:
    call = visitor.call
    rows = answering_offices(call.ledger, call.actor, call.now)
    return ReportBreachPage(
        breach_id=breach_id,
        form=form,
        offices=tuple(Choice(value=str(row.organisation_id), label=row.name) for row in rows),
    )
