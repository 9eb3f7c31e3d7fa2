"""Gives the letter that a family takes to the hospital, to print or to keep on a telephone."""

from uuid import UUID

from fastapi import APIRouter, Response

from api import paths
from api.guards.apart import VisitorApartDep, apart
from api.letters import PDF, drawn
from application.crisis.reading.case_reading import AskedCase
from application.crisis.reading.letters import referral_letter
from domain.shared import CaseId

router = APIRouter(include_in_schema=False)

FILED_AS = "attachment; filename=\"letter.pdf\"; filename*=UTF-8''%E8%BD%AC%E4%BB%8B%E5%8D%95.pdf"


@router.get(paths.REFERRAL_LETTER)
@apart
def letter(case_id: UUID, visitor: VisitorApartDep) -> Response:
    """Give the letter of the referral that stands, with a slip for the hospital's answer."""
    call = visitor.call
    asked = AskedCase(
        actor=call.actor, case_id=CaseId(case_id), now=call.now, read_id=visitor.read_id
    )
    content = drawn(referral_letter(call.ledger, asked))
    return Response(content, media_type=PDF, headers={"Content-Disposition": FILED_AS})
