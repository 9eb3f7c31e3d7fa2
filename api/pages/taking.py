"""Takes a form: saved, it sends the browser on; refused, everything typed comes back."""

from collections.abc import Callable, Mapping
from typing import TypeVar
from uuid import UUID

from fastapi import Response

from api import paths
from api.noting import note_refusal
from api.pages.frame import Visitor, see_other
from api.pages.people_names import head
from api.pages.typed_fields import Fields, NotReadable
from api.view_models.crisis.answers import ConflictPage, Saved
from api.view_models.forms import FieldError, Form
from api.view_models.shell import PageModel, receipt_number
from application.care_files.heads import child_head
from application.ports import Receipt
from domain.days import local_day
from domain.errors import ConflictKept, Invalid, RuleBroken

R = TypeVar("R")

WRONG = 422
CONFLICT = 409


def take(
    visitor: Visitor,
    fields: Fields,
    save: Callable[[], R],
    *,
    done: Callable[[R], str],
    again: Callable[[Form], PageModel],
    names: Mapping[str, str] | None = None,
) -> Response:
    """Save a form and send the browser to `done`, or show it `again` with what is wrong.

    `names` gives fields of the request the names they have on the page; a broken rule that
    concerns no field is told at the top of the form. ConflictKept is the caller's to tell.
    """
    try:
        return see_other(done(save()))
    except NotReadable as unread:
        form, status = unread.form, WRONG
    except Invalid as refusal:
        note_refusal(visitor.request, refusal)
        form, status = fields.refused(refusal, names), WRONG
    except ConflictKept:
        raise
    except RuleBroken as broken:
        note_refusal(visitor.request, broken)
        field = str(broken.parameters.get("field", ""))
        error = FieldError(field=field, code=broken.code, parameters=broken.parameters)
        form, status = Form(fields.entries, (error,)), CONFLICT
    return visitor.page(again(form), status=status)


def receipt_path(child_id: UUID) -> Callable[[Receipt], str]:
    """Return how the page of a receipt about a child is addressed."""
    return lambda receipt: paths.filled(paths.RECEIPT, child_id=child_id, position=receipt.position)


def take_contact(
    visitor: Visitor,
    fields: Fields,
    save: Callable[[], Receipt],
    *,
    child_id: UUID,
    saved: Saved,
    again: Callable[[Form], PageModel],
) -> Response:
    """Log a visit or talk and send the browser to its receipt, or show the form `again`.

    That the same id was recorded before with other content, and that both are kept, is told.
    """
    try:
        return take(visitor, fields, save, done=receipt_path(child_id), again=again)
    except ConflictKept as kept:
        return _conflict_page(visitor, child_id, saved, kept)


def _conflict_page(visitor: Visitor, child_id: UUID, saved: Saved, kept: ConflictKept) -> Response:
    call = visitor.call
    child = child_head(call.ledger, visitor.asked(child_id))
    leaf_hash = bytes.fromhex(str(kept.parameters["leaf_hash_hex"]))
    page = ConflictPage(
        child=head(child, local_day(call.now), call.ledger.rules),
        saved=saved,
        receipt=receipt_number(int(kept.parameters["position"]), leaf_hash),
    )
    return visitor.page(page, status=CONFLICT)
