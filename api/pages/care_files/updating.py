"""The page that states anew who looks after a child, where it lives and where it learns."""

from dataclasses import replace
from uuid import UUID, uuid4

from fastapi import APIRouter, Response

from api import paths
from api.pages.care_files.stated import (
    differs,
    entries_of,
    lines_of,
    lines_with,
    rebased,
    update_in,
)
from api.pages.choices import classes, schools, villages
from api.pages.frame import FieldsDep, Visitor, VisitorDep, see_other
from api.pages.people_names import head, person
from api.pages.taking import receipt_path, take
from api.pages.typed_fields import Fields, NotReadable
from api.view_models.care_files.updating import StatedMeanwhile, UpdateFilePage
from api.view_models.forms import Choice, FieldError, Form, typed
from application.authorisation.permission import standings_for_child
from application.care_files.statements import Versions
from application.care_files.updating import has_updated, try_update, update_file
from application.care_files.updating_seen import FileNow, file_to_update
from application.ports import Receipt
from domain.days import local_day
from domain.errors import NotFound
from domain.shared import CarerId, ChildId, VerifiedBy

router = APIRouter(include_in_schema=False)

ANOTHER = "another"
LATE = frozenset({"changed_meanwhile", "correction_already_recorded"})
HAS_MOVED = paths.filled(paths.DESK, query={"moved": "true"})
UNSURE = FieldError(field="sure", code="required")
# A field of the request, and what it is called on the page.
NAMES = {"name": "carer_name", "phone": "carer_phone", "from_on": "residence_from_on"}


@router.get(paths.UPDATE_FILE)
def show(child_id: UUID, visitor: VisitorDep, carer: str = "") -> Response:
    """Show what stands, of the first carer on file or the chosen one, to be changed."""
    chosen = Fields({"carer": (carer,)}).maybe_id("carer")
    found = file_to_update(
        visitor.call.ledger,
        visitor.asked(child_id),
        CarerId(chosen) if chosen else None,
        adds_carer=carer == ANOTHER,
    )
    today = typed(as_of_on=local_day(visitor.call.now).isoformat())
    return visitor.page(_form(visitor, found, uuid4(), Form({**entries_of(found.now), **today})))


@router.post(paths.UPDATE_FILE)
def update(child_id: UUID, visitor: VisitorDep, fields: FieldsDep) -> Response:
    """Show what would change, and record it once that is confirmed."""
    call = visitor.call
    update_id = fields.maybe_id("update_id") or uuid4()
    carer_id = CarerId(fields.maybe_id("carer_id") or uuid4())
    try:
        found = file_to_update(call.ledger, visitor.asked(child_id), carer_id, _seen(fields))
    except NotFound:
        if not has_updated(call.ledger, call.actor, ChildId(child_id), update_id):
            raise
        return see_other(HAS_MOVED)
    if fields.text("step") == "back":
        return visitor.page(_form(visitor, found, update_id, fields.form))

    def save() -> Receipt:
        request = update_in(fields, found, update_id, carer_id)
        if not fields.yes("sure"):
            try_update(call.ledger, call.actor, request, call.now)
            raise NotReadable(Form(fields.entries, (UNSURE,)))
        return update_file(call.ledger, call.actor, request, call.now)

    return take(
        visitor,
        fields,
        save,
        done=lambda receipt: _behind(visitor, child_id, receipt),
        again=lambda form: _again(visitor, found, update_id, form),
        names=NAMES,
    )


def _behind(visitor: Visitor, child_id: UUID, receipt: Receipt) -> str:
    """Return where the receipt is, or the desk where the child moved to others by this."""
    call = visitor.call
    try:
        standings_for_child(call.ledger, call.actor, ChildId(child_id), call.now)
    except NotFound:
        return HAS_MOVED
    return receipt_path(child_id)(receipt)


def _again(visitor: Visitor, found: FileNow, update_id: UUID, form: Form) -> UpdateFilePage:
    """Return what would change where that is to be confirmed, else the form as typed."""
    is_late = any(each.code in LATE for each in form.errors)
    if is_late or any(each.request_id == update_id for each in found.meanwhile):
        update_id = uuid4()  # What stands under the former one is another statement.
    if not is_late and form.errors != (UNSURE,):
        return _form(visitor, found, update_id, form)
    fields = Fields(form.entries)
    request = update_in(fields, found, update_id, _carer_of(found))
    kept = Form(rebased(form, found), form.errors if is_late else ())
    page = _form(visitor, found, update_id, kept)
    if not differs(kept, found.now):
        nothing = FieldError(field="", code="nothing_to_correct")
        return replace(page, form=Form(kept.entries, kept.errors or (nothing,)))
    how = fields.maybe_one_of("verified_by", VerifiedBy)
    shall = lines_with(found, request)
    return replace(page, shall=shall, as_of_on=fields.maybe_day("as_of_on"), verified_by=how)


def _form(visitor: Visitor, found: FileNow, update_id: UUID, form: Form) -> UpdateFilePage:
    call = visitor.call
    carer_id = _carer_of(found)
    return UpdateFilePage(
        child=head(found.head, local_day(call.now), call.ledger.rules),
        form=form,
        update_id=update_id,
        carer_id=carer_id,
        carers=_carers(found, carer_id),
        villages=villages(found.places, found.within),
        schools=schools(found.places, found.within),
        classes=classes(found.places, found.within),
        now=lines_of(found),
        meanwhile=tuple(
            StatedMeanwhile(fact=type(each.fact).__name__, who=person(found.names, each.actor_id))
            for each in found.meanwhile
        ),
    )


def _carer_of(found: FileNow) -> CarerId:
    return found.carer_id or CarerId(uuid4())


def _carers(found: FileNow, shown: CarerId) -> tuple[Choice, ...]:
    """Return the other carers on file, and one who is not yet."""
    others = [
        Choice(value=str(each.carer_id), label=each.name)
        for each in found.carers
        if each.carer_id != shown
    ]
    is_known = any(each.carer_id == shown for each in found.carers)
    return (*others, *([Choice(value=ANOTHER, label="")] if is_known else []))


def _seen(fields: Fields) -> Versions:
    return Versions(
        carer=fields.number("seen_carer"),
        residence=fields.number("seen_residence"),
        schooling=fields.number("seen_schooling"),
    )
