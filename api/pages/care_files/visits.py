"""The pages that log and correct a home visit."""

from dataclasses import replace
from uuid import UUID, uuid4

from fastapi import APIRouter, Response

from api import paths
from api.pages.care_files.correcting import correcting
from api.pages.care_files.present import present_for
from api.pages.care_files.visit_forms import correct_visit, log_visit
from api.pages.frame import FieldsDep, Visitor, VisitorDep
from api.pages.people_names import head
from api.pages.taking import receipt_path, take, take_contact
from api.pages.typed_fields import Fields
from api.view_models.care_files.visits import VisitPage, new_visit_form, visit_form
from api.view_models.crisis.answers import Saved
from api.view_models.forms import Form
from application.care_files.corrections import contact_to_correct, correct_home_visit
from application.care_files.heads import Head, head_to_log
from application.care_files.visits import log_home_visit
from application.ports import Receipt
from domain.days import local_day
from domain.errors import NotFound
from domain.visits.facts import HomeVisit

router = APIRouter(include_in_schema=False)


@router.get(paths.NEW_VISIT)
def new_visit(child_id: UUID, visitor: VisitorDep) -> Response:
    """Show the form with now and the person who is signed in."""
    child = head_to_log(visitor.call.ledger, visitor.asked(child_id))
    form = new_visit_form(visitor.call.now, visitor.call.actor.person_id)
    return visitor.page(_page(visitor, child, uuid4(), form))


@router.post(paths.NEW_VISIT)
def save_visit(child_id: UUID, visitor: VisitorDep, fields: FieldsDep) -> Response:
    """Log the visit; a repeat with other content is kept and told as such."""
    call = visitor.call

    def save() -> Receipt:
        request = log_visit(fields, child_id, call.actor.person_id)
        return log_home_visit(call.ledger, call.actor, request, call.now, entered_at=call.now)

    def again(form: Form) -> VisitPage:
        child = head_to_log(call.ledger, visitor.asked(child_id))
        return _page(visitor, child, fields.maybe_id("visit_id") or uuid4(), form)

    return take_contact(visitor, fields, save, child_id=child_id, saved=Saved.VISIT, again=again)


@router.get(paths.CORRECT_VISIT)
def correct(child_id: UUID, visit_id: UUID, visitor: VisitorDep) -> Response:
    """Show the visit as it reads now, to be put right."""
    return visitor.page(_correction(visitor, child_id, visit_id, None))


@router.post(paths.CORRECT_VISIT)
def save_correction(
    child_id: UUID, visit_id: UUID, visitor: VisitorDep, fields: FieldsDep
) -> Response:
    """Record the correction, unless somebody corrected the visit meanwhile."""
    call = visitor.call

    def save() -> Receipt:
        request = correct_visit(fields, child_id, visit_id, call.actor.person_id)
        version = fields.number("version")
        return correct_home_visit(call.ledger, call.actor, request, call.now, version)

    return take(
        visitor,
        fields,
        save,
        done=receipt_path(child_id),
        again=lambda form: _correction(visitor, child_id, visit_id, fields, form),
    )


def _page(visitor: Visitor, child: Head, visit_id: UUID, form: Form) -> VisitPage:
    call = visitor.call
    return VisitPage(
        child=head(child, local_day(call.now), call.ledger.rules),
        visit_id=visit_id,
        form=form,
        visitors=present_for(call, child),
    )


def _correction(
    visitor: Visitor,
    child_id: UUID,
    visit_id: UUID,
    fields: Fields | None,
    form: Form | None = None,
) -> VisitPage:
    found = contact_to_correct(visitor.call.ledger, visitor.asked(child_id), visit_id)
    if not isinstance(found.content, HomeVisit):
        raise NotFound("home_visit_not_found")
    page = _page(visitor, found.head, visit_id, form or visit_form(found.content))
    return replace(page, correcting=correcting(found, fields))
