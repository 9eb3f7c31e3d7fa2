"""The page on which anybody who is signed in reports suspected harm, and sees how it goes on."""

from collections.abc import Callable
from uuid import UUID, uuid4

from fastapi import APIRouter, Response

from api import paths
from api.guards.apart import RaisingVisitorDep, apart
from api.pages.crisis.worry_forms import (
    children_to_choose,
    school_among,
    schools_to_choose,
    telephones,
)
from api.pages.frame import FieldsDep, Visitor, see_other
from api.pages.reporting.forms import NAMES, call, call_line, harm, today_form
from api.pages.taking import take
from api.pages.typed_fields import Fields
from api.view_models.forms import FieldError, Form
from api.view_models.reporting import (
    OwnReportLine,
    OwnReportPage,
    ReportFormPage,
    ReportStanding,
)
from api.view_models.shell import receipt_number
from application.crisis.own_concerns import standings_for_reporter
from application.crisis.worrying import WorrySheet, places_around, worry_sheet
from application.ports import Receipt, Unreadable
from application.reporting import recording
from application.reporting.reading import OwnReport, own_report, own_reports
from application.reporting.recording import Reporting
from domain.errors import ConflictKept, NotFound, NotPermitted, Unavailable
from domain.reporting.state import ConfirmReceipt
from domain.shared import CallId, CaseId, ChildId, ReportId

router = APIRouter(include_in_schema=False)

TRY_AGAIN = 503


@router.get(paths.REPORT)
@apart
def ask(visitor: RaisingVisitorDep) -> Response:
    """Show whom to call, and the form with the children whom the person looks after."""
    return visitor.page(_page(visitor, None))


@router.get(paths.CASE_REPORT)
@apart
def ask_about_case(case_id: UUID, visitor: RaisingVisitorDep) -> Response:
    """Show the form about the child of a case, for whoever raised it or answers for it."""
    if _child_of(visitor, case_id) is None:
        return see_other(paths.REPORT)
    form = today_form(visitor.call.now)
    return visitor.page(_page(visitor, Form({**form.entries, "case_id": (str(case_id),)})))


@router.post(paths.REPORT)
@apart
def send(visitor: RaisingVisitorDep, fields: FieldsDep) -> Response:
    """Record the report; sent twice it is recorded once, and nothing typed is ever lost."""
    asked = _asked(visitor)
    report_id = ReportId(fields.maybe_id("report_id") or uuid4())
    sent = paths.filled(paths.REPORT_SENT, report_id=report_id)

    def save() -> Receipt:
        case_id = fields.maybe_id("case_id")
        of_case = _child_of(visitor, case_id) if case_id else None
        return recording.report_harm(visitor.call.ledger, asked, harm(fields, report_id, of_case))

    def again(form: Form) -> ReportFormPage:
        return _page(visitor, form)

    try:
        return take(visitor, fields, save, done=lambda _: sent, again=again, names=NAMES)
    except ConflictKept:
        return see_other(f"{sent}?again=yes")
    except Unavailable as refusal:
        error = FieldError(field="", code=refusal.code, parameters=refusal.parameters)
        return visitor.page(again(Form(fields.entries, (error,))), status=TRY_AGAIN)


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


def _child_of(visitor: Visitor, case_id: UUID) -> ChildId | None:
    """Return the child of a case to whoever raised it or may see it; nothing is shown of it."""
    call_ = visitor.call
    try:
        _, found = standings_for_reporter(call_.ledger, call_.actor, CaseId(case_id), call_.now)
    except (NotFound, Unavailable, Unreadable):
        return None
    return found.concern.child_id


def _asked(visitor: Visitor) -> Reporting:
    return Reporting(actor=visitor.call.actor, now=visitor.call.now)


def _page(visitor: Visitor, form: Form | None) -> ReportFormPage:
    call_ = visitor.call
    case_id = _id_in(form, "case_id") if form else None
    if case_id is None:
        sheet = worry_sheet(call_.ledger, call_.actor, call_.now, read_id=visitor.read_id)
    else:
        sheet = WorrySheet(places=places_around(call_.ledger, call_.actor, call_.now))
    if form is None:
        school_id, form = school_among(sheet.places), today_form(call_.now)
        known = {"school_id": (str(school_id),)} if school_id else {}
        form = Form({**form.entries, **known})
    return ReportFormPage(
        report_id=_id_in(form, "report_id") or uuid4(),
        told_child_id=_id_in(form, "told_child_id") or uuid4(),
        form=form,
        case_id=CaseId(case_id) if case_id else None,
        children=children_to_choose(call_, sheet.children),
        has_more=sheet.has_more,
        schools=schools_to_choose(call_),
        telephones=telephones(sheet.places),
        own=_own_lines(visitor),
    )


def _own_lines(visitor: Visitor) -> tuple[OwnReportLine, ...]:
    """Return one's own reports; what cannot be told now stands in no report's way."""
    call_ = visitor.call
    try:
        rows = own_reports(call_.ledger, call_.actor, call_.now)
    except (NotPermitted, Unavailable):
        return ()
    return tuple(
        OwnReportLine(
            report_id=row.report_id,
            number=str(row.position),
            reported_at=row.reported_at,
            is_closed=row.is_closed,
        )
        for row in rows
    )


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
        call_id=(_id_in(form, "call_id") if form else None) or uuid4(),
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


def _id_in(form: Form, name: str) -> UUID | None:
    try:
        return UUID(form.one(name))
    except ValueError:
        return None
