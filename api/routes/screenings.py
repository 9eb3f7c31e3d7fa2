"""Leads of screenings and the talks that follow: brought, held, dropped, listed, counted."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel

from api.deps import PREFIX, CallDep, ReadIdDep
from api.routes.answers import READING, receipt_answer, recorded_with, refused_with
from api.routes.fields import Body, Day
from application.rows import OrganisationRow
from application.screening import leads
from application.screening.counts import interview_counts
from application.screening.interviews import AskedInterviews, InterviewLine, interviews
from domain.screening.facts import (
    DropReason,
    InterviewOutcome,
    MissedReason,
    ScreeningBand,
    ScreeningScale,
)
from domain.screening.state import (
    DropScreeningLead,
    NoteInterviewMissed,
    RecordInterview,
    RecordScreeningLead,
)
from domain.shared import CaseId, ChildId, InterviewId, OrganisationId, ScreeningId

router = APIRouter(prefix=PREFIX, tags=["screenings"])

SCREENING = "/children/{child_id}/screenings/{screening_id}"


class ResultBody(Body):
    """A result; no score and no answer, and no diagnosis. Only one that asks for a talk is kept."""

    scale: ScreeningScale
    band: ScreeningBand
    screened_on: Day


class InterviewBody(Body):
    """A talk that was held; `case_id` is that of the worry that was raised."""

    held_on: Day
    outcome: InterviewOutcome
    case_id: UUID | None = None


class MissedBody(Body):
    tried_on: Day
    reason: MissedReason


class DropBody(Body):
    reason: DropReason


class LineBody(BaseModel):
    """One pupil on the list; without a name the record cannot be read.

    The result is told while the family agrees and nothing came of it since.
    """

    child_id: ChildId
    screening_id: ScreeningId
    due_on: date
    name: str | None
    class_id: OrganisationId | None
    agrees: bool
    scale: ScreeningScale | None
    screened_on: date | None
    tried: int
    outcome: InterviewOutcome | None
    delete_by_on: date | None


class InterviewsBody(BaseModel):
    """One page of the list; `next_skip` continues after it."""

    items: tuple[LineBody, ...]
    total: int
    overdue: int
    behind: int
    next_skip: int | None


class CountBody(BaseModel):
    """How many wait at a school; no psychology teacher is in post where `nobody_talks`.

    With `unattended` of them nobody can talk; of `unclear` more nobody can tell who is kept out.
    """

    school: OrganisationRow
    waiting: int
    overdue: int
    nobody_talks: bool
    unattended: int
    unclear: int


class CountsBody(BaseModel):
    """The schools of one's duties."""

    items: tuple[CountBody, ...]


@router.put(SCREENING, status_code=201, responses=recorded_with(404))
def record_screening_lead(
    child_id: UUID, screening_id: UUID, body: ResultBody, call: CallDep
) -> Response:
    """Record that the result of a screening asks for a talk; the family must agree to it."""
    request = RecordScreeningLead(
        child_id=ChildId(child_id),
        screening_id=ScreeningId(screening_id),
        scale=body.scale,
        band=body.band,
        screened_on=body.screened_on,
    )
    receipt = leads.record_screening_lead(call.ledger, call.actor, request, call.now)
    return receipt_answer(receipt, call.path)


@router.put(
    f"{SCREENING}/interviews/{{interview_id}}", status_code=201, responses=recorded_with(404)
)
def record_interview(
    child_id: UUID, screening_id: UUID, interview_id: UUID, body: InterviewBody, call: CallDep
) -> Response:
    """Record that the talk took place, and what follows; a worry must have been raised before."""
    request = RecordInterview(
        child_id=ChildId(child_id),
        screening_id=ScreeningId(screening_id),
        interview_id=InterviewId(interview_id),
        held_on=body.held_on,
        outcome=body.outcome,
        case_id=CaseId(body.case_id) if body.case_id else None,
    )
    receipt = leads.record_interview(call.ledger, call.actor, request, call.now)
    return receipt_answer(receipt, call.path)


@router.put(
    f"{SCREENING}/missed-interviews/{{interview_id}}",
    status_code=201,
    responses=recorded_with(404),
)
def note_interview_missed(
    child_id: UUID, screening_id: UUID, interview_id: UUID, body: MissedBody, call: CallDep
) -> Response:
    """Record that the talk did not take place; it is tried again."""
    request = NoteInterviewMissed(
        child_id=ChildId(child_id),
        screening_id=ScreeningId(screening_id),
        interview_id=InterviewId(interview_id),
        reason=body.reason,
        tried_on=body.tried_on,
    )
    receipt = leads.note_interview_missed(call.ledger, call.actor, request, call.now)
    return receipt_answer(receipt, call.path)


@router.put(f"{SCREENING}/drop", status_code=201, responses=recorded_with(404))
def drop_screening_lead(
    child_id: UUID, screening_id: UUID, body: DropBody, call: CallDep
) -> Response:
    """Take a pupil off the list without a talk."""
    request = DropScreeningLead(
        child_id=ChildId(child_id), screening_id=ScreeningId(screening_id), reason=body.reason
    )
    receipt = leads.drop_screening_lead(call.ledger, call.actor, request, call.now)
    return receipt_answer(receipt, call.path)


@router.get("/interviews", responses=refused_with(*READING))
def list_interviews(
    call: CallDep,
    read_id: ReadIdDep,
    skip: Annotated[int, Query(ge=0, le=100_000)] = 0,
    over: bool = False,
) -> InterviewsBody:
    """Return whom to talk with, the soonest due first; with `over` with whom was talked."""
    asked = AskedInterviews(actor=call.actor, now=call.now, read_id=read_id)
    found = interviews(call.ledger, asked, skip=skip, is_over=over)
    return InterviewsBody(
        items=tuple(map(_line, found.lines)),
        total=found.total,
        overdue=found.overdue,
        behind=found.behind,
        next_skip=found.next_skip,
    )


@router.get("/interviews/counts", responses=refused_with(*READING))
def count_interviews(call: CallDep, read_id: ReadIdDep) -> CountsBody:
    """Return how many pupils of the schools of one's duties wait for a talk."""
    asked = AskedInterviews(actor=call.actor, now=call.now, read_id=read_id)
    return CountsBody(
        items=tuple(
            CountBody(
                school=each.school,
                waiting=each.waiting,
                overdue=each.overdue,
                nobody_talks=each.nobody_talks,
                unattended=each.unattended,
                unclear=each.unclear,
            )
            for each in interview_counts(call.ledger, asked)
        )
    )


def _line(line: InterviewLine) -> LineBody:
    lead = line.lead
    return LineBody(
        child_id=line.row.child_id,
        screening_id=line.row.screening_id,
        due_on=line.row.due_on,
        name=line.name,
        class_id=line.class_id,
        agrees=line.agrees,
        scale=lead.recorded.scale if lead else None,
        screened_on=lead.recorded.screened_on if lead else None,
        tried=len(lead.missed) if lead else 0,
        outcome=lead.held.outcome if lead and lead.held else None,
        delete_by_on=lead.held.delete_by_on if lead and lead.held else None,
    )
