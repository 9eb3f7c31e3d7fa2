"""The pages of people and their duties: the list, one person, proposing and ending a duty."""

from dataclasses import replace
from typing import Literal
from uuid import UUID, uuid4

from fastapi import APIRouter, Response

from api import paths
from api.deps import AccountsDep, Call
from api.pages.choices import all_places
from api.pages.frame import FieldsDep, Visitor, VisitorDep
from api.pages.staffing.duty_lines import duty_lines, places_of
from api.pages.staffing.person_page import first_typed, person_line, person_page
from api.pages.taking import take
from api.view_models.forms import ChoiceGroup, Form, typed
from api.view_models.staffing.staff import EndDutyPage, PeoplePage, PersonPage
from application.authentication.first_sign_ins import first_sign_in_of
from application.authorisation.answering_for import may_take_away
from application.authorisation.opening_forms import open_duty_ending
from application.authorisation.permission import Standings, standings_of
from application.care_files.pairings_ending import count_ending_pairings
from application.ports import Receipt
from application.school_health.health_posts import posts_to_fill
from application.staffing import proposing, staff
from application.staffing.staged_staff import NEEDED
from domain.access.table import Request as Asking
from domain.days import local_day
from domain.errors import NotFound
from domain.shared import DutyId, OrganisationId, PersonId
from domain.staff.facts import DutyEndReason, OrganisationKind, PersonKind, Role
from domain.staff.state import EndDuty, ProposeDuty, RegisterPerson

router = APIRouter(include_in_schema=False)

_NEW = Form(typed(kind=PersonKind.HUMAN.value))


@router.get(paths.PEOPLE)
def people(
    visitor: VisitorDep, after: UUID | None = None, place: UUID | Literal[""] | None = None
) -> Response:
    """Show one page of people, or those of one place."""
    # A browser sends the empty choice, too.
    return visitor.page(_people(visitor, uuid4(), _NEW, after, place or None))


@router.post(paths.PEOPLE)
def add(visitor: VisitorDep, fields: FieldsDep) -> Response:
    """Register a person and show the person's page, to propose a duty."""
    call = visitor.call
    person_id = PersonId(fields.maybe_id("person_id") or uuid4())
    is_machine = fields.text("kind") == PersonKind.MACHINE
    request = RegisterPerson(
        person_id=person_id,
        # Nobody registers an operator or a reaction by hand.
        kind=PersonKind.MACHINE if is_machine else PersonKind.HUMAN,
        name=fields.text("name"),
        phone=fields.maybe("phone"),
    )
    return take(
        visitor,
        fields,
        lambda: staff.register_person(call.ledger, call.actor, request, call.now),
        done=lambda _receipt: paths.filled(paths.PERSON, person_id=person_id),
        again=lambda form: _people(visitor, person_id, form),
    )


@router.get(paths.PERSON)
def person(
    person_id: UUID, visitor: VisitorDep, accounts: AccountsDep, renew: UUID | None = None
) -> Response:
    """Show one person with the duties; with `renew` the form proposes that one anew."""
    call = visitor.call
    row = staff.person(call.ledger, call.actor, PersonId(person_id), call.now)
    duty = next((each for each in row.duties if each.duty_id == renew), None)
    may = standings_of(call.ledger, call.actor, call.now)
    page = person_page(call, may, row, uuid4(), Form(first_typed(call, duty)))
    waits = first_sign_in_of(call.ledger, accounts, may, row.person_id, call.now)
    return visitor.page(replace(page, is_to_confirm=waits is not None), standings=may)


@router.post(paths.PERSON)
def propose(person_id: UUID, visitor: VisitorDep, fields: FieldsDep) -> Response:
    """Propose a duty."""
    call = visitor.call
    duty_id = DutyId(fields.maybe_id("duty_id") or uuid4())

    def save() -> Receipt:
        request = ProposeDuty(
            person_id=PersonId(person_id),
            duty_id=duty_id,
            role=fields.one_of("role", Role),
            organisation_id=OrganisationId(fields.id("organisation_id")),
            from_on=fields.day("from_on"),
            to_on=fields.day("to_on"),
        )
        fields.require_no_errors()
        return proposing.propose_duty(call.ledger, call.actor, request, call.now)

    def again(form: Form) -> PersonPage:
        row = staff.person(call.ledger, call.actor, PersonId(person_id), call.now)
        may = standings_of(call.ledger, call.actor, call.now)
        return person_page(call, may, row, duty_id, form)

    return take(
        visitor,
        fields,
        save,
        done=lambda _receipt: paths.filled(paths.PERSON, person_id=person_id),
        again=again,
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


def _people(
    visitor: Visitor,
    person_id: UUID,
    form: Form,
    after: UUID | None = None,
    place: UUID | None = None,
) -> PeoplePage:
    call = visitor.call
    behind = PersonId(after) if after else None
    if place is None:
        found = staff.people(call.ledger, call.actor, call.now, behind)
    else:
        found = staff.people_of(call.ledger, call.actor, OrganisationId(place), call.now, behind)
    rows = found[: call.ledger.rules.page_size]
    narrowed = Form(typed(place=str(place or "")))
    may = standings_of(call.ledger, call.actor, call.now)
    places = places_of(call, *rows)
    proposes, approves = may.allow(Asking.PROPOSE_DUTY), may.allow(Asking.APPROVE_DUTY)
    return PeoplePage(
        people=tuple(person_line(row, places, call) for row in rows),
        person_id=person_id,
        form=form,
        next_after=rows[-1].person_id if len(found) > len(rows) else None,
        is_first_page=after is None,
        may_add=may.allow(Asking.REGISTER_PERSON),
        may_send_lists=all(map(may.allow, NEEDED)),
        waiting=proposing.proposals(call.ledger, call.actor, call.now).total
        if proposes or approves
        else None,
        ending=proposing.ending_duties(call.ledger, call.actor, call.now).total
        if proposes
        else None,
        ending_pairings=count_ending_pairings(call.ledger, call.actor, call.now)
        if may.allow(Asking.PAIR_MENTOR)
        else None,
        posts_to_fill=posts_to_fill(call.ledger, may, call.now),
        places=_within_reach(call, may),
        narrowed=narrowed,
    )


def _within_reach(call: Call, may: Standings) -> tuple[ChoiceGroup, ...]:
    """Return the places of whoever looks; a class is found with its school."""
    (own,) = proposing.places_for(call.ledger, may, (Asking.READ_STAFF,), call.now)
    within = {each.organisation_id for each in own if each.kind is not OrganisationKind.CLASS}
    return all_places(call.ledger.directory.organisations(), within=within)


def _end(visitor: Visitor, person_id: UUID, duty_id: UUID, form: Form) -> EndDutyPage:
    call = visitor.call
    row = staff.person(call.ledger, call.actor, PersonId(person_id), call.now)
    duty = next((each for each in row.duties if each.duty_id == duty_id), None)
    if duty is None:
        raise NotFound("duty_not_found")
    open_duty_ending(call.ledger, call.actor, (duty.organisation_id,), call.now)
    places = places_of(call, row)
    (line,) = duty_lines((duty,), places, call)
    managing, may = Asking.MANAGE_ACCOUNTS, standings_of(call.ledger, call.actor, call.now)
    return EndDutyPage(
        person=person_line(row, places, call),
        duty=line,
        form=form,
        may_close_account=row.kind is PersonKind.HUMAN
        and may_take_away(call.ledger, may, managing, row.person_id, call.now),
    )
