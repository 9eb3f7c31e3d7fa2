"""The facts that tests of views are told: places, people, and any number of children on file."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID

from domain.pairing.facts import MentorPaired
from domain.shared import ChildId, DutyId, OrganisationId, PairingId, PersonId, TalkId, VisitId
from domain.staff.facts import DutyAssigned, PersonKind, PersonRegistered, Role
from domain.visits.facts import HomeVisitLogged, TalkLogged
from tests.examples import (
    BUREAU_REGISTERED,
    CARE_FILE_OPENED,
    CHILD_REGISTERED,
    COUNTY_OFFICE_REGISTERED,
    DUTY_ASSIGNED,
    HOME_VISIT,
    LEFT_BEHIND_STATED,
    LEVEL_ASSESSED,
    MENTOR_PAIRED,
    RESIDENCE_RECORDED,
    SCHOOL_CLASS_REGISTERED,
    SCHOOL_REGISTERED,
    SCHOOLING_RECORDED,
    TALK,
    TEACHER_REGISTERED,
    TOWNSHIP_REGISTERED,
    VILLAGE_REGISTERED,
    example_id,
)

PLACES = (
    BUREAU_REGISTERED,
    COUNTY_OFFICE_REGISTERED,
    TOWNSHIP_REGISTERED,
    VILLAGE_REGISTERED,
    SCHOOL_REGISTERED,
    SCHOOL_CLASS_REGISTERED,
)
STAFF = (TEACHER_REGISTERED, DUTY_ASSIGNED)


def child_number(number: int) -> ChildId:
    return ChildId(example_id(10_000 + number))


def on_file(child_id: ChildId) -> tuple[object, ...]:
    """A child of the teacher's class, registered and with an open file, without visits."""
    return (
        replace(CHILD_REGISTERED, child_id=child_id),
        replace(CARE_FILE_OPENED, child_id=child_id),
        replace(RESIDENCE_RECORDED, child_id=child_id),
        replace(SCHOOLING_RECORDED, child_id=child_id),
        replace(LEFT_BEHIND_STATED, child_id=child_id),
        replace(LEVEL_ASSESSED, child_id=child_id),
    )


def paired(child_id: ChildId, mentor_id: PersonId, *, number: int = 1) -> MentorPaired:
    pairing_id = PairingId(UUID(int=child_id.int + number))
    return replace(MENTOR_PAIRED, child_id=child_id, pairing_id=pairing_id, mentor_id=mentor_id)


def visited(
    child_id: ChildId, number: int, at: datetime = HOME_VISIT.started_at
) -> HomeVisitLogged:
    visit = replace(HOME_VISIT, started_at=at)
    return HomeVisitLogged(child_id=child_id, visit_id=VisitId(example_id(number)), visit=visit)


def talked(child_id: ChildId, number: int, at: datetime = TALK.started_at) -> TalkLogged:
    talk = replace(TALK, started_at=at)
    return TalkLogged(child_id=child_id, talk_id=TalkId(example_id(number)), talk=talk)


def person(person_id: PersonId) -> PersonRegistered:
    return PersonRegistered(person_id=person_id, kind=PersonKind.HUMAN, name="示例同事")


def duty(
    person_id: PersonId, role: Role, organisation_id: OrganisationId, to_on: date | None = None
) -> DutyAssigned:
    """A duty since last autumn, its id made from the person's."""
    return replace(
        DUTY_ASSIGNED,
        person_id=person_id,
        duty_id=DutyId(UUID(int=person_id.int + 5_000)),
        role=role,
        organisation_id=organisation_id,
        to_on=to_on,
    )


def a_life(children: int, visits: int) -> Iterator[object]:
    """The history of a class: children are filed one after the other, then visited in turns."""
    yield from (*PLACES, *STAFF)
    for number in range(children):
        yield from on_file(child_number(number))
        yield paired(child_number(number), DUTY_ASSIGNED.person_id)
    for visit in range(visits):
        for number in range(children):
            at = HOME_VISIT.started_at + timedelta(days=visit)
            contact_number = 20_000 + visit * children + number
            if visit % 3 == 2:
                yield talked(child_number(number), contact_number, at)
            else:
                yield visited(child_number(number), contact_number, at)
