"""The telephone of a person: one proposes another number, a second one lets it hold."""

from uuid import UUID

from fastapi import APIRouter, Response
from pydantic import BaseModel

from api.deps import PREFIX, CallDep
from api.routes.answers import READING, receipt_answer, recorded_with, refused_with
from api.routes.fields import Body
from application.staffing import telephones
from domain.shared import PersonId, TelephoneId
from domain.staff.state import ConfirmTelephone, DeclineTelephone, ProposeTelephone
from domain.staff.telephone_facts import PersonTelephoneProposed, TelephoneDeclineReason

router = APIRouter(prefix=PREFIX, tags=["staff"])

TELEPHONE = "/people/{person_id}/telephones/{telephone_id}"


class Telephone(Body):
    telephone: str
    replaces: UUID | None = None
    """The proposal of somebody else that waits and that this one takes the place of."""


class Decline(Body):
    reason: TelephoneDeclineReason


class Telephones(BaseModel):
    """The telephone that holds, the proposal that waits, and what the asker may do about it."""

    phone: str | None
    waits: PersonTelephoneProposed | None
    may_propose: bool
    may_confirm: bool


@router.get("/people/{person_id}/telephones", responses=refused_with(*READING, 404, 422))
def read_telephones(person_id: UUID, call: CallDep) -> Telephones:
    """Return the telephone of a person to whoever may propose or confirm another one."""
    seen = telephones.telephone_seen(call.ledger, call.actor, PersonId(person_id), call.now)
    return Telephones(
        phone=seen.phone,
        waits=seen.waits,
        may_propose=seen.may_propose,
        may_confirm=seen.may_confirm,
    )


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
