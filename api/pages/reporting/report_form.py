"""The form of a report of harm: what it offers to whom, of which case it is, how it is taken."""

from uuid import UUID, uuid4

from fastapi import Response

from api import paths
from api.pages.crisis.worry_forms import (
    children_to_choose,
    school_among,
    schools_to_choose,
    telephones,
)
from api.pages.frame import Visitor, see_other
from api.pages.reporting.forms import NAMES, harm, today_form
from api.pages.taking import take
from api.pages.typed_fields import Fields
from api.view_models.crisis.worries import NO_ID
from api.view_models.forms import FieldError, Form
from api.view_models.reporting.reporting import OwnReportLine, ReportFormPage, ReportReceived
from api.view_models.shell import receipt_number
from application.crisis.worries.officials import Official, officials_around
from application.crisis.worries.worrying import WorrySheet, places_around, worry_sheet
from application.ports import Receipt
from application.reporting import recording
from application.reporting.of_case import ReportedCase, places_of_link, reported_case
from application.reporting.permitted import Reporting
from application.reporting.reading import own_reports
from domain.errors import ConflictKept, NotPermitted, Unavailable
from domain.shared import CaseId, ReportId

TRY_AGAIN = 503


def send_report(visitor: Visitor, fields: Fields, case_id: UUID | None) -> Response:
    """Record the report; sent twice it is recorded once, and nothing typed is ever lost.

    Whoever has an account goes on to a page of their own. Who came by a link is told here that it
    was received, and no more: also when the link has ended meanwhile.
    """
    report_id = ReportId(fields.maybe_id("report_id") or uuid4())
    sent = paths.filled(paths.REPORT_SENT, report_id=report_id)
    of_case = case_reported_by(visitor, case_id) if case_id else None
    received = list[ReportReceived]()

    def save() -> Receipt:
        request = harm(fields, report_id, of_case.concern if of_case else None)
        call, entered_at = visitor.call, fields.told_moment("entered_at")
        asked = Reporting(actor=call.actor, now=call.now, entered_at=entered_at)
        return recording.report_harm(call.ledger, asked, request)

    def done(receipt: Receipt) -> str:
        received.append(_received(of_case, receipt.position, receipt.leaf_hash))
        return sent

    def again(form: Form) -> ReportFormPage:
        if case_id and of_case is None and not visitor.is_liaison:
            # Which child is meant has to be said: the case tells it to somebody else by now.
            entries = {key: each for key, each in form.entries.items() if key != "case_id"}
            form = Form(entries, form.errors)
        return report_page(visitor, form)

    try:
        answer = take(visitor, fields, save, done=done, again=again, names=NAMES)
    except ConflictKept as kept:
        received.append(_received_before(of_case, kept))
        answer = see_other(f"{sent}?again=yes")
    except Unavailable as refusal:
        error = FieldError(field="", code=refusal.code, parameters=refusal.parameters)
        return visitor.page(again(Form(fields.entries, (error,))), status=TRY_AGAIN)
    if not (visitor.is_liaison and received):
        return answer
    page = report_page(visitor, of_case_form(visitor, case_id), received=received[-1])
    return visitor.page(page)


def case_reported_by(visitor: Visitor, case_id: UUID) -> ReportedCase | None:
    """Return the case from which somebody reports, None where they have nothing to do with it."""
    call = visitor.call
    return reported_case(call.ledger, call.actor, CaseId(case_id), call.now)


def of_case_form(visitor: Visitor, case_id: UUID | None) -> Form:
    """Return an empty form about the child of a case."""
    return Form({**today_form(visitor.call.now).entries, "case_id": (str(case_id),)})


def report_page(
    visitor: Visitor, form: Form | None, *, received: ReportReceived | None = None
) -> ReportFormPage:
    """Return the form as it was typed, or an empty one; about a case where it names one."""
    call_ = visitor.call
    case_id = id_in(form, "case_id") if form else None
    sheet = _sheet(visitor, CaseId(case_id) if case_id else None)
    if form is None:
        form = Form({**today_form(call_.now).entries, **_school_of(sheet)})
    return ReportFormPage(
        report_id=id_in(form, "report_id") or uuid4(),
        told_child_id=id_in(form, "told_child_id") or uuid4(),
        form=form,
        case_id=CaseId(case_id) if case_id else None,
        children=children_to_choose(call_, sheet.children),
        has_more=sheet.has_more,
        schools=schools_to_choose(call_),
        telephones=telephones(sheet.places),
        officials=_officials(visitor, sheet),
        own=_own_lines(visitor),
        by_link=visitor.is_liaison,
        received=received,
    )


def _officials(visitor: Visitor, sheet: WorrySheet) -> tuple[Official, ...]:
    """Return who may be chosen by name, as with a worry; by whoever has no account nobody."""
    if visitor.is_liaison:
        return ()
    return officials_around(visitor.call.ledger, visitor.call.actor, sheet.places, visitor.call.now)


def report_copy(visitor: Visitor) -> ReportFormPage:
    """Return the empty form as a telephone keeps it: of nobody, and with no id of its own."""
    call_ = visitor.call
    sheet = WorrySheet(places=places_around(call_.ledger, call_.actor, call_.now))
    return ReportFormPage(
        report_id=NO_ID,
        told_child_id=NO_ID,
        form=Form(_school_of(sheet)),
        schools=schools_to_choose(call_),
        telephones=telephones(sheet.places),
        is_copy=True,
    )


def _school_of(sheet: WorrySheet) -> dict[str, tuple[str, ...]]:
    school_id = school_among(sheet.places)
    return {"school_id": (str(school_id),)} if school_id else {}


def _sheet(visitor: Visitor, case_id: CaseId | None) -> WorrySheet:
    call = visitor.call
    if visitor.is_liaison and case_id is not None:
        return WorrySheet(places=places_of_link(call.ledger, call.actor, case_id))
    if case_id is not None:
        return WorrySheet(places=places_around(call.ledger, call.actor, call.now))
    return worry_sheet(call.ledger, call.actor, call.now, read_id=visitor.read_id)


def _received_before(of_case: ReportedCase | None, kept: ConflictKept) -> ReportReceived:
    leaf_hash = bytes.fromhex(str(kept.parameters["leaf_hash_hex"]))
    return _received(of_case, int(kept.parameters["position"]), leaf_hash)


def _received(of_case: ReportedCase | None, position: int, leaf_hash: bytes) -> ReportReceived:
    is_open = of_case is not None and of_case.is_open
    return ReportReceived(receipt=receipt_number(position, leaf_hash), case_is_open=is_open)


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


def id_in(form: Form, name: str) -> UUID | None:
    """Return the id that came with the form in this field, None for none."""
    try:
        return UUID(form.one(name))
    except ValueError:
        return None
