"""The settings of connections and the two column types of our own, on both engines."""

import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from threading import Barrier, Thread
from typing import cast
from uuid import UUID

import pytest
from sqlalchemy import (
    Column,
    Connection,
    Engine,
    Integer,
    MetaData,
    Table,
    insert,
    select,
    text,
    update,
)
from sqlalchemy.exc import IntegrityError, OperationalError, StatementError
from sqlalchemy.exc import TimeoutError as NoConnectionFree

from infrastructure import database
from infrastructure.database import (
    StoredInstant,
    StoredUuid,
    for_single_reads,
    open_engine,
    writing,
)
from infrastructure.log.tables import EVENTS
from tests.engines import LedgerDatabases

MOMENTS = Table(
    "moments",
    MetaData(),
    Column("id", Integer, primary_key=True),
    Column("at", StoredInstant),
    Column("of", StoredUuid),
)
OF = UUID("01234567-89ab-cdef-0123-456789abcdef")
AT = datetime(2026, 11, 23, 23, 59, 59, 999_999, tzinfo=UTC)


@pytest.fixture
def owned(ledger: LedgerDatabases) -> Iterator[Engine]:
    """Give an engine that may make tables."""
    engine = open_engine(ledger.owner_url, owner=True)
    MOMENTS.create(engine)
    yield engine
    engine.dispose()


def test_a_moment_comes_back_in_utc_and_a_uuid_as_it_was(owned: Engine) -> None:
    beijing = timezone(timedelta(hours=8))
    rows: list[dict[str, object]] = [
        {"id": 1, "at": AT, "of": OF},
        {"id": 2, "at": AT.astimezone(beijing), "of": OF},
        {"id": 3, "at": None, "of": None},
    ]
    with owned.begin() as connection:
        connection.execute(insert(MOMENTS), rows)
        stored = connection.execute(select(MOMENTS).order_by(MOMENTS.c.id)).all()
        since = connection.scalars(select(MOMENTS.c.id).where(MOMENTS.c.at >= AT)).all()
        of = connection.scalars(select(MOMENTS.c.id).where(MOMENTS.c.of == OF)).all()
    assert stored == [(1, AT, OF), (2, AT, OF), (3, None, None)]
    assert [at and at.tzinfo for _, at, _ in stored] == [UTC, UTC, None]
    assert sorted(since) == sorted(of) == [1, 2]


def test_a_moment_without_its_zone_is_refused(owned: Engine) -> None:
    naive = AT.replace(tzinfo=None)
    with owned.connect() as connection, pytest.raises(StatementError, match="time zone"):
        connection.execute(insert(MOMENTS), {"id": 1, "at": naive, "of": OF})


def test_sqlite_stores_a_uuid_as_16_bytes_and_an_event_without_needless_text(
    sqlite_ledger: LedgerDatabases,
) -> None:
    with sqlite_ledger.engine.begin() as connection:
        connection.execute(
            insert(EVENTS.events),
            {"position": 1, "stream": OF, "version": 1, "name": "a.b.1", "state": b"sealed"},
        )
        kinds = "SELECT typeof(position), length(stream), typeof(stream), typeof(state) FROM events"
        assert connection.execute(text(kinds)).one() == ("integer", 16, "blob", "blob")


def test_a_sqlite_commit_is_on_disk_when_it_returns(sqlite_ledger: LedgerDatabases) -> None:
    expected = {
        "journal_mode": "wal",
        "synchronous": 2,
        "recursive_triggers": 1,
        "temp_store": 2,
        "trusted_schema": 0,
        "foreign_keys": 1,
        "busy_timeout": database.LOCK_WAIT_MS,
    }
    with sqlite_ledger.engine.connect() as connection:
        found = {name: connection.execute(text(f"PRAGMA {name}")).scalar() for name in expected}
    assert found == expected


def test_on_sqlite_a_single_read_begins_no_transaction_and_what_writes_still_does(
    sqlite_ledger: LedgerDatabases,
) -> None:
    def has_begun(connection: Connection) -> bool:
        connection.execute(select(EVENTS.events.c.position)).all()
        driven = cast("sqlite3.Connection", connection.connection.dbapi_connection)
        return driven.in_transaction

    reading = for_single_reads(sqlite_ledger.engine)
    with reading.connect() as alone, sqlite_ledger.engine.connect() as with_others:
        assert (has_begun(alone), has_begun(with_others)) == (False, True)
    with writing(reading) as connection:
        assert has_begun(connection)


@pytest.mark.postgres
def test_a_postgresql_session_has_the_settings_the_log_rests_on(
    postgres_ledger: LedgerDatabases,
) -> None:
    expected = {
        "TimeZone": "UTC",
        "default_transaction_isolation": "read committed",
        "idle_in_transaction_session_timeout": "5s",
        "lock_timeout": "8s",
        "application_name": "tongxin",
        "search_path": "elsewhere",
    }
    engine = open_engine(postgres_ledger.application_url + "?options=-csearch_path%3Delsewhere")
    with engine.connect() as connection:
        found = {name: connection.execute(text(f"SHOW {name}")).scalar() for name in expected}
    engine.dispose()
    assert found == expected


def test_one_who_reads_and_then_writes_waits_for_the_other(owned: Engine) -> None:
    """Twenty rounds of reading a number and writing the next: none is lost, none is refused."""
    with owned.begin() as connection:
        connection.execute(insert(MOMENTS), {"id": 0})
    ready = Barrier(2)

    def count() -> None:
        ready.wait()
        for _ in range(20):
            with writing(owned) as connection:
                (number,) = connection.scalars(select(MOMENTS.c.id).with_for_update()).all()
                connection.execute(update(MOMENTS).values(id=number + 1))

    threads = [Thread(target=count) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with owned.connect() as connection:
        assert connection.scalars(select(MOMENTS.c.id)).all() == [40]


def test_a_transaction_that_fails_leaves_nothing(owned: Engine) -> None:
    def insert_twice() -> None:
        with writing(owned) as connection:
            connection.execute(insert(MOMENTS), {"id": 1})
            connection.execute(insert(MOMENTS), {"id": 1})

    with pytest.raises(IntegrityError):
        insert_twice()
    with owned.connect() as connection:
        assert connection.execute(select(MOMENTS)).all() == []


def test_a_reader_of_sqlite_is_not_held_up_by_a_writer(owned: Engine) -> None:
    with writing(owned) as writer:
        writer.execute(insert(MOMENTS), {"id": 1})
        with owned.connect() as reader:
            assert reader.execute(select(MOMENTS)).all() == []


def test_connections_are_no_more_than_asked_for(
    ledger: LedgerDatabases, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "POOL_WAIT_SECONDS", 0.05)
    engine = open_engine(ledger.application_url, pool_size=2)
    with engine.connect(), engine.connect(), pytest.raises(NoConnectionFree):
        engine.connect()
    engine.dispose()


def test_what_is_not_there_is_not_made_by_serving(ledger: LedgerDatabases) -> None:
    missing = f"{ledger.application_url.rstrip('/')}_missing/none"
    engine = open_engine(missing)
    with pytest.raises(OperationalError):
        engine.connect()
    engine.dispose()
