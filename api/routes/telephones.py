"""The telephone of a person: one proposes another number, a second one lets it hold."""

from uuid import UUID

from fastapi import APIRouter, Response

from api.deps import CallDep
from api.routes.answers import receipt_answer, recorded_with
from api.routes.fields import Body
from application.staffing import telephones
from domain.shared import PersonId, TelephoneId
from domain.staff.state import ConfirmTelephone, ProposeTelephone

router = APIRouter(tags=["staff"])

TELEPHONE = "/people/{person_id}/telephones/{telephone_id}"


class Telephone(Body):
    telephone: str


@router.put(TELEPHONE, status_code=201, responses=recorded_with())
def propose_telephone(
    person_id: UUID, telephone_id: UUID, body: Telephone, call: CallDep
) -> Response:
    """Propose another telephone for a person; the old one holds until another confirms it."""
    request = ProposeTelephone(
        person_id=PersonId(person_id),
        telephone_id=TelephoneId(telephone_id),
        telephone=body.telephone,
    )
    receipt = telephones.propose_telephone(call.ledger, call.actor, request, call.now)
    return receipt_answer(receipt, call.path)


@router.put(f"{TELEPHONE}/confirmation", status_code=201, responses=recorded_with(404))
def confirm_telephone(person_id: UUID, telephone_id: UUID, call: CallDep) -> Response:
    """Let the proposed telephone hold: never one's own, nor what one proposed."""
    request = ConfirmTelephone(
        person_id=PersonId(person_id), telephone_id=TelephoneId(telephone_id)
    )
    receipt = telephones.confirm_telephone(call.ledger, call.actor, request, call.now)
    return receipt_answer(receipt, call.path)
