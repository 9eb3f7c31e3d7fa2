"""The pages on which requests about a child's data are received, proven, answered and printed."""

from uuid import UUID, uuid4

from fastapi import APIRouter, Response

from api import paths
from api.pages.frame import FieldsDep, Visitor, VisitorDep
from api.pages.people_names import all_names, head
from api.pages.privacy.rights_lines import back_to_rights, found_for, line_of, line_to
from api.pages.taking import take
from api.view_models.forms import Form
from api.view_models.privacy.rights import (
    NewRightsPage,
    RightsCopyPage,
    RightsPage,
    VerifyRightsPage,
)
from application.ports import Receipt
from application.privacy.rights import (
    request_rights,
    rights_of,
    verify_requester,
)
from application.privacy.rights_copy import rights_copy
from domain.access.table import Request as Asking
from domain.codelists import ConsentMeans, SpokenBy
from domain.days import local_day
from domain.rights.facts import ProvenBy, RightsKind
from domain.rights.state import RequestRights, VerifyRequester
from domain.shared import ChildId, RightsId

router = APIRouter(include_in_schema=False)


@router.get(paths.RIGHTS)
def rights(child_id: UUID, visitor: VisitorDep) -> Response:
    """Show every request about a child's data."""
    call = visitor.call
    found = rights_of(call.ledger, visitor.asked(child_id))
    page = RightsPage(
        child=head(found.head, local_day(call.now), call.ledger.rules),
        lines=tuple(line_to(visitor, found, each) for each in found.requests),
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
        if fields.maybe_one_of("spoken_by", SpokenBy) not in (SpokenBy.CHILD, None):
            fields.needed("speaker_name")
            fields.needed("relation_code")
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
        done=back_to_rights(child_id),
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
        done=back_to_rights(child_id),
        again=lambda form: _verify_page(visitor, child_id, rights_id, form),
    )


@router.get(paths.RIGHTS_COPY)
def copy(child_id: UUID, rights_id: UUID, visitor: VisitorDep) -> Response:
    """Show what is handed out, to be printed; that it was made is on record."""
    call = visitor.call
    found = rights_copy(call.ledger, visitor.asked(child_id), RightsId(rights_id))
    page = RightsCopyPage(copy=found, names=all_names(found.names), made_on=local_day(call.now))
    return visitor.page(page)


def _new_page(visitor: Visitor, child_id: UUID, rights_id: UUID, form: Form) -> NewRightsPage:
    call = visitor.call
    found = found_for(visitor, child_id, Asking.RECEIVE_RIGHTS)
    return NewRightsPage(
        child=head(found.head, local_day(call.now), call.ledger.rules),
        rights_id=rights_id,
        form=form,
        working_days=call.ledger.rules.rights_answer_working_days,
    )


def _verify_page(visitor: Visitor, child_id: UUID, rights_id: UUID, form: Form) -> VerifyRightsPage:
    found = found_for(visitor, child_id, Asking.RECEIVE_RIGHTS)
    return VerifyRightsPage(
        child=head(found.head, local_day(visitor.call.now), visitor.call.ledger.rules),
        line=line_of(visitor, found, rights_id),
        form=form,
        carers=found.carers,
    )
