"""The pages on which a head publishes a roster, and says that a shift was exchanged."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID, uuid4

from fastapi import APIRouter, Response

from api import paths
from api.pages.frame import FieldsDep, Visitor, VisitorDep
from api.pages.oncall.duty_rosters import shift_line
from api.pages.taking import take
from api.pages.typed_fields import Fields
from api.view_models.forms import Choice, Form, typed
from api.view_models.oncall import ExchangeShiftPage, PublishRosterPage, RosterCell
from api.view_models.shell import DutyLabel
from application.oncall import publishing
from application.oncall.rosters import (
    RosterMonth,
    days_to_publish,
    month_before,
    month_to_publish,
    shift_to_exchange,
)
from application.ports import Receipt
from domain.errors import Invalid, NotFound
from domain.oncall.facts import Shift, ShiftKind
from domain.oncall.state import AskedShift, ExchangeShift, PublishDutyRoster
from domain.shared import DutyRosterId, ExchangeId, OrganisationId, PersonId
from domain.staff.facts import Role

router = APIRouter(include_in_schema=False)


@router.get(paths.PUBLISH_DUTY_ROSTER)
def ask(
    organisation_id: UUID, visitor: VisitorDep, month: date | None = None, copy: str = ""
) -> Response:
    """Ask who is on call on each day of a month; `copy` fills in what the month before was."""
    found = _found(visitor, organisation_id, month)
    now = {(each.on, each.kind): each for day in found.days for each in day.shifts}
    shown = month_before(visitor.call.ledger, found) if copy else now
    page = _page(visitor, found, DutyRosterId(uuid4()), _filled(shown))
    return visitor.page(page)


@router.post(paths.PUBLISH_DUTY_ROSTER)
def publish(organisation_id: UUID, visitor: VisitorDep, fields: FieldsDep) -> Response:
    """Publish what was chosen, unless somebody else did meanwhile, and show the month."""
    call = visitor.call
    key = DutyRosterId(fields.maybe_id("duty_roster_id") or uuid4())
    found = _found(visitor, organisation_id, fields.maybe_day("month"))
    days = days_to_publish(found, call.now)

    def save() -> Receipt:
        request = PublishDutyRoster(
            organisation_id=found.place.organisation_id,
            duty_roster_id=key,
            first_on=days[0].on,
            last_on=days[-1].on,
            shifts=(*_typed(fields, _cells(visitor, found)), *_kept(visitor, found)),
            why=fields.maybe("why"),
        )
        version = fields.number("version")
        fields.require_no_errors()
        return publishing.publish_duty_roster(call.ledger, call.actor, request, call.now, version)

    return take(
        visitor,
        fields,
        save,
        done=lambda _receipt: paths.filled(
            paths.DUTY_ROSTER,
            organisation_id=organisation_id,
            query={"month": found.month.isoformat()},
        ),
        again=lambda form: _page(visitor, found, key, form),
        names={"shifts": "", "first_on": "", "last_on": ""},
    )


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


def _found(visitor: Visitor, organisation_id: UUID, month: date | None) -> RosterMonth:
    call = visitor.call
    place = OrganisationId(organisation_id)
    return month_to_publish(call.ledger, call.actor, place, call.now, month)


def _cells(visitor: Visitor, found: RosterMonth) -> tuple[RosterCell, ...]:
    days = days_to_publish(found, visitor.call.now)
    return tuple(RosterCell(on=day.on, kind=kind) for day in days for kind in day.kinds)


def _kept(visitor: Visitor, found: RosterMonth) -> tuple[AskedShift, ...]:
    """Return the shifts of these days for which the form has no fields: they stay as they stand."""
    cells = {(each.on, each.kind) for each in _cells(visitor, found)}
    days = days_to_publish(found, visitor.call.now)
    shown = {(each.on, each.kind): each for day in days for each in day.shifts}
    return tuple(
        AskedShift(
            on=each.on, kind=each.kind, person_id=each.person_id, stand_in_id=each.stand_in_id
        )
        for day in days
        for each in day.shifts
        if (each.on, each.kind) not in cells or shown[each.on, each.kind] != each
    )


def _page(visitor: Visitor, found: RosterMonth, key: DutyRosterId, form: Form) -> PublishRosterPage:
    return PublishRosterPage(
        organisation_id=found.place.organisation_id,
        place=found.place.name,
        month=found.month,
        duty_roster_id=key,
        version=found.version,
        cells=_cells(visitor, found),
        people=_people(found),
        form=form,
        is_published=found.is_published,
        kept=len(_kept(visitor, found)),
    )


def _exchange(
    visitor: Visitor, organisation_id: UUID, asked: Fields, key: ExchangeId, form: Form
) -> ExchangeShiftPage:
    given, found = _given(visitor, organisation_id, asked)
    return ExchangeShiftPage(
        organisation_id=found.place.organisation_id,
        place=found.place.name,
        line=shift_line(found, given),
        exchange_id=key,
        people=tuple(each for each in _people(found) if each.value != str(given.person_id)),
        form=form,
    )


def _given(visitor: Visitor, organisation_id: UUID, asked: Fields) -> tuple[Shift, RosterMonth]:
    """Return the shift that is given away. Raises: NotFound where there is none such."""
    on, kind = asked.maybe_day("on"), asked.maybe_one_of("kind", ShiftKind)
    found = _found(visitor, organisation_id, on)
    given_by = asked.maybe_id("given_by")
    if on is None or kind is None or given_by is None:
        raise NotFound("shift_not_found")
    return shift_to_exchange(found, on, kind, PersonId(given_by)), found


def _people(found: RosterMonth) -> tuple[Choice, ...]:
    return tuple(
        Choice(
            value=str(person_id),
            label=found.names.people.get(person_id, ""),
            posts=(DutyLabel(role=role, organisation=""),),
        )
        for person_id, role in {**_standing(found), **found.able}.items()
    )


def _standing(found: RosterMonth) -> Mapping[PersonId, Role]:
    """Return who is in the roster already: a field that cannot name them would drop them."""
    shifts = [each for day in found.days for each in day.shifts]
    standing_in = {each.stand_in_id: each.role for each in shifts if each.stand_in_id}
    return {**standing_in, **{each.person_id: each.role for each in shifts}}


def _typed(fields: Fields, cells: tuple[RosterCell, ...]) -> tuple[AskedShift, ...]:
    shifts = []
    for cell in cells:
        person_id, stand_in_id = fields.told_id(cell.name), fields.told_id(cell.second)
        if person_id is None and stand_in_id is not None:
            fields.refuse(cell.name, "required")
        if person_id is not None:
            shifts.append(
                AskedShift(
                    on=cell.on,
                    kind=cell.kind,
                    person_id=PersonId(person_id),
                    stand_in_id=PersonId(stand_in_id) if stand_in_id else None,
                )
            )
    if not shifts and not fields.errors:
        raise Invalid("nobody_on_call", "shifts")
    return tuple(shifts)


def _filled(shifts: Mapping[tuple[date, ShiftKind], Shift]) -> Form:
    chosen: dict[str, str] = {}
    for (on, kind), shift in shifts.items():
        cell = RosterCell(on=on, kind=kind)
        chosen[cell.name] = str(shift.person_id)
        if shift.stand_in_id is not None:
            chosen[cell.second] = str(shift.stand_in_id)
    return Form(typed(**chosen))
