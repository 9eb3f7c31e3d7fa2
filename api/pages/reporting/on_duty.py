"""The list of reports of harm for those on duty, and the page of one with its steps."""

from collections.abc import Callable
from typing import Annotated
from uuid import UUID, uuid4

from fastapi import APIRouter, Query, Response

from api import paths
from api.guards.apart import VisitorApartDep, apart
from api.pages.frame import FieldsDep, Visitor
from api.pages.people_names import place
from api.pages.reporting.forms import NAMES, call, call_line, closing, outcome, today_form
from api.pages.taking import take
from api.pages.typed_fields import Fields
from api.view_models.forms import Form
from api.view_models.reporting.reporting import (
    MayReport,
    OutcomeLine,
    ReportLine,
    ReportPage,
    ReportsPage,
)
from application.ports import Receipt
from application.reporting import recording
from application.reporting.listing import reports_on_duty
from application.reporting.permitted import Reporting
from application.reporting.reading import AskedReport, Report, report
from domain.access.table import Request as Asking
from domain.reporting.answering import came_of_it
from domain.shared import PersonId, ReportId

router = APIRouter(include_in_schema=False)


@router.get(paths.REPORTS)
@apart
def reports(visitor: VisitorApartDep, after: Annotated[int, Query(ge=0)] = 0) -> Response:
    """Show the reports that are not done with."""
    now = visitor.call.now
    found = reports_on_duty(
        visitor.call.ledger, visitor.call.actor, now, read_id=visitor.read_id, after=after
    )
    page = ReportsPage(
        lines=tuple(
            ReportLine(
                report_id=each.report_id,
                number=str(each.position),
                kind=each.kind,
                place=place(found.names, each.school_id),
                reported_at=each.reported_at,
                untold=each.untold,
                waits_for=each.waits_for,
                due=each.due,
                is_overdue=each.due is not None and each.due <= now,
                is_closing_proposed=each.is_closing_proposed,
            )
            for each in found.rows
        ),
        unreadable=found.unreadable,
        next_after=found.next_after,
        is_first_page=after == 0,
    )
    return visitor.page(page, behind=found.behind)


@router.get(paths.REPORT_PAGE)
@apart
def one_report(report_id: UUID, visitor: VisitorApartDep) -> Response:
    """Show a report with its steps; the reading is recorded first."""
    return visitor.page(_page(visitor, report_id, None))


@router.post(paths.RECEIVE_REPORT)
@apart
def receive(report_id: UUID, visitor: VisitorApartDep, fields: FieldsDep) -> Response:
    """Record that the person has received it."""
    return _take(
        visitor,
        report_id,
        fields,
        lambda: recording.acknowledge_report(
            visitor.call.ledger, _asked(visitor), ReportId(report_id)
        ),
    )


@router.post(paths.REPORT_CALL)
@apart
def add_call(report_id: UUID, visitor: VisitorApartDep, fields: FieldsDep) -> Response:
    """Record that those on duty told a body."""
    return _take(
        visitor,
        report_id,
        fields,
        lambda: recording.notify_body(
            visitor.call.ledger, _asked(visitor), call(fields, ReportId(report_id))
        ),
    )


@router.post(paths.REPORT_OUTCOME)
@apart
def add_outcome(report_id: UUID, visitor: VisitorApartDep, fields: FieldsDep) -> Response:
    """Record what a body said that it made of the report."""
    return _take(
        visitor,
        report_id,
        fields,
        lambda: recording.return_outcome(
            visitor.call.ledger, _asked(visitor), outcome(fields, ReportId(report_id))
        ),
    )


@router.post(paths.CLOSE_REPORT)
@apart
def close(report_id: UUID, visitor: VisitorApartDep, fields: FieldsDep) -> Response:
    """End the report, or propose that."""
    return _take(
        visitor,
        report_id,
        fields,
        lambda: recording.close_report(
            visitor.call.ledger, _asked(visitor), closing(fields, ReportId(report_id))
        ),
    )


def _take(
    visitor: Visitor, report_id: UUID, fields: Fields, save: Callable[[], Receipt]
) -> Response:
    return take(
        visitor,
        fields,
        save,
        done=lambda _: paths.filled(paths.REPORT_PAGE, report_id=report_id),
        again=lambda form: _page(visitor, report_id, form),
        names=NAMES,
    )


def _asked(visitor: Visitor) -> Reporting:
    return Reporting(actor=visitor.call.actor, now=visitor.call.now)


def _page(visitor: Visitor, report_id: UUID, form: Form | None) -> ReportPage:
    call_ = visitor.call
    asked = AskedReport(
        actor=call_.actor, report_id=ReportId(report_id), now=call_.now, read_id=visitor.read_id
    )
    found = report(call_.ledger, asked)
    state, suspected = found.state, found.suspected
    due = found.due[found.waits_for] if found.waits_for else None
    closing_by, closing_why = _ended(found)
    received = state.acknowledged
    return ReportPage(
        report_id=found.report_id,
        number=str(found.position),
        kind=suspected.kind,
        at_school=suspected.at_school,
        child=found.name,
        described_as=found.described_as,
        place=place(found.names, suspected.school_id or suspected.village_id),
        seen=suspected.seen,
        suspects=tuple(sorted(state.suspects)),
        suspect_names=tuple(_named(found, each) for each in sorted(state.suspect_ids)),
        repeats=len(state.conflicts),
        reported_at=found.reported_at,
        calls=tuple(map(call_line, found.calls)),
        untold=state.untold,
        waits_for=found.waits_for,
        due=due,
        is_overdue=due is not None and due <= call_.now,
        received_by=_named(found, received.acknowledged_by) if received else None,
        outcomes=_outcomes(found),
        closing_why=closing_why,
        closing_by=closing_by,
        is_closed=state.closed is not None,
        may=_may(found, call_.actor.person_id),
        form=form or today_form(call_.now),
        new_ids=(uuid4(), uuid4(), uuid4()),
        is_by_link=found.is_by_link,
        case_id=found.case_id,
    )


def _named(found: Report, person_id: PersonId) -> str:
    return found.names.people.get(person_id, "")


def _outcomes(found: Report) -> tuple[OutcomeLine, ...]:
    return tuple(
        OutcomeLine(outcome=each, recorded_by=_named(found, each.recorded_by))
        for each in found.state.outcomes.values()
    )


def _ended(found: Report) -> tuple[str | None, str | None]:
    """Return who ended the report or proposed that, and why."""
    closed, proposed = found.state.closed, found.state.proposed
    if closed is not None:
        return _named(found, closed.closed_by), closed.why
    return (_named(found, proposed.proposed_by), proposed.why) if proposed else (None, None)


def _may(found: Report, me: PersonId) -> MayReport:
    """Return what the person is offered: what the rules would refuse is not."""
    state = found.state
    if Asking.ANSWER_REPORT not in found.may:
        return MayReport()
    is_open, received = state.closed is None, state.acknowledged is not None
    may_end = is_open and received and not state.untold
    waits = state.proposed is not None and not came_of_it(state)
    mine = state.proposed is not None and state.proposed.proposed_by == me
    return MayReport(
        receive=is_open and not received,
        answer=received,
        close=may_end and not waits,
        agree=may_end and waits and not mine,
        let_in=is_open and received and bool(state.told),
    )
