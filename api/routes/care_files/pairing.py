"""The mentors of a child."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from api.deps import PREFIX, CallDep, ReadIdDep
from api.routes.answers import READING, Listed, receipt_answer, recorded_with, refused_with
from api.routes.fields import Body, Day
from application.care_files import pairing
from application.care_files.pairings_ending import ending_pairings
from application.staffing.duty_rows import EndingPairingRow
from domain.pairing.facts import MentorKind, PairingEndReason
from domain.pairing.state import EndPairing, ExtendPairing, PairMentor, ReassignLead
from domain.shared import ChildId, PairingId, PersonId

router = APIRouter(prefix=PREFIX, tags=["pairing"])


class Pairing(Body):
    mentor_id: PersonId
    mentor_kind: MentorKind
    from_on: Day
    until_on: Day
    vetted_on: Day | None = None


class Lead(Body):
    changed_on: Day


class Extension(Body):
    until_on: Day


class PairingEnd(Body):
    ended_on: Day
    reason: PairingEndReason


@router.put(
    "/children/{child_id}/pairings/{pairing_id}", status_code=201, responses=recorded_with(404)
)
def pair_mentor(child_id: UUID, pairing_id: UUID, body: Pairing, call: CallDep) -> Response:
    """Record a mentor of the child; the first one takes the lead."""
    request = PairMentor(
        child_id=ChildId(child_id),
        pairing_id=PairingId(pairing_id),
        mentor_id=body.mentor_id,
        mentor_kind=body.mentor_kind,
        from_on=body.from_on,
        until_on=body.until_on,
        vetted_on=body.vetted_on,
    )
    receipt = pairing.pair_mentor(call.ledger, call.actor, request, call.now)
    return receipt_answer(receipt, call.path)


@router.put(
    "/children/{child_id}/pairings/{pairing_id}/lead",
    status_code=201,
    responses=recorded_with(404),
)
def reassign_lead(child_id: UUID, pairing_id: UUID, body: Lead, call: CallDep) -> Response:
    """Record that the lead passes to this pairing."""
    request = ReassignLead(
        child_id=ChildId(child_id), pairing_id=PairingId(pairing_id), changed_on=body.changed_on
    )
    receipt = pairing.reassign_lead(call.ledger, call.actor, request, call.now)
    return receipt_answer(receipt, call.path)


@router.put(
    "/children/{child_id}/pairings/{pairing_id}/end",
    status_code=201,
    responses=recorded_with(404),
)
def end_pairing(child_id: UUID, pairing_id: UUID, body: PairingEnd, call: CallDep) -> Response:
    """Record the last day of a pairing."""
    request = EndPairing(
        child_id=ChildId(child_id),
        pairing_id=PairingId(pairing_id),
        ended_on=body.ended_on,
        reason=body.reason,
    )
    receipt = pairing.end_pairing(call.ledger, call.actor, request, call.now)
    return receipt_answer(receipt, call.path)


@router.put(
    "/children/{child_id}/pairings/{pairing_id}/extension",
    status_code=201,
    responses=recorded_with(404),
)
def extend_pairing(child_id: UUID, pairing_id: UUID, body: Extension, call: CallDep) -> Response:
    """Record that the pairing lasts until another day, also one whose last day is over."""
    request = ExtendPairing(
        child_id=ChildId(child_id), pairing_id=PairingId(pairing_id), until_on=body.until_on
    )
    receipt = pairing.extend_pairing(call.ledger, call.actor, request, call.now)
    return receipt_answer(receipt, call.path)


@router.get("/pairings-ending", responses=refused_with(*READING, 422))
def ending(
    call: CallDep, read_id: ReadIdDep, cursor: Annotated[str | None, Query()] = None
) -> Listed[EndingPairingRow]:
    """Return a page of the pairings that end soon and the person may extend, soonest first."""
    page = ending_pairings(call.ledger, call.actor, call.now, read_id=read_id, cursor=cursor)
    return Listed(items=page.rows, next_cursor=page.next_cursor)
