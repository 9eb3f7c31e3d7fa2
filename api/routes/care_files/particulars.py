"""What else a child is registered with, put right by one person at once."""

from uuid import UUID

from fastapi import APIRouter, Response

from api.deps import PREFIX, CallDep, IfMatchDep
from api.routes.answers import receipt_answer, recorded_with
from api.routes.fields import Body, Flag
from application.care_files import particulars_corrections as corrections
from domain.children.facts import CorrectionBasis
from domain.children.state import CorrectParticulars
from domain.shared import ChildId, CorrectionId, RightsId

router = APIRouter(prefix=PREFIX, tags=["children"])


class ParticularsCorrection(Body):
    rests_on: CorrectionBasis
    student_number: str | None = None
    removes_student_number: Flag = False
    ethnicity_code: str | None = None
    removes_ethnicity: Flag = False
    address: str | None = None
    removes_address: Flag = False
    words: str | None = None
    rights_id: UUID | None = None


@router.put(
    "/children/{child_id}/particulars-corrections/{correction_id}",
    status_code=201,
    responses=recorded_with(404, 412),
)
def correct_particulars(
    child_id: UUID,
    correction_id: UUID,
    body: ParticularsCorrection,
    call: CallDep,
    if_match: IfMatchDep,
) -> Response:
    """Record student number, ethnicity and address; a student number may hold the own ID number.

    What is left out stays as it is; with If-Match only if nobody put it right since.
    """
    request = CorrectParticulars(
        child_id=ChildId(child_id),
        correction_id=CorrectionId(correction_id),
        rests_on=body.rests_on,
        student_number=body.student_number,
        removes_student_number=body.removes_student_number,
        ethnicity_code=body.ethnicity_code,
        removes_ethnicity=body.removes_ethnicity,
        address=body.address,
        removes_address=body.removes_address,
        words=body.words,
        rights_id=RightsId(body.rights_id) if body.rights_id else None,
    )
    receipt = corrections.correct_particulars(
        call.ledger, call.actor, request, call.now, expected_version=if_match
    )
    return receipt_answer(receipt, call.path)
