"""Suspected harm to a child: reported by anybody at once, and how it goes on for whoever did.

All of these run in threads of their own, so that no flood of other requests holds a report up.
"""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Response
from pydantic import AwareDatetime, BaseModel, Field

from api.deps import PREFIX
from api.deps import Call as Asked
from api.guards.apart import RaisingCallDep, apart
from api.routes.answers import READING, receipt_answer, recorded_with, refused_with
from api.routes.fields import Body as Sent
from api.routes.fields import Flag, Moment
from application.reporting import recording
from application.reporting.permitted import Reporting
from application.reporting.reading import Call, own_report, own_reports
from domain.codelists import Body, HarmKind
from domain.reporting.facts import OutcomeReturned, ReportOutcome, Suspect
from domain.reporting.state import ConfirmReceipt, NotifyBody, ReportHarm
from domain.shared import CallId, CaseId, ChildId, OrganisationId, PersonId, ReportId

router = APIRouter(prefix=PREFIX, tags=["reports"])

REPORT = "/reports/{report_id}"
CALL = REPORT + "/calls/{call_id}"
SUSPECTS_AT_MOST = 50


class BodyCall(Sent):
    """A body that was told by telephone, when, and who answered there, by function."""

    body: Body
    called_at: Moment
    answered_by: str | None = None
    receipt_number: str | None = None


class ReportedHarm(Sent):
    """What is suspected; without a file `name` and `described_as` say which child is meant.

    `called` is the call to the police that was made before; its id is made of that of the report.
    Suspects learn nothing of it. `case_id` is the worry from which it is made.
    """

    child_id: ChildId
    kind: HarmKind
    at_school: Flag = False
    seen: str | None = None
    suspects: Annotated[tuple[Suspect, ...], Field(max_length=SUSPECTS_AT_MOST)] = ()
    suspect_ids: Annotated[tuple[PersonId, ...], Field(max_length=SUSPECTS_AT_MOST)] = ()
    noticed_at: Moment | None = None
    name: str | None = None
    described_as: str | None = None
    class_id: OrganisationId | None = None
    school_id: OrganisationId | None = None
    village_id: OrganisationId | None = None
    case_id: CaseId | None = None
    called: BodyCall | None = None
    entered_at: Moment | None = None


class ReceiptNumber(Sent):
    """The number under which the body received what it was told in that call."""

    receipt_number: str


class OwnCallBody(BaseModel):
    """A body that I told; `is_by_body`: its own officer gave the number."""

    call_id: CallId
    body: Body
    called_at: AwareDatetime
    answered_by: str | None
    receipt_number: str | None
    is_late: bool
    is_by_body: bool


class SaidOutcomeBody(BaseModel):
    """What a body said that it made of the report; its words are for those on duty."""

    body: Body
    outcome: ReportOutcome
    returned_on: date


class OwnLineBody(BaseModel):
    """One of my reports; `position` is its number."""

    report_id: ReportId
    position: int
    reported_at: AwareDatetime
    is_acknowledged: bool
    is_closed: bool


class OwnReportsBody(BaseModel):
    """My newest reports, the newest first."""

    items: tuple[OwnLineBody, ...]


class OwnReportBody(BaseModel):
    """How a report of mine stands; nothing of the child, and of the calls only my own.

    `untold` are the bodies that still have to be told. `reached` is empty until anybody on duty was
    told, and false when nobody could be: then telephone.
    """

    report_id: ReportId
    position: int
    leaf_hash: str
    reported_at: AwareDatetime
    calls: tuple[OwnCallBody, ...]
    untold: tuple[Body, ...]
    reached: bool | None
    is_acknowledged: bool
    outcomes: tuple[SaidOutcomeBody, ...]
    is_closed: bool


@router.put(REPORT, status_code=201, responses=recorded_with())
@apart
def report_harm(report_id: UUID, body: ReportedHarm, call: RaisingCallDep) -> Response:
    """Report suspected harm to any child; telephone 110 first. Neither consent nor a file is asked.

    Sent twice it is recorded once; with other content it is kept beside the first, and refused with
    that receipt.
    """
    told = body.model_dump(exclude={"called", "entered_at"})
    request = ReportHarm(
        report_id=ReportId(report_id),
        called=_told(ReportId(report_id), CallId(report_id), body.called) if body.called else None,
        **told,
    )
    asked = Reporting(actor=call.actor, now=call.now, entered_at=body.entered_at)
    return receipt_answer(recording.report_harm(call.ledger, asked, request), call.path)


@router.put(CALL, status_code=201, responses=recorded_with(404))
@apart
def notify_body(report_id: UUID, call_id: UUID, body: BodyCall, call: RaisingCallDep) -> Response:
    """Record that a body was told, for whoever made the report or is on duty for it."""
    request = _told(ReportId(report_id), CallId(call_id), body)
    return receipt_answer(recording.notify_body(call.ledger, _asked(call), request), call.path)


@router.put(CALL + "/receipt", status_code=201, responses=recorded_with(404))
@apart
def confirm_receipt(
    report_id: UUID, call_id: UUID, body: ReceiptNumber, call: RaisingCallDep
) -> Response:
    """Record the number of a call; one that was written down wrongly is told anew."""
    request = ConfirmReceipt(
        report_id=ReportId(report_id),
        call_id=CallId(call_id),
        receipt_number=body.receipt_number,
    )
    return receipt_answer(recording.confirm_receipt(call.ledger, _asked(call), request), call.path)


@router.get("/own-reports", responses=refused_with(*READING))
@apart
def list_own_reports(call: RaisingCallDep) -> OwnReportsBody:
    """Return the newest reports that I made; without a duty I am shown none."""
    found = own_reports(call.ledger, call.actor, call.now)
    return OwnReportsBody(
        items=tuple(
            OwnLineBody(
                report_id=each.report_id,
                position=each.position,
                reported_at=each.reported_at,
                is_acknowledged=each.is_acknowledged,
                is_closed=each.is_closed,
            )
            for each in found
        )
    )


@router.get("/own-reports/{report_id}", responses=refused_with(*READING, 404, 422))
@apart
def read_own_report(report_id: UUID, call: RaisingCallDep) -> OwnReportBody:
    """Return how a report of mine stands; for a day after I made it no duty is asked."""
    found = own_report(call.ledger, call.actor, ReportId(report_id), call.now)
    return OwnReportBody(
        report_id=found.report_id,
        position=found.position,
        leaf_hash=found.leaf_hash.hex(),
        reported_at=found.reported_at,
        calls=tuple(map(_own_call, found.calls)),
        untold=found.untold,
        reached=found.reached,
        is_acknowledged=found.is_acknowledged,
        outcomes=tuple(map(_said, found.outcomes)),
        is_closed=found.is_closed,
    )


def _own_call(told: Call) -> OwnCallBody:
    return OwnCallBody(
        call_id=told.called.call_id,
        body=told.called.body,
        called_at=told.called.called_at,
        answered_by=told.called.answered_by,
        receipt_number=told.receipt_number,
        is_late=told.is_late,
        is_by_body=told.is_by_body,
    )


def _said(outcome: OutcomeReturned) -> SaidOutcomeBody:
    return SaidOutcomeBody(
        body=outcome.body, outcome=outcome.outcome, returned_on=outcome.returned_on
    )


def _asked(call: Asked) -> Reporting:
    return Reporting(actor=call.actor, now=call.now)


def _told(report_id: ReportId, call_id: CallId, body: BodyCall) -> NotifyBody:
    return NotifyBody(report_id=report_id, call_id=call_id, **body.model_dump())
