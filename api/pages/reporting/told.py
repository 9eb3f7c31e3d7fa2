"""The one report that a link opens: read, received and answered by an officer without account."""

from uuid import UUID, uuid4

from fastapi import APIRouter, Response

from api import paths
from api.guards.apart import apart
from api.guards.outside_officers import OfficerVisitorDep
from api.pages.frame import FieldsDep, Visitor
from api.pages.people_names import place
from api.pages.reporting.forms import call_line
from api.pages.taking import take
from api.view_models.forms import Form, typed
from api.view_models.officers import BodyOutcomeLine, ToldReportPage
from application.ports import Receipt
from application.reporting.by_officer import confirm_for_body, return_for_body, told_report
from application.reporting.permitted import Reporting
from application.reporting.reading import AskedReport
from domain.days import local_day
from domain.reporting.facts import ReportOutcome
from domain.reporting.officer_state import AnswerForBody
from domain.shared import OutcomeId, ReportId

router = APIRouter(include_in_schema=False)

NAMES = {"receipt_number": "body_number", "returned_on": "result_on", "words": "outcome_words"}


@router.get(paths.TOLD_REPORT)
@apart
def shown(report_id: UUID, visitor: OfficerVisitorDep) -> Response:
    """Show the report; the reading is recorded first."""
    return visitor.page(_page(visitor, report_id, uuid4(), None))


@router.post(paths.TOLD_RECEIPT)
@apart
def receive(report_id: UUID, visitor: OfficerVisitorDep, fields: FieldsDep) -> Response:
    """Record under which number the officer's body has it."""

    def save() -> Receipt:
        number = fields.needed("body_number")
        fields.require_no_errors()
        asked = _asked(visitor)
        return confirm_for_body(visitor.call.ledger, asked, ReportId(report_id), number)

    return take(
        visitor,
        fields,
        save,
        done=lambda _: paths.filled(paths.TOLD_REPORT, report_id=report_id),
        again=lambda form: _page(visitor, report_id, uuid4(), form),
        names=NAMES,
    )


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

    return take(
        visitor,
        fields,
        save,
        done=lambda _: paths.filled(paths.TOLD_REPORT, report_id=report_id),
        again=lambda form: _page(visitor, report_id, outcome_id, form),
        names=NAMES,
    )


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
        calls=tuple(map(call_line, found.calls)),
        outcomes=tuple(
            BodyOutcomeLine(outcome=each.outcome, returned_on=each.returned_on, words=each.words)
            for each in found.outcomes
        ),
        ends_at=officer.ends_at,
        outcome_id=outcome_id,
        form=form or Form(typed(result_on=local_day(call.now).isoformat())),
    )
