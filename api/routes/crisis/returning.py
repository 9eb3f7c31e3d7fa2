"""A child's return to school: asked for, looked at by a panel, appealed against."""

from typing import Literal
from uuid import UUID

from fastapi import APIRouter, Response

from api.deps import PREFIX
from api.guards.apart import CallApartDep, apart
from api.routes.answers import receipt_answer, recorded_with
from api.routes.fields import Body, Day, Flag, Moment
from application.crisis.school import returning
from domain.referrals.returning.return_facts import DeferralReason, ReducedLoad, ReturnHelp
from domain.referrals.returning.return_state import (
    AppealReturn,
    DeferReturn,
    PlanReturn,
    RequestReturn,
    ReviewReturn,
)
from domain.shared import CaseId, PersonId, ReturnId, ReviewId

router = APIRouter(prefix=PREFIX, tags=["referrals"])


class AskedByGuardian(Body):
    """`relation_code` (GB/T 4761) and `is_guardian` say who asks; `not_suspected` that somebody
    made sure that no report of the case means them."""

    relation_code: str
    is_guardian: Flag
    on: Day
    not_suspected: Flag = False


class Plan(Body):
    decision: Literal["agreed"]
    first_on: Day
    met_by: PersonId
    loads: tuple[ReducedLoad, ...] = ()
    helps: tuple[ReturnHelp, ...] = ()


class Deferral(Body):
    decision: Literal["deferred"]
    reason: DeferralReason
    look_again_on: Day


class Review(Body):
    """No letter of a hospital is a part of it."""

    member_ids: tuple[PersonId, ...]
    met_at: Moment
    outcome: Plan | Deferral


@router.put("/cases/{case_id}/returns/{return_id}", status_code=201, responses=recorded_with(404))
@apart
def request_return(
    case_id: UUID, return_id: UUID, body: AskedByGuardian, call: CallApartDep
) -> Response:
    """Record that a guardian asks that the child comes back; a panel looks at it within days."""
    request = RequestReturn(
        case_id=CaseId(case_id),
        return_id=ReturnId(return_id),
        relation_code=body.relation_code,
        is_guardian=body.is_guardian,
        requested_on=body.on,
        not_suspected=body.not_suspected,
    )
    receipt = returning.request_return(call.ledger, call.actor, request, call.now)
    return receipt_answer(receipt, call.path)


@router.put(
    "/cases/{case_id}/returns/{return_id}/reviews/{review_id}",
    status_code=201,
    responses=recorded_with(404),
)
@apart
def review_return(
    case_id: UUID, return_id: UUID, review_id: UUID, body: Review, call: CallApartDep
) -> Response:
    """Record what a panel decided: the return with its plan, or why it waits until when."""
    said = body.outcome
    outcome = (
        PlanReturn(first_on=said.first_on, met_by=said.met_by, loads=said.loads, helps=said.helps)
        if isinstance(said, Plan)
        else DeferReturn(reason=said.reason, look_again_on=said.look_again_on)
    )
    request = ReviewReturn(
        case_id=CaseId(case_id),
        return_id=ReturnId(return_id),
        review_id=ReviewId(review_id),
        member_ids=body.member_ids,
        met_at=body.met_at,
        outcome=outcome,
    )
    receipt = returning.review_return(call.ledger, call.actor, request, call.now)
    return receipt_answer(receipt, call.path)


@router.put(
    "/cases/{case_id}/returns/{return_id}/appeal", status_code=201, responses=recorded_with(404)
)
@apart
def appeal_return(
    case_id: UUID, return_id: UUID, body: AskedByGuardian, call: CallApartDep
) -> Response:
    """Record that a guardian asks the county to look at a deferral."""
    request = AppealReturn(
        case_id=CaseId(case_id),
        return_id=ReturnId(return_id),
        relation_code=body.relation_code,
        is_guardian=body.is_guardian,
        appealed_on=body.on,
        not_suspected=body.not_suspected,
    )
    receipt = returning.appeal_return(call.ledger, call.actor, request, call.now)
    return receipt_answer(receipt, call.path)
