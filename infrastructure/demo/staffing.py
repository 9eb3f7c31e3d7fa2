"""The invented city's offices, schools and people, registered through the use cases."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from application import staff
from application.founding import Founding
from application.ports import Actor, Ledger
from domain.days import local_day
from domain.shared import DutyId, OrganisationId, PersonId
from domain.staff.facts import OrganisationKind, PersonKind, Role
from domain.staff.state import (
    AppointHealthVicePrincipal,
    AssignDuty,
    PublishDutyTelephone,
    RegisterOrganisation,
    RegisterPerson,
)
from infrastructure.demo.invented import CLASSES, COUNTIES, SCHOOLS, STAFF_NAMES, demo_id

BUREAU_NAME = "钦州市教育局(演示)"
HOSPITAL_NAME = "示例心理医院(演示)"
HOSPITAL_ID = OrganisationId(demo_id("place", "hospital"))
TERM = timedelta(days=730)
# Numbers of no subscriber: the area's code and a block that is not given out.
DUTY_TELEPHONES = ("07770000001", "07770000002")


@dataclass(frozen=True, slots=True, kw_only=True)
class Colleague:
    """One invented person with an account: login, role and the place of the duty."""

    person_id: PersonId
    name: str
    login: str
    role: Role
    place_id: OrganisationId

    @property
    def actor(self) -> Actor:
        """The person as an actor."""
        return Actor(person_id=self.person_id, device="demo")


def place_id(*parts: object) -> OrganisationId:
    """Return the id of an invented place."""
    return OrganisationId(demo_id("place", *parts))


def colleagues(bureau_id: OrganisationId) -> tuple[Colleague, ...]:
    """Return the 24 people: one of each role in the first county, and more elsewhere."""
    posts = list(_posts(bureau_id))
    return tuple(
        Colleague(
            person_id=PersonId(demo_id("person", number)),
            name=name,
            login=login,
            role=role,
            place_id=place,
        )
        for number, (name, (login, role, place)) in enumerate(zip(STAFF_NAMES, posts, strict=True))
    )


def _posts(bureau_id: OrganisationId) -> Iterator[tuple[str, Role, OrganisationId]]:
    first = COUNTIES[0][0]
    yield "admin", Role.SYSTEM_ADMINISTRATOR, bureau_id
    yield "auditor", Role.AUDITOR, bureau_id
    yield "county", Role.COUNTY_OFFICER, place_id(first)
    yield "bureau", Role.BUREAU_OFFICER, bureau_id
    yield "volunteer", Role.VOLUNTEER, place_id(first, "township")
    yield "community", Role.COMMUNITY_WORKER, place_id(first, "village", 0)
    yield "subject", Role.TEACHER, place_id(first, "school", 0)
    yield "leader", Role.SCHOOL_LEADER, place_id(first, "school", 0)
    for number, (code, _county, _township, _villages) in enumerate(COUNTIES):
        ending = "" if number == 0 else str(number + 1)
        yield f"teacher{ending}", Role.CLASS_TEACHER, place_id(code, "school", 0, "class", 0)
        yield f"village{ending}", Role.VILLAGE_DIRECTOR, place_id(code, "village", 0)
        yield f"township{ending}", Role.TOWNSHIP_SUPERVISOR, place_id(code, "township")
    yield "lead", Role.CRISIS_LEAD, place_id(first, "school", 0)
    yield "health", Role.HEALTH_VICE_PRINCIPAL, place_id(first, "school", 0)
    yield "duty", Role.COUNTY_DUTY_OFFICER, place_id(first)
    yield "liaison", Role.HOSPITAL_LIAISON, HOSPITAL_ID


def register_everybody(
    ledger: Ledger, founding: Founding, people: tuple[Colleague, ...], at: datetime
) -> None:
    """Found the bureau and appoint an administrator, who registers everybody else."""
    founding.found(BUREAU_NAME, "450700", at)
    administrator = people[0]
    founding.appoint_administrator(
        administrator.person_id, duty_id(administrator), administrator.name, at
    )
    for request in _organisations(founding.bureau_id):
        staff.register_organisation(ledger, administrator.actor, request, at)
    for person in people[1:]:
        _employ(ledger, administrator.actor, person, at)
    first = COUNTIES[0][0]
    places = (place_id(first), place_id(first, "school", 0))
    for place, telephone in zip(places, DUTY_TELEPHONES, strict=True):
        published = PublishDutyTelephone(organisation_id=place, telephone=telephone)
        staff.publish_duty_telephone(ledger, administrator.actor, published, at)


def duty_id(person: Colleague) -> DutyId:
    """Return the id of an invented person's duty."""
    return DutyId(demo_id("duty", person.login))


def _employ(ledger: Ledger, administrator: Actor, person: Colleague, at: datetime) -> None:
    staff.register_person(
        ledger,
        administrator,
        RegisterPerson(person_id=person.person_id, kind=PersonKind.HUMAN, name=person.name),
        at,
    )
    if person.role is Role.HEALTH_VICE_PRINCIPAL:
        _appoint(ledger, administrator, person, at)
        return
    staff.assign_duty(
        ledger,
        administrator,
        AssignDuty(
            person_id=person.person_id,
            duty_id=duty_id(person),
            role=person.role,
            organisation_id=person.place_id,
            from_on=_start_of_term(local_day(at)),
        ),
        at,
    )


def _appoint(ledger: Ledger, administrator: Actor, person: Colleague, at: datetime) -> None:
    since = _start_of_term(local_day(at))
    staff.appoint_health_vice_principal(
        ledger,
        administrator,
        AppointHealthVicePrincipal(
            person_id=person.person_id,
            duty_id=duty_id(person),
            school_id=person.place_id,
            employer_id=HOSPITAL_ID,
            from_on=since,
            to_on=since + TERM,
        ),
        at,
    )


def _start_of_term(today: date) -> date:
    return today - timedelta(days=30)


def _organisations(bureau_id: OrganisationId) -> Iterator[RegisterOrganisation]:
    """Yield the hospital, counties, townships, villages, schools and classes, parents first."""
    yield _place(HOSPITAL_ID, OrganisationKind.HOSPITAL, HOSPITAL_NAME, bureau_id)
    for code, county, township, villages in COUNTIES:
        yield _place(place_id(code), OrganisationKind.COUNTY_OFFICE, county, bureau_id, code)
        below = place_id(code, "township")
        yield _place(below, OrganisationKind.TOWNSHIP, township, place_id(code))
        for number, village in enumerate(villages):
            here = place_id(code, "village", number)
            yield _place(here, OrganisationKind.VILLAGE, village, below)
        for number, name in enumerate(SCHOOLS):
            school = place_id(code, "school", number)
            yield _place(school, OrganisationKind.SCHOOL, f"{township}{name}", below)
            for row, title in enumerate(CLASSES):
                here = place_id(code, "school", number, "class", row)
                yield _place(here, OrganisationKind.CLASS, title, school)


def _place(
    organisation_id: OrganisationId,
    kind: OrganisationKind,
    name: str,
    parent_id: UUID,
    area_code: str | None = None,
) -> RegisterOrganisation:
    return RegisterOrganisation(
        organisation_id=organisation_id,
        kind=kind,
        name=name,
        area_code=area_code,
        parent_id=OrganisationId(parent_id),
    )
