"""What the doors refuse stands in the log: bounded in a flood, true after a death."""

from datetime import UTC, datetime, timedelta

import pytest
from eventsourcing.persistence import OperationalError

from application.authentication.security import record_refusals
from application.ports import Actor, Ledger
from domain.security.facts import RefusalKind, RefusalsCounted, RefusalsNoticed, SecurityEvent
from infrastructure.authentication import refusals as counting
from infrastructure.authentication.refusals import RefusalCounts
from tests import examples as given
from tests.engines import FoundedLedger
from tests.office import Office, open_office, reopen_office

HOUR = datetime(2026, 3, 10, 4, tzinfo=UTC)
KIND = RefusalKind.TOO_MANY_READS
LATER = HOUR + timedelta(hours=1)


@pytest.fixture
def office(founded_ledger: FoundedLedger) -> Office:
    return reopen_office(founded_ledger(open_office))


@pytest.fixture
def sqlite_office(founded_on_sqlite: FoundedLedger) -> Office:
    return reopen_office(founded_on_sqlite(open_office))


def told(office: Office) -> list[SecurityEvent]:
    opened = office.opened
    facts = [each.fact for each in opened.mapper.open_rows(opened.recorder.rows_after(0, 5_000))]
    return [each for each in facts if isinstance(each, (RefusalsNoticed, RefusalsCounted))]


def flood(counts: RefusalCounts, times: int, at: datetime = HOUR) -> None:
    for number in range(times):
        counts.note(KIND, at, f"192.0.2.{number % 3}", given.TEACHER)


def test_a_flood_of_an_hour_is_two_events_whoever_asked(office: Office) -> None:
    counts = office.opened.refusals
    for minute in range(3):
        at = HOUR + timedelta(minutes=minute)
        flood(counts, 100, at)
        assert counts.record(at)
    (noticed,) = told(office)
    assert isinstance(noticed, RefusalsNoticed)
    assert (noticed.kind, noticed.hour_at) == (KIND, HOUR)
    assert counts.record(LATER)
    assert counts.record(LATER)
    assert told(office) == [
        noticed,
        RefusalsCounted(
            refusals_id=noticed.refusals_id,
            recorder_id=noticed.recorder_id,
            kind=KIND,
            hour_at=HOUR,
            count=300,
            address_count=3,
            person_count=1,
            person_ids=(given.TEACHER,),
        ),
    ]


def test_two_processes_tell_each_what_it_refused(office: Office) -> None:
    other = reopen_office(office.databases).opened.refusals
    flood(office.opened.refusals, 2)
    flood(other, 5)
    assert office.opened.refusals.record(LATER)
    assert other.record(LATER)
    counts = [each.count for each in told(office) if isinstance(each, RefusalsCounted)]
    assert sorted(counts) == [2, 5]


def test_a_process_that_is_killed_said_nothing_false(sqlite_office: Office) -> None:
    counts = sqlite_office.opened.refusals
    flood(counts, 1)
    assert counts.record(HOUR)
    flood(counts, 100)
    # It dies here; whoever starts anew counts for itself.
    after = reopen_office(sqlite_office.databases).opened.refusals
    flood(after, 7)
    assert after.record(LATER)
    first, second, counted = told(sqlite_office)
    assert isinstance(first, RefusalsNoticed)
    assert isinstance(counted, RefusalsCounted)
    assert first.refusals_id != counted.refusals_id == second.refusals_id
    assert counted.count == 7


def test_a_process_that_stops_tells_what_it_counted_so_far(sqlite_office: Office) -> None:
    counts = sqlite_office.opened.refusals
    flood(counts, 4)
    assert counts.record(HOUR, at_end=True)
    assert [type(each) for each in told(sqlite_office)] == [RefusalsNoticed, RefusalsCounted]


def test_a_log_that_cannot_be_reached_is_told_later_and_memory_stays_bounded(
    sqlite_office: Office, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    counts = sqlite_office.opened.refusals

    def gone(*_: object, **__: object) -> None:
        raise OperationalError("of a table with a name in it")

    hours = [HOUR + timedelta(hours=each) for each in range(12)]
    monkeypatch.setattr(counting, "KEPT_AT_MOST", 5)
    with monkeypatch.context() as unreachable:
        unreachable.setattr(counting, "record_refusals", gone)
        for at in hours:
            flood(counts, 2, at)
            assert not counts.record(at)
    assert caplog.messages == ["refused requests are not recorded for now: OperationalError"]
    assert counts.record(hours[-1] + timedelta(hours=1))
    counted = [each for each in told(sqlite_office) if isinstance(each, RefusalsCounted)]
    assert [(each.hour_at, each.count) for each in counted] == [(at, 2) for at in hours[-5:]]
    assert caplog.messages[1:] == ["refused requests are recorded again"]


def test_an_answer_that_was_lost_is_no_second_event(
    sqlite_office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    counts = sqlite_office.opened.refusals
    real = record_refusals

    def record_and_die(ledger: Ledger, actor: Actor, fact: SecurityEvent, now: datetime) -> None:
        real(ledger, actor, fact, now)
        raise OperationalError("the connection is gone")

    flood(counts, 3)
    with monkeypatch.context() as lossy:
        lossy.setattr(counting, "record_refusals", record_and_die)
        assert not counts.record(LATER)
        assert not counts.record(LATER)
    assert counts.record(LATER)
    assert [type(each) for each in told(sqlite_office)] == [RefusalsNoticed, RefusalsCounted]
