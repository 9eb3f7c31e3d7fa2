"""The pages on which requests about a child's data are received, proven, answered and printed."""

from collections.abc import Callable
from uuid import UUID, uuid4

from fastapi import APIRouter, Response

from api import paths
from api.pages.frame import FieldsDep, Visitor, VisitorDep
from api.pages.people_names import all_names, head, person
from api.pages.taking import take
from api.pages.typed_fields import Fields
from api.view_models.forms import Form
from api.view_models.moments import Due
from api.view_models.rights import (
    AnswerRightsPage,
    NewRightsPage,
    RightsCopyPage,
    RightsLine,
    RightsPage,
    VerifyRightsPage,
)
from application.care_files.identity_corrections import PUT_RIGHT
from application.ports import Receipt
from application.privacy.rights import (
    Rights,
    RightsRequest,
    answer_rights,
    request_rights,
    rights_of,
    verify_requester,
)
from application.privacy.rights_copy import rights_copy
from domain.access.table import Request as Asking
from domain.codelists import ConsentMeans, SpokenBy
from domain.days import local_day
from domain.errors import NotFound, NotPermitted
from domain.rights.facts import ProvenBy, RefusalReason, RightsKind
from domain.rights.state import AnswerRights, RequestRights, RightsStage, VerifyRequester
from domain.shared import ChildId, CorrectionId, RightsId

router = APIRouter(include_in_schema=False)

OUTCOMES = ("fulfilled", "partly", "refused")


@router.get(paths.RIGHTS)
def rights(child_id: UUID, visitor: VisitorDep) -> Response:
    """Show every request about a child's data."""
    call = visitor.call
    found = rights_of(call.ledger, visitor.asked(child_id))
    page = RightsPage(
        child=head(found.head, local_day(call.now), call.ledger.rules),
        lines=tuple(_line(visitor, found, each) for each in found.requests),
        may_receive=Asking.RECEIVE_RIGHTS in found.head.may,
        may_open_file=Asking.READ_CARE_FILE in found.head.may,
    )
    return visitor.page(page)


@router.get(paths.NEW_RIGHTS)
def ask_request(child_id: UUID, visitor: VisitorDep) -> Response:
    """Ask what is asked for, and by whom."""
    form = Form({"asked_on": (local_day(visitor.call.now).isoformat(),)})
    return visitor.page(_new_page(visitor, child_id, uuid4(), form))


@router.post(paths.NEW_RIGHTS)
def receive(child_id: UUID, visitor: VisitorDep, fields: FieldsDep) -> Response:
    """Write down what is asked about a child's data."""
    call = visitor.call
    rights_id = RightsId(fields.maybe_id("rights_id") or uuid4())

    def save() -> Receipt:
        request = RequestRights(
            child_id=ChildId(child_id),
            rights_id=rights_id,
            kind=fields.one_of("rights_kind", RightsKind),
            spoken_by=fields.one_of("spoken_by", SpokenBy),
            means=fields.one_of("consent_means", ConsentMeans),
            asked_on=fields.day("asked_on"),
            relation_code=fields.maybe("relation_code"),
            name=fields.maybe("speaker_name"),
            phone=fields.maybe("phone"),
            words=fields.maybe("words"),
        )
        fields.require_no_errors()
        return request_rights(call.ledger, call.actor, request, call.now)

    return take(
        visitor,
        fields,
        save,
        done=_back_to(child_id),
        again=lambda form: _new_page(visitor, child_id, rights_id, form),
    )


@router.get(paths.VERIFY_RIGHTS)
def ask_proof(child_id: UUID, rights_id: UUID, visitor: VisitorDep) -> Response:
    """Ask how it was made sure who asks."""
    form = Form({"verified_on": (local_day(visitor.call.now).isoformat(),)})
    return visitor.page(_verify_page(visitor, child_id, rights_id, form))


@router.post(paths.VERIFY_RIGHTS)
def verify(child_id: UUID, rights_id: UUID, visitor: VisitorDep, fields: FieldsDep) -> Response:
    """Write down how it was made sure who asks."""
    call = visitor.call

    def save() -> Receipt:
        request = VerifyRequester(
            child_id=ChildId(child_id),
            rights_id=RightsId(rights_id),
            proven_by=fields.one_of("proven_by", ProvenBy),
            verified_on=fields.day("verified_on"),
        )
        fields.require_no_errors()
        return verify_requester(call.ledger, call.actor, request, call.now)

    return take(
        visitor,
        fields,
        save,
        done=_back_to(child_id),
        again=lambda form: _verify_page(visitor, child_id, rights_id, form),
    )


@router.get(paths.ANSWER_RIGHTS)
def ask_answer(child_id: UUID, rights_id: UUID, visitor: VisitorDep) -> Response:
    """Ask for the decision and its words."""
    form = Form({"answered_on": (local_day(visitor.call.now).isoformat(),)})
    return visitor.page(_answer_page(visitor, child_id, rights_id, form))


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
        done=_back_to(child_id),
        again=lambda form: _answer_page(visitor, child_id, rights_id, form),
    )


@router.get(paths.RIGHTS_COPY)
def copy(child_id: UUID, rights_id: UUID, visitor: VisitorDep) -> Response:
    """Show what is handed out, to be printed; that it was made is on record."""
    call = visitor.call
    found = rights_copy(call.ledger, visitor.asked(child_id), RightsId(rights_id))
    page = RightsCopyPage(copy=found, names=all_names(found.names), made_on=local_day(call.now))
    return visitor.page(page)


def _back_to(child_id: UUID) -> Callable[[Receipt], str]:
    return lambda _receipt: paths.filled(paths.RIGHTS, child_id=child_id)


def _answer(fields: Fields, child_id: ChildId, rights_id: RightsId) -> AnswerRights:
    outcome = fields.needed("outcome_of_request")
    if outcome and outcome not in OUTCOMES:
        fields.refuse("outcome_of_request", "unknown_code")
    reason = None
    if outcome != OUTCOMES[0]:
        reason = fields.one_of("refusal_reason", RefusalReason)
    corrections = tuple(map(CorrectionId, fields.ids("correction_ids")))
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


def _new_page(visitor: Visitor, child_id: UUID, rights_id: UUID, form: Form) -> NewRightsPage:
    call = visitor.call
    found = _found(visitor, child_id, Asking.RECEIVE_RIGHTS)
    return NewRightsPage(
        child=head(found.head, local_day(call.now), call.ledger.rules),
        rights_id=rights_id,
        form=form,
        working_days=call.ledger.rules.rights_answer_working_days,
    )


def _verify_page(visitor: Visitor, child_id: UUID, rights_id: UUID, form: Form) -> VerifyRightsPage:
    found = _found(visitor, child_id, Asking.RECEIVE_RIGHTS)
    return VerifyRightsPage(
        child=head(found.head, local_day(visitor.call.now), visitor.call.ledger.rules),
        line=_line_of(visitor, found, rights_id),
        form=form,
    )


def _answer_page(visitor: Visitor, child_id: UUID, rights_id: UUID, form: Form) -> AnswerRightsPage:
    found = _found(visitor, child_id, Asking.ANSWER_RIGHTS)
    line = _line_of(visitor, found, rights_id)
    asked = line.request.requested
    return AnswerRightsPage(
        child=head(found.head, local_day(visitor.call.now), visitor.call.ledger.rules),
        line=line,
        form=form,
        changes=found.changes.since(asked.asked_on) if asked.kind in PUT_RIGHT else None,
    )


def _found(visitor: Visitor, child_id: UUID, asking: Asking) -> Rights:
    """Return the requests to whoever may also do that; the reading is recorded first."""
    found = rights_of(visitor.call.ledger, visitor.asked(child_id))
    if asking not in found.head.may:
        raise NotPermitted("standing_not_enough", request=asking)
    return found


def _line_of(visitor: Visitor, found: Rights, rights_id: UUID) -> RightsLine:
    for each in found.requests:
        if each.requested.rights_id == rights_id:
            return _line(visitor, found, each)
    raise NotFound("rights_not_found")


def _line(visitor: Visitor, found: Rights, request: RightsRequest) -> RightsLine:
    due_on, answered = request.requested.due_on, request.answered
    today = local_day(visitor.call.now)
    return RightsLine(
        request=request,
        received_by=person(found.names, request.requested.received_by),
        decided_by=person(found.names, answered.decided_by) if answered else "",
        due=None if answered else Due(on=due_on, grace_ends_on=due_on, today=today),
        may_verify=request.stage is RightsStage.RECEIVED
        and Asking.RECEIVE_RIGHTS in found.head.may,
        may_correct=request.requested.kind in PUT_RIGHT
        and request.stage is RightsStage.VERIFIED
        and Asking.CORRECT_IDENTITY in found.head.may,
    )
