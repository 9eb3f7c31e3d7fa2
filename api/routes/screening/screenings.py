"""Leads of screenings and the talks that follow: brought, held, left to a worry, dropped."""

from uuid import UUID

from fastapi import APIRouter, Response

from api.deps import PREFIX, CallDep
from api.routes.answers import receipt_answer, recorded_with
from api.routes.fields import Body, Day
from application.screening import leads
from domain.screening.facts import (
    DropReason,
    InterviewOutcome,
    MissedReason,
    ScreeningScale,
)
from domain.screening.state import (
    DropScreeningLead,
    LeaveToWorry,
    NoteInterviewMissed,
    RecordInterview,
    RecordScreeningLead,
)
from domain.shared import CaseId, ChildId, InterviewId, ScreeningId

router = APIRouter(prefix=PREFIX, tags=["screenings"])

SCREENING = "/children/{child_id}/screenings/{screening_id}"


class ResultBody(Body):
    """A result that asks for a talk; no score and no answer, and no diagnosis."""

    scale: ScreeningScale
    screened_on: Day


class InterviewBody(Body):
    """A talk that was held; `case_id` is that of the worry that was raised."""

    held_on: Day
    outcome: InterviewOutcome
    case_id: UUID | None = None


class MissedBody(Body):
    tried_on: Day
    reason: MissedReason


class InsteadBody(Body):
    case_id: UUID


class DropBody(Body):
    reason: DropReason


@router.put(SCREENING, status_code=201, responses=recorded_with(404))
def record_screening_lead(
    child_id: UUID, screening_id: UUID, body: ResultBody, call: CallDep
) -> Response:
    """Record that the result of a screening asks for a talk; the family must agree to it."""
    request = RecordScreeningLead(
        child_id=ChildId(child_id),
        screening_id=ScreeningId(screening_id),
        scale=body.scale,
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


@router.put(f"{SCREENING}/worry-instead", status_code=201, responses=recorded_with(404))
def leave_to_worry(
    child_id: UUID, screening_id: UUID, body: InsteadBody, call: CallDep
) -> Response:
    """Leave the talk to whoever answers for the worry, which must have been raised before."""
    request = LeaveToWorry(
        child_id=ChildId(child_id),
        screening_id=ScreeningId(screening_id),
        case_id=CaseId(body.case_id),
    )
    receipt = leads.leave_to_worry(call.ledger, call.actor, request, call.now)
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
