"""The invented city's offices, schools and people, registered through the use cases."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import UUID

from application.ports import Actor, Ledger
from application.staffing import proposing, staff
from application.staffing.founding import Founded, Founding
from domain.days import local_day
from domain.shared import DutyId, OrganisationId, PersonId
from domain.staff.apart import ADMINISTRATORS
from domain.staff.facts import OrganisationKind, PersonKind, Role
from domain.staff.state import (
    ApproveDuty,
    ProposeDuty,
    PublishDutyTelephone,
    RegisterOrganisation,
    RegisterPerson,
)
from infrastructure.demo.city import City, Home, Township, place_id
from infrastructure.demo.invented import COUNTIES, SCHOOLS, demo_id, staff_name

BUREAU_NAME = "钦州市教育局(演示)"
HOSPITAL_NAME = "示例心理医院(演示)"
HOSPITAL_ID = OrganisationId(demo_id("place", "hospital"))
TERM, TERM_OF_ADMINISTRATORS = timedelta(days=730), timedelta(days=365)
ENDING_SOON, TERM_THAT_ENDS_SOON = "law", timedelta(days=223)
"""Whose term is over some days after the demo begins."""
FOUNDERS = (Role.SYSTEM_ADMINISTRATOR, Role.BUREAU_OFFICER, Role.SECURITY_ADMINISTRATOR)
"""Whom the operator appoints: the first two of them propose and approve all others."""
# Numbers of no subscriber: the area's code and a block that is not given out.
DUTY_TELEPHONES = ("07770000001", "07770000002")


STAFF_TELEPHONES_FROM = 2_000_000
"""Numbers of nobody, apart from those of the invented carers."""


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


def colleagues(city: City, bureau_id: OrganisationId) -> tuple[Colleague, ...]:
    """Return everybody with an account; the first of each role is in the first township's reach."""
    return tuple(
        Colleague(
            person_id=PersonId(demo_id("person", number)),
            name=staff_name(number),
            login=login,
            role=role,
            place_id=place,
        )
        for number, (login, role, place) in enumerate(_posts(city, bureau_id))
    )


def mentor_login(city: City, home: Home) -> str:
    """Return who looks out for the children of a class: its class teacher, or the village's head.

    A school has a teacher with an account for the first of its classes only.
    """
    number = home.half * len(city.townships) + home.township.number
    return _numbered("village" if home.row else "teacher", number)


def supervisor_login(township: Township) -> str:
    """Return who opens files and arranges pairings in a township."""
    return _numbered("township", township.number)


def _numbered(login: str, number: int) -> str:
    return f"{login}{number + 1}" if number else login


def _posts(city: City, bureau_id: OrganisationId) -> Iterator[tuple[str, Role, OrganisationId]]:
    first = city.townships[0]
    yield "admin", Role.SYSTEM_ADMINISTRATOR, bureau_id
    yield "security", Role.SECURITY_ADMINISTRATOR, bureau_id
    yield "auditor", Role.AUDITOR, bureau_id
    yield "privacy", Role.PRIVACY_OFFICER, bureau_id
    yield "inspector", Role.INSPECTOR, bureau_id
    yield "bureau", Role.BUREAU_OFFICER, bureau_id
    yield "volunteer", Role.VOLUNTEER, first.township_id
    yield "community", Role.COMMUNITY_WORKER, first.village_id(0)
    yield "subject", Role.TEACHER, first.school_id(0)
    yield "leader", Role.SCHOOL_LEADER, first.school_id(0)
    yield "health", Role.HEALTH_VICE_PRINCIPAL, first.school_id(0)
    yield "liaison", Role.HOSPITAL_LIAISON, HOSPITAL_ID
    yield "psychology", Role.PSYCHOLOGY_TEACHER, first.school_id(0)
    yield "law", Role.LAW_VICE_PRINCIPAL, first.school_id(0)
    yield "civil", Role.CIVIL_AFFAIRS_OFFICER, place_id(first.county_code)
    yield "education", Role.EDUCATION_OFFICER, place_id(first.county_code)
    yield "healthoffice", Role.HEALTH_OFFICER, place_id(first.county_code)
    # Most schools have nobody for worries: there the next in line is told.
    for number, township in enumerate(city.townships[: len(COUNTIES)]):
        yield _numbered("county", number), Role.COUNTY_OFFICER, place_id(township.county_code)
        yield _numbered("duty", number), Role.COUNTY_DUTY_OFFICER, place_id(township.county_code)
        yield _numbered("lead", number), Role.CRISIS_LEAD, township.school_id(0)
    for township in city.townships:
        yield supervisor_login(township), Role.TOWNSHIP_SUPERVISOR, township.township_id
    for home in city.homes:
        if home.row:
            yield mentor_login(city, home), Role.VILLAGE_DIRECTOR, home.village_id
        else:
            yield mentor_login(city, home), Role.CLASS_TEACHER, home.class_id
    # Two people settle what the rules of the city are.
    yield _numbered("bureau", 1), Role.BUREAU_OFFICER, bureau_id


def register_everybody(
    city: City,
    ledger: Ledger,
    founding: Founding,
    people: tuple[Colleague, ...],
    at: datetime,
) -> None:
    """Found the bureau with its first people, two of whom give everybody else their duties."""
    founding.found(BUREAU_NAME, "450700", at)
    by_role = {person.role: person for person in reversed(people)}
    for role in FOUNDERS:
        founder = by_role[role]
        founding.appoint(
            founder.person_id, Founded(duty_id=duty_id(founder), role=role), founder.name, at
        )
    administrator, officer = by_role[FOUNDERS[0]], by_role[FOUNDERS[1]]
    for request in _organisations(city, founding.bureau_id):
        staff.register_organisation(ledger, administrator.actor, request, at)
    for person in people:
        if by_role[person.role] is not person or person.role not in FOUNDERS:
            _employ(ledger, (administrator.actor, officer.actor), person, at)
    first = city.townships[0]
    places = (place_id(first.county_code), first.school_id(0))
    for place, telephone in zip(places, DUTY_TELEPHONES, strict=True):
        published = PublishDutyTelephone(organisation_id=place, telephone=telephone)
        staff.publish_duty_telephone(ledger, administrator.actor, published, at)


def duty_id(person: Colleague) -> DutyId:
    """Return the id of an invented person's duty."""
    return DutyId(demo_id("duty", person.login))


def _employ(ledger: Ledger, two: tuple[Actor, Actor], person: Colleague, at: datetime) -> None:
    """Let the first of two people register and propose somebody, and the second approve."""
    proposer, approver = two
    registered = RegisterPerson(
        person_id=person.person_id,
        kind=PersonKind.HUMAN,
        name=person.name,
        phone=f"0777{STAFF_TELEPHONES_FROM + person.person_id.int % 1_000_000:07}",
    )
    staff.register_person(ledger, proposer, registered, at)
    since = _start_of_term(local_day(at))
    of_hospital = person.role is Role.HEALTH_VICE_PRINCIPAL
    proposed = ProposeDuty(
        person_id=person.person_id,
        duty_id=duty_id(person),
        role=person.role,
        organisation_id=person.place_id,
        from_on=since,
        to_on=since + _term(person),
        employer_id=HOSPITAL_ID if of_hospital else None,
    )
    proposing.propose_duty(ledger, proposer, proposed, at)
    approval = ApproveDuty(person_id=person.person_id, duty_id=proposed.duty_id)
    proposing.approve_duty(ledger, replace(approver, factor_at=at), approval, at)


def _term(person: Colleague) -> timedelta:
    if person.login == ENDING_SOON:
        return TERM_THAT_ENDS_SOON
    return TERM_OF_ADMINISTRATORS if person.role in ADMINISTRATORS else TERM


def _start_of_term(today: date) -> date:
    return today - timedelta(days=30)


def _organisations(city: City, bureau_id: OrganisationId) -> Iterator[RegisterOrganisation]:
    """Yield the hospital, counties, townships, villages, schools and classes, parents first."""
    yield _place(HOSPITAL_ID, OrganisationKind.HOSPITAL, HOSPITAL_NAME, bureau_id)
    for code, county, _townships in COUNTIES:
        yield _place(place_id(code), OrganisationKind.COUNTY_OFFICE, county, bureau_id, code)
    for township in city.townships:
        yield from _below(township)


def _below(township: Township) -> Iterator[RegisterOrganisation]:
    here = township.township_id
    above = place_id(township.county_code)
    yield _place(here, OrganisationKind.TOWNSHIP, township.name, above)
    for number, village in enumerate(township.village_names):
        yield _place(township.village_id(number), OrganisationKind.VILLAGE, village, here)
    for number, (name, classes) in enumerate(SCHOOLS):
        school = township.school_id(number)
        yield _place(school, OrganisationKind.SCHOOL, f"{township.name}{name}", here)
        for row, (title, _youngest) in enumerate(classes):
            yield _place(township.class_id(number, row), OrganisationKind.CLASS, title, school)


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
