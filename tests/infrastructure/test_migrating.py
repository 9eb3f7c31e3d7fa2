"""Migrating both databases, and refusing to run on any that are not fit for it."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, insert, select, text, update

from infrastructure import migrating
from infrastructure.database import open_engine
from infrastructure.keys.tables import DATA_KEYS, KEYS, KEYSTORE, open_keys_engine
from infrastructure.log.recorder import LogRecorder
from infrastructure.log.rows import AlertRow
from infrastructure.log.tables import (
    ACCOUNTS,
    EVENTS,
    LEDGER,
    LEDGER_IDENTITY,
    READS,
    LogTables,
)
from infrastructure.migrating import NotReady, Roles, check_ready, ledger_id_of, migrate
from tests.engines import ROLES, LedgerDatabases
from tests.examples import NOW, TEACHER
from tests.infrastructure.log.examples import alerted, event, row, stream
from tests.tree import ROOT


def roles_of(ledger: LedgerDatabases) -> Roles | None:
    return ROLES if ledger.dialect == "postgresql" else None


def migrate_again(ledger: LedgerDatabases) -> UUID:
    return migrate(ledger.owner_url, ledger.keys_owner_url, roles=roles_of(ledger))


def as_owner(ledger: LedgerDatabases, statement: str) -> None:
    execute(ledger.owner_url, statement)


def execute(url: str, statement: str) -> None:
    engine = open_engine(url, owner=True)
    with engine.begin() as connection:
        connection.execute(text(statement))
    engine.dispose()


def found_keystore(ledger: LedgerDatabases, ledger_id: UUID) -> None:
    """Give the key store its row, as the first start does, and one data key."""
    key = {"subject": stream(1), "compartment": "care", "generation": 1, "created_at": NOW}
    with ledger.keys_engine.begin() as connection:
        connection.execute(
            insert(KEYSTORE).values(id=1, ledger_id=ledger_id, claims_key_wrapped=b"wrapped")
        )
        connection.execute(insert(DATA_KEYS).values(**key, key_id=b"id", wrapped=b"wrapped"))


def refusal(ledger: LedgerDatabases, engine: Engine | None = None) -> str:
    with pytest.raises(NotReady) as refused:
        check_ready(engine or ledger.engine, ledger.keys_engine)
    return str(refused.value)


def test_a_migrated_ledger_is_ready_and_knows_its_id(ledger: LedgerDatabases) -> None:
    ledger_id = ledger_id_of(ledger.engine)
    assert check_ready(ledger.engine, ledger.keys_engine) == ledger_id
    with ledger.engine.connect() as connection:
        assert connection.execute(LEDGER_IDENTITY.select()).all() == [(ledger_id, "450700")]


def test_migrating_again_changes_nothing(ledger: LedgerDatabases) -> None:
    ledger_id = ledger_id_of(ledger.engine)
    recorder = LogRecorder(ledger.engine, EVENTS)
    recorder.insert_events([event(1, 1)])
    found_keystore(ledger, ledger_id)
    assert migrate_again(ledger) == ledger_id
    assert recorder.rows_after(0, 9) == [row(1, 1, 1)]
    assert check_ready(ledger.engine, ledger.keys_engine) == ledger_id


SINCE = (
    "known_browsers",
    *("former_passwords", "second_factors", "recovery_codes", "account_notes"),
    *("api_tokens", "enrolled_devices", "night_recoveries"),
    *("leases", "deliveries", "work_addresses"),
)
COLUMNS_SINCE = (
    *("password_set_at", "activated_at", "signed_in_at"),
    *("invitation_digest", "invited_until", "confirmed_at"),
)


def test_a_filled_ledger_from_before_alerts_keeps_every_event(ledger: LedgerDatabases) -> None:
    ledger_id = ledger_id_of(ledger.engine)
    found_keystore(ledger, ledger_id)
    recorder, reads = (LogRecorder(ledger.engine, tables) for tables in (EVENTS, READS))
    recorder.insert_events([event(1, 1), event(1, 2), event(2, 1)])
    reads.insert_events([event(3, 1)])
    with ledger.engine.begin() as connection:
        connection.execute(insert(ACCOUNTS).values(person_id=TEACHER, login="chen", created_at=NOW))
    as_owner(ledger, "DROP TABLE alerts")
    as_owner(ledger, "DROP TABLE staged_rosters")
    for table in SINCE:
        as_owner(ledger, f"DROP TABLE {table}")
    as_owner(ledger, "DROP INDEX ix_accounts_confirmed_at")
    for column in COLUMNS_SINCE:
        as_owner(ledger, f"ALTER TABLE accounts DROP COLUMN {column}")
    as_owner(ledger, "UPDATE alembic_version SET version_num = '0001'")
    assert refusal(ledger) == "schema_outdated database=ledger found=0001"
    assert migrate_again(ledger) == ledger_id
    assert check_ready(ledger.engine, ledger.keys_engine) == ledger_id
    assert recorder.rows_after(0, 9) == [row(1, 1, 1), row(2, 1, 2), row(3, 2, 1)]
    assert reads.rows_after(0, 9) == [row(1, 3, 1)]
    alert = AlertRow(stream(7), stream(8), stream(9))
    assert recorder.insert_events([event(2, 2)], alerts=[alert]) == [4]
    assert alerted(ledger.engine) == [alert]
    with ledger.engine.connect() as connection:
        assert connection.scalars(select(ACCOUNTS.c.confirmed_at)).all() == [NOW]


def test_each_new_ledger_has_an_id_of_its_own(tmp_path: Path) -> None:
    ids = [
        migrate(f"sqlite:///{tmp_path}/{n}/l.sqlite3", f"sqlite:///{tmp_path}/{n}/k.sqlite3")
        for n in (1, 2)
    ]
    assert ids[0] != ids[1]
    assert {each.version for each in ids} == {4}


def test_what_is_migrated_is_what_the_code_declares(ledger: LedgerDatabases) -> None:
    for engine, metadata in ((ledger.engine, LEDGER), (ledger.keys_engine, KEYS)):
        with engine.connect() as connection:
            assert compare_metadata(MigrationContext.configure(connection), metadata) == []


@pytest.mark.parametrize("database", ["ledger", "keys"])
def test_every_step_is_known_to_the_program(database: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(ROOT / "migrations" / database))
    steps = [each.revision for each in ScriptDirectory.from_config(config).walk_revisions()]
    known = {"ledger": migrating.LEDGER_REVISIONS, "keys": migrating.KEYS_REVISIONS}
    assert known[database] == tuple(reversed(steps))


def test_there_is_no_way_back(sqlite_ledger: LedgerDatabases) -> None:
    for url, database in (
        (sqlite_ledger.owner_url, "ledger"),
        (sqlite_ledger.keys_owner_url, "keys"),
    ):
        engine = open_engine(url, owner=True)
        config = Config()
        config.set_main_option("script_location", str(ROOT / "migrations" / database))
        with engine.connect() as connection:
            config.attributes["connection"] = connection
            with pytest.raises(RuntimeError, match="no way back"):
                command.downgrade(config, "base")
        engine.dispose()
    check_ready(sqlite_ledger.engine, sqlite_ledger.keys_engine)


@pytest.fixture
def unmigrated(tmp_path: Path) -> Iterator[tuple[Engine, Engine]]:
    engines = (
        open_engine(f"sqlite:///{tmp_path}/empty.sqlite3"),
        open_keys_engine(f"sqlite:///{tmp_path}/keys.sqlite3"),
    )
    yield engines
    for engine in engines:
        engine.dispose()


def test_a_database_without_a_schema_is_refused(
    ledger: LedgerDatabases, unmigrated: tuple[Engine, Engine]
) -> None:
    empty, empty_keys = unmigrated
    assert refusal(ledger, empty) == "not_migrated database=ledger"
    with pytest.raises(NotReady, match="not_migrated database=keys"):
        check_ready(ledger.engine, empty_keys)
    with pytest.raises(NotReady, match="not_migrated"):
        ledger_id_of(empty)


def test_the_schema_of_another_version_is_refused(
    ledger: LedgerDatabases, monkeypatch: pytest.MonkeyPatch
) -> None:
    newest = migrating.LEDGER_REVISIONS[-1]
    later = (*migrating.LEDGER_REVISIONS, "0998")
    monkeypatch.setattr(migrating, "LEDGER_REVISIONS", later)
    assert refusal(ledger) == f"schema_outdated database=ledger found={newest}"
    monkeypatch.undo()
    as_owner(ledger, "UPDATE alembic_version SET version_num = '0999'")
    assert refusal(ledger) == "schema_unknown database=ledger found=0999"
    with pytest.raises(NotReady, match="schema_unknown"):
        migrate_again(ledger)
    as_owner(ledger, "DELETE FROM ledger")
    as_owner(ledger, f"UPDATE alembic_version SET version_num = '{newest}'")
    assert refusal(ledger) == "not_migrated database=ledger"


def test_the_keys_of_another_ledger_are_refused(ledger: LedgerDatabases) -> None:
    found_keystore(ledger, stream(7))
    assert refusal(ledger) == "keystore_of_another_ledger"
    with pytest.raises(NotReady, match="keystore_of_another_ledger"):
        migrate_again(ledger)


def test_events_without_keys_are_refused(ledger: LedgerDatabases) -> None:
    LogRecorder(ledger.engine, EVENTS).insert_events([event(1, 1)])
    assert refusal(ledger) == "keys_missing"
    with pytest.raises(NotReady, match="keys_missing"):
        migrate_again(ledger)


def test_keys_are_not_kept_beside_the_ledger(ledger: LedgerDatabases, tmp_path: Path) -> None:
    with pytest.raises(NotReady, match="keys_beside_ledger"):
        migrate(ledger.owner_url, ledger.owner_url)
    file = tmp_path / "one.sqlite3"
    with pytest.raises(NotReady, match="keys_beside_ledger"):
        migrate(f"sqlite:///{file}", f"sqlite:////{file}")


@pytest.mark.parametrize("tables", [EVENTS, READS], ids=["events", "reads"])
def test_a_log_whose_last_event_is_missing_is_refused(
    ledger: LedgerDatabases, tables: LogTables
) -> None:
    with ledger.engine.begin() as connection:
        connection.execute(update(tables.head).values(last=4))
    assert refusal(ledger) == f"log_incomplete log={tables.events.name} counted=4 last=0"


def test_a_sqlite_log_without_its_guards_is_refused(sqlite_ledger: LedgerDatabases) -> None:
    tool = sqlite3.connect(sqlite_ledger.tmp_path / "data" / "ledger.sqlite3")
    tool.execute("DROP TRIGGER reads_never_deleted")
    tool.close()
    assert refusal(sqlite_ledger) == "log_unguarded log=reads"


def test_files_of_a_new_ledger_are_for_their_owner_only(sqlite_ledger: LedgerDatabases) -> None:
    folder = sqlite_ledger.tmp_path / "new" / "data"
    migrate(f"sqlite:///{folder}/ledger.sqlite3", f"sqlite:///{folder}/keys/keys.sqlite3")
    assert (folder / "ledger.sqlite3").stat().st_mode & 0o777 == 0o600
    assert folder.stat().st_mode & 0o777 == 0o700
