"""The `eventsourcing` library's own test cases for recorders, on both engines."""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import ClassVar

import pytest
from eventsourcing.persistence import StoredEvent
from eventsourcing.tests import persistence as library

from infrastructure.log.recorder import LogRecorder
from infrastructure.log.tables import EVENTS
from tests.engines import LedgerDatabases


class SilentRecorder(LogRecorder):
    """What the library's case for streams alone expects: no positions are returned."""

    def insert_events(self, stored_events: Sequence[StoredEvent], **_conditions: object) -> None:
        super().insert_events(stored_events)


@contextmanager
def threads_ended() -> Iterator[None]:
    """Wait for the readers that a library case leaves running, before their database goes."""
    before = set(threading.enumerate())
    yield
    for thread in set(threading.enumerate()) - before:
        thread.join(10)


class OnSqlite:
    recorder_class: ClassVar[type[LogRecorder]] = LogRecorder
    databases: LedgerDatabases

    @pytest.fixture(autouse=True)
    def on_sqlite(self, sqlite_ledger: LedgerDatabases) -> Iterator[None]:
        self.databases = sqlite_ledger
        with threads_ended():
            yield

    def create_recorder(self) -> LogRecorder:
        return self.recorder_class(self.databases.engine, EVENTS)


@pytest.mark.postgres
class OnPostgresql:
    recorder_class: ClassVar[type[LogRecorder]] = LogRecorder
    databases: LedgerDatabases

    @pytest.fixture(autouse=True)
    def on_postgresql(self, postgres_ledger: LedgerDatabases) -> Iterator[None]:
        self.databases = postgres_ledger
        with threads_ended():
            yield

    def create_recorder(self) -> LogRecorder:
        return self.recorder_class(self.databases.engine, EVENTS)


class TestStreamsOnSqlite(OnSqlite, library.AggregateRecorderTestCase):
    recorder_class = SilentRecorder


class TestStreamsOnPostgresql(OnPostgresql, library.AggregateRecorderTestCase):
    recorder_class = SilentRecorder


class TestLogOnSqlite(OnSqlite, library.ApplicationRecorderTestCase[LogRecorder]):
    def test_insert_subscribe(self) -> None:
        self.optional_test_insert_subscribe()


class TestLogOnPostgresql(OnPostgresql, library.ApplicationRecorderTestCase[LogRecorder]):
    def test_insert_subscribe(self) -> None:
        self.optional_test_insert_subscribe()


class TestTrackingOnSqlite(OnSqlite, library.TrackingRecorderTestCase):
    pass


class TestTrackingOnPostgresql(OnPostgresql, library.TrackingRecorderTestCase):
    pass


class TestProcessOnSqlite(OnSqlite, library.ProcessRecorderTestCase):
    pass


class TestProcessOnPostgresql(OnPostgresql, library.ProcessRecorderTestCase):
    pass


class TestCommitsNeverInterleaveOnSqlite(OnSqlite, library.NonInterleavingNotificationIDsBaseCase):
    pass


class TestCommitsNeverInterleaveOnPostgresql(
    OnPostgresql, library.NonInterleavingNotificationIDsBaseCase
):
    pass
