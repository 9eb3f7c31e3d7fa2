"""The page on which anybody who is signed in reports suspected harm, and sees how it goes on."""

from collections.abc import Callable
from uuid import UUID, uuid4

from fastapi import APIRouter, Response

from api import paths
from api.guards.apart import CaseReportVisitorDep, RaisingVisitorDep, apart
from api.pages.crisis.worry_forms import telephones
from api.pages.frame import FieldsDep, Visitor, see_other
from api.pages.reporting.forms import NAMES, call, call_line, today_form
from api.pages.reporting.report_form import (
    case_reported_by,
    id_in,
    of_case_form,
    report_copy,
    report_page,
    send_report,
)
from api.pages.taking import take
from api.pages.typed_fields import Fields
from api.view_models.forms import Form
from api.view_models.reporting.reporting import OwnReportPage, ReportStanding
from api.view_models.shell import receipt_number
from application.crisis.worries.worrying import places_around
from application.ports import Receipt
from application.reporting import recording
from application.reporting.permitted import Reporting
from application.reporting.reading import OwnReport, own_report
from domain.reporting.state import ConfirmReceipt
from domain.shared import CallId, ReportId

router = APIRouter(include_in_schema=False)


@router.get(paths.REPORT)
@apart
def ask(visitor: RaisingVisitorDep, copy: str = "") -> Response:
    """Show whom to call, and the form with the children whom the person looks after.

    A `copy` is kept on a telephone: without them, and without the person's own reports.
    """
    if copy:
        return visitor.bare(report_copy(visitor))
    return visitor.page(report_page(visitor, None))


@router.post(paths.REPORT)
@apart
def send(visitor: RaisingVisitorDep, fields: FieldsDep) -> Response:
    """Record the report, and lead to how it goes on."""
    return send_report(visitor, fields, fields.maybe_id("case_id"))


@router.get(paths.CASE_REPORT)
@apart
def ask_about_case(case_id: UUID, visitor: CaseReportVisitorDep) -> Response:
    """Show the form about the child of a case, for whoever raised it or answers for it."""
    if case_reported_by(visitor, case_id) is None:
        return see_other(paths.REPORT)
    return visitor.page(report_page(visitor, of_case_form(visitor, case_id)))


@router.post(paths.CASE_REPORT)
@apart
def send_about_case(case_id: UUID, visitor: CaseReportVisitorDep, fields: FieldsDep) -> Response:
    """Record a report about the child of a case, of which a hospital's liaison comes by a link."""
    return send_report(visitor, fields, case_id)


@router.get(paths.REPORT_SENT)
@apart
def sent_report(report_id: UUID, visitor: RaisingVisitorDep, again: str = "") -> Response:
    """Show whoever made a report how far it is; nothing of the child."""
    return visitor.page(_own_page(visitor, report_id, None, came_again=bool(again)))


@router.post(paths.OWN_CALL)
@apart
def add_call(report_id: UUID, visitor: RaisingVisitorDep, fields: FieldsDep) -> Response:
    """Record that whoever made the report told a body by telephone."""
    return _add(
        visitor,
        report_id,
        fields,
        lambda: recording.notify_body(
            visitor.call.ledger, _asked(visitor), call(fields, ReportId(report_id))
        ),
    )


@router.post(paths.OWN_RECEIPT)
@apart
def add_receipt(report_id: UUID, visitor: RaisingVisitorDep, fields: FieldsDep) -> Response:
    """Record the number of a call."""

    def save() -> Receipt:
        request = ConfirmReceipt(
            report_id=ReportId(report_id),
            call_id=CallId(fields.id("call_id")),
            receipt_number=fields.needed("receipt_number"),
        )
        fields.require_no_errors()
        return recording.confirm_receipt(visitor.call.ledger, _asked(visitor), request)

    return _add(visitor, report_id, fields, save)


def _add(
    visitor: Visitor, report_id: UUID, fields: Fields, save: Callable[[], Receipt]
) -> Response:
    return take(
        visitor,
        fields,
        save,
        done=lambda _: paths.filled(paths.REPORT_SENT, report_id=report_id),
        again=lambda form: _own_page(visitor, report_id, form),
        names=NAMES,
    )


def _asked(visitor: Visitor) -> Reporting:
    return Reporting(actor=visitor.call.actor, now=visitor.call.now)


def _own_page(
    visitor: Visitor, report_id: UUID, form: Form | None, *, came_again: bool = False
) -> OwnReportPage:
    call_ = visitor.call
    found = own_report(call_.ledger, call_.actor, ReportId(report_id), call_.now)
    return OwnReportPage(
        report_id=found.report_id,
        receipt=receipt_number(found.position, found.leaf_hash),
        reported_at=found.reported_at,
        standing=_standing(found),
        calls=tuple(map(call_line, found.calls)),
        untold=found.untold,
        outcomes=found.outcomes,
        call_id=(id_in(form, "call_id") if form else None) or uuid4(),
        form=form or today_form(call_.now),
        came_again=came_again,
        telephones=telephones(places_around(call_.ledger, call_.actor, call_.now)),
    )


def _standing(found: OwnReport) -> ReportStanding:
    if found.is_closed:
        return ReportStanding.CLOSED
    if found.outcomes:
        return ReportStanding.ANSWERED
    if found.is_acknowledged:
        return ReportStanding.RECEIVED
    if found.reached is None:
        return ReportStanding.SENT
    return ReportStanding.TOLD if found.reached else ReportStanding.NOBODY
