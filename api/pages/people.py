"""The pages of people and their duties: the list, one person, assigning and ending a duty."""

from dataclasses import replace
from datetime import date
from uuid import UUID, uuid4

from fastapi import APIRouter, Response

from api import paths
from api.deps import Call
from api.pages.choices import all_places
from api.pages.frame import FieldsDep, Visitor, VisitorDep
from api.pages.people_names import place_in_full
from api.pages.taking import take
from api.view_models.forms import Form
from api.view_models.staff import DutyLine, EndDutyPage, PeoplePage, PersonLine, PersonPage
from application import staff
from application.looking import Names, names_of
from application.permission import standings_of
from application.ports import Receipt
from application.rows import DutyRow, PersonRow
from domain.access.table import Request as Asking
from domain.days import local_day
from domain.errors import NotFound
from domain.shared import DutyId, OrganisationId, PersonId
from domain.staff.facts import DutyEndReason, OrganisationKind, PersonKind, Role
from domain.staff.places import ROLE_PLACES
from domain.staff.state import AssignDuty, EndDuty, RegisterPerson

router = APIRouter(include_in_schema=False)

# A health vice principal is appointed for a term, on a page of its own.
GIVEN_HERE = tuple(
    (role, tuple(kind for kind in OrganisationKind if kind in ROLE_PLACES[role]))
    for role in Role
    if role is not Role.HEALTH_VICE_PRINCIPAL
)


@router.get(paths.PEOPLE)
def people(visitor: VisitorDep, after: UUID | None = None) -> Response:
    """Show one page of people."""
    return visitor.page(_people(visitor, uuid4(), Form(), after))


@router.post(paths.PEOPLE)
def add(visitor: VisitorDep, fields: FieldsDep) -> Response:
    """Register a person and show the person's page, to assign a duty."""
    call = visitor.call
    person_id = PersonId(fields.maybe_id("person_id") or uuid4())
    request = RegisterPerson(
        person_id=person_id,
        kind=PersonKind.HUMAN,
        name=fields.text("name"),
        phone=fields.maybe("phone"),
    )
    return take(
        visitor,
        fields,
        lambda: staff.register_person(call.ledger, call.actor, request, call.now),
        done=lambda _receipt: paths.filled(paths.PERSON, person_id=person_id),
        again=lambda form: _people(visitor, person_id, form, None),
    )


@router.get(paths.PERSON)
def person(person_id: UUID, visitor: VisitorDep) -> Response:
    """Show one person with the duties."""
    today = local_day(visitor.call.now).isoformat()
    return visitor.page(_person(visitor, person_id, uuid4(), Form({"from_on": (today,)})))


@router.post(paths.PERSON)
def assign(person_id: UUID, visitor: VisitorDep, fields: FieldsDep) -> Response:
    """Assign a duty."""
    call = visitor.call
    duty_id = DutyId(fields.maybe_id("duty_id") or uuid4())

    def save() -> Receipt:
        request = AssignDuty(
            person_id=PersonId(person_id),
            duty_id=duty_id,
            role=fields.one_of("role", Role),
            organisation_id=OrganisationId(fields.id("organisation_id")),
            from_on=fields.day("from_on"),
            to_on=fields.maybe_day("to_on"),
        )
        fields.require_no_errors()
        return staff.assign_duty(call.ledger, call.actor, request, call.now)

    return take(
        visitor,
        fields,
        save,
        done=lambda _receipt: paths.filled(paths.PERSON, person_id=person_id),
        again=lambda form: _person(visitor, person_id, duty_id, form),
    )


@router.get(paths.END_DUTY)
def confirm_end(person_id: UUID, duty_id: UUID, visitor: VisitorDep) -> Response:
    """Ask for the last day and why before a duty ends."""
    form = Form({"ended_on": (local_day(visitor.call.now).isoformat(),)})
    return visitor.page(_end(visitor, person_id, duty_id, form))


@router.post(paths.END_DUTY)
def end(person_id: UUID, duty_id: UUID, visitor: VisitorDep, fields: FieldsDep) -> Response:
    """End a duty."""
    call = visitor.call

    def save() -> Receipt:
        request = EndDuty(
            person_id=PersonId(person_id),
            duty_id=DutyId(duty_id),
            ended_on=fields.day("ended_on"),
            reason=fields.one_of("reason", DutyEndReason),
        )
        fields.require_no_errors()
        return staff.end_duty(call.ledger, call.actor, request, call.now)

    return take(
        visitor,
        fields,
        save,
        done=lambda _receipt: paths.filled(paths.PERSON, person_id=person_id),
        again=lambda form: _end(visitor, person_id, duty_id, form),
    )


def _people(visitor: Visitor, person_id: UUID, form: Form, after: UUID | None) -> PeoplePage:
    call = visitor.call
    rows = staff.people(call.ledger, call.actor, call.now, PersonId(after) if after else None)
    is_full = len(rows) == call.ledger.rules.page_size
    may = standings_of(call.ledger, call.actor, call.now)
    places = _places_of(call, *rows)
    return PeoplePage(
        people=tuple(_line(row, places, local_day(call.now)) for row in rows),
        person_id=person_id,
        form=form,
        next_after=rows[-1].person_id if is_full else None,
        is_first_page=after is None,
        may_add=may.allow(Asking.REGISTER_PERSON),
    )


def _person(visitor: Visitor, person_id: UUID, duty_id: UUID, form: Form) -> PersonPage:
    call = visitor.call
    row = staff.person(call.ledger, call.actor, PersonId(person_id), call.now)
    may = standings_of(call.ledger, call.actor, call.now).allow(Asking.ASSIGN_DUTY)
    places, today = _places_of(call, row), local_day(call.now)
    lines = [_duty(each, places, today) for each in row.duties]
    return PersonPage(
        person=_line(row, places, today),
        ended=tuple(line for line in lines if not line.is_current),
        duty_id=duty_id,
        form=form,
        organisations=all_places(call.ledger.directory.organisations() if may else ()),
        places_of_roles=GIVEN_HERE,
        may_assign=may,
    )


def _end(visitor: Visitor, person_id: UUID, duty_id: UUID, form: Form) -> EndDutyPage:
    call = visitor.call
    row = staff.person(call.ledger, call.actor, PersonId(person_id), call.now)
    duty = next((each for each in row.duties if each.duty_id == duty_id), None)
    if duty is None:
        raise NotFound("duty_not_found")
    places, today = _places_of(call, row), local_day(call.now)
    return EndDutyPage(
        person=_line(row, places, today),
        duty=_duty(duty, places, today),
        form=form,
    )


def person_line(call: Call, row: PersonRow) -> PersonLine:
    """Return a person with the current duties."""
    return _line(row, _places_of(call, row), local_day(call.now))


def _places_of(call: Call, *rows: PersonRow) -> Names:
    """Return the names of the places of all duties of these people, and of the schools of classes.

    Many schools have a class of the same name.
    """
    held = {duty.organisation_id for row in rows for duty in row.duties}
    found = names_of(call.ledger, (), held)
    classes = (each for each in found.organisations.values() if each.kind is OrganisationKind.CLASS)
    schools = names_of(call.ledger, (), {each.parent_id for each in classes})
    return replace(found, organisations={**found.organisations, **schools.organisations})


def _line(row: PersonRow, places: Names, today: date) -> PersonLine:
    duties = tuple(_duty(each, places, today) for each in row.duties)
    return PersonLine(
        person_id=row.person_id,
        kind=row.kind,
        name=row.name,
        duties=tuple(each for each in duties if each.is_current),
    )


def _duty(row: DutyRow, places: Names, today: date) -> DutyLine:
    return DutyLine(
        duty_id=row.duty_id,
        role=row.role,
        organisation=place_in_full(places, row.organisation_id),
        from_on=row.from_on,
        to_on=row.to_on,
        is_current=row.to_on is None or row.to_on >= today,
    )
