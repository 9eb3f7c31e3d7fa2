"""Appends that wait together are committed together, and each hears only what concerns itself."""

from signal import SIGINT, pthread_kill
from threading import main_thread

import pytest
from eventsourcing.persistence import (
    IntegrityError,
    OperationalError,
    StoredEvent,
    Tracking,
)

from infrastructure.log.appending import Append
from infrastructure.log.joining import APPENDS_AT_MOST, JoinedRecorder
from infrastructure.log.recorder import LogRecorder
from infrastructure.log.rows import ClaimHeld, ClaimRow, ConnectionLost, ExpectedVersionLost
from infrastructure.log.tables import EVENTS
from tests.engines import LedgerDatabases
from tests.infrastructure.log.examples import event, row, stream
from tests.infrastructure.log.queueing import HeldRecorder, Queue


def test_appends_that_wait_together_share_one_commit(queue: Queue, held: HeldRecorder) -> None:
    waiting = [
        queue.append(event(1, 1)),
        queue.append(event(2, 1), event(2, 2)),
        queue.append(event(3, 1), expected={stream(98): 0}),
    ]
    queue.release()
    assert queue.first.result() == [1]
    assert [each.result() for each in waiting] == [[2], [3, 4], [5]]
    assert held.sizes == [1, 4]
    assert held.rows_after(1, 9) == [
        row(2, 1, 1),
        row(3, 2, 1),
        row(4, 2, 2),
        row(5, 3, 1),
    ]


def test_a_conflict_meets_only_its_owner(queue: Queue, held: HeldRecorder) -> None:
    good = queue.append(event(1, 1))
    taken = queue.append(StoredEvent(stream(99), 1, "a.b.1", b"another"))
    stale = queue.append(event(2, 1), expected={stream(99): 0})
    last = queue.append(event(3, 1))
    queue.release()
    assert (good.result(), last.result()) == ([2], [3])
    assert isinstance(taken.exception(), IntegrityError)
    assert isinstance(stale.exception(), ExpectedVersionLost)
    assert held.rows_after(1, 9) == [row(2, 1, 1), row(3, 3, 1)]


def test_what_one_reads_another_of_the_same_commit_cannot_move(
    queue: Queue, held: HeldRecorder
) -> None:
    """Checked before any row of the commit is written, the second would seem to be right."""
    moves = queue.append(event(1, 1))
    stale = queue.append(event(2, 1), expected={stream(1): 0})
    queue.release()
    assert moves.result() == [2]
    assert isinstance(stale.exception(), ExpectedVersionLost)
    assert held.rows_after(1, 9) == [row(2, 1, 1)]


def test_what_is_read_first_and_moved_after_shares_a_commit(
    queue: Queue, held: HeldRecorder
) -> None:
    reads = queue.append(event(1, 1), expected={stream(2): 0})
    moves = queue.append(event(2, 1))
    queue.release()
    assert (reads.result(), moves.result()) == ([2], [3])
    assert held.sizes == [1, 2]


def test_the_same_stream_continued_twice_takes_two_commits(
    queue: Queue, held: HeldRecorder
) -> None:
    both = [queue.append(event(1, 1)), queue.append(event(1, 2))]
    queue.release()
    assert [each.result() for each in both] == [[2], [3]]
    assert held.sizes == [1, 1, 1]


def test_claims_and_tracking_are_committed_alone(queue: Queue, held: HeldRecorder) -> None:
    before = queue.append(event(1, 1))
    claim = ClaimRow("id_number", b"digest", stream(2))
    claims = queue.append(event(2, 1), claims=[claim])
    refused = queue.append(event(3, 1), claims=[claim._replace(owner=stream(3))])
    tracks = queue.append(event(4, 1), tracking=Tracking("alerts", 1))
    after = queue.append(event(5, 1))
    queue.release()
    assert isinstance(refused.exception(), ClaimHeld)
    positions = [each.result() for each in (before, claims, tracks, after)]
    assert positions == [[2], [3], [4], [5]]
    assert held.max_tracking_id("alerts") == 1


def test_one_commit_holds_only_so_many(queue: Queue, held: HeldRecorder) -> None:
    waiting = [queue.append(event(number, 1)) for number in range(1, APPENDS_AT_MOST + 4)]
    queue.release()
    assert [each.result() for each in waiting] == [[n + 1] for n in range(1, len(waiting) + 1)]
    assert held.sizes == [1, APPENDS_AT_MOST, 3]


def test_who_dies_leading_leaves_nobody_hanging(queue: Queue, held: HeldRecorder) -> None:
    def die(append: Append) -> None:
        if len(append.rows) > 1:
            raise KeyboardInterrupt

    held.before = die
    leads = queue.append(event(1, 1))
    followers = [queue.append(event(2, 1)), queue.append(event(3, 1))]
    queue.release()
    assert isinstance(leads.exception(), KeyboardInterrupt)
    assert sorted(each.result() or [] for each in followers) == [[2], [3]]
    assert queue.joined.insert_events([event(4, 1)]) == [4]


def test_who_dies_after_the_commit_leaves_it_to_be_found(
    ledger: LedgerDatabases, queue: Queue, held: HeldRecorder
) -> None:
    plain = LogRecorder(ledger.engine, EVENTS)

    def die_late(append: Append) -> None:
        if len(append.rows) > 1:
            plain.write(append)
            raise KeyboardInterrupt

    held.before = die_late
    leads = queue.append(event(1, 1))
    followers = [queue.append(event(2, 1)), queue.append(event(3, 1), event(3, 2))]
    queue.release()
    assert isinstance(leads.exception(), KeyboardInterrupt)
    assert [each.result() for each in followers] == [[3], [4, 5]]
    assert held.head() == 5


@pytest.mark.usefixtures("heeding_ctrl_c")
def test_whoever_stops_waiting_is_left_out(queue: Queue, held: HeldRecorder) -> None:
    """As by Ctrl-C, which reaches the main thread, that is this one."""
    queue.while_waiting(lambda: pthread_kill(main_thread().ident or 0, SIGINT))
    with pytest.raises(KeyboardInterrupt):
        queue.joined.insert_events([event(1, 1)])
    after = queue.append(event(2, 1))
    queue.release()
    assert after.result() == [2]
    assert held.rows_after(1, 9) == [row(2, 2, 1)]


def test_a_database_that_went_away_is_not_waited_for_by_each_in_turn(
    queue: Queue, held: HeldRecorder
) -> None:
    attempts = []

    def gone(append: Append) -> None:
        attempts.append(len(append.rows))
        raise OperationalError("no connection to the database")

    held.before = gone
    waiting = [queue.append(event(number, 1)) for number in range(1, 6)]
    queue.release()
    assert [type(each.exception()) for each in waiting] == [OperationalError] * 5
    assert attempts == [5, 1]


def test_an_outcome_that_stays_unknown_is_called_so(queue: Queue, held: HeldRecorder) -> None:
    def lost(_append: Append) -> None:
        raise ConnectionLost("gone")

    held.before = lost
    waiting = [queue.append(event(number, 1)) for number in range(1, 4)]
    queue.release()
    assert [type(each.exception()) for each in waiting] == [ConnectionLost] * 3


def test_nothing_to_write_waits_for_nobody(held: HeldRecorder) -> None:
    joined = JoinedRecorder(held)
    assert joined.insert_events([]) is None
    assert joined.select_events(stream(1)) == []
