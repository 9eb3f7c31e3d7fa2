"""The pages that log and correct a talk."""

from dataclasses import replace
from uuid import UUID, uuid4

from fastapi import APIRouter, Response

from api import paths
from api.pages.care_files.correcting import correcting
from api.pages.care_files.present import present_for
from api.pages.care_files.visit_forms import correct_talk as talk_correction
from api.pages.care_files.visit_forms import log_talk as talk_request
from api.pages.frame import FieldsDep, Visitor, VisitorDep
from api.pages.people_names import head
from api.pages.taking import receipt_path, take, take_contact
from api.pages.typed_fields import Fields
from api.view_models.care_files.visits import TalkPage, new_talk_form, talk_form
from api.view_models.crisis.answers import Saved
from api.view_models.forms import Form
from application.care_files.corrections import contact_to_correct, correct_talk
from application.care_files.heads import Head, head_to_log
from application.care_files.visits import log_talk
from application.ports import Receipt
from domain.days import local_day
from domain.errors import NotFound
from domain.visits.facts import Talk

router = APIRouter(include_in_schema=False)


@router.get(paths.NEW_TALK)
def new_talk(child_id: UUID, visitor: VisitorDep) -> Response:
    """Show the form with now and the person who is signed in."""
    child = head_to_log(visitor.call.ledger, visitor.asked(child_id))
    form = new_talk_form(visitor.call.now, visitor.call.actor.person_id)
    return visitor.page(_page(visitor, child, uuid4(), form))


@router.post(paths.NEW_TALK)
def save_talk(child_id: UUID, visitor: VisitorDep, fields: FieldsDep) -> Response:
    """Log the talk; a repeat with other content is kept and told as such."""
    call = visitor.call

    def save() -> Receipt:
        request = talk_request(fields, child_id, call.actor.person_id)
        return log_talk(call.ledger, call.actor, request, call.now, entered_at=call.now)

    def again(form: Form) -> TalkPage:
        child = head_to_log(call.ledger, visitor.asked(child_id))
        return _page(visitor, child, fields.maybe_id("talk_id") or uuid4(), form)

    return take_contact(visitor, fields, save, child_id=child_id, saved=Saved.TALK, again=again)


@router.get(paths.CORRECT_TALK)
def correct(child_id: UUID, talk_id: UUID, visitor: VisitorDep) -> Response:
    """Show the talk as it reads now, to be put right."""
    return visitor.page(_correction(visitor, child_id, talk_id, None))


@router.post(paths.CORRECT_TALK)
def save_correction(
    child_id: UUID, talk_id: UUID, visitor: VisitorDep, fields: FieldsDep
) -> Response:
    """Record the correction, unless somebody corrected the talk meanwhile."""
    call = visitor.call

    def save() -> Receipt:
        request = talk_correction(fields, child_id, talk_id, call.actor.person_id)
        version = fields.number("version")
        return correct_talk(call.ledger, call.actor, request, call.now, version)

    return take(
        visitor,
        fields,
        save,
        done=receipt_path(child_id),
        again=lambda form: _correction(visitor, child_id, talk_id, fields, form),
    )


def _page(visitor: Visitor, child: Head, talk_id: UUID, form: Form) -> TalkPage:
    call = visitor.call
    return TalkPage(
        child=head(child, local_day(call.now), call.ledger.rules),
        talk_id=talk_id,
        form=form,
        talkers=present_for(call, child),
    )


def _correction(
    visitor: Visitor,
    child_id: UUID,
    talk_id: UUID,
    fields: Fields | None,
    form: Form | None = None,
) -> TalkPage:
    found = contact_to_correct(visitor.call.ledger, visitor.asked(child_id), talk_id)
    if not isinstance(found.content, Talk):
        raise NotFound("talk_not_found")
    page = _page(visitor, found.head, talk_id, form or talk_form(found.content))
    return replace(page, correcting=correcting(found, fields))
