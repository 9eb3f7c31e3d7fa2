"""Two officers of the bureau, between whom the rules of the city are settled."""

from dataclasses import replace

from domain.shared import DutyId, PersonId
from domain.staff.facts import DutyAssigned, Role
from tests import examples as given

OFFICERS = {"bureau": PersonId(given.example_id(974)), "second": PersonId(given.example_id(975))}


def in_post(login: str) -> tuple[object, object]:
    """Return the facts by which an officer is known and in post."""
    person_id = OFFICERS[login]
    return (
        replace(given.TEACHER_REGISTERED, person_id=person_id, name=f"示例{login}"),
        DutyAssigned(
            person_id=person_id,
            duty_id=DutyId(given.example_id(976 + [*OFFICERS].index(login))),
            role=Role.BUREAU_OFFICER,
            organisation_id=given.BUREAU,
            from_on=given.TODAY,
        ),
    )
