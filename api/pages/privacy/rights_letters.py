"""The pages on which a written answer is printed, and is noted as handed over."""

from uuid import UUID

from fastapi import APIRouter, Response

from api import paths
from api.pages.frame import FieldsDep, Visitor, VisitorDep
from api.pages.people_names import head
from api.pages.privacy.rights_lines import back_to_rights
from api.pages.taking import take
from api.view_models.forms import Form, typed
from api.view_models.privacy.rights_letters import HandOverAnswerPage, RightsLetterPage
from application.ports import Receipt
from application.privacy.rights_letter import RightsLetter, hand_over_answer, rights_letter
from domain.days import local_day
from domain.rights.facts import HandingMeans
from domain.rights.state import HandOverAnswer
from domain.shared import ChildId, RightsId

router = APIRouter(include_in_schema=False)


@router.get(paths.RIGHTS_LETTER)
def letter(child_id: UUID, rights_id: UUID, visitor: VisitorDep) -> Response:
    """Show the answer to one request as a letter, to be printed, stamped and signed."""
    found = _found(visitor, child_id, rights_id)
    page = RightsLetterPage(
        child_id=child_id,
        child_name=found.head.name,
        request=found.request,
        office=found.office.name if found.office else "",
        above=found.above.name if found.above else "",
    )
    return visitor.page(page)


@router.get(paths.HAND_OVER_ANSWER)
def ask_handing(child_id: UUID, rights_id: UUID, visitor: VisitorDep) -> Response:
    """Ask how and when the written answer was handed over."""
    form = Form(typed(handed_on=local_day(visitor.call.now).isoformat()))
    return visitor.page(_page(visitor, child_id, rights_id, form))


@router.post(paths.HAND_OVER_ANSWER)
def hand_over(child_id: UUID, rights_id: UUID, visitor: VisitorDep, fields: FieldsDep) -> Response:
    """Write down how and when the written answer was handed over."""
    call = visitor.call

    def save() -> Receipt:
        request = HandOverAnswer(
            child_id=ChildId(child_id),
            rights_id=RightsId(rights_id),
            handed_on=fields.day("handed_on"),
            means=fields.one_of("handing_means", HandingMeans),
        )
        fields.require_no_errors()
        return hand_over_answer(call.ledger, call.actor, request, call.now)

    return take(
        visitor,
        fields,
        save,
        done=back_to_rights(child_id),
        again=lambda form: _page(visitor, child_id, rights_id, form),
    )


def _found(visitor: Visitor, child_id: UUID, rights_id: UUID) -> RightsLetter:
    return rights_letter(visitor.call.ledger, visitor.asked(child_id), RightsId(rights_id))


def _page(visitor: Visitor, child_id: UUID, rights_id: UUID, form: Form) -> HandOverAnswerPage:
    found = _found(visitor, child_id, rights_id)
    return HandOverAnswerPage(
        child=head(found.head, local_day(visitor.call.now), visitor.call.ledger.rules),
        request=found.request,
        form=form,
    )
