"""The letter that a family takes to the hospital, as a PDF."""

from uuid import UUID

from fastapi import APIRouter, Response

from api.deps import PREFIX, ReadIdDep
from api.guards.apart import CallApartDep, apart
from api.letters import PDF, drawn
from api.routes.answers import READING, Documented, refused_with
from application.crisis.reading.case_reading import AskedCase
from application.crisis.reading.letters import referral_letter
from domain.shared import CaseId

router = APIRouter(prefix=PREFIX, tags=["referrals"])

LETTER: Documented = {
    200: {
        "description": "One page, with a slip for the hospital's answer.",
        "content": {PDF: {"schema": {"type": "string", "format": "binary"}}},
    }
}


@router.get(
    "/cases/{case_id}/letter",
    response_class=Response,
    responses=LETTER | refused_with(*READING, 404, 422),
)
@apart
def letter(case_id: UUID, call: CallApartDep, read_id: ReadIdDep) -> Response:
    """Return the letter of the referral that stands; that it is handed out is recorded first.

    It names neither the child nor why.
    """
    asked = AskedCase(actor=call.actor, case_id=CaseId(case_id), now=call.now, read_id=read_id)
    return Response(drawn(referral_letter(call.ledger, asked)), media_type=PDF)
