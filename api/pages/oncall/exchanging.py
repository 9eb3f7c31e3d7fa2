"""The page on which a head says that a shift was exchanged."""

from uuid import UUID, uuid4

from fastapi import APIRouter, Response

from api import paths
from api.pages.frame import FieldsDep, Visitor, VisitorDep
from api.pages.oncall.duty_rosters import shift_line
from api.pages.oncall.publishing import month_found, people_of
from api.pages.taking import take
from api.pages.typed_fields import Fields
from api.view_models.forms import Form
from api.view_models.oncall import ExchangeShiftPage
from application.oncall import publishing
from application.oncall.rosters import RosterMonth, shift_to_exchange
from application.ports import Receipt
from domain.errors import NotFound
from domain.oncall.facts import Shift, ShiftKind
from domain.oncall.offices import office_of
from domain.oncall.state import ExchangeShift
from domain.shared import ExchangeId, PersonId

router = APIRouter(include_in_schema=False)


@router.get(paths.EXCHANGE_SHIFT)
def ask_exchange(
    organisation_id: UUID, visitor: VisitorDep, on: str = "", kind: str = "", given_by: str = ""
) -> Response:
    """Ask who takes the shift."""
    asked = Fields({"on": (on,), "kind": (kind,), "given_by": (given_by,)})
    page = _exchange(visitor, organisation_id, asked, ExchangeId(uuid4()), Form())
    return visitor.page(page)


@router.post(paths.EXCHANGE_SHIFT)
def exchange(organisation_id: UUID, visitor: VisitorDep, fields: FieldsDep) -> Response:
    """Record who takes, or took, the shift, and show the month."""
    call = visitor.call
    key = ExchangeId(fields.maybe_id("exchange_id") or uuid4())
    given, found = _given(visitor, organisation_id, fields)

    def save() -> Receipt:
        request = ExchangeShift(
            organisation_id=found.place.organisation_id,
            exchange_id=key,
            on=given.on,
            kind=given.kind,
            given_by=given.person_id,
            taken_by=PersonId(fields.id("taken_by")),
        )
        fields.require_no_errors()
        return publishing.exchange_shift(call.ledger, call.actor, request, call.now)

    return take(
        visitor,
        fields,
        save,
        done=lambda _receipt: paths.filled(
            paths.DUTY_ROSTER,
            organisation_id=organisation_id,
            query={"month": found.month.isoformat()},
        ),
        again=lambda form: _exchange(visitor, organisation_id, fields, key, form),
        names={"on": ""},
    )


def _exchange(
    visitor: Visitor, organisation_id: UUID, asked: Fields, key: ExchangeId, form: Form
) -> ExchangeShiftPage:
    given, found = _given(visitor, organisation_id, asked)
    people = people_of(found, office_of(given.role))
    return ExchangeShiftPage(
        organisation_id=found.place.organisation_id,
        place=found.place.name,
        line=shift_line(found, given),
        exchange_id=key,
        people=tuple(each for each in people if each.value != str(given.person_id)),
        form=form,
    )


def _given(visitor: Visitor, organisation_id: UUID, asked: Fields) -> tuple[Shift, RosterMonth]:
    """Return the shift that is given away. Raises: NotFound where there is none such."""
    on, kind = asked.maybe_day("on"), asked.maybe_one_of("kind", ShiftKind)
    found = month_found(visitor, organisation_id, on)
    given_by = asked.maybe_id("given_by")
    if on is None or kind is None or given_by is None:
        raise NotFound("shift_not_found")
    return shift_to_exchange(found, on, kind, PersonId(given_by)), found
