"""The page on which a worry about the wrong child is put right: which child it is about."""

from collections.abc import Iterable
from dataclasses import replace
from uuid import UUID, uuid5

from fastapi import APIRouter, Response

from api import paths
from api.deps import Call
from api.guards.apart import RaisingVisitorDep, apart
from api.pages.crisis.worry_forms import (
    children_to_choose,
    chosen_child,
    minted,
    school_among,
    schools_to_choose,
)
from api.pages.frame import FieldsDep, Visitor, see_other
from api.pages.people_names import place
from api.pages.taking import take
from api.view_models.care_files.visits import YES
from api.view_models.crisis.duty import case_number
from api.view_models.crisis.redirecting import RedirectPage
from api.view_models.crisis.worries import new_worry_form
from api.view_models.forms import Choice, Form
from application.crisis.reading.case_reading import AskedCase
from application.crisis.worries.called_so import CalledSo
from application.crisis.worries.redirectable import Redirecting, asked_to_redirect
from application.crisis.worries.redirected import is_corrected_of
from application.crisis.worries.redirecting import redirect_concern
from application.crisis.worries.worrying import worry_sheet
from application.ports import Receipt
from application.reads.looking import names_of
from domain.errors import NotFound
from domain.referrals.joining.redirecting import RedirectConcern
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
        if request.name is None:
            request = _as_told_too(visitor, request)
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


def _asked(visitor: Visitor, case_id: UUID, read_id: UUID | None = None) -> Redirecting:
    call = visitor.call
    asked = AskedCase(
        actor=call.actor,
        case_id=CaseId(case_id),
        now=call.now,
        read_id=read_id or visitor.read_id,
    )
    return asked_to_redirect(call.ledger, asked)


def _as_told_too(visitor: Visitor, request: RedirectConcern) -> RedirectConcern:
    """Return the request with the name of whoever was told by hand elsewhere: no file has it."""
    found = _asked(visitor, request.case_id, uuid5(visitor.read_id, "chosen"))
    told = (each for each in found.called_so if each.case_id is not None)
    for each in told:
        if each.child_id == request.child_id:
            return replace(request, name=each.name, school_id=each.school_id)
    return request


def _called_so(call: Call, found: Iterable[CalledSo]) -> tuple[Choice, ...]:
    """Return those who are called so, told apart by class and village, else by their case."""
    listed = tuple(found)
    mentioned = {each for one in listed for each in (one.class_id, one.village_id)}
    names = names_of(call.ledger, (), mentioned)

    def label(each: CalledSo) -> str:
        number = case_number(each.case_id) if each.case_id else None
        words = (each.name, place(names, each.class_id), place(names, each.village_id), number)
        return " · ".join(word for word in words if word)

    return tuple(Choice(value=str(each.child_id), label=label(each)) for each in listed)


def _page(visitor: Visitor, found: Redirecting, form: Form | None) -> RedirectPage:
    call = visitor.call
    page = RedirectPage(
        case_id=found.case_id,
        told_child_id=minted(form, "told_child_id"),
        is_own=found.is_own,
        form=form or Form(),
        lacks=found.lacks,
        is_told_by_hand=found.is_told_by_hand,
        called_so=bool(found.called_so),
    )
    if found.lacks is not None:
        return page
    read_id = uuid5(visitor.read_id, "children")
    sheet = worry_sheet(call.ledger, call.actor, call.now, read_id=read_id)
    known = {found.wrong_child_id, *(each.child_id for each in found.called_so)}
    others = (each for each in sheet.children if each.child_id not in known)
    return replace(
        page,
        form=form or new_worry_form(school_among(sheet.places)),
        children=(*_called_so(call, found.called_so), *children_to_choose(call, others)),
        has_more=sheet.has_more,
        schools=schools_to_choose(call),
    )
