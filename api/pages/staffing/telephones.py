"""The page on which the telephone of a person is proposed by one and confirmed by another."""

from uuid import UUID, uuid4

from fastapi import APIRouter, Response

from api import paths
from api.pages.frame import FieldsDep, Visitor, VisitorDep
from api.pages.taking import take
from api.view_models.forms import Form
from api.view_models.telephones import PersonTelephonePage
from application.authorisation.opening_forms import open_telephone_confirming
from application.ports import Receipt
from application.staffing import telephones
from domain.shared import PersonId, TelephoneId
from domain.staff.state import ConfirmTelephone, ProposeTelephone

router = APIRouter(include_in_schema=False)


@router.get(paths.PERSON_TELEPHONE)
def telephone(person_id: UUID, visitor: VisitorDep) -> Response:
    """Show the number that holds, the one that waits, and the form to propose another."""
    return visitor.page(_page(visitor, person_id, uuid4(), Form()))


@router.post(paths.PERSON_TELEPHONE)
def propose(person_id: UUID, visitor: VisitorDep, fields: FieldsDep) -> Response:
    """Propose another number."""
    call = visitor.call
    telephone_id = TelephoneId(fields.maybe_id("telephone_id") or uuid4())
    request = ProposeTelephone(
        person_id=PersonId(person_id),
        telephone_id=telephone_id,
        telephone=fields.text("telephone"),
    )
    return take(
        visitor,
        fields,
        lambda: telephones.propose_telephone(call.ledger, call.actor, request, call.now),
        done=lambda _receipt: paths.filled(paths.PERSON_TELEPHONE, person_id=person_id),
        again=lambda form: _page(visitor, person_id, telephone_id, form),
    )


@router.post(paths.CONFIRM_TELEPHONE)
def confirm(person_id: UUID, visitor: VisitorDep, fields: FieldsDep) -> Response:
    """Let the number hold that another person proposed."""
    call, whose = visitor.call, PersonId(person_id)
    open_telephone_confirming(call.ledger, call.actor, whose, call.now)

    def save() -> Receipt:
        request = ConfirmTelephone(
            person_id=whose, telephone_id=TelephoneId(fields.id("telephone_id"))
        )
        fields.require_no_errors()
        return telephones.confirm_telephone(call.ledger, call.actor, request, call.now)

    return take(
        visitor,
        fields,
        save,
        done=lambda _receipt: paths.filled(paths.PERSON_TELEPHONE, person_id=person_id),
        again=lambda form: _page(visitor, person_id, uuid4(), Form(errors=form.errors)),
    )


def _page(visitor: Visitor, person_id: UUID, telephone_id: UUID, form: Form) -> PersonTelephonePage:
    call, whose = visitor.call, PersonId(person_id)
    seen = telephones.telephone_seen(call.ledger, call.actor, whose, call.now)
    people = {whose, *((seen.waits.proposed_by,) if seen.waits else ())}
    names = call.ledger.directory.names(people)
    return PersonTelephonePage(
        person_id=whose,
        name=names.get(whose, ""),
        telephone_id=telephone_id,
        form=form,
        phone=seen.phone,
        waits=seen.waits,
        proposed_by=names.get(seen.waits.proposed_by, "") if seen.waits else "",
        is_mine=seen.waits is not None and seen.waits.proposed_by == call.actor.person_id,
        may_propose=seen.may_propose,
        may_confirm=seen.may_confirm,
        valid_days=call.ledger.rules.proposal_valid_days,
    )
