"""The page on which anybody who is signed in raises a worry about a pupil."""

from uuid import UUID, uuid4

from fastapi import APIRouter, Response

from api import paths
from api.guards.apart import RaisingVisitorDep, apart
from api.pages.crisis.worry_forms import (
    ERASED,
    children_to_choose,
    concern,
    minted,
    school_among,
    schools_to_choose,
    screening_of,
    telephones,
)
from api.pages.frame import FieldsDep, Visitor, see_other
from api.pages.people_names import head
from api.pages.taking import take
from api.pages.typed_fields import Fields
from api.view_models.care_files.children import ChildHead
from api.view_models.crisis.worries import NO_ID, NOT_LISTED, WorryPage, new_worry_form
from api.view_models.forms import FieldError, Form
from application.care_files.heads import Head, head_for_worry
from application.crisis.worries.officials import officials_around
from application.crisis.worries.referrals import raise_concern
from application.crisis.worries.worrying import WorrySheet, places_around, worry_sheet
from application.ports import Receipt, Unreadable
from application.screening.interviews import interview
from domain.days import local_day
from domain.errors import ConflictKept, NotFound, NotPermitted, Unavailable
from domain.shared import CaseId, ChildId, ScreeningId

router = APIRouter(include_in_schema=False)

TRY_AGAIN = 503


@router.get(paths.WORRY)
@apart
def worry(visitor: RaisingVisitorDep, copy: str = "") -> Response:
    """Show the form with the children whom the person looks after; `copy` is kept without them."""
    if copy:
        return visitor.bare(_copy(visitor))
    return visitor.page(_page(visitor, None, None))


@router.get(paths.CHILD_WORRY)
@apart
def worry_about(child_id: UUID, visitor: RaisingVisitorDep) -> Response:
    """Show the form for one child; who may not see the child tells of it by hand."""
    try:
        return visitor.page(_page(visitor, child_id, None))
    except (NotFound, NotPermitted):
        return see_other(paths.WORRY)


@router.post(paths.WORRY)
@apart
def send(visitor: RaisingVisitorDep, fields: FieldsDep) -> Response:
    """Record the worry; sent twice it is recorded once."""
    return _send(visitor, None, fields)


@router.post(paths.CHILD_WORRY)
@apart
def send_about(child_id: UUID, visitor: RaisingVisitorDep, fields: FieldsDep) -> Response:
    """Record the worry about one child."""
    return _send(visitor, child_id, fields)


def _send(visitor: Visitor, child_id: UUID | None, fields: Fields) -> Response:
    """Send the browser to how it stands; whatever goes wrong, everything typed comes back."""
    call = visitor.call
    case_id = CaseId(fields.maybe_id("case_id") or uuid4())
    sent = paths.filled(paths.WORRY_SENT, case_id=case_id)

    def save() -> Receipt:
        request = concern(fields, case_id, child_id)
        entered_at = fields.told_moment("entered_at")
        return raise_concern(call.ledger, call.actor, request, call.now, entered_at)

    def again(form: Form) -> WorryPage:
        if any(each.code == ERASED for each in form.errors):
            # There is no such child any more: the worry can be raised about one told by hand.
            told = Form({**form.entries, "child_id": (NOT_LISTED,)}, form.errors)
            return _page(visitor, None, told)
        return _page(visitor, child_id, form)

    try:
        return take(visitor, fields, save, done=lambda _: sent, again=again)
    except ConflictKept:
        return see_other(f"{sent}?again=yes")
    except Unavailable as refusal:
        error = FieldError(field="", code=refusal.code, parameters=refusal.parameters)
        return visitor.page(again(Form(fields.entries, (error,))), status=TRY_AGAIN)


def _copy(visitor: Visitor) -> WorryPage:
    call = visitor.call
    places = places_around(call.ledger, call.actor, call.now)
    return WorryPage(
        case_id=NO_ID,
        told_child_id=NO_ID,
        form=new_worry_form(school_among(places)),
        schools=schools_to_choose(call),
        telephones=telephones(places),
        is_copy=True,
    )


def _page(visitor: Visitor, child_id: UUID | None, form: Form | None) -> WorryPage:
    call = visitor.call
    screening_id = screening_of(form)
    child = _head(visitor, child_id, form) if child_id else None
    sheet = _sheet(visitor, child_id)
    return WorryPage(
        case_id=minted(form, "case_id"),
        told_child_id=minted(form, "told_child_id"),
        form=form or new_worry_form(school_among(sheet.places)),
        child_id=ChildId(child_id) if child_id else None,
        child=child,
        screening_id=screening_id,
        children=children_to_choose(call, sheet.children),
        has_more=sheet.has_more,
        schools=() if child_id else schools_to_choose(call),
        telephones=telephones(sheet.places),
        officials=officials_around(call.ledger, call.actor, sheet.places, call.now),
    )


def _sheet(visitor: Visitor, child_id: UUID | None) -> WorrySheet:
    call = visitor.call
    if child_id is None:
        return worry_sheet(call.ledger, call.actor, call.now, read_id=visitor.read_id)
    return WorrySheet(places=places_around(call.ledger, call.actor, call.now))


def _head(visitor: Visitor, child_id: UUID, form: Form | None) -> ChildHead | None:
    """Return who the child is, None where that cannot be told now: it keeps nobody from telling."""
    call = visitor.call
    try:
        found = _found(visitor, child_id, screening_of(form))
    except (Unavailable, Unreadable):
        return None
    except (NotFound, NotPermitted):
        if form is not None:
            return None
        raise
    return head(found, local_day(call.now), call.ledger.rules)


def _found(visitor: Visitor, child_id: UUID, screening_id: ScreeningId | None) -> Head:
    """Return who the child is by one's own list, else by that from which the form was opened."""
    ledger, asked = visitor.call.ledger, visitor.asked(child_id)
    try:
        return head_for_worry(ledger, asked)
    except NotPermitted:
        if screening_id is None:
            raise
        return interview(ledger, asked, screening_id).head
