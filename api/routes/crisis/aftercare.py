"""How a school looked after a child whom a hospital saw, and the end that two people decide."""

from uuid import UUID

from fastapi import APIRouter, Response

from api.deps import PREFIX
from api.guards.apart import CallApartDep, apart
from api.routes.answers import receipt_answer, recorded_with
from api.routes.fields import Body, Flag, Moment
from application.crisis.school import aftercare
from domain.referrals.returning.aftercare_facts import FollowUpOutcome
from domain.referrals.returning.aftercare_state import (
    CloseCase,
    DeclineClosing,
    ProposeClosing,
    RecordFollowUp,
)
from domain.shared import CaseId, ClosingId, FollowUpId

router = APIRouter(prefix=PREFIX, tags=["referrals"])


class FollowUp(Body):
    done_at: Moment
    outcome: FollowUpOutcome
    child_seen: Flag
    note: str | None = None


class Reasoned(Body):
    why: str


@router.put(
    "/cases/{case_id}/follow-ups/{follow_up_id}", status_code=201, responses=recorded_with(404)
)
@apart
def record_follow_up(
    case_id: UUID, follow_up_id: UUID, body: FollowUp, call: CallApartDep
) -> Response:
    """Record how the child is; one who needs an assessment has its case begin anew."""
    request = RecordFollowUp(
        case_id=CaseId(case_id),
        follow_up_id=FollowUpId(follow_up_id),
        done_at=body.done_at,
        outcome=body.outcome,
        child_seen=body.child_seen,
        note=body.note,
    )
    receipt = aftercare.record_follow_up(call.ledger, call.actor, request, call.now)
    return receipt_answer(receipt, call.path)


@router.put("/cases/{case_id}/closings/{closing_id}", status_code=201, responses=recorded_with(404))
@apart
def propose_closing(
    case_id: UUID, closing_id: UUID, body: Reasoned, call: CallApartDep
) -> Response:
    """Record that the case can end, until another person decides."""
    request = ProposeClosing(
        case_id=CaseId(case_id), closing_id=ClosingId(closing_id), why=body.why
    )
    receipt = aftercare.propose_closing(call.ledger, call.actor, request, call.now)
    return receipt_answer(receipt, call.path)


@router.put(
    "/cases/{case_id}/closings/{closing_id}/confirmation",
    status_code=201,
    responses=recorded_with(404),
)
@apart
def close_case(case_id: UUID, closing_id: UUID, call: CallApartDep) -> Response:
    """Record that another person agrees, so that the case is over."""
    request = CloseCase(case_id=CaseId(case_id), closing_id=ClosingId(closing_id))
    receipt = aftercare.close_case(call.ledger, call.actor, request, call.now)
    return receipt_answer(receipt, call.path)


@router.put(
    "/cases/{case_id}/closings/{closing_id}/refusal", status_code=201, responses=recorded_with(404)
)
@apart
def decline_closing(
    case_id: UUID, closing_id: UUID, body: Reasoned, call: CallApartDep
) -> Response:
    """Record that the case goes on, and why."""
    request = DeclineClosing(
        case_id=CaseId(case_id), closing_id=ClosingId(closing_id), why=body.why
    )
    receipt = aftercare.decline_closing(call.ledger, call.actor, request, call.now)
    return receipt_answer(receipt, call.path)
