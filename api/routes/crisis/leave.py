"""The study leave of a child: begun, lasting longer, over."""

from uuid import UUID

from fastapi import APIRouter, Response

from api.deps import PREFIX
from api.guards.apart import CallApartDep, apart
from api.routes.answers import receipt_answer, recorded_with
from api.routes.fields import Body, Day, Flag
from application.crisis.school import leave
from domain.referrals.returning.leave_facts import LeaveAskedBy, LeaveEnd
from domain.referrals.returning.leave_state import EndLeave, StartLeave
from domain.shared import CaseId, LeaveId

router = APIRouter(prefix=PREFIX, tags=["referrals"])


class Leave(Body):
    """`relation_code` (GB/T 4761) and `is_guardian` say who agreed, on `agreed_on`.

    `prolongs` is the id of the leave that lasts longer, null where one begins; `not_suspected`
    says that somebody made sure that no report of the case means who agreed.
    """

    asked_by: LeaveAskedBy
    from_on: Day
    until_on: Day
    relation_code: str
    is_guardian: Flag
    agreed_on: Day
    class_agreed_on: Day
    prolongs: LeaveId | None = None
    not_suspected: Flag = False


class EndOfLeave(Body):
    ended_on: Day
    reason: LeaveEnd


@router.put("/cases/{case_id}/leaves/{leave_id}", status_code=201, responses=recorded_with(404))
@apart
def start_leave(case_id: UUID, leave_id: UUID, body: Leave, call: CallApartDep) -> Response:
    """Record a study leave, or until when the one that runs is expected to last now."""
    request = StartLeave(
        case_id=CaseId(case_id),
        leave_id=LeaveId(leave_id),
        asked_by=body.asked_by,
        from_on=body.from_on,
        until_on=body.until_on,
        relation_code=body.relation_code,
        is_guardian=body.is_guardian,
        agreed_on=body.agreed_on,
        class_agreed_on=body.class_agreed_on,
        prolongs=body.prolongs,
        not_suspected=body.not_suspected,
    )
    receipt = leave.start_leave(call.ledger, call.actor, request, call.now)
    return receipt_answer(receipt, call.path)


@router.put("/cases/{case_id}/leaves/{leave_id}/end", status_code=201, responses=recorded_with(404))
@apart
def end_leave(case_id: UUID, leave_id: UUID, body: EndOfLeave, call: CallApartDep) -> Response:
    """Record that the leave is over, and why."""
    request = EndLeave(
        case_id=CaseId(case_id),
        leave_id=LeaveId(leave_id),
        ended_on=body.ended_on,
        reason=body.reason,
    )
    receipt = leave.end_leave(call.ledger, call.actor, request, call.now)
    return receipt_answer(receipt, call.path)
