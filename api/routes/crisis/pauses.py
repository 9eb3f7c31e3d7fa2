"""The clock of a step stands still for some days: proposed by one person, agreed to by another."""

from datetime import date
from uuid import UUID

from fastapi import APIRouter, Response

from api.deps import PREFIX
from api.guards.apart import CallApartDep, apart
from api.routes.answers import receipt_answer, recorded_with
from api.routes.fields import Body
from application.crisis.clocks import pauses
from domain.clocks.facts import Step
from domain.referrals.school.pause_facts import PauseReason
from domain.referrals.school.pause_state import AgreeToPause, DeclinePause, EndPause, ProposePause
from domain.shared import CaseId, PauseId

router = APIRouter(prefix=PREFIX, tags=["referrals"])


class Waiting(Body):
    """Which step can wait, to the end of which day; some steps never do, nor any in danger."""

    step: Step
    reason: PauseReason
    until_on: date
    why: str


class NoPause(Body):
    why: str


@router.put("/cases/{case_id}/pauses/{pause_id}", status_code=201, responses=recorded_with(404))
@apart
def propose_pause(case_id: UUID, pause_id: UUID, body: Waiting, call: CallApartDep) -> Response:
    """Record that a step can wait; its clock runs until another person agrees."""
    request = ProposePause(
        case_id=CaseId(case_id),
        pause_id=PauseId(pause_id),
        step=body.step,
        reason=body.reason,
        until_on=body.until_on,
        why=body.why,
    )
    receipt = pauses.propose_pause(call.ledger, call.actor, request, call.now)
    return receipt_answer(receipt, call.path)


@router.put(
    "/cases/{case_id}/pauses/{pause_id}/agreement", status_code=201, responses=recorded_with(404)
)
@apart
def agree_to_pause(case_id: UUID, pause_id: UUID, call: CallApartDep) -> Response:
    """Record that another person than the proposer agrees: the clock stands still from now on."""
    request = AgreeToPause(case_id=CaseId(case_id), pause_id=PauseId(pause_id))
    receipt = pauses.agree_to_pause(call.ledger, call.actor, request, call.now)
    return receipt_answer(receipt, call.path)


@router.put(
    "/cases/{case_id}/pauses/{pause_id}/refusal", status_code=201, responses=recorded_with(404)
)
@apart
def decline_pause(case_id: UUID, pause_id: UUID, body: NoPause, call: CallApartDep) -> Response:
    """Record that the clock runs on, and why."""
    request = DeclinePause(case_id=CaseId(case_id), pause_id=PauseId(pause_id), why=body.why)
    receipt = pauses.decline_pause(call.ledger, call.actor, request, call.now)
    return receipt_answer(receipt, call.path)


@router.put("/cases/{case_id}/pauses/{pause_id}/end", status_code=201, responses=recorded_with(404))
@apart
def end_pause(case_id: UUID, pause_id: UUID, call: CallApartDep) -> Response:
    """Let the clock go on at once, with the time that was left."""
    request = EndPause(case_id=CaseId(case_id), pause_id=PauseId(pause_id))
    receipt = pauses.end_pause(call.ledger, call.actor, request, call.now)
    return receipt_answer(receipt, call.path)
