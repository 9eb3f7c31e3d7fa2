"""What follows from a fact is written once: its event, its rows of alerts, the follower's place."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

import pytest
from eventsourcing.persistence import IntegrityError, Tracking
from sqlalchemy import select

from application.crisis.telling.outside_rows import Alert
from application.ports import Commit, FollowUp, Recorded, StreamMoved
from domain.alerts.facts import Addressee, ConcernAlerted
from domain.shared import PersonId, RequestId, Stream
from domain.staff.facts import Role
from infrastructure.keys.keystore import found
from infrastructure.keys.vault import Vault
from infrastructure.log.joining import JoinedRecorder
from infrastructure.log.log import SealedLog
from infrastructure.log.mapper import SealingMapper
from infrastructure.log.recorder import LogRecorder
from infrastructure.log.rows import AlertRow, ExpectedVersionLost
from infrastructure.log.tables import ALERTS, EVENTS
from tests.case_examples import CASE, CONCERN, CRISIS_LEAD, DOCTOR
from tests.engines import LedgerDatabases
from tests.examples import CHILD, NOW, OPERATOR, SCHOOL, example_id
from tests.infrastructure.keys.stores import KEY_FILE, LEDGER_ID
from tests.infrastructure.log.examples import alerted, event, stream
from tests.infrastructure.log.queueing import HeldRecorder, Queue
from tests.infrastructure.log.sealing import memory_vault

ROWS = [AlertRow(stream(n), stream(n + 10), stream(30)) for n in (1, 2)]

# ── rows and place, as the recorder writes them ──────────────────────────────────────────────────


@pytest.fixture
def recorder(ledger: LedgerDatabases) -> LogRecorder:
    return LogRecorder(ledger.engine, EVENTS)


def test_alerts_stand_at_the_position_of_the_event_they_came_with(
    ledger: LedgerDatabases, recorder: LogRecorder
) -> None:
    recorder.insert_events([event(1, 1)])
    assert recorder.insert_events([event(2, 1), event(2, 2)], alerts=ROWS) == [2, 3]
    assert alerted(ledger.engine) == ROWS
    with ledger.engine.connect() as connection:
        assert set(connection.scalars(select(ALERTS.c.position))) == {3}


def test_a_refused_commit_tells_nobody_and_moves_nobody(
    ledger: LedgerDatabases, recorder: LogRecorder
) -> None:
    recorder.insert_events([event(1, 1)], tracking=Tracking("alerts", 5))
    for behind in (4, 5):
        with pytest.raises(IntegrityError):
            recorder.insert_events([event(2, 1)], tracking=Tracking("alerts", behind), alerts=ROWS)
    ahead = Tracking("alerts", 6)
    with pytest.raises(IntegrityError):
        recorder.insert_events([event(1, 1)], tracking=ahead, alerts=ROWS)
    with pytest.raises(ExpectedVersionLost):
        recorder.insert_events([event(2, 1)], expected={stream(1): 0}, tracking=ahead, alerts=ROWS)
    assert alerted(ledger.engine) == []
    assert (recorder.head(), recorder.max_tracking_id("alerts")) == (1, 5)


def test_the_same_alert_is_not_written_twice(
    ledger: LedgerDatabases, recorder: LogRecorder
) -> None:
    recorder.insert_events([event(1, 1)], alerts=ROWS)
    with pytest.raises(IntegrityError):
        recorder.insert_events([event(2, 1)], tracking=Tracking("alerts", 1), alerts=ROWS[1:])
    assert alerted(ledger.engine) == ROWS
    assert (recorder.head(), recorder.max_tracking_id("alerts")) == (1, None)


def test_alerts_are_committed_alone(ledger: LedgerDatabases) -> None:
    held = HeldRecorder(ledger.engine)
    with ThreadPoolExecutor(8) as threads:
        queue = Queue(held, threads)
        try:
            before = [queue.append(event(1, 1)), queue.append(event(2, 1))]
            tells = queue.append(event(3, 1), alerts=ROWS)
            after = [queue.append(event(4, 1)), queue.append(event(5, 1))]
        finally:
            queue.release()
        assert [each.result() for each in (*before, tells, *after)] == [[2], [3], [4], [5], [6]]
    assert held.sizes == [1, 2, 1, 2]
    assert alerted(ledger.engine) == ROWS


def test_the_same_sealed_follow_up_again_answers_the_first_position(
    ledger: LedgerDatabases, recorder: LogRecorder
) -> None:
    joined = JoinedRecorder(recorder)
    for _ in range(2):
        assert joined.insert_events([event(1, 1)], tracking=Tracking("alerts", 7), alerts=ROWS) == [
            1
        ]
    assert alerted(ledger.engine) == ROWS


# ── follow-ups, as the log writes them ───────────────────────────────────────────────────────────

STREAM = Stream("alerts", CASE)
ALERTED = ConcernAlerted(
    case_id=CASE,
    child_id=CHILD,
    cause_id=example_id(820),
    place_id=SCHOOL,
    addressees=tuple(
        Addressee(person_id=each, role=role, organisation_id=SCHOOL)
        for each, role in ((CRISIS_LEAD, Role.CRISIS_LEAD), (DOCTOR, Role.HEALTH_VICE_PRINCIPAL))
    ),
)
TOLD = [
    Alert(example_id(830), CRISIS_LEAD, CASE),
    Alert(example_id(831), PersonId(DOCTOR), CASE),
]
FOLLOW_UP = Commit(
    facts=(ALERTED,),
    expected={STREAM: 0},
    request_id=RequestId(example_id(820)),
    actor_id=OPERATOR,
    recorded_at=NOW,
    follows=FollowUp(follower="alerts", position=4, alerts=TOLD),
)
MOVES_ON = replace(
    FOLLOW_UP, facts=(), expected={}, follows=FollowUp(follower="alerts", position=9)
)


@pytest.fixture
def log(ledger: LedgerDatabases, recorder: LogRecorder) -> SealedLog:
    found(ledger.keys_engine, LEDGER_ID, KEY_FILE)
    vault = Vault(ledger.keys_engine, KEY_FILE)
    return SealedLog(recorder, SealingMapper(LEDGER_ID, vault), vault)


def recorded(log: SealedLog) -> Sequence[Recorded[object]]:
    history = log.load([STREAM])
    assert not hasattr(history, "subject_id")
    return history.recorded


def test_a_follow_up_brings_its_alerts_and_its_place(
    ledger: LedgerDatabases, recorder: LogRecorder, log: SealedLog
) -> None:
    (told,) = log.append(FOLLOW_UP)
    assert (told.fact, told.position, told.version) == (ALERTED, 1, 1)
    assert alerted(ledger.engine) == [AlertRow(*each[:3]) for each in TOLD]
    assert recorder.max_tracking_id("alerts") == 4


@pytest.mark.parametrize("position", [3, 4])
def test_a_follower_that_has_come_as_far_does_nothing_again(
    ledger: LedgerDatabases, recorder: LogRecorder, log: SealedLog, position: int
) -> None:
    (first,) = log.append(FOLLOW_UP)
    others = [Alert(example_id(832), OPERATOR, CASE)]
    again = replace(
        FOLLOW_UP,
        expected={STREAM: 1},
        follows=FollowUp(follower="alerts", position=position, alerts=others),
    )
    with pytest.raises(StreamMoved):
        log.append(again)
    with pytest.raises(StreamMoved):
        log.append(FOLLOW_UP)
    assert [each.event_id for each in recorded(log)] == [first.event_id]
    assert alerted(ledger.engine) == [AlertRow(*each[:3]) for each in TOLD]
    assert (recorder.head(), recorder.max_tracking_id("alerts")) == (1, 4)


def test_of_two_processes_that_follow_at_once_one_does_it(
    ledger: LedgerDatabases, recorder: LogRecorder, log: SealedLog
) -> None:
    both_ready = Barrier(2)

    def follow() -> bool:
        both_ready.wait()
        try:
            log.append(FOLLOW_UP)
        except StreamMoved:
            return False
        return True

    with ThreadPoolExecutor(2) as threads:
        first, second = threads.submit(follow), threads.submit(follow)
        assert sorted((first.result(), second.result())) == [False, True]
    assert recorder.head() == 1
    assert alerted(ledger.engine) == [AlertRow(*each[:3]) for each in TOLD]


def test_the_event_has_the_same_id_at_every_try_and_other_facts_have_none_twice(
    log: SealedLog,
) -> None:
    vault = memory_vault()
    elsewhere = SealedLog(log._recorder, SealingMapper(example_id(999), vault), vault)
    (one,), (other,) = log.append(FOLLOW_UP), elsewhere.append(_after(FOLLOW_UP, 5, 840))
    assert one.event_id == other.event_id
    raised = replace(
        FOLLOW_UP, facts=(CONCERN,), expected={Stream("referrals", CASE): 0}, follows=None
    )
    (first,), (second,) = log.append(raised), elsewhere.append(raised)
    assert first.event_id != second.event_id


def _after(commit: Commit, position: int, alert: int) -> Commit:
    alerts = [Alert(example_id(alert), CRISIS_LEAD, CASE)]
    return replace(commit, follows=FollowUp(follower="alerts", position=position, alerts=alerts))


def test_a_commit_without_facts_moves_only_the_place(
    ledger: LedgerDatabases, recorder: LogRecorder, log: SealedLog
) -> None:
    log.append(FOLLOW_UP)
    assert log.append(MOVES_ON) == ()
    assert (recorder.head(), recorder.max_tracking_id("alerts")) == (1, 9)
    assert alerted(ledger.engine) == [AlertRow(*each[:3]) for each in TOLD]
    with pytest.raises(StreamMoved):
        log.append(MOVES_ON)
