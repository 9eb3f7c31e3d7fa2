"""Each reading by a grant or broken glass rests on the log of then, a planted one on nothing."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID, uuid5

import pytest

from application.care_files.files import care_file
from application.care_files.history import history
from application.crisis.reading import case_reading
from application.ports import Recorded
from application.staffing.staff import end_duty
from domain.access.table import Standing
from domain.days import end_of_day
from domain.errors import DomainError
from domain.reads.facts import Reading, RecordsRead
from domain.shared import Compartment, GrantId, PersonId, Purpose
from domain.staff.facts import DutyEndReason
from domain.staff.state import EndDuty
from infrastructure.log.mapper import SealingMapper
from infrastructure.log.recorder import LogRecorder
from tests import examples as given
from tests.application.casework import WORRY, raised, told
from tests.application.casework import asked as asked_case
from tests.application.granting import (
    ASK_HEALTH,
    BREAK,
    DUTY_OF_LAWYER,
    GLASS,
    LAWYER,
    UNTIL_ON,
    approved,
    asked,
    broken,
    closed,
    look,
    open_granting,
    reopen_granting,
    revoked,
)
from tests.crisis import CRISIS_LEAD
from tests.engines import FoundedLedger
from tests.office import OFFICER, Office, with_factor
from tests.valid_readings import permission_of

Log = list[Recorded[object]]
Planted = Mapping[str, Callable[[Recorded[object]], Recorded[object]]]
NOBODY, WORDS = PersonId(UUID(int=1)), Reading.CHILD_WORDS
A_SECOND = timedelta(seconds=1)
AGAIN = GrantId(uuid5(GLASS, "again"))


@pytest.fixture
def office(founded_ledger: FoundedLedger) -> Office:
    return reopen_granting(founded_ledger(open_granting))


def whole(recorder: LogRecorder, mapper: SealingMapper) -> Log:
    return list(mapper.open_rows(recorder.rows_after(0, 1_000)))


def log_of(office: Office) -> Log:
    return whole(*office.opened.logs["events"])


def looks_of(office: Office) -> Log:
    return whole(*office.opened.logs["reads"])


def with_fact(
    reading: Recorded[object], other: Callable[[RecordsRead], RecordsRead]
) -> Recorded[object]:
    """Return the reading as it would stand there had it been another one."""
    assert isinstance(reading.fact, RecordsRead)
    return reading._replace(fact=other(reading.fact))


def at(moment: datetime) -> Callable[[Recorded[object]], Recorded[object]]:
    return lambda reading: reading._replace(recorded_at=moment)


def explained(made: Planted, reading: Recorded[object], log: Log) -> list[str]:
    """Return which of these readings something would have allowed."""
    return [name for name, other in made.items() if permission_of(other(reading), given.CHILD, log)]


def look_in_vain(office: Office, number: int, now: datetime = given.NOW) -> None:
    for see in (care_file, history):
        with suppress(DomainError):
            see(office.ledger, look(number=number, now=now))
    with suppress(DomainError):
        case_reading.case(office.ledger, replace(asked_case(LAWYER, number), now=now))


def by_grant(office: Office) -> Recorded[object]:
    """Let somebody read by a grant, and return that reading."""
    asked(office)
    approved(office)
    care_file(office.ledger, look())
    (reading,) = looks_of(office)
    return reading


def by_glass(office: Office) -> Recorded[object]:
    broken(office)
    care_file(office.ledger, look())
    (reading,) = looks_of(office)
    return reading


def test_what_is_read_by_grants_and_broken_glass_rests_on_them_and_ends_with_them(
    office: Office,
) -> None:
    second, third, fourth, fifth = (given.NOW + A_SECOND * number for number in range(1, 5))
    raised(office)
    told(office)
    by_grant(office)
    revoked(office, now=second)
    look_in_vain(office, 2, second)
    broken(office, now=third)
    care_file(office.ledger, look(number=3, now=third))
    case_reading.case(office.ledger, replace(asked_case(LAWYER, 4), now=third))
    closed(office, now=fourth)
    look_in_vain(office, 5, fourth)
    broken(office, replace(BREAK, grant_id=AGAIN), now=fifth)
    history(office.ledger, look(number=6, now=fifth))
    look_in_vain(office, 7, fifth + timedelta(minutes=60))
    log, looks = log_of(office), looks_of(office)
    found = [permission_of(each, given.CHILD, log) for each in looks]
    assert [each and each.by for each in found] == [
        Standing.GRANTED_ACCESS,
        *[Standing.BROKE_GLASS] * 3,
    ]
    kinds = [each.fact.what for each in looks if isinstance(each.fact, RecordsRead)]
    assert kinds == [Reading.CARE_FILE, Reading.CARE_FILE, Reading.CASE, Reading.HISTORY]


def test_whoever_is_recused_reads_nothing_more_and_what_they_read_before_stays_explained(
    office: Office,
) -> None:
    by_glass(office)
    raised(office, replace(WORRY, involved_ids=(LAWYER,)))
    told(office)
    look_in_vain(office, 2)
    (before,) = looks_of(office)
    log = log_of(office)
    at_worry = next(each.position for each in log if each.actor_id == given.COMMUNITY_WORKER)
    assert permission_of(before, given.CHILD, [e for e in log if e.position < at_worry])
    assert permission_of(at(given.NOW + A_SECOND)(before), given.CHILD, log) is None


END_OF_GRANT, END_OF_GLASS = end_of_day(UNTIL_ON), given.NOW + timedelta(minutes=60)

PLANTED_BY_GLASS: Planted = {
    "by another": lambda read: with_fact(read, lambda it: replace(it, reader_id=CRISIS_LEAD)),
    "by nobody known": lambda read: with_fact(read, lambda it: replace(it, reader_id=NOBODY)),
    "without it": lambda read: with_fact(read, lambda it: replace(it, grant_id=None)),
    "by one that is none": lambda read: with_fact(read, lambda it: replace(it, grant_id=AGAIN)),
    "the child's words": lambda read: with_fact(read, lambda it: replace(it, what=WORDS)),
    "for an audit": lambda read: with_fact(read, lambda it: replace(it, purpose=Purpose.AUDIT)),
    "a desk": lambda read: with_fact(read, lambda it: replace(it, what=Reading.DESK)),
    "before it": at(given.NOW - A_SECOND),
    "at its end": at(END_OF_GLASS),
    "a second after it": at(END_OF_GLASS + A_SECOND),
}
PLANTED_BY_GRANT: Planted = {
    **PLANTED_BY_GLASS,
    "a case": lambda read: with_fact(read, lambda it: replace(it, what=Reading.CASE)),
    "at its end": at(END_OF_GRANT),
    "a second after it": at(END_OF_GRANT + A_SECOND),
}


def test_a_planted_reading_rests_on_no_grant(office: Office) -> None:
    reading = by_grant(office)
    log = log_of(office)
    last = at(END_OF_GRANT - A_SECOND)(reading)
    assert permission_of(reading, given.CHILD, log)
    assert permission_of(last, given.CHILD, log)
    assert permission_of(reading, given.OTHER_CHILD, log) is None
    assert explained(PLANTED_BY_GRANT, reading, log) == []
    revoked(office)
    assert permission_of(last, given.CHILD, log_of(office)) is None


def test_a_planted_reading_rests_on_no_broken_glass(office: Office) -> None:
    reading = by_glass(office)
    log = log_of(office)
    last = at(END_OF_GLASS - A_SECOND)(reading)
    assert permission_of(last, given.CHILD, log)
    assert permission_of(last, given.OTHER_CHILD, log) is None
    assert explained(PLANTED_BY_GLASS, reading, log) == []
    closed(office)
    assert permission_of(last, given.CHILD, log_of(office)) is None


def test_a_grant_of_health_explains_no_care_file_and_none_holds_after_the_last_duty(
    office: Office,
) -> None:
    raised(office)
    told(office)
    asked(office, ASK_HEALTH)
    approved(office, by=CRISIS_LEAD, compartments=(Compartment.HEALTH,))
    case_reading.case(office.ledger, asked_case(LAWYER))
    (reading,) = looks_of(office)
    log = log_of(office)
    of_the_file = with_fact(reading, lambda it: replace(it, what=Reading.CARE_FILE))
    assert permission_of(reading, given.CHILD, log)
    assert permission_of(of_the_file, given.CHILD, log) is None
    end = EndDuty(
        person_id=LAWYER,
        duty_id=DUTY_OF_LAWYER,
        ended_on=given.TODAY,
        reason=DutyEndReason.LEFT,
    )
    end_duty(office.ledger, with_factor(OFFICER), end, given.NOW)
    tomorrow = at(given.NOW + timedelta(days=1))(reading)
    assert permission_of(tomorrow, given.CHILD, log)
    assert permission_of(tomorrow, given.CHILD, log_of(office)) is None
