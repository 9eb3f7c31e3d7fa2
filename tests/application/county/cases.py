"""Cases of a county, and those of its offices who may see how many there are."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from application.crisis.desk.stages import CaseStage
from domain.shared import ChildId, DutyId, PersonId
from domain.staff.facts import DutyAssigned, PersonKind, PersonRegistered, Role
from tests import examples as given
from tests.application.screening.screening import know
from tests.infrastructure.views.worries import ACKNOWLEDGED, CONCERN, ISSUED, TAKEN, case_number
from tests.office import Office

HEALTH = PersonId(given.example_id(5_001))
EDUCATION = PersonId(given.example_id(5_002))
OFFICES = {HEALTH: Role.HEALTH_OFFICER, EDUCATION: Role.EDUCATION_OFFICER}
COURSE = {
    CaseStage.UNTAKEN: (CONCERN,),
    CaseStage.TAKEN: (CONCERN, TAKEN),
    CaseStage.ISSUED: (CONCERN, TAKEN, ISSUED),
    CaseStage.ACKNOWLEDGED: (CONCERN, TAKEN, ISSUED, ACKNOWLEDGED),
}


def employ_offices(office: Office) -> None:
    """Let an officer of each of the county's two offices take up the post."""
    know(office, *_posts())


def child_number(number: int) -> ChildId:
    return ChildId(given.example_id(5_100 + number))


def happened(office: Office, first: int, stages: dict[CaseStage, int]) -> int:
    """Let so many cases of different children have come so far, and return the next number."""
    number = first
    for stage, count in stages.items():
        for _ in range(count):
            case_id, child_id = case_number(number), child_number(number)
            course = (replace(each, case_id=case_id, child_id=child_id) for each in COURSE[stage])
            know(office, *course)
            number += 1
    return number


def _posts() -> Iterator[object]:
    for number, (person, role) in enumerate(OFFICES.items()):
        yield PersonRegistered(person_id=person, kind=PersonKind.HUMAN, name=f"示例局{number}")
        yield DutyAssigned(
            person_id=person,
            duty_id=DutyId(given.example_id(5_010 + number)),
            role=role,
            organisation_id=given.COUNTY_OFFICE,
            from_on=given.TODAY - timedelta(days=60),
        )
