"""The page on which a head publishes a roster."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple
from uuid import UUID, uuid4

from fastapi import APIRouter, Response

from api import paths
from api.pages.frame import FieldsDep, Visitor, VisitorDep
from api.pages.taking import take
from api.pages.typed_fields import Fields
from api.view_models.forms import Choice, Form, typed
from api.view_models.oncall import PublishRosterPage, RosterCell
from api.view_models.shell import DutyLabel
from application.oncall import publishing
from application.oncall.month_before import month_before
from application.oncall.rosters import (
    RosterMonth,
    days_to_publish,
    month_to_publish,
)
from application.ports import Receipt
from domain.errors import Invalid
from domain.oncall.facts import Shift, ShiftKind
from domain.oncall.offices import of_office, office_of
from domain.oncall.state import AskedShift, PublishDutyRoster
from domain.shared import DutyRosterId, OrganisationId, PersonId
from domain.staff.facts import Role

router = APIRouter(include_in_schema=False)


@router.get(paths.PUBLISH_DUTY_ROSTER)
def ask(
    organisation_id: UUID,
    visitor: VisitorDep,
    month: date | None = None,
    copy: str = "",
    office: str = "",
) -> Response:
    """Ask who is on call on each day of a month; `copy` fills in what the month before was.

    With `office` it is asked of that office, which stands in the same place.
    """
    found = month_found(visitor, organisation_id, month)
    whose = _office(found, Fields({"office": (office,)}))
    now = _shown(found, whose)
    shown = month_before(visitor.call.ledger, found, whose) if copy else now
    page = _page(visitor, _Asked(found, whose), DutyRosterId(uuid4()), _filled(shown))
    return visitor.page(page)


@router.post(paths.PUBLISH_DUTY_ROSTER)
def publish(organisation_id: UUID, visitor: VisitorDep, fields: FieldsDep) -> Response:
    """Publish what was chosen, unless somebody else did meanwhile, and show the month."""
    call = visitor.call
    key = DutyRosterId(fields.maybe_id("duty_roster_id") or uuid4())
    found = month_found(visitor, organisation_id, fields.maybe_day("month"))
    days = days_to_publish(found, call.now)
    asked = _Asked(found, _office(found, fields))

    def save() -> Receipt:
        request = PublishDutyRoster(
            organisation_id=found.place.organisation_id,
            duty_roster_id=key,
            first_on=days[0].on,
            last_on=days[-1].on,
            shifts=(*_typed(fields, _cells(visitor, found), asked.office), *_kept(visitor, asked)),
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
        again=lambda form: _page(visitor, asked, key, form),
        names={"shifts": "", "first_on": "", "last_on": ""},
    )


class _Asked(NamedTuple):
    """A month of a place, and of whom in it the form asks: of one office, or the place itself."""

    found: RosterMonth
    office: Role | None


def _office(found: RosterMonth, fields: Fields) -> Role | None:
    """Return of which office is asked, None where there is none such."""
    asked = fields.maybe_one_of("office", Role)
    return asked if asked in found.offices else None


def _shown(found: RosterMonth, office: Role | None) -> Mapping[tuple[date, ShiftKind], Shift]:
    """Return the shifts that have fields: of two at the same time the one that stands last."""
    shifts = of_office((each for day in found.days for each in day.shifts), office)
    return {(each.on, each.kind): each for each in shifts}


def month_found(visitor: Visitor, organisation_id: UUID, month: date | None) -> RosterMonth:
    call = visitor.call
    place = OrganisationId(organisation_id)
    return month_to_publish(call.ledger, call.actor, place, call.now, month)


def _cells(visitor: Visitor, found: RosterMonth) -> tuple[RosterCell, ...]:
    days = days_to_publish(found, visitor.call.now)
    return tuple(RosterCell(on=day.on, kind=kind) for day in days for kind in day.kinds)


def _kept(visitor: Visitor, asked: _Asked) -> tuple[AskedShift, ...]:
    """Return the shifts of these days for which the form has no fields: they stay as they stand."""
    cells = {(each.on, each.kind) for each in _cells(visitor, asked.found)}
    days = days_to_publish(asked.found, visitor.call.now)
    shown = _shown(asked.found, asked.office)
    return tuple(
        AskedShift(
            on=each.on,
            kind=each.kind,
            person_id=each.person_id,
            stand_in_id=each.stand_in_id,
            office=office_of(each.role),
        )
        for day in days
        for each in day.shifts
        if (each.on, each.kind) not in cells or shown.get((each.on, each.kind)) != each
    )


def _page(visitor: Visitor, asked: _Asked, key: DutyRosterId, form: Form) -> PublishRosterPage:
    found = asked.found
    return PublishRosterPage(
        organisation_id=found.place.organisation_id,
        place=found.place.name,
        month=found.month,
        duty_roster_id=key,
        version=found.version,
        cells=_cells(visitor, found),
        people=people_of(found, asked.office),
        form=form,
        is_published=found.is_published,
        kept=len(_kept(visitor, asked)),
        offices=found.offices,
        office=asked.office,
    )


def people_of(found: RosterMonth, office: Role | None) -> tuple[Choice, ...]:
    """Return who can be chosen for an office, or the place itself; somebody of both for either."""
    return tuple(
        Choice(
            value=str(person_id),
            label=found.names.people.get(person_id, ""),
            posts=(DutyLabel(role=role, organisation=""),),
        )
        for person_id, role in {**_standing(found, office), **_able(found, office)}.items()
    )


def _able(found: RosterMonth, office: Role | None) -> Mapping[PersonId, Role]:
    of_it = {
        person_id: [role for role in roles if office_of(role) is office]
        for person_id, roles in found.able.items()
    }
    return {person_id: roles[0] for person_id, roles in of_it.items() if roles}


def _standing(found: RosterMonth, office: Role | None) -> Mapping[PersonId, Role]:
    """Return who is in the roster already: a field that cannot name them would drop them."""
    shifts = of_office((each for day in found.days for each in day.shifts), office)
    standing_in = {each.stand_in_id: each.role for each in shifts if each.stand_in_id}
    return {**standing_in, **{each.person_id: each.role for each in shifts}}


def _typed(
    fields: Fields, cells: tuple[RosterCell, ...], office: Role | None
) -> tuple[AskedShift, ...]:
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
                    office=office,
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
