"""Further worries about the child of a case: which of them is another matter, which the same."""

from uuid import UUID

from fastapi import APIRouter, Response

from api.deps import PREFIX
from api.guards.apart import CallApartDep, apart
from api.routes.answers import receipt_answer, recorded_with
from api.routes.fields import Body
from application.crisis.cases.further_concerns import part_concern
from application.crisis.worries.joining_by_hand import join_concern
from domain.referrals.joining.joining_by_hand import JoinConcern
from domain.referrals.joining.joining_state import PartConcern
from domain.shared import CaseId

router = APIRouter(prefix=PREFIX, tags=["referrals"])


class Parting(Body):
    why: str


class JoinedByHand(Body):
    """Why two cases are one matter."""

    why: str


@router.put(
    "/cases/{case_id}/concerns/{further_id}/parting",
    status_code=201,
    responses=recorded_with(404),
)
@apart
def part(case_id: UUID, further_id: UUID, body: Parting, call: CallApartDep) -> Response:
    """Record that a worry that belongs to the case is another matter, and a case of its own."""
    request = PartConcern(case_id=CaseId(case_id), further_id=CaseId(further_id), why=body.why)
    return receipt_answer(part_concern(call.ledger, call.actor, request, call.now), call.path)


@router.put(
    "/cases/{case_id}/concerns/{further_id}/joining",
    status_code=201,
    responses=recorded_with(404),
)
@apart
def join(case_id: UUID, further_id: UUID, body: JoinedByHand, call: CallApartDep) -> Response:
    """Record that another case of the child is one more worry of this one; I must have both.

    The case counts from the earlier of both; it may be parted again.
    """
    request = JoinConcern(case_id=CaseId(case_id), further_id=CaseId(further_id), why=body.why)
    return receipt_answer(join_concern(call.ledger, call.actor, request, call.now), call.path)
