"""Who a child is, put right: at once, or by two people where a number on file changes."""

from uuid import UUID

from fastapi import APIRouter, Response

from api.deps import PREFIX, CallDep, IfMatchDep
from api.routes.answers import receipt_answer, recorded_with
from api.routes.fields import Body, Day, Flag
from application.care_files import identity_corrections as corrections
from domain.children.facts import CorrectionBasis, WhyNotCorrected
from domain.children.state import (
    ConfirmCorrection,
    CorrectIdentity,
    DeclineCorrection,
    WithdrawCorrection,
)
from domain.codelists import Sex
from domain.shared import ChildId, CorrectionId, RightsId

router = APIRouter(prefix=PREFIX, tags=["children"])

CORRECTION = "/children/{child_id}/identity-corrections/{correction_id}"


class IdentityCorrection(Body):
    rests_on: CorrectionBasis
    name: str | None = None
    sex: Sex | None = None
    born_on: Day | None = None
    id_number: str | None = None
    removes_id_number: Flag = False
    words: str | None = None
    rights_id: UUID | None = None


class Confirmation(Body):
    id_number: str | None = None


class NotCorrected(Body):
    why: WhyNotCorrected


@router.put(CORRECTION, status_code=201, responses=recorded_with(404, 412))
def correct_identity(
    child_id: UUID,
    correction_id: UUID,
    body: IdentityCorrection,
    call: CallDep,
    if_match: IfMatchDep,
) -> Response:
    """Record who the child is; another number than that on file waits for a second person.

    What is left out stays as it is; with If-Match only if nobody put it right since.
    """
    request = CorrectIdentity(
        child_id=ChildId(child_id),
        correction_id=CorrectionId(correction_id),
        rests_on=body.rests_on,
        name=body.name,
        sex=body.sex,
        born_on=body.born_on,
        id_number=body.id_number,
        removes_id_number=body.removes_id_number,
        words=body.words,
        rights_id=RightsId(body.rights_id) if body.rights_id else None,
    )
    receipt = corrections.correct_identity(
        call.ledger, call.actor, request, call.now, expected_version=if_match
    )
    return receipt_answer(receipt, call.path)


@router.put(f"{CORRECTION}/confirmation", status_code=201, responses=recorded_with(404))
def confirm_correction(
    child_id: UUID, correction_id: UUID, body: Confirmation, call: CallDep
) -> Response:
    """Let the proposed number stand, typed again from the paper; never one's own proposal."""
    request = ConfirmCorrection(
        child_id=ChildId(child_id),
        correction_id=CorrectionId(correction_id),
        id_number=body.id_number,
    )
    receipt = corrections.confirm_correction(call.ledger, call.actor, request, call.now)
    return receipt_answer(receipt, call.path)


@router.put(f"{CORRECTION}/decline", status_code=201, responses=recorded_with(404))
def decline_correction(
    child_id: UUID, correction_id: UUID, body: NotCorrected, call: CallDep
) -> Response:
    """Leave everything as it stands, and say why."""
    request = DeclineCorrection(
        child_id=ChildId(child_id), correction_id=CorrectionId(correction_id), why=body.why
    )
    receipt = corrections.decline_correction(call.ledger, call.actor, request, call.now)
    return receipt_answer(receipt, call.path)


@router.put(f"{CORRECTION}/withdrawal", status_code=201, responses=recorded_with(404))
def withdraw_correction(child_id: UUID, correction_id: UUID, call: CallDep) -> Response:
    """Take one's own proposal back."""
    request = WithdrawCorrection(
        child_id=ChildId(child_id), correction_id=CorrectionId(correction_id)
    )
    receipt = corrections.withdraw_correction(call.ledger, call.actor, request, call.now)
    return receipt_answer(receipt, call.path)
