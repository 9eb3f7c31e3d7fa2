"""Organisations, people and duties."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Query, Response

from api.deps import PREFIX, CallDep
from api.routes.answers import (
    READING,
    Listed,
    receipt_answer,
    recorded_with,
    refused_with,
)
from api.routes.fields import Body, Day
from application.rows import OrganisationRow, PersonRow
from application.staffing import staff
from domain.shared import DutyId, OrganisationId, PersonId
from domain.staff.facts import DutyEndReason, OrganisationKind, PersonKind
from domain.staff.state import (
    EndDuty,
    PublishDutyTelephone,
    RegisterOrganisation,
    RegisterPerson,
)

router = APIRouter(prefix=PREFIX, tags=["staff"])


class Organisation(Body):
    kind: OrganisationKind
    name: str
    area_code: str | None = None
    parent_id: OrganisationId | None = None


class Person(Body):
    """Operators and reactions are registered by the system itself."""

    kind: Literal[PersonKind.HUMAN, PersonKind.MACHINE] = PersonKind.HUMAN
    name: str
    phone: str | None = None


class DutyTelephone(Body):
    telephone: str


class DutyEnd(Body):
    ended_on: Day
    reason: DutyEndReason


@router.put("/organisations/{organisation_id}", status_code=201, responses=recorded_with())
def register_organisation(organisation_id: UUID, body: Organisation, call: CallDep) -> Response:
    """Record an organisation below the one it belongs to."""
    request = RegisterOrganisation(
        organisation_id=OrganisationId(organisation_id),
        kind=body.kind,
        name=body.name,
        area_code=body.area_code,
        parent_id=body.parent_id,
    )
    receipt = staff.register_organisation(call.ledger, call.actor, request, call.now)
    return receipt_answer(receipt, call.path)


@router.put(
    "/organisations/{organisation_id}/duty-telephone", status_code=201, responses=recorded_with()
)
def publish_duty_telephone(organisation_id: UUID, body: DutyTelephone, call: CallDep) -> Response:
    """Record which telephone answers for an organisation day and night; the latest one holds."""
    request = PublishDutyTelephone(
        organisation_id=OrganisationId(organisation_id), telephone=body.telephone
    )
    receipt = staff.publish_duty_telephone(call.ledger, call.actor, request, call.now)
    return receipt_answer(receipt, call.path)


@router.get("/organisations", responses=refused_with(*READING))
def organisations(call: CallDep) -> Listed[OrganisationRow]:
    """Return all organisations, parents before children."""
    return Listed(items=staff.organisations(call.ledger, call.actor, call.now))


@router.put("/people/{person_id}", status_code=201, responses=recorded_with())
def register_person(person_id: UUID, body: Person, call: CallDep) -> Response:
    """Record a person who may act."""
    request = RegisterPerson(
        person_id=PersonId(person_id), kind=body.kind, name=body.name, phone=body.phone
    )
    receipt = staff.register_person(call.ledger, call.actor, request, call.now)
    return receipt_answer(receipt, call.path)


@router.get("/people", responses=refused_with(*READING, 422))
def people(call: CallDep, cursor: Annotated[UUID | None, Query()] = None) -> Listed[PersonRow]:
    """Return a page of the people who may act, in the order of their names."""
    after = None if cursor is None else PersonId(cursor)
    found = staff.people(call.ledger, call.actor, call.now, after)
    rows = found[: call.ledger.rules.page_size]
    goes_on = len(found) > len(rows)
    return Listed(items=rows, next_cursor=str(rows[-1].person_id) if goes_on else None)


@router.get("/people/{person_id}", responses=refused_with(*READING, 404, 422))
def person(person_id: UUID, call: CallDep) -> PersonRow:
    """Return one person with their duties."""
    return staff.person(call.ledger, call.actor, PersonId(person_id), call.now)


@router.put(
    "/people/{person_id}/duties/{duty_id}/end", status_code=201, responses=recorded_with(404)
)
def end_duty(person_id: UUID, duty_id: UUID, body: DutyEnd, call: CallDep) -> Response:
    """Record the last day of a duty."""
    request = EndDuty(
        person_id=PersonId(person_id),
        duty_id=DutyId(duty_id),
        ended_on=body.ended_on,
        reason=body.reason,
    )
    receipt = staff.end_duty(call.ledger, call.actor, request, call.now)
    return receipt_answer(receipt, call.path)
