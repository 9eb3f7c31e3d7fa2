"""Takes the form by which somebody puts right who a child is, whatever of it the form holds."""

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple, TypeVar
from uuid import UUID, uuid4

from fastapi import Response

from api.pages.frame import Visitor
from api.pages.taking import receipt_path, take
from api.pages.typed_fields import Fields
from api.view_models.forms import Form
from api.view_models.shell import PageModel
from application.ports import Actor, Ledger, Receipt
from domain.shared import ChildId, CorrectionId, RightsId

R = TypeVar("R")


class Correcting(NamedTuple):
    """One correction of one child, and the request of the family that it answers."""

    child_id: ChildId
    correction_id: CorrectionId
    rights_id: RightsId | None = None


def correcting(
    child_id: UUID, correction_id: UUID | None = None, rights_id: UUID | None = None
) -> Correcting:
    """Return the correction of these ids, a new one where it has none yet."""
    return Correcting(
        child_id=ChildId(child_id),
        correction_id=CorrectionId(correction_id or uuid4()),
        rights_id=RightsId(rights_id) if rights_id else None,
    )


def take_correction(
    visitor: Visitor,
    fields: Fields,
    child_id: UUID,
    typed: Callable[[Fields, Correcting], R],
    correct: Callable[[Ledger, Actor, R, datetime, int | None], Receipt],
    page: Callable[[Visitor, Correcting, Form], PageModel],
) -> Response:
    """Record what is `typed`, unless somebody put it right since it was seen, or ask again."""
    call = visitor.call
    this = correcting(child_id, fields.maybe_id("correction_id"), fields.maybe_id("rights_id"))

    def save() -> Receipt:
        if not fields.yes("sure"):
            fields.refuse("sure", "required")
        request = typed(fields, this)
        version = fields.number("version")
        fields.require_no_errors()
        return correct(call.ledger, call.actor, request, call.now, version)

    return take(
        visitor,
        fields,
        save,
        done=receipt_path(child_id),
        again=lambda form: page(visitor, this, form),
        names={"words": "why_corrected"},
    )
