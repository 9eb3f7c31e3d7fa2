"""Whoever follows the log sees every position once and in order, whatever happens to writers."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from time import monotonic, sleep
from typing import Self
from uuid import UUID

import pytest
from eventsourcing.persistence import Notification

from infrastructure.log.joining import JoinedRecorder
from infrastructure.log.recorder import LogRecorder
from infrastructure.log.rows import StoredRow
from infrastructure.log.tables import EVENTS
from tests.engines import LedgerDatabases
from tests.infrastructure.log import writers
from tests.infrastructure.log.examples import event, row, stream
from tests.tree import ROOT

COMMITS_EACH = 60
ACKNOWLEDGED_BEFORE_THE_KILL = 150


class Follower:
    """Follows a log in two ways at once, by pages and by subscription, until told to stop."""

    def __init__(self, recorder: LogRecorder, threads: ThreadPoolExecutor) -> None:
        self._recorder = recorder
        self._stop = Event()
        self._subscription = recorder.subscribe(gt=0)
        self._paged = threads.submit(self._read_pages)
        self._subscribed = threads.submit(self._read_subscription)

    def _read_pages(self) -> list[StoredRow]:
        seen: list[StoredRow] = []
        while True:
            stop = self._stop.is_set()
            page = self._recorder.rows_after(seen[-1].position if seen else 0, 100)
            seen += page
            if stop and not page:
                return seen
            if not page:
                sleep(0.005)

    def _read_subscription(self) -> list[Notification]:
        with self._subscription as subscription:
            return list(subscription)

    def finish(self) -> tuple[list[StoredRow], list[Notification]]:
        """Return what each way saw, when both have had time to see everything."""
        self._stop.set()
        paged = self._paged.result(60)
        deadline = monotonic() + 60
        while self._subscription._last_notification_id != paged[-1].position:
            assert not self._subscribed.done()
            assert monotonic() < deadline
            sleep(0.01)
        self._subscription.stop()
        return paged, self._subscribed.result(60)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._stop.set()
        self._subscription.stop()


@pytest.fixture
def recorder(ledger: LedgerDatabases) -> LogRecorder:
    return LogRecorder(ledger.engine, EVENTS)


def require_whole(recorder: LogRecorder, follower: Follower) -> list[StoredRow]:
    """Require that both ways saw the whole log, every position once and in order."""
    paged, subscribed = follower.finish()
    assert [each.position for each in paged] == list(range(1, recorder.head() + 1))
    assert [each.id for each in subscribed] == [each.position for each in paged]
    assert paged == recorder.rows_after(0, len(paged) + 1)
    return paged


def test_four_writers_are_followed_without_a_gap(recorder: LogRecorder) -> None:
    joined = JoinedRecorder(recorder)

    def write(writer: int, insert: Callable[..., object]) -> None:
        for number in range(COMMITS_EACH):
            stream_number = writer * 1_000 + number
            insert([event(stream_number, version) for version in range(1, 2 + number % 4)])

    with ThreadPoolExecutor(6) as threads, Follower(recorder, threads) as follower:
        # Two of them joined, two each by itself: as in several processes.
        inserts = (joined.insert_events, joined.insert_events, *[recorder.insert_events] * 2)
        for done in [threads.submit(write, n, insert) for n, insert in enumerate(inserts, 1)]:
            done.result()
        rows = require_whole(recorder, follower)
    assert len(rows) == 4 * sum(1 + number % 4 for number in range(COMMITS_EACH))


def test_a_killed_process_loses_nothing_it_acknowledged(
    ledger: LedgerDatabases, recorder: LogRecorder
) -> None:
    with ThreadPoolExecutor(2) as threads, Follower(recorder, threads) as follower:
        acknowledged = list(killed_in_the_middle(ledger.application_url, "first"))
        assert recorder.insert_events(writers.commit("after", 0)) == [recorder.head()]
        rows = require_whole(recorder, follower)
    by_position = {each.position: each for each in rows}
    for first, count, stream_id in acknowledged:
        commit = [by_position[first + number] for number in range(count)]
        assert [(each.stream, each.version) for each in commit] == [
            (stream_id, version) for version in range(1, count + 1)
        ]
    require_no_half_commit(rows)


def killed_in_the_middle(address: str, name: str) -> Iterator[tuple[int, int, UUID]]:
    """Run four writers in a process, kill it while it works, and give what it acknowledged."""
    with subprocess.Popen(
        [sys.executable, "-m", writers.__name__, address, name, "4"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        try:
            for number, line in enumerate(process.stdout, start=1):
                if number == ACKNOWLEDGED_BEFORE_THE_KILL:
                    process.kill()
                # The kill may cut the very last line short.
                if line.endswith("\n"):
                    first, count, stream_id = line.split()
                    yield int(first), int(count), UUID(stream_id)
        finally:
            process.kill()


def require_no_half_commit(rows: list[StoredRow]) -> None:
    """Every commit of the killed process is there as a whole, or not at all."""
    versions: dict[UUID, list[int]] = {}
    for each in rows:
        versions.setdefault(each.stream, []).append(each.version)
    for each in rows:
        writer, number = each.state.decode().split()
        whole = writers.commit(writer, int(number))
        assert versions[each.stream] == [event.originator_version for event in whole]


def test_a_subscription_gives_only_the_names_asked_for_and_ends_when_stopped(
    recorder: LogRecorder,
) -> None:
    wanted = "care.care_file_opened.1"
    recorder.insert_events([event(1, 1), event(1, 2, wanted), event(1, 3, wanted)])
    stored = [row(2, 1, 2, wanted), row(3, 1, 3, wanted)]
    expected = [
        Notification(each.stream, each.version, each.name, each.state, each.position)
        for each in stored
    ]
    with recorder.subscribe(gt=None, topics=[wanted]) as subscription:
        assert [next(subscription), next(subscription)] == expected
        subscription.stop()
        assert list(subscription) == []
    assert recorder.rows_of([stream(1)])[1:] == stored
