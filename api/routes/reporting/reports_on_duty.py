"""Reports of harm for those on duty, whom the law names: the list, one of them, its steps."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response
from pydantic import AwareDatetime, BaseModel

from api.deps import PREFIX, ReadIdDep
from api.deps import Call as Asked
from api.guards.apart import CallApartDep, apart
from api.routes.answers import READING, receipt_answer, recorded_with, refused_with
from api.routes.fields import Body as Sent
from api.routes.fields import Day
from api.routes.named import NamesBody, names_body
from api.routes.reporting.reports import REPORT
from application.reporting import recording
from application.reporting.listing import ListedReport, reports_on_duty
from application.reporting.permitted import Reporting
from application.reporting.reading import AskedReport, Call, Report, report
from domain.access.table import Request as Asking
from domain.alerts.facts import Addressee, Gap
from domain.codelists import Body
from domain.reporting.facts import (
    HarmSuspected,
    OutcomeReturned,
    ReportAcknowledged,
    ReportClosed,
    ReportClosingProposed,
    ReportOutcome,
    ReportStep,
    Suspect,
)
from domain.reporting.state import CloseReport, ReturnOutcome
from domain.shared import CaseId, ChildId, ClosingId, OutcomeId, PersonId, ReportId

router = APIRouter(prefix=PREFIX, tags=["reports"])

POSITION_AT_MOST = 2**62


class BodyOutcome(Sent):
    """What a body that was told said that it made of the report (未成年人保护法 §11)."""

    body: Body
    outcome: ReportOutcome
    returned_on: Day
    words: str | None = None


class ReportEnd(Sent):
    """Why nothing more is to be done; where nothing came of it another person has to agree."""

    why: str


class ReportsBody(BaseModel):
    """One page, the oldest first, without anybody's name; `next_cursor` continues after it.

    `unreadable` reports cannot be read: somebody has to see to that. `behind` counts the facts that
    the list does not show yet.
    """

    items: tuple[ListedReport, ...]
    next_cursor: str | None
    unreadable: int
    behind: int
    names: NamesBody


class HarmReportBody(BaseModel):
    """One report; whoever made it is not told.

    So many `repeats` came under the same id that say otherwise; `suspects` are of all of them.
    `due` tells by when each step was or is due, `is_by_link` that it was received by the link of a
    message; `case_id` is the worry from which it was made, where that is open to me, too.
    """

    report_id: ReportId
    child_id: ChildId
    name: str | None
    described_as: str | None
    suspected: HarmSuspected
    repeats: int
    suspects: tuple[Suspect, ...]
    suspect_ids: tuple[PersonId, ...]
    reported_at: AwareDatetime
    position: int
    calls: tuple[Call, ...]
    untold: tuple[Body, ...]
    acknowledged: ReportAcknowledged | None
    is_by_link: bool
    outcomes: tuple[OutcomeReturned, ...]
    closing_proposed: ReportClosingProposed | None
    closed: ReportClosed | None
    due: Mapping[ReportStep, datetime]
    waits_for: ReportStep | None
    addressees: tuple[Addressee, ...]
    gaps: tuple[Gap, ...]
    case_id: CaseId | None
    names: NamesBody
    may: list[Asking]


@router.get("/reports", responses=refused_with(*READING, 422))
@apart
def list_reports(
    call: CallApartDep,
    read_id: ReadIdDep,
    cursor: Annotated[int, Query(ge=0, le=POSITION_AT_MOST)] = 0,
) -> ReportsBody:
    """Return the reports open to me that are not done with; the page is recorded as one reading."""
    found = reports_on_duty(call.ledger, call.actor, call.now, read_id=read_id, after=cursor)
    return ReportsBody(
        items=found.rows,
        next_cursor=None if found.next_after is None else str(found.next_after),
        unreadable=found.unreadable,
        behind=found.behind,
        names=names_body(found.names),
    )


@router.get(REPORT, responses=refused_with(*READING, 404, 422))
@apart
def read_report(report_id: UUID, call: CallApartDep, read_id: ReadIdDep) -> HarmReportBody:
    """Return a report to whoever is on duty for it; the reading is recorded first."""
    asked = AskedReport(
        actor=call.actor, report_id=ReportId(report_id), now=call.now, read_id=read_id
    )
    return _report_body(report(call.ledger, asked))


@router.put(REPORT + "/acknowledgement", status_code=201, responses=recorded_with(404))
@apart
def acknowledge_report(report_id: UUID, call: CallApartDep) -> Response:
    """Record that I have received the report and see to what becomes of it."""
    receipt = recording.acknowledge_report(call.ledger, _asked(call), ReportId(report_id))
    return receipt_answer(receipt, call.path)


@router.put(REPORT + "/outcomes/{outcome_id}", status_code=201, responses=recorded_with(404))
@apart
def return_outcome(
    report_id: UUID, outcome_id: UUID, body: BodyOutcome, call: CallApartDep
) -> Response:
    """Record what a body made of the report."""
    request = ReturnOutcome(
        report_id=ReportId(report_id),
        outcome_id=OutcomeId(outcome_id),
        body=body.body,
        outcome=body.outcome,
        returned_on=body.returned_on,
        words=body.words,
    )
    return receipt_answer(recording.return_outcome(call.ledger, _asked(call), request), call.path)


@router.put(REPORT + "/closings/{closing_id}", status_code=201, responses=recorded_with(404))
@apart
def close_report(
    report_id: UUID, closing_id: UUID, body: ReportEnd, call: CallApartDep
) -> Response:
    """End the report; where nothing came of it propose that, or agree to another's proposal."""
    request = CloseReport(
        report_id=ReportId(report_id), closing_id=ClosingId(closing_id), why=body.why
    )
    return receipt_answer(recording.close_report(call.ledger, _asked(call), request), call.path)


def _asked(call: Asked) -> Reporting:
    return Reporting(actor=call.actor, now=call.now)


def _report_body(found: Report) -> HarmReportBody:
    state = found.state
    return HarmReportBody(
        report_id=found.report_id,
        child_id=found.child_id,
        name=found.name,
        described_as=found.described_as,
        suspected=found.suspected,
        repeats=len(state.conflicts),
        suspects=tuple(sorted(state.suspects)),
        suspect_ids=tuple(sorted(state.suspect_ids)),
        reported_at=found.reported_at,
        position=found.position,
        calls=found.calls,
        untold=state.untold,
        acknowledged=state.acknowledged,
        is_by_link=found.is_by_link,
        outcomes=tuple(state.outcomes.values()),
        closing_proposed=state.proposed,
        closed=state.closed,
        due=found.due,
        waits_for=found.waits_for,
        addressees=found.addressees,
        gaps=found.gaps,
        case_id=found.case_id,
        names=names_body(found.names),
        may=sorted(found.may),
    )
