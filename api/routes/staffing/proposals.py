"""Duties that one person proposes and another approves, and those that end soon."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from api.deps import PREFIX, CallDep
from api.routes.answers import READING, Listed, receipt_answer, recorded_with, refused_with
from api.routes.fields import Body, Day
from application.rows import DutyRow
from application.staffing import proposing
from application.staffing.duty_rows import ProposalRow
from domain.shared import DutyId, OrganisationId, PersonId
from domain.staff.facts import DutyDeclineReason, Role
from domain.staff.state import ApproveDuty, DeclineDuty, ProposeDuty

router = APIRouter(prefix=PREFIX, tags=["staff"])

PROPOSAL = "/people/{person_id}/duty-proposals/{duty_id}"


class Proposal(Body):
    role: Role
    organisation_id: OrganisationId
    from_on: Day
    to_on: Day
    employer_id: OrganisationId | None = None


class Decline(Body):
    reason: DutyDeclineReason


@router.put(PROPOSAL, status_code=201, responses=recorded_with())
def propose_duty(person_id: UUID, duty_id: UUID, body: Proposal, call: CallDep) -> Response:
    """Propose that a person hold a role; it gives nothing until another person approves it."""
    request = ProposeDuty(
        person_id=PersonId(person_id),
        duty_id=DutyId(duty_id),
        role=body.role,
        organisation_id=body.organisation_id,
        from_on=body.from_on,
        to_on=body.to_on,
        employer_id=body.employer_id,
    )
    receipt = proposing.propose_duty(call.ledger, call.actor, request, call.now)
    return receipt_answer(receipt, call.path)


@router.put(f"{PROPOSAL}/approval", status_code=201, responses=recorded_with(404))
def approve_duty(person_id: UUID, duty_id: UUID, call: CallDep) -> Response:
    """Give the proposed duty: never one's own, nor what one proposed."""
    request = ApproveDuty(person_id=PersonId(person_id), duty_id=DutyId(duty_id))
    receipt = proposing.approve_duty(call.ledger, call.actor, request, call.now)
    return receipt_answer(receipt, call.path)


@router.put(f"{PROPOSAL}/decline", status_code=201, responses=recorded_with(404))
def decline_duty(person_id: UUID, duty_id: UUID, body: Decline, call: CallDep) -> Response:
    """Do not give the proposed duty."""
    request = DeclineDuty(
        person_id=PersonId(person_id), duty_id=DutyId(duty_id), reason=body.reason
    )
    receipt = proposing.decline_duty(call.ledger, call.actor, request, call.now)
    return receipt_answer(receipt, call.path)


@router.get("/duty-proposals", responses=refused_with(*READING, 422))
def proposals(call: CallDep, cursor: Annotated[str | None, Query()] = None) -> Listed[ProposalRow]:
    """Return a page of what waits to be decided at the person's places, the oldest first."""
    page = proposing.proposals(call.ledger, call.actor, call.now, cursor)
    return Listed(items=page.rows, next_cursor=page.next_cursor)


@router.get("/duties-ending", responses=refused_with(*READING, 422))
def ending(call: CallDep, cursor: Annotated[str | None, Query()] = None) -> Listed[DutyRow]:
    """Return a page of the duties there that end soon and go no further, the soonest first."""
    page = proposing.ending_duties(call.ledger, call.actor, call.now, cursor)
    return Listed(items=page.rows, next_cursor=page.next_cursor)
