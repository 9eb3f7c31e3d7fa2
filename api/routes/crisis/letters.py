"""The letter that a family takes to the hospital, as a PDF."""

from uuid import UUID

from fastapi import APIRouter, Response
from pydantic import BaseModel

from api.deps import PREFIX, AccountsDep, CallDep, OutsideDep, ReadIdDep
from api.guards.apart import CallApartDep, apart
from api.letters import PDF, drawn
from api.routes.answers import READING, Documented, refused_with
from api.routes.fields import Body
from application.crisis.reading.by_number import Door, case_by_number
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
def letter(case_id: UUID, call: CallApartDep, read_id: ReadIdDep, doors: OutsideDep) -> Response:
    """Return the letter of the referral that stands; that it is handed out is recorded first.

    It names neither the child nor why.
    """
    asked = AskedCase(actor=call.actor, case_id=CaseId(case_id), now=call.now, read_id=read_id)
    return Response(drawn(referral_letter(call.ledger, asked, doors.digest)), media_type=PDF)


class LetterNumber(Body):
    """The number as it stands on the letter; spaces, dashes and small letters do no harm."""

    number: str


class LetterOf(BaseModel):
    """The case that a letter opens; what it tells is read and recorded there."""

    case_id: CaseId


@router.post("/letters", responses=refused_with(*READING, 404, 422))
def open_by_number(
    body: LetterNumber, call: CallDep, accounts: AccountsDep, doors: OutsideDep
) -> LetterOf:
    """Return the case of a letter that is addressed to my hospital; wrong numbers are counted."""
    door = Door(digest=doors.digest, accounts=accounts)
    return LetterOf(case_id=case_by_number(call.ledger, call.actor, door, body.number, call.now))
