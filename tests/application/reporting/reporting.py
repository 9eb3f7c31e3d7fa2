"""Those on duty for reports of harm at the office, and the steps that a report takes there."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import UUID, uuid5

from application.ports import Commit, History, Receipt
from application.reporting.permitted import Reporting
from application.reporting.reading import AskedReport
from application.reporting.recorded import reporting_stream
from application.reporting.recording import report_harm
from domain.reads.facts import Reading, RecordsRead
from domain.reporting.state import ReportHarm
from domain.shared import (
    DutyId,
    OrganisationId,
    PersonId,
    Purpose,
    ReadId,
    ReportId,
    RequestId,
    Stream,
)
from domain.staff.facts import DutyAssigned, Role
from infrastructure.authentication.accounts import Accounts
from tests import examples as given
from tests.api.routes.door import CHEAP
from tests.application.casework import open_casework
from tests.engines import LedgerDatabases
from tests.office import OFFICER, WEEK_AGO, Office, acting
from tests.privacy import employ_privacy_officer
from tests.report_examples import HARM, OTHER_OFFICER, REPORT
from tests.signing import give_account

CIVIL_AFFAIRS = PersonId(given.example_id(182))
EDUCATION = PersonId(given.example_id(183))
TEACHER_AT_SCHOOL = PersonId(given.example_id(184))

REPORTER = given.COMMUNITY_WORKER
"""Reports the harm, and is nothing to the child otherwise."""

_POSTS: dict[PersonId, tuple[Role, OrganisationId]] = {
    OTHER_OFFICER: (Role.COUNTY_DUTY_OFFICER, given.COUNTY_OFFICE),
    CIVIL_AFFAIRS: (Role.CIVIL_AFFAIRS_OFFICER, given.COUNTY_OFFICE),
    EDUCATION: (Role.EDUCATION_OFFICER, given.COUNTY_OFFICE),
    TEACHER_AT_SCHOOL: (Role.TEACHER, given.SCHOOL),
}


def open_reporting(databases: LedgerDatabases) -> Office:
    """Open an office with two on duty in the county and somebody there for each other body."""
    office = open_casework(databases)
    employ_privacy_officer(office.opened)
    facts = tuple(_duties())
    office.ledger.log.append(
        Commit(
            facts=facts,
            expected={office.opened.mapper.stream_of(fact): 0 for fact in facts},
            request_id=RequestId(given.example_id(905)),
            actor_id=given.SUPERVISOR,
            recorded_at=WEEK_AGO,
        )
    )
    assert office.opened.projector.catch_up(wait_ms=5_000)
    accounts = Accounts(office.opened.engine, CHEAP, office.opened.vault)
    for number, person_id in enumerate((*_POSTS, OFFICER)):
        give_account(accounts, person_id, f"reporting{number}")
    return office


def by(person: PersonId, at: datetime = given.NOW) -> Reporting:
    return Reporting(actor=acting(person), now=at)


def looking(person: PersonId, number: int = 1, report_id: ReportId = REPORT) -> AskedReport:
    """One person's look at the report, the reading recorded under an id of that number."""
    return AskedReport(
        actor=acting(person), report_id=report_id, now=given.NOW, read_id=look_id(person, number)
    )


def look_id(person: PersonId, number: int = 1) -> UUID:
    return uuid5(person, f"report/{number}")


def history_of(office: Office, report_id: ReportId = REPORT) -> History:
    found = office.ledger.log.load([reporting_stream(report_id)])
    assert isinstance(found, History)
    return found


def readings_of(office: Office, person: PersonId, number: int = 1) -> list[object]:
    """Return what is on record of a look."""
    found = office.ledger.reads.load([Stream("reads", look_id(person, number))])
    assert isinstance(found, History)
    return [each.fact for each in found.recorded]


def reading(person: PersonId, number: int = 1) -> RecordsRead:
    """Return what must be on record of a look at the report, or at a list with it."""
    return RecordsRead(
        read_id=ReadId(look_id(person, number)),
        reader_id=person,
        child_ids=(given.CHILD,),
        what=Reading.REPORT,
        purpose=Purpose.CRISIS,
    )


def _duties() -> Iterator[object]:
    for number, (person_id, (role, place)) in enumerate(_POSTS.items()):
        yield DutyAssigned(
            person_id=person_id,
            duty_id=DutyId(given.example_id(1310 + number)),
            role=role,
            organisation_id=place,
            from_on=given.TODAY - timedelta(days=60),
        )


def reported(office: Office, request: ReportHarm = HARM, who: PersonId = REPORTER) -> Receipt:
    return report_harm(office.ledger, by(who), request)
