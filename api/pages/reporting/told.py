"""The one report that a link opens: read, received and answered by an officer without account."""

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID, uuid4

from fastapi import APIRouter, Response

from api import paths
from api.guards.apart import apart
from api.guards.outside_officers import OfficerVisitorDep
from api.pages.frame import FieldsDep, Visitor
from api.pages.people_names import place
from api.pages.reporting.forms import call_line
from api.pages.taking import take
from api.pages.typed_fields import Fields
from api.view_models.forms import Form, typed
from api.view_models.reporting.officers import BodyOutcomeLine, ToldReportPage
from application.authentication.signing_in import NotSignedIn
from application.outsiders.links import LINK_OVER
from application.ports import Receipt
from application.reporting.by_officer import confirm_for_body, return_for_body, told_report
from application.reporting.outside_officers import is_open_to
from application.reporting.permitted import Reporting
from application.reporting.reading import AskedReport
from domain.days import local_day
from domain.errors import NotFound
from domain.reporting.facts import ReportOutcome
from domain.reporting.officer_state import AnswerForBody
from domain.reporting.state import ConfirmReceipt
from domain.shared import CallId, OutcomeId, ReportId

router = APIRouter(include_in_schema=False)

NAMES = {"receipt_number": "body_number", "returned_on": "result_on", "words": "outcome_words"}


@router.get(paths.TOLD_REPORT)
@apart
def shown(report_id: UUID, visitor: OfficerVisitorDep) -> Response:
    """Show the report; the reading is recorded first."""
    try:
        return visitor.page(_page(visitor, report_id, uuid4(), None))
    except NotFound:
        raise NotSignedIn(LINK_OVER) from None


@router.post(paths.TOLD_RECEIPT)
@apart
def receive(report_id: UUID, visitor: OfficerVisitorDep, fields: FieldsDep) -> Response:
    """Record under which number the officer's body has it."""

    def save() -> Receipt:
        request = ConfirmReceipt(
            report_id=ReportId(report_id),
            call_id=CallId(fields.id("call_id")),
            receipt_number=fields.needed("body_number"),
        )
        fields.require_no_errors()
        return confirm_for_body(visitor.call.ledger, _asked(visitor), request)

    return _take(visitor, report_id, fields, save, uuid4())


@router.post(paths.TOLD_OUTCOME)
@apart
def answer(report_id: UUID, visitor: OfficerVisitorDep, fields: FieldsDep) -> Response:
    """Record what the officer's body made of it."""
    outcome_id = fields.maybe_id("outcome_id") or uuid4()

    def save() -> Receipt:
        request = AnswerForBody(
            report_id=ReportId(report_id),
            outcome_id=OutcomeId(outcome_id),
            outcome=fields.one_of("report_outcome", ReportOutcome),
            returned_on=fields.day("result_on"),
            words=fields.maybe("outcome_words"),
        )
        fields.require_no_errors()
        return return_for_body(visitor.call.ledger, _asked(visitor), request)

    return _take(visitor, report_id, fields, save, outcome_id)


def _take(
    visitor: Visitor,
    report_id: UUID,
    fields: Fields,
    save: Callable[[], Receipt],
    outcome_id: UUID,
) -> Response:
    """Take what an officer says; where the report was closed meanwhile, say that it is recorded."""
    call, address = visitor.call, paths.filled(paths.TOLD_REPORT, report_id=report_id)

    def done(_receipt: Receipt) -> str:
        is_open = is_open_to(call.ledger, call.actor, ReportId(report_id), call.now)
        return address if is_open else paths.LIAISON_DONE

    try:
        return take(
            visitor,
            fields,
            save,
            done=done,
            again=lambda form: _page(visitor, report_id, outcome_id, form),
            names=NAMES,
        )
    except NotFound:
        raise NotSignedIn(LINK_OVER) from None


def _asked(visitor: Visitor) -> Reporting:
    return Reporting(actor=visitor.call.actor, now=visitor.call.now)


def _page(visitor: Visitor, report_id: UUID, outcome_id: UUID, form: Form | None) -> ToldReportPage:
    call = visitor.call
    asked = AskedReport(
        actor=call.actor, report_id=ReportId(report_id), now=call.now, read_id=visitor.read_id
    )
    found = told_report(call.ledger, asked)
    suspected, officer, people = found.suspected, found.officer, found.names.people
    return ToldReportPage(
        report_id=found.report_id,
        number=str(found.position),
        body=officer.body,
        officer=officer.name,
        kind=suspected.kind,
        at_school=suspected.at_school,
        child=found.name,
        described_as=found.described_as,
        place=place(found.names, suspected.school_id or suspected.village_id),
        seen=suspected.seen,
        suspects=tuple(sorted(found.suspects)),
        suspect_names=tuple(people.get(each, "") for each in sorted(found.suspect_ids)),
        reported_at=found.reported_at,
        # When it was written down here concerns nobody there.
        calls=tuple(replace(call_line(each), is_late=False) for each in found.calls),
        outcomes=tuple(
            BodyOutcomeLine(
                outcome=each.outcome,
                returned_on=each.returned_on,
                words=each.words,
                is_by_body=each.recorded_by in found.by_officers,
            )
            for each in found.outcomes
        ),
        ends_at=officer.ends_at,
        outcome_id=outcome_id,
        form=form or Form(typed(result_on=local_day(call.now).isoformat())),
    )
