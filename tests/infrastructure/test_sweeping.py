"""The process that has the lease sweeps, no other does, and silence is an alarm."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from threading import Event, Thread
from time import monotonic, sleep

import pytest
from sqlalchemy.exc import OperationalError

from application.crisis.clocks.case_clocks import clocks_stream
from application.crisis.desk.duty_desk import nobody_sweeps
from application.crisis.worries.referrals import raise_concern
from application.ports import Commit, History, WrittenByNewerProgram
from domain.clocks.facts import StepOverdue
from domain.days import local_day
from domain.errors import Unavailable
from infrastructure import sweeping
from infrastructure.following import sweeping_of
from infrastructure.official_calendar import official_calendar, say_what_is_unknown
from infrastructure.sweeping import Sweeping
from tests import crisis
from tests import examples as given
from tests.application.casework import reopen_casework
from tests.engines import FoundedLedger
from tests.office import Office, acting

CASE = crisis.case_id("sweeping")


@pytest.fixture
def at_work(founded_ledger: FoundedLedger, monkeypatch: pytest.MonkeyPatch) -> Office:
    monkeypatch.setattr(sweeping, "LOOK_EVERY_SECONDS", 0.1)
    office = reopen_casework(founded_ledger)
    worry = crisis.worry_about(CASE)
    raise_concern(office.ledger, acting(given.TEACHER), worry, given.NOW)
    assert office.opened.projector.catch_up(wait_ms=10_000)
    return office


def later() -> datetime:
    return given.NOW + timedelta(minutes=11)


def part_of(office: Office) -> Sweeping:
    return sweeping_of(office.opened, later)


@contextmanager
def running(part: Sweeping) -> Iterator[None]:
    stop = Event()
    thread = Thread(target=part.run, args=(stop,), daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(10)
        assert not thread.is_alive()


def wait_for(condition: Callable[[], bool]) -> None:
    deadline = monotonic() + 10
    while not condition():
        assert monotonic() < deadline
        sleep(0.02)


def breaches(office: Office) -> list[int]:
    found = office.ledger.log.load([clocks_stream(CASE)])
    assert isinstance(found, History)
    facts = (each.fact for each in found.recorded)
    return [each.tier for each in facts if isinstance(each, StepOverdue)]


def test_the_leader_says_what_is_overdue_and_notes_that_it_swept(at_work: Office) -> None:
    assert at_work.ledger.clocks.silent_for() is None
    with running(part_of(at_work)):
        wait_for(lambda: breaches(at_work) == [1])
        wait_for(lambda: at_work.ledger.clocks.silent_for() is not None)


def test_of_two_processes_one_leads_and_the_other_takes_over_when_it_stops(
    at_work: Office,
) -> None:
    first, second = part_of(at_work), part_of(at_work)
    with running(second):
        with running(first):
            wait_for(lambda: first.leads() or second.leads())
            sleep(0.3)
            assert first.leads() != second.leads()
        wait_for(second.leads)
    assert not first.leads()
    assert not second.leads()
    assert breaches(at_work) == [1]


def test_a_process_that_leads_no_more_does_not_sweep(at_work: Office) -> None:
    part = part_of(at_work)
    part.once()
    assert breaches(at_work) == []


@pytest.mark.parametrize(
    "trouble",
    [
        Unavailable("clocks_differ"),
        WrittenByNewerProgram(CASE, 1, "newer"),
        OperationalError("", {}, Exception()),
    ],
)
def test_rounds_that_fail_are_not_noted_as_done_and_after_some_another_process_leads(
    at_work: Office, monkeypatch: pytest.MonkeyPatch, trouble: Exception
) -> None:
    def refused(_commit: Commit) -> None:
        raise trouble

    first, second = part_of(at_work), part_of(at_work)
    monkeypatch.setattr(Sweeping, "_start_sweeping", lambda _part: None)
    first._look()
    with monkeypatch.context() as broken:
        broken.setattr(at_work.ledger.log, "append", refused)
        for _round in range(sweeping.FAILS_AT_MOST):
            assert first.leads()
            first.once()
    assert nobody_sweeps(at_work.ledger)
    first._look()
    second._look()
    first._look()
    assert [first.leads(), second.leads()] == [False, True]
    second.once()
    assert breaches(at_work) == [1]
    assert not nobody_sweeps(at_work.ledger)


def test_that_nobody_sweeps_is_said_once_and_that_somebody_does_again(
    at_work: Office, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    silence = [0.0]
    part = part_of(at_work)
    monkeypatch.setattr(part, "silent_for", lambda: silence[0])
    with caplog.at_level(logging.WARNING, logger=sweeping.__name__):
        for silent in (0.0, 61.0, 65.0, 1.0, 2.0):
            silence[0] = silent
            part._watch()
    assert [each.getMessage() for each in caplog.records] == [
        "nobody swept the deadlines for 61 seconds",
        "the deadlines are swept again",
    ]


def test_a_year_whose_days_off_nobody_named_yet_is_said_at_the_start(
    caplog: pytest.LogCaptureFixture,
) -> None:
    known = official_calendar()
    last = max(known.years)
    with caplog.at_level(logging.WARNING):
        say_what_is_unknown(known, local_day(datetime(last - 1, 6, 1).astimezone()))
        assert caplog.messages == []
        say_what_is_unknown(known, local_day(datetime(last, 6, 1).astimezone()))
    assert caplog.messages == [
        f"the official days off are not known of {last + 1}: deadlines there count weekends only"
    ]
