"""Every use case asks first: each person in the office tries each request, row by row."""

import pytest

from application.care_files.visits import log_home_visit
from domain.errors import NotFound, NotPermitted, RuleBroken
from domain.shared import PersonId
from domain.visits.state import LogHomeVisit
from tests import examples as given
from tests.application.requests import REQUESTS
from tests.engines import FoundedLedger
from tests.office import (
    ADMINISTRATOR,
    AUDITOR,
    DIRECTOR,
    LEADER,
    OFFICER,
    STRANGER,
    Office,
    acting,
    open_office,
    reopen_office,
)

PEOPLE: dict[str, PersonId] = {
    "lead mentor, class teacher": given.TEACHER,
    "school leader": LEADER,
    "village director": DIRECTOR,
    "township supervisor": given.SUPERVISOR,
    "county officer": OFFICER,
    "administrator": ADMINISTRATOR,
    "auditor": AUDITOR,
    "community worker, not paired": given.COMMUNITY_WORKER,
    "volunteer, not paired": given.VOLUNTEER,
    "village director elsewhere": STRANGER,
}

# + allowed, - not permitted, 0 there is no such child for this person; columns in PEOPLE's order.
# The community worker is paired in the row but last, and so has a standing in the last two.
TABLE = """
register an organisation     - - - - + + - - - -
register a person            - - - - + + - - - -
propose a duty               - + - + + + - - - -
approve a duty               - - - - + - - - - -
end a duty                   - - - + + + - - - -
read the staff               - + + + + + + - - +
register a child             + + + + - - - - - +
record a carer               + + + + - - - - - 0
assess the care level        + + + + + - - 0 0 0
see a mentor's load          - + + + + - - - - +
log a home visit             + + + + - - - 0 0 0
log a talk                   + + + + - - - 0 0 0
correct the teacher's visit  + - - - - - - 0 0 0
list one's children          + + + + + - - + + +
see who a child is           + + + + + - - 0 0 0
read the care file           + + + + + - - 0 0 0
read the history             + + + + + - - 0 0 0
read the child's words       + - - - - - - 0 0 0
pair a mentor                - + + + + - - - 0 0
end the pairing              - + + + + - - - 0 0
"""


def rows() -> dict[str, str]:
    lines = [line.rsplit(None, len(PEOPLE)) for line in TABLE.strip().splitlines()]
    return {request: "".join(marks) for request, *marks in lines}


def try_one(office: Office, request: str, person: PersonId, number: int) -> str:
    try:
        REQUESTS[request](office, person, number)
    except NotPermitted:
        return "-"
    except NotFound as refused:
        return {"child_not_found": "0"}.get(refused.code, refused.code)
    except RuleBroken as refused:
        # To whoever may register children, a child who is not theirs is one that nobody registered.
        return {"child_not_registered": "0"}.get(refused.code, refused.code)
    return "+"


def with_a_visit(founded: FoundedLedger) -> Office:
    office = reopen_office(founded(open_office))
    visit = LogHomeVisit(
        child_id=given.CHILD,
        visit_id=given.VISIT_ID,
        visit=given.HOME_VISIT,
        words=given.CHILD_WORDS,
    )
    log_home_visit(office.ledger, acting(given.TEACHER), visit, given.NOW)
    return office


def test_the_table_speaks_of_every_request() -> None:
    assert list(rows()) == list(REQUESTS)


def test_each_person_may_what_the_table_says_and_nothing_else(
    founded_ledger: FoundedLedger,
) -> None:
    office = with_a_visit(founded_ledger)
    found = {
        request: "".join(
            try_one(office, request, person, number)
            for number, person in enumerate(PEOPLE.values())
        )
        for request in REQUESTS
    }
    assert found == rows()


@pytest.mark.parametrize("request_name", ["read the care file", "log a home visit"])
def test_a_duty_that_ended_opens_nothing_any_more(
    founded_on_sqlite: FoundedLedger, request_name: str
) -> None:
    office = with_a_visit(founded_on_sqlite)
    REQUESTS["end a duty"](office, ADMINISTRATOR, 1)
    assert try_one(office, request_name, given.COMMUNITY_WORKER, 2) == "0"
    assert try_one(office, request_name, DIRECTOR, 3) == "+"
