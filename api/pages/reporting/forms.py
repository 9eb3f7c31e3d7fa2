"""What was typed into the forms of a report, as the requests that it stands for."""

from datetime import datetime
from uuid import UUID, uuid4

from api.pages.typed_fields import Fields
from api.view_models.crisis.worries import NOT_LISTED
from api.view_models.forms import Form, typed
from api.view_models.reporting.reporting import CallLine
from application.reporting.reading import Call
from domain.codelists import Body, HarmKind
from domain.days import LOCAL
from domain.referrals.facts import ConcernRaised
from domain.reporting.facts import ReportOutcome, Suspect
from domain.reporting.state import CloseReport, NotifyBody, ReportHarm, ReturnOutcome
from domain.shared import (
    CallId,
    CaseId,
    ChildId,
    ClosingId,
    OrganisationId,
    OutcomeId,
    PersonId,
    ReportId,
)

NAMES = {"seen": "harm_seen", "words": "outcome_words", "called_at": "called_time"}
"""Fields of the requests, as they are called on the pages."""


def harm(fields: Fields, report_id: ReportId, of_case: ConcernRaised | None) -> ReportHarm:
    """Return the report, with the call to the police where its time was typed. Raises: NotReadable.

    `of_case` is the worry from which it is made: who the child is, and where it belongs. The call
    has an id of its own made of that of the report, so that twice is once.
    """
    school_id, case_id = fields.maybe_id("school_id"), fields.maybe_id("case_id")
    if of_case is not None:
        school_id, case_id = of_case.school_id, of_case.case_id
    called = None
    if fields.text("called_time"):
        called = NotifyBody(
            report_id=report_id,
            call_id=CallId(report_id),
            body=Body.POLICE,
            called_at=fields.moment("called_on", "called_time", "called_time"),
            receipt_number=fields.maybe("receipt_number"),
        )
    request = ReportHarm(
        report_id=report_id,
        child_id=of_case.child_id if of_case else ChildId(_child(fields)),
        kind=fields.one_of("harm_kind", HarmKind),
        at_school=fields.yes("at_school"),
        seen=fields.maybe("harm_seen"),
        suspects=fields.several_of("suspects", Suspect),
        suspect_ids=tuple(PersonId(each) for each in fields.ids("suspect_ids")),
        name=fields.maybe("name"),
        described_as=fields.maybe("described_as"),
        class_id=of_case.class_id if of_case else None,
        school_id=OrganisationId(school_id) if school_id else None,
        village_id=of_case.village_id if of_case else None,
        case_id=CaseId(case_id) if case_id else None,
        called=called,
    )
    fields.require_no_errors()
    return request


def call(fields: Fields, report_id: ReportId) -> NotifyBody:
    """Return a call to a body. Raises: NotReadable."""
    request = NotifyBody(
        report_id=report_id,
        call_id=CallId(fields.maybe_id("call_id") or uuid4()),
        body=fields.one_of("body", Body),
        called_at=fields.moment("called_on", "called_time", "called_time"),
        answered_by=fields.maybe("answered_by"),
        receipt_number=fields.maybe("receipt_number"),
    )
    fields.require_no_errors()
    return request


def outcome(fields: Fields, report_id: ReportId) -> ReturnOutcome:
    """Return what a body said. Raises: NotReadable."""
    request = ReturnOutcome(
        report_id=report_id,
        outcome_id=OutcomeId(fields.maybe_id("outcome_id") or uuid4()),
        body=fields.one_of("outcome_body", Body),
        outcome=fields.one_of("report_outcome", ReportOutcome),
        returned_on=fields.day("returned_on"),
        words=fields.maybe("outcome_words"),
    )
    fields.require_no_errors()
    return request


def closing(fields: Fields, report_id: ReportId) -> CloseReport:
    """Return that a report is done with, and why. Raises: NotReadable."""
    request = CloseReport(
        report_id=report_id,
        closing_id=ClosingId(fields.maybe_id("closing_id") or uuid4()),
        why=fields.needed("why"),
    )
    fields.require_no_errors()
    return request


def today_form(now: datetime) -> Form:
    """Return an empty form that proposes today."""
    today = now.astimezone(LOCAL).date().isoformat()
    return Form(typed(called_on=today, returned_on=today))


def call_line(told: Call) -> CallLine:
    """Return one call as a page shows it."""
    return CallLine(
        call_id=told.called.call_id,
        body=told.called.body,
        called_at=told.called.called_at,
        answered_by=told.called.answered_by,
        number=told.receipt_number,
        is_late=told.is_late,
        is_by_body=told.is_by_body,
    )


def _child(fields: Fields) -> UUID:
    chosen = fields.maybe_id("child_id")
    nameless = not (fields.text("name") or fields.text("described_as"))
    if chosen is None and nameless:
        fields.refuse("name" if fields.text("child_id") == NOT_LISTED else "child_id", "required")
    return chosen or fields.maybe_id("told_child_id") or uuid4()
