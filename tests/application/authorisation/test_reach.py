"""Whoever watches in a county sees what people of that county did; from the bureau, everybody."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from application.authentication.security import security_events
from application.authentication.security_rows import SecurityFilter
from application.authorisation.permission import standings_of
from application.authorisation.reach import reach_of
from application.care_files.files import care_file
from application.ports import Commit
from application.reads.reading_questions import (
    question,
    questions,
    settle_question,
    waiting_questions,
)
from application.reads.reading_rows import ReadingFilter
from application.reads.watching_reads import AskedReader, read_by, readers_of_day
from domain.access.table import Request
from domain.errors import NotFound
from domain.reads.facts import Doubt, Finding
from domain.reads.state import SettleQuestion
from domain.reads.unusual import question_id
from domain.shared import DutyId, OrganisationId, PersonId, RequestId
from domain.staff.facts import DutyAssigned, PersonKind, PersonRegistered, Role
from infrastructure.opening import reading_watch_of
from tests import examples as given
from tests.office import ADMINISTRATOR, AUDITOR, Office, acting, read_id

ELSEWHERE = OrganisationId(given.example_id(1_301))
AWAY = PersonId(given.example_id(1_302))
BUREAU_AUDITOR = PersonId(given.example_id(1_303))
COUNTY_ADMINISTRATOR = PersonId(given.example_id(1_304))
NIGHT = datetime(2026, 3, 10, 15, tzinfo=UTC)
ASKED = question_id(given.TEACHER, Doubt.AT_NIGHT, given.TODAY)
SETTLING = SettleQuestion(question_id=ASKED, finding=Finding.IN_ORDER)


@pytest.fixture
def watched(office: Office) -> Office:
    """An office where the teacher read at night, with auditors of another county and above."""
    facts: list[object] = [replace(given.COUNTY_OFFICE_REGISTERED, organisation_id=ELSEWHERE)]
    posts = (
        (AWAY, Role.AUDITOR, ELSEWHERE),
        (BUREAU_AUDITOR, Role.AUDITOR, given.BUREAU),
        (COUNTY_ADMINISTRATOR, Role.SYSTEM_ADMINISTRATOR, ELSEWHERE),
    )
    for number, (person, role, place) in enumerate(posts):
        facts.append(PersonRegistered(person_id=person, kind=PersonKind.HUMAN, name="示例"))
        facts.append(
            DutyAssigned(
                person_id=person,
                duty_id=DutyId(given.example_id(1_310 + number)),
                role=role,
                organisation_id=place,
                from_on=given.TODAY - timedelta(days=9),
            )
        )
    streams = {office.opened.mapper.stream_of(each) for each in facts}
    office.ledger.log.append(
        Commit(
            facts=facts,
            expected=dict.fromkeys(streams, 0),
            request_id=RequestId(given.example_id(1_320)),
            actor_id=given.OPERATOR,
            recorded_at=given.NOW,
        )
    )
    care_file(office.ledger, replace(office.asked(given.TEACHER), now=NIGHT))
    assert reading_watch_of(office.opened, lambda: NIGHT).follow()
    return office


def look(person: PersonId) -> AskedReader:
    return AskedReader(
        actor=acting(person),
        reader_id=given.TEACHER,
        now=NIGHT,
        read_id=read_id(8),
        chosen=ReadingFilter(),
    )


def counted(office: Office, person: PersonId) -> int:
    standings = standings_of(office.ledger, acting(person), NIGHT)
    assert standings.allow(Request.SETTLE_QUESTION)
    return waiting_questions(office.ledger, standings, NIGHT)


def test_a_system_administrator_reaches_as_far_as_their_place(watched: Office) -> None:
    proposing = (Request.PROPOSE_DUTY,)
    of_county, of_bureau = (
        reach_of(watched.ledger, acting(person), proposing, NIGHT)
        for person in (COUNTY_ADMINISTRATOR, ADMINISTRATOR)
    )
    assert (of_county, of_bureau) == (frozenset({ELSEWHERE}), None)


@pytest.mark.parametrize("person", [AUDITOR, BUREAU_AUDITOR])
def test_an_auditor_sees_readers_of_the_own_county(watched: Office, person: PersonId) -> None:
    ledger, me = watched.ledger, acting(person)
    assert [row.reader_id for row in readers_of_day(ledger, me, NIGHT).rows] == [given.TEACHER]
    assert len(read_by(ledger, look(person)).rows) == 1
    assert [row.question_id for row in questions(ledger, me, NIGHT).rows] == [ASKED]
    assert question(ledger, me, ASKED, NIGHT).may_settle
    assert settle_question(ledger, me, SETTLING, read_id(9), NIGHT + timedelta(days=30)).fresh


def test_an_auditor_of_another_county_sees_nothing_of_them(watched: Office) -> None:
    ledger, me = watched.ledger, acting(AWAY)
    assert readers_of_day(ledger, me, NIGHT).rows == ()
    assert questions(ledger, me, NIGHT).rows == ()
    assert counted(watched, AWAY) == 0
    with pytest.raises(NotFound):
        read_by(ledger, look(AWAY))
    with pytest.raises(NotFound):
        question(ledger, me, ASKED, NIGHT)
    with pytest.raises(NotFound):
        settle_question(ledger, me, SETTLING, read_id(9), NIGHT + timedelta(days=30))


def test_events_of_people_are_told_in_their_county_alone(watched: Office) -> None:
    found = {
        person: {
            row.person_id
            for row in security_events(
                watched.ledger, acting(person), SecurityFilter(), given.NOW
            ).rows
        }
        for person in (AUDITOR, AWAY, BUREAU_AUDITOR)
    }
    assert found[AWAY] == {AWAY, COUNTY_ADMINISTRATOR}
    assert given.TEACHER in found[AUDITOR]
    assert AWAY not in found[AUDITOR]
    assert found[BUREAU_AUDITOR] > found[AWAY] | found[AUDITOR]
