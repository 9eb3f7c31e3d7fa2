"""The page on which a request about a child's data is decided and answered in writing."""

from uuid import UUID

from fastapi import APIRouter, Response

from api import paths
from api.pages.frame import FieldsDep, Visitor, VisitorDep
from api.pages.people_names import head
from api.pages.privacy.rights_lines import back_to_rights, correction_line, found_for, line_of
from api.pages.taking import take
from api.pages.typed_fields import Fields
from api.view_models.forms import Form, typed
from api.view_models.privacy.rights import AnswerRightsPage
from application.care_files.identity_corrections import PUT_RIGHT
from application.ports import Receipt
from application.privacy.rights import answer_rights
from domain.access.table import Request as Asking
from domain.days import local_day
from domain.rights.facts import RefusalReason
from domain.rights.state import AnswerRights
from domain.shared import ChildId, CorrectionId, RightsId

router = APIRouter(include_in_schema=False)

OUTCOMES = ("fulfilled", "partly", "refused")


@router.get(paths.ANSWER_RIGHTS)
def ask_answer(child_id: UUID, rights_id: UUID, visitor: VisitorDep) -> Response:
    """Ask for the decision and its words."""
    return visitor.page(_answer_page(visitor, child_id, rights_id, None))


@router.post(paths.ANSWER_RIGHTS)
def answer(child_id: UUID, rights_id: UUID, visitor: VisitorDep, fields: FieldsDep) -> Response:
    """Write down the decision and the answer."""
    call = visitor.call

    def save() -> Receipt:
        request = _answer(fields, ChildId(child_id), RightsId(rights_id))
        return answer_rights(call.ledger, call.actor, request, call.now)

    return take(
        visitor,
        fields,
        save,
        done=back_to_rights(child_id),
        again=lambda form: _answer_page(visitor, child_id, rights_id, form),
    )


def _answer(fields: Fields, child_id: ChildId, rights_id: RightsId) -> AnswerRights:
    outcome = fields.needed("outcome_of_request")
    if outcome and outcome not in OUTCOMES:
        fields.refuse("outcome_of_request", "unknown_code")
    reason = None
    if outcome in OUTCOMES[1:]:
        reason = fields.one_of("refusal_reason", RefusalReason)
    corrections = tuple(map(CorrectionId, fields.ids("correction_ids")))
    if outcome in OUTCOMES[:2] and not corrections:
        _ask_once(fields)
    request = AnswerRights(
        child_id=child_id,
        rights_id=rights_id,
        answered_on=fields.day("answered_on"),
        text=fields.needed("answer_text"),
        reason=reason,
        is_partly=outcome == OUTCOMES[1],
        correction_ids=() if outcome == OUTCOMES[2] else corrections,
    )
    fields.require_no_errors()
    return request


def _ask_once(fields: Fields) -> None:
    """Ask where nothing was chosen: what was put right may be no correction, as of an address."""
    if fields.yes("is_to_be_put_right") and not fields.yes("none_corrected"):
        fields.refuse("none_corrected", "no_correction_chosen")


def _answer_page(
    visitor: Visitor, child_id: UUID, rights_id: UUID, form: Form | None
) -> AnswerRightsPage:
    """Return the form as it was typed, or a new one on which what was made for it is chosen."""
    found, today = found_for(visitor, child_id, Asking.ANSWER_RIGHTS), local_day(visitor.call.now)
    line = line_of(visitor, found, rights_id)
    is_to_be_put_right = line.request.requested.kind in PUT_RIGHT
    changes = found.changes.since(found.since[RightsId(rights_id)])
    corrections = tuple(
        correction_line(found.names, each, rights_id)
        for each in changes.corrections
        if is_to_be_put_right
    )
    chosen = [str(each.correction.correction_id) for each in corrections if each.is_for_this]
    return AnswerRightsPage(
        child=head(found.head, today, visitor.call.ledger.rules),
        line=line,
        form=form or Form(typed(answered_on=today.isoformat(), correction_ids=chosen)),
        is_to_be_put_right=is_to_be_put_right,
        corrections=corrections,
        carers=found.carers,
        file_changed_at=max((each.made_at for each in changes.of_file), default=None),
    )
