"""The page on which a worry about the wrong child is put right: which child it is about."""

from dataclasses import replace
from uuid import UUID, uuid5

from fastapi import APIRouter, Response

from api import paths
from api.guards.apart import RaisingVisitorDep, apart
from api.pages.crisis.worry_forms import (
    children_to_choose,
    chosen_child,
    minted,
    school_among,
    schools_to_choose,
)
from api.pages.frame import FieldsDep, Visitor, see_other
from api.pages.taking import take
from api.view_models.forms import Form
from api.view_models.redirecting import RedirectPage
from api.view_models.visits import YES
from api.view_models.worries import new_worry_form
from application.crisis.reading.case_reading import AskedCase
from application.crisis.worries.redirected import is_corrected_of
from application.crisis.worries.redirecting import Redirecting, asked_to_redirect, redirect_concern
from application.crisis.worries.worrying import worry_sheet
from application.ports import Receipt
from domain.errors import NotFound
from domain.referrals.redirecting import RedirectConcern
from domain.shared import CaseId, ChildId, OrganisationId

router = APIRouter(include_in_schema=False)


@router.get(paths.REDIRECT_CONCERN)
@apart
def ask_which_child(case_id: UUID, visitor: RaisingVisitorDep) -> Response:
    """Say what becomes of the wrong child, and ask for the right one."""
    try:
        page = _page(visitor, _asked(visitor, case_id), None)
    except NotFound:
        return _led_on(visitor, case_id)
    return visitor.page(page, fresh=True)


@router.post(paths.REDIRECT_CONCERN)
@apart
def redirect(case_id: UUID, visitor: RaisingVisitorDep, fields: FieldsDep) -> Response:
    """Let the worry be about the right child, and show how it stands, or the desk."""
    call = visitor.call
    own = paths.filled(paths.WORRY_SENT, case_id=case_id)

    def save() -> Receipt:
        school_id = fields.maybe_id("school_id")
        request = RedirectConcern(
            case_id=CaseId(case_id),
            child_id=ChildId(chosen_child(fields)),
            name=fields.maybe("name"),
            described_as=fields.maybe("described_as"),
            school_id=OrganisationId(school_id) if school_id else None,
        )
        fields.require_no_errors()
        return redirect_concern(call.ledger, call.actor, request, call.now)

    try:
        return take(
            visitor,
            fields,
            save,
            done=lambda _receipt: own if fields.text("is_own") == YES else paths.HEALTH_DESK,
            again=lambda form: _page(visitor, _asked(visitor, case_id), form),
        )
    except NotFound:
        return _led_on(visitor, case_id)


def _led_on(visitor: Visitor, case_id: UUID) -> Response:
    """Send whoever raised a worry that was corrected meanwhile to where they see how it stands.

    Raises: NotFound to anybody else.
    """
    call = visitor.call
    if not is_corrected_of(call.ledger, CaseId(case_id), call.actor.person_id):
        raise NotFound("case_not_found")
    return see_other(paths.filled(paths.WORRY_SENT, case_id=case_id))


def _asked(visitor: Visitor, case_id: UUID) -> Redirecting:
    call = visitor.call
    asked = AskedCase(
        actor=call.actor, case_id=CaseId(case_id), now=call.now, read_id=visitor.read_id
    )
    return asked_to_redirect(call.ledger, asked)


def _page(visitor: Visitor, found: Redirecting, form: Form | None) -> RedirectPage:
    call = visitor.call
    page = RedirectPage(
        case_id=found.case_id,
        told_child_id=minted(form, "told_child_id"),
        is_own=found.is_own,
        form=form or Form(),
        lacks=found.lacks,
    )
    if found.lacks is not None:
        return page
    read_id = uuid5(visitor.read_id, "children")
    sheet = worry_sheet(call.ledger, call.actor, call.now, read_id=read_id)
    others = (each for each in sheet.children if each.child_id != found.wrong_child_id)
    return replace(
        page,
        form=form or new_worry_form(school_among(sheet.places)),
        children=children_to_choose(call, others),
        has_more=sheet.has_more,
        schools=schools_to_choose(call),
    )
