"""The telephone of a person: one proposes another number, a second one lets it hold."""

from uuid import UUID

from fastapi import APIRouter, Response

from api.deps import CallDep
from api.routes.answers import receipt_answer, recorded_with
from api.routes.fields import Body
from application.staffing import telephones
from domain.shared import PersonId, TelephoneId
from domain.staff.state import ConfirmTelephone, DeclineTelephone, ProposeTelephone
from domain.staff.telephone_facts import TelephoneDeclineReason

router = APIRouter(tags=["staff"])

TELEPHONE = "/people/{person_id}/telephones/{telephone_id}"


class Telephone(Body):
    telephone: str
    replaces: UUID | None = None
    """The proposal of somebody else that waits and that this one takes the place of."""


class Decline(Body):
    reason: TelephoneDeclineReason


@router.put(TELEPHONE, status_code=201, responses=recorded_with())
def propose_telephone(
    person_id: UUID, telephone_id: UUID, body: Telephone, call: CallDep
) -> Response:
    """Propose another telephone for a person; the old one holds until another confirms it."""
    request = ProposeTelephone(
        person_id=PersonId(person_id),
        telephone_id=TelephoneId(telephone_id),
        telephone=body.telephone,
        replaces=None if body.replaces is None else TelephoneId(body.replaces),
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


@router.put(f"{TELEPHONE}/decline", status_code=201, responses=recorded_with(404))
def decline_telephone(
    person_id: UUID, telephone_id: UUID, body: Decline, call: CallDep
) -> Response:
    """Leave the telephone as it is: whoever proposed it takes it back, anybody else declines."""
    request = DeclineTelephone(
        person_id=PersonId(person_id), telephone_id=TelephoneId(telephone_id), reason=body.reason
    )
    receipt = telephones.decline_telephone(call.ledger, call.actor, request, call.now)
    return receipt_answer(receipt, call.path)
