"""An office with a psychology teacher, whose pupil's family agreed to screenings."""

from datetime import timedelta
from uuid import UUID, uuid5

from application.ports import Commit, History
from application.screening.interviews import AskedInterviews
from domain.shared import DutyId, PersonId, RequestId
from domain.staff.facts import DutyAssigned, PersonKind, PersonRegistered, Role
from tests import examples as given
from tests.office import WEEK_AGO, Office, acting
from tests.screening_examples import AGREED

PSYCHOLOGIST = PersonId(given.example_id(3821))


def employ_psychologist(office: Office) -> None:
    """Let a psychology teacher take up the post at the school, and the family agree."""
    know(
        office,
        PersonRegistered(person_id=PSYCHOLOGIST, kind=PersonKind.HUMAN, name="示例心理老师"),
        DutyAssigned(
            person_id=PSYCHOLOGIST,
            duty_id=DutyId(given.example_id(3822)),
            role=Role.PSYCHOLOGY_TEACHER,
            organisation_id=given.SCHOOL,
            from_on=given.TODAY - timedelta(days=60),
        ),
        AGREED,
    )


def know(office: Office, *facts: object) -> None:
    """Record facts of a week ago, whatever stands in their streams by now."""
    mapper, log = office.opened.mapper, office.ledger.log
    streams = {mapper.stream_of(fact) for fact in facts}
    history = log.load(sorted(streams, key=str))
    assert isinstance(history, History)
    log.append(
        Commit(
            facts=facts,
            expected=history.versions,
            request_id=RequestId(uuid5(given.example_id(3823), str(facts))),
            actor_id=given.SUPERVISOR,
            recorded_at=WEEK_AGO,
        )
    )
    assert office.opened.projector.catch_up(wait_ms=5_000)


def looking(person: PersonId, number: int = 1) -> AskedInterviews:
    """One person's look at the list now."""
    return AskedInterviews(actor=acting(person), now=given.NOW, read_id=look_id(person, number))


def look_id(person: PersonId, number: int) -> UUID:
    return uuid5(person, f"interviews/{number}")
