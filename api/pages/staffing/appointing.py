"""The pages by which a health vice principal is proposed and a duty telephone published."""

from uuid import UUID, uuid4

from fastapi import APIRouter, Response

from api import paths
from api.pages.choices import employers, schools
from api.pages.frame import FieldsDep, Visitor, VisitorDep
from api.pages.staffing.duty_lines import places_of
from api.pages.staffing.person_page import first_typed, person_line
from api.pages.taking import take
from api.view_models.forms import Form, typed
from api.view_models.staffing.staff import AppointPage, DutyTelephonePage
from application.authorisation.permission import standings_of
from application.ports import Receipt
from application.staffing import proposing, staff
from domain.access.table import Request as Asking
from domain.shared import DutyId, OrganisationId, PersonId
from domain.staff.facts import Role
from domain.staff.state import ProposeDuty, PublishDutyTelephone

router = APIRouter(include_in_schema=False)


@router.get(paths.APPOINT_HEALTH_VICE_PRINCIPAL)
def ask_school(person_id: UUID, visitor: VisitorDep, renew: UUID | None = None) -> Response:
    """Ask at which school and for how long; with `renew` the form proposes that one anew."""
    call = visitor.call
    held = call.ledger.access.duties_of(PersonId(person_id))
    first = first_typed(call, next((each for each in held if each.duty_id == renew), None))
    form = Form({**first, "school_id": first.get("organisation_id", ())})
    return visitor.page(_appoint(visitor, person_id, uuid4(), form))


@router.post(paths.APPOINT_HEALTH_VICE_PRINCIPAL)
def appoint(person_id: UUID, visitor: VisitorDep, fields: FieldsDep) -> Response:
    """Propose the person and show their page."""
    call = visitor.call
    duty_id = DutyId(fields.maybe_id("duty_id") or uuid4())

    def save() -> Receipt:
        request = ProposeDuty(
            person_id=PersonId(person_id),
            duty_id=duty_id,
            role=Role.HEALTH_VICE_PRINCIPAL,
            organisation_id=OrganisationId(fields.id("school_id")),
            employer_id=OrganisationId(fields.id("employer_id")),
            from_on=fields.day("from_on"),
            to_on=fields.day("to_on"),
        )
        fields.require_no_errors()
        return proposing.propose_duty(call.ledger, call.actor, request, call.now)

    return take(
        visitor,
        fields,
        save,
        done=lambda _receipt: paths.filled(paths.PERSON, person_id=person_id),
        again=lambda form: _appoint(visitor, person_id, duty_id, form),
        names={"organisation_id": "school_id"},
    )


@router.get(paths.DUTY_TELEPHONE)
def ask_number(organisation_id: UUID, visitor: VisitorDep) -> Response:
    """Ask for the number that answers day and night."""
    return visitor.page(_telephone(visitor, organisation_id, None))


@router.post(paths.DUTY_TELEPHONE)
def publish(organisation_id: UUID, visitor: VisitorDep, fields: FieldsDep) -> Response:
    """Publish the number and show the organisations."""
    call = visitor.call
    request = PublishDutyTelephone(
        organisation_id=OrganisationId(organisation_id), telephone=fields.text("telephone")
    )
    return take(
        visitor,
        fields,
        lambda: staff.publish_duty_telephone(call.ledger, call.actor, request, call.now),
        done=lambda _receipt: paths.ORGANISATIONS,
        again=lambda form: _telephone(visitor, organisation_id, form),
    )


def _appoint(visitor: Visitor, person_id: UUID, duty_id: UUID, form: Form) -> AppointPage:
    call = visitor.call
    may = standings_of(call.ledger, call.actor, call.now)
    may.require(Asking.PROPOSE_DUTY)
    (reached,) = proposing.places_for(call.ledger, may, (Asking.PROPOSE_DUTY,), call.now)
    row = staff.person(call.ledger, call.actor, PersonId(person_id), call.now)
    places = staff.organisations(call.ledger, call.actor, call.now)
    return AppointPage(
        person=person_line(row, places_of(call, row), call),
        duty_id=duty_id,
        form=form,
        schools=schools(reached),
        employers=employers(places),
        years_at_most=call.ledger.rules.health_vice_principal_years_at_most,
        schools_at_most=call.ledger.rules.schools_per_health_vice_principal,
    )


def _telephone(visitor: Visitor, organisation_id: UUID, form: Form | None) -> DutyTelephonePage:
    call = visitor.call
    place_id = OrganisationId(organisation_id)
    found = staff.organisation_to_answer_for(call.ledger, call.actor, place_id, call.now)
    return DutyTelephonePage(
        organisation_id=found.organisation_id,
        kind=found.kind,
        name=found.name,
        form=form or Form(typed(telephone=found.duty_telephone)),
        published=found.duty_telephone,
    )
