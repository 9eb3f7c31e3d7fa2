"""Those above are told of what nobody did in time: once, by any number of processes, until done."""

from datetime import datetime, timedelta

import pytest

from application.authentication.night_ports import NightRecovery
from application.authorisation.grant_lists import grants_overdue
from application.authorisation.grant_reading import open_grant
from application.authorisation.overdue import (
    nights_overdue,
    tell_of_overdue_access,
    tell_of_overdue_nights,
)
from application.authorisation.permission import standings_of
from application.ports import History
from application.said_lately import SaidLately
from application.states import accounts_stream, grants_stream
from domain.accounts.outside_facts import NightReviewOverdue, RecoveryFinding
from domain.errors import NotPermitted
from domain.grants.facts import AccessAnswerOverdue, GlassReviewOverdue
from domain.shared import PersonId, RecoveryId, Stream
from infrastructure.authentication.night_recoveries import NightRecoveries
from tests import examples as given
from tests.application.casework import raised
from tests.application.granting import (
    ASK_HEALTH,
    GLASS,
    GRANT,
    LAWYER,
    PRIVACY_OFFICER,
    a_list,
    approved,
    asked,
    broken,
    look_at,
    open_granting,
    reopen_granting,
    reviewed,
)
from tests.engines import FoundedLedger
from tests.infrastructure.views.rows_of_the_log import spoil
from tests.office import LEADER, OFFICER, SECURITY, Office, acting

SWEEPER = acting(given.SUPERVISOR)
A_DAY, THREE_DAYS = given.NOW + timedelta(hours=24), given.NOW + timedelta(hours=72)
RECOVERY = RecoveryId(given.example_id(2011))


@pytest.fixture
def office(founded_ledger: FoundedLedger) -> Office:
    return reopen_granting(founded_ledger(open_granting))


def recoveries(office: Office) -> NightRecoveries:
    return NightRecoveries(office.opened.engine, office.opened.vault.claim_digest)


def told(office: Office, at: datetime) -> int:
    nights = tell_of_overdue_nights(office.ledger, recoveries(office), SWEEPER, at, SaidLately())
    return nights + tell_of_overdue_access(office.ledger, SWEEPER, at, SaidLately())


def said(office: Office, stream: Stream, kind: type[object]) -> list[object]:
    history = office.ledger.log.load([stream])
    assert isinstance(history, History)
    return [each.fact for each in history.recorded if isinstance(each.fact, kind)]


def overdue_for(office: Office, at: datetime, *people: PersonId) -> list[int]:
    return [office.ledger.grants.counts(each, at).overdue for each in people]


def test_an_unreviewed_emergency_is_told_above_once_and_shown_until_it_is_reviewed(
    office: Office,
) -> None:
    broken(office)
    assert told(office, A_DAY - timedelta(seconds=1)) == 0
    again = reopen_granting(office.databases)
    assert (told(office, A_DAY), told(again, A_DAY), told(office, THREE_DAYS)) == (1, 0, 0)
    assert said(office, grants_stream(given.CHILD), GlassReviewOverdue) == [
        GlassReviewOverdue(
            child_id=given.CHILD,
            grant_id=GLASS,
            due_at=A_DAY,
            supervisor_ids=(OFFICER,),
            privacy_officer_ids=(PRIVACY_OFFICER,),
        )
    ]
    people = (given.SUPERVISOR, OFFICER, PRIVACY_OFFICER, LEADER, LAWYER)
    assert overdue_for(office, A_DAY, *people) == [1, 1, 1, 0, 0]
    # Whoever was told of it above can open it and do what others left undone.
    assert open_grant(office.ledger, look_at(OFFICER, GLASS)).may_review
    reviewed(office, by=OFFICER, now=A_DAY)
    assert overdue_for(office, A_DAY, *people) == [0, 0, 0, 0, 0]
    assert told(office, THREE_DAYS) == 0


def test_an_unanswered_request_is_told_above_and_to_privacy_officers_who_only_see_that_it_waits(
    office: Office,
) -> None:
    asked(office)
    assert (told(office, A_DAY), told(office, THREE_DAYS)) == (0, 1)
    (fact,) = said(office, grants_stream(given.CHILD), AccessAnswerOverdue)
    assert isinstance(fact, AccessAnswerOverdue)
    assert fact.supervisor_ids == (given.SUPERVISOR,)
    for person, may_open in ((given.SUPERVISOR, {GRANT}), (PRIVACY_OFFICER, set())):
        found = grants_overdue(office.ledger, a_list(person, THREE_DAYS))
        assert [row.grant_id for row in found.page.rows] == [GRANT]
        assert found.may_open == may_open
    with pytest.raises(NotPermitted):
        grants_overdue(office.ledger, a_list(given.TEACHER, THREE_DAYS))
    approved(office)
    assert overdue_for(office, THREE_DAYS, given.SUPERVISOR, PRIVACY_OFFICER) == [0, 0]


def test_of_a_request_for_health_nobody_below_the_county_is_told_nor_whoever_may_be_involved(
    office: Office,
) -> None:
    raised(office)
    asked(office, ASK_HEALTH)
    assert told(office, THREE_DAYS) == 1
    (fact,) = said(office, grants_stream(given.CHILD), AccessAnswerOverdue)
    assert isinstance(fact, AccessAnswerOverdue)
    assert fact.supervisor_ids == (OFFICER,)
    assert overdue_for(office, THREE_DAYS, LEADER, given.SUPERVISOR) == [0, 0]


def given_code(office: Office, which: RecoveryId, to: PersonId, at: datetime) -> None:
    kept = NightRecovery(
        recovery_id=which,
        person_id=to,
        given_by=OFFICER,
        given_at=at,
        expires_at=at + timedelta(minutes=10),
    )
    recoveries(office).keep(kept, "code", ())


def test_one_damaged_account_keeps_nobody_from_being_told_of_the_codes_of_others(
    office: Office,
) -> None:
    given_code(office, RECOVERY, given.TEACHER, given.NOW)
    assert told(office, THREE_DAYS) == 1
    *_, last = office.opened.recorder.rows_of(
        [office.opened.mapper.stream_id(accounts_stream(given.TEACHER))]
    )
    spoil(office.databases, last.position)
    for hours, person in enumerate((given.TEACHER, LEADER, given.TEACHER), start=1):
        which = RecoveryId(given.example_id(2020 + hours))
        given_code(office, which, person, given.NOW + timedelta(hours=hours))
    assert told(office, THREE_DAYS + timedelta(hours=3)) == 1
    (fact,) = said(office, accounts_stream(LEADER), NightReviewOverdue)
    assert isinstance(fact, NightReviewOverdue)
    assert fact.person_id == LEADER


def test_a_code_of_the_night_that_nobody_looked_into_is_told_once_until_somebody_does(
    office: Office,
) -> None:
    doors = recoveries(office)
    given_code(office, RECOVERY, given.TEACHER, given.NOW)
    again = reopen_granting(office.databases)
    assert [told(office, A_DAY), told(office, THREE_DAYS), told(again, THREE_DAYS)] == [0, 1, 0]
    assert said(office, accounts_stream(given.TEACHER), NightReviewOverdue) == [
        NightReviewOverdue(person_id=given.TEACHER, recovery_id=RECOVERY, due_at=THREE_DAYS)
    ]

    def counted(person: PersonId) -> int:
        standings = standings_of(office.ledger, acting(person), THREE_DAYS)
        return nights_overdue(office.ledger, doors, standings, THREE_DAYS)

    assert [counted(each) for each in (PRIVACY_OFFICER, SECURITY, LEADER)] == [1, 0, 0]
    doors.review(RECOVERY, RecoveryFinding.IN_ORDER, THREE_DAYS, ())
    assert counted(PRIVACY_OFFICER) == 0
