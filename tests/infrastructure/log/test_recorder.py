"""What the recorder writes and returns, on both engines."""

import re
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from eventsourcing.persistence import IntegrityError, ProgrammingError, StoredEvent, Tracking
from sqlalchemy import Engine, select, text

from infrastructure.database import open_engine
from infrastructure.log import postgresql_sql, sqlite
from infrastructure.log.recorder import LogRecorder
from infrastructure.log.rows import ClaimHeld, ClaimRow, ExpectedVersionLost, StoredRow
from infrastructure.log.sessions import Sessions
from infrastructure.log.tables import CLAIMS, EVENTS, READS
from tests.engines import LedgerDatabases
from tests.infrastructure.log.examples import event, row, stream


@pytest.fixture
def recorder(ledger: LedgerDatabases) -> LogRecorder:
    return LogRecorder(ledger.engine, EVENTS)


def claims_of(engine: Engine) -> list[ClaimRow]:
    with engine.connect() as connection:
        return [ClaimRow(*each) for each in connection.execute(select(CLAIMS))]


def test_an_empty_log_ends_at_nothing(recorder: LogRecorder) -> None:
    assert recorder.head() == 0
    assert recorder.max_notification_id() is None
    assert recorder.rows_after(0, 10) == []
    assert recorder.rows_of([stream(1)]) == []
    assert recorder.rows_of([]) == []


def test_nothing_to_write_writes_nothing(recorder: LogRecorder) -> None:
    assert recorder.insert_events([]) is None
    assert recorder.head() == 0


def test_positions_are_dense_and_a_refused_commit_leaves_no_gap(recorder: LogRecorder) -> None:
    assert recorder.insert_events([event(1, 1)]) == [1]
    assert recorder.insert_events([event(1, 2), event(2, 1)]) == [2, 3]
    for refused in ([event(1, 2)], [event(2, 2), event(1, 1)]):
        with pytest.raises(IntegrityError):
            recorder.insert_events(refused)
    assert recorder.insert_events([event(2, 2)]) == [4]
    assert recorder.rows_after(0, 10) == [row(1, 1, 1), row(2, 1, 2), row(3, 2, 1), row(4, 2, 2)]
    assert recorder.head() == 4


def test_streams_are_read_merged_in_the_order_of_the_log(recorder: LogRecorder) -> None:
    for each in (event(1, 1), event(2, 1), event(3, 1), event(1, 2)):
        recorder.insert_events([each])
    assert recorder.rows_of([stream(3), stream(1)]) == [row(1, 1, 1), row(3, 3, 1), row(4, 1, 2)]
    assert recorder.rows_of([stream(3), stream(1)], up_to=3) == [row(1, 1, 1), row(3, 3, 1)]
    assert recorder.rows_in(stream(1), 2, 2) == [row(4, 1, 2)]


def test_a_follower_reads_a_page_or_only_some_names(recorder: LogRecorder) -> None:
    kept = "care.care_file_opened.1"
    recorder.insert_events([event(1, 1), event(1, 2, kept), event(1, 3), event(1, 4, kept)])
    assert recorder.rows_after(1, 2) == [row(2, 1, 2, kept), row(3, 1, 3)]
    assert recorder.rows_after(0, 10, [kept]) == [row(2, 1, 2, kept), row(4, 1, 4, kept)]
    assert recorder.rows_after(0, 1, [kept, "none.such.1"]) == [row(2, 1, 2, kept)]


@pytest.mark.parametrize("events", [[event(1, 1)], [event(1, 1), event(1, 2)]])
def test_a_commit_stands_on_the_versions_that_were_read(
    recorder: LogRecorder, events: list[StoredEvent]
) -> None:
    recorder.insert_events([event(7, 1), event(7, 2)])
    for expected in ({stream(7): 1}, {stream(7): 3}, {stream(8): 1}, {stream(7): 2, stream(9): 1}):
        with pytest.raises(ExpectedVersionLost) as lost:
            recorder.insert_events(events, expected=expected)
        assert lost.value.stream in expected
    assert recorder.head() == 2
    positions = recorder.insert_events(events, expected={stream(7): 2, stream(8): 0, stream(1): 0})
    assert positions == [3, 4][: len(events)]


def test_a_version_expected_of_the_stream_itself_guards_the_append(recorder: LogRecorder) -> None:
    assert recorder.insert_events([event(1, 1)], expected={stream(1): 0}) == [1]
    with pytest.raises(IntegrityError):
        recorder.insert_events([event(1, 1)], expected={stream(1): 0})
    with pytest.raises(ExpectedVersionLost):
        recorder.insert_events([event(1, 5)], expected={stream(1): 3})
    assert recorder.head() == 1


def test_of_two_decisions_that_read_each_others_stream_only_one_stands(
    recorder: LogRecorder,
) -> None:
    """Each reads both streams and adds to one: a snapshot from before the other's commit lies."""
    both_ready = Barrier(2)

    def decide(mine: int, other: int) -> bool:
        both_ready.wait()
        try:
            recorder.insert_events([event(mine, 1)], expected={stream(other): 0})
        except ExpectedVersionLost:
            return False
        return True

    with ThreadPoolExecutor(2) as threads:
        for number in range(30):
            first, second = 100 + 2 * number, 101 + 2 * number
            one = threads.submit(decide, first, second)
            other = threads.submit(decide, second, first)
            assert sorted((one.result(), other.result())) == [False, True]
    assert recorder.head() == 30


def test_a_claim_is_held_by_one_owner(ledger: LedgerDatabases, recorder: LogRecorder) -> None:
    mine = ClaimRow("id_number", b"digest", stream(1))
    theirs = ClaimRow("id_number", b"digest", stream(2))
    other = ClaimRow("open_file", b"digest", stream(2))
    assert recorder.insert_events([event(1, 1)], claims=[mine]) == [1]
    assert recorder.insert_events([event(1, 2)], claims=[mine]) == [2]
    with pytest.raises(ClaimHeld) as held:
        recorder.insert_events([event(2, 1)], claims=[other, theirs])
    assert (held.value.kind, held.value.owner) == ("id_number", stream(1))
    assert claims_of(ledger.engine) == [mine]
    assert recorder.insert_events([event(2, 1)], claims=[other]) == [3]
    assert sorted(claims_of(ledger.engine)) == [mine, other]


def test_nothing_is_claimed_by_a_commit_that_is_refused(
    ledger: LedgerDatabases, recorder: LogRecorder
) -> None:
    recorder.insert_events([event(1, 1)])
    claim = ClaimRow("id_number", b"digest", stream(2))
    with pytest.raises(ExpectedVersionLost):
        recorder.insert_events([event(2, 1)], claims=[claim], expected={stream(1): 0})
    with pytest.raises(IntegrityError):
        recorder.insert_events([event(1, 1)], claims=[claim])
    assert claims_of(ledger.engine) == []
    assert recorder.head() == 1


def test_a_claim_that_is_let_go_is_free_with_that_commit_and_another_owners_stays(
    ledger: LedgerDatabases, recorder: LogRecorder
) -> None:
    mine = ClaimRow("id_number", b"digest", stream(1))
    theirs = ClaimRow("id_number", b"theirs", stream(2))
    new = ClaimRow("id_number", b"new", stream(1))
    recorder.insert_events([event(1, 1), event(2, 1)], claims=[mine, theirs])
    gone = [each._replace(is_released=True) for each in (mine, theirs._replace(owner=stream(1)))]
    with pytest.raises(IntegrityError):
        recorder.insert_events([event(1, 1)], claims=[*gone, new])
    with pytest.raises(ClaimHeld):
        recorder.insert_events([event(1, 2)], claims=[*gone, theirs._replace(owner=stream(1))])
    assert sorted(claims_of(ledger.engine)) == [mine, theirs]
    recorder.insert_events([event(1, 2)], claims=[*gone, new])
    assert sorted(claims_of(ledger.engine)) == [new, theirs]
    recorder.insert_events([event(2, 2)], claims=[mine._replace(owner=stream(2))])


def test_a_follower_moves_on_only_with_what_it_adds(recorder: LogRecorder) -> None:
    assert recorder.insert_events([event(1, 1)], tracking=Tracking("alerts", 5)) == [1]
    for behind in (4, 5):
        with pytest.raises(IntegrityError):
            recorder.insert_events([event(2, 1)], tracking=Tracking("alerts", behind))
    with pytest.raises(IntegrityError):
        recorder.insert_events([event(1, 1)], tracking=Tracking("alerts", 6))
    assert recorder.max_tracking_id("alerts") == 5
    assert recorder.head() == 1
    claim = ClaimRow("id_number", b"digest", stream(2))
    both = recorder.insert_events(
        [event(2, 1)], claims=[claim], tracking=Tracking("alerts", 6), expected={stream(1): 1}
    )
    assert both == [2]
    assert recorder.max_tracking_id("alerts") == 6


def test_followers_that_have_still_to_move_are_found_by_how_their_names_begin(
    recorder: LogRecorder,
) -> None:
    for name, position in (("alerts", 0), ("alerts/3", 0), ("alerts/4", 0), ("mails/3", 0)):
        recorder.insert_tracking(Tracking(name, position))
    recorder.insert_tracking(Tracking("alerts/4", 4))
    assert recorder.unmoved("alerts/") == ["alerts/3"]
    assert recorder.unmoved("letters/") == []


def test_the_two_logs_of_a_ledger_are_apart(ledger: LedgerDatabases) -> None:
    events, reads = (LogRecorder(ledger.engine, tables) for tables in (EVENTS, READS))
    assert events.insert_events([event(1, 1)]) == [1]
    assert reads.insert_events([event(1, 1), event(2, 1)]) == [1, 2]
    assert (events.head(), reads.head()) == (1, 2)
    assert reads.rows_of([stream(2)]) == [row(2, 2, 1)]


def test_a_stream_is_named_by_a_uuid(recorder: LogRecorder) -> None:
    with pytest.raises(ProgrammingError):
        recorder.insert_events([StoredEvent("child-1", 1, "a.b.1", b"")])
    with pytest.raises(ProgrammingError):
        recorder.select_events("child-1")


def test_a_database_without_the_row_that_counts_is_refused(ledger: LedgerDatabases) -> None:
    recorder = LogRecorder(ledger.engine, EVENTS)
    with ledger.engine.begin() as connection:
        connection.execute(text("UPDATE events_head SET id = 2"))
    for expected in ({}, {stream(2): 0}):
        for tracking in (None, Tracking("alerts", 1)):
            with pytest.raises(ProgrammingError):
                recorder.insert_events([event(1, 1)], expected=expected, tracking=tracking)
    with pytest.raises(ProgrammingError):
        recorder.head()


@pytest.mark.postgres
def test_statements_that_the_session_forgot_are_prepared_again(
    postgres_ledger: LedgerDatabases,
) -> None:
    """As after the driver's own DEALLOCATE ALL, or a pooler's DISCARD ALL."""
    engine = open_engine(postgres_ledger.application_url, pool_size=1)
    recorder = LogRecorder(engine, EVENTS)
    read = {stream(2): 0}
    for version, expected in enumerate(({}, {}, read, read), start=1):
        recorder.insert_events([event(1, version)], expected=expected)
        Sessions(engine).lend(lambda session: session.libpq.exec_(b"DEALLOCATE ALL"))
    assert recorder.rows_of([stream(1)]) == [row(version, 1, version) for version in range(1, 5)]
    engine.dispose()


def test_large_rows_and_many_rows_come_back_whole(recorder: LogRecorder) -> None:
    large = [
        StoredEvent(stream(number), 1, "a.b.1", bytes([number % 256]) * 20_000)
        for number in range(1, 301)
    ]
    expected = {stream(1_000): 0}
    assert recorder.insert_events(large, expected=expected) == list(range(1, 301))
    assert recorder.rows_after(0, 300) == [
        StoredRow(position, stream(position), 1, "a.b.1", each.state)
        for position, each in enumerate(large, start=1)
    ]


@pytest.mark.parametrize("module", [postgresql_sql, sqlite])
def test_no_statement_orders_by_anything_but_the_counter(module: object) -> None:
    """A sequence, a lock on the table or a notification would end group commit or leave gaps."""
    statements = [value for value in vars(module).values() if isinstance(value, str)]
    assert any("UPDATE {head} SET last = last +" in sql for sql in statements)
    refused = r"nextval|sequence|serial|lock\s+table|notify|listen|trigger|advisory"
    assert [sql for sql in statements if re.search(refused, sql, re.IGNORECASE)] == []
