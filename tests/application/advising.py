"""Who asks about the duty log of a school at the office of the tests, and its facts."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

from application.authorisation.permission import standings_of
from application.ports import Commit, History, Recorded
from application.school_health.duty_log import advising_stream, log_health_duty
from application.school_health.health_posts import posts_to_fill
from domain.advising.state import LogHealthDuty
from domain.errors import DomainError, NotPermitted
from domain.shared import DutyId, OrganisationId, PersonId, RequestId
from domain.staff.facts import DutyEnded, DutyEndReason, HealthVicePrincipalAppointed
from tests import examples as given
from tests.advising_examples import LOG
from tests.crisis import ADVISER, CRISIS_LEAD, DUTY_OFFICER, HOSPITAL, LIAISON
from tests.office import ADMINISTRATOR, AUDITOR, DIRECTOR, LEADER, OFFICER, Office, acting

EVERYBODY = (
    *(given.TEACHER, given.SUPERVISOR, LEADER, DIRECTOR, OFFICER, AUDITOR, ADMINISTRATOR),
    *(CRISIS_LEAD, DUTY_OFFICER, LIAISON, ADVISER),
)
SECOND_SCHOOL = replace(
    given.SCHOOL_REGISTERED, organisation_id=given.OTHER_SCHOOL, name="示例二小"
)


def may(ask: Callable[[PersonId], object]) -> set[PersonId]:
    """Return who of everybody is not refused for what they are."""
    found = set()
    for each in EVERYBODY:
        try:
            ask(each)
        except NotPermitted:
            continue
        except DomainError:
            pass
        found.add(each)
    return found


def put(office: Office, *facts: object) -> None:
    """Record facts that nobody asked for, each behind what stands in its stream."""
    for fact in facts:
        stream = office.opened.mapper.stream_of(fact)
        history = office.ledger.log.load([stream])
        assert isinstance(history, History)
        office.ledger.log.append(
            Commit(
                facts=(fact,),
                expected=history.versions,
                request_id=RequestId(uuid4()),
                actor_id=OFFICER,
                recorded_at=given.NOW,
            )
        )
    office.ledger.catch_up()


def appointment(
    school_id: OrganisationId,
    number: int,
    person_id: PersonId = ADVISER,
    since: date = given.TODAY,
) -> HealthVicePrincipalAppointed:
    return HealthVicePrincipalAppointed(
        person_id=person_id,
        duty_id=DutyId(given.example_id(960 + number)),
        organisation_id=school_id,
        employer_id=HOSPITAL,
        from_on=since,
        to_on=since + timedelta(days=700),
    )


def ended(office: Office, last_on: date) -> DutyEnded:
    (duty,) = office.ledger.access.duties_of(ADVISER)
    return DutyEnded(
        person_id=ADVISER, duty_id=duty.duty_id, ended_on=last_on, reason=DutyEndReason.MOVED
    )


def to_fill(office: Office, by: PersonId) -> int | None:
    standings = standings_of(office.ledger, acting(by), given.NOW)
    return posts_to_fill(office.ledger, standings, given.NOW)


def log_of(office: Office) -> tuple[Recorded[object], ...]:
    history = office.ledger.log.load([advising_stream(given.SCHOOL)])
    assert isinstance(history, History)
    return history.recorded


def logged(office: Office, request: LogHealthDuty = LOG, by: PersonId = ADVISER) -> bool:
    return log_health_duty(office.ledger, acting(by), request, given.NOW).fresh
