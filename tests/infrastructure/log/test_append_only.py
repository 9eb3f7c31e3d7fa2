"""Nobody but the owner of the database can change or remove an event: tried in every way."""

import re
import sqlite3
from collections.abc import Callable

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from infrastructure.log.recorder import LogRecorder
from infrastructure.log.rows import StoredRow
from infrastructure.log.tables import EVENTS, READS
from tests.engines import LedgerDatabases
from tests.infrastructure.log.examples import event, row, stream

REWRITES = {
    "update": "UPDATE {log} SET state = state",
    "update of a column": "UPDATE {log} SET position = position + 10",
    "delete": "DELETE FROM {log}",
    "delete of one": "DELETE FROM {log} WHERE position = 2",
    "drop": "DROP TABLE {log}",
    "rename": "ALTER TABLE {log} RENAME TO other",
    "new column": "ALTER TABLE {log} ADD COLUMN more integer",
    "dropped column": "ALTER TABLE {log} DROP COLUMN state",
}
POSTGRESQL_REWRITES = {
    **REWRITES,
    "truncate": "TRUNCATE {log}",
    "upsert": "INSERT INTO {log} (position, stream, version, name, state)"
    " SELECT position, stream, version, name, 'x' FROM {log}"
    " ON CONFLICT (position) DO UPDATE SET state = excluded.state",
    "merge": "MERGE INTO {log} USING (SELECT 1 AS position) AS p ON {log}.position = p.position"
    " WHEN MATCHED THEN DELETE",
    "trigger": "CREATE TRIGGER quiet BEFORE INSERT ON {log} FOR EACH ROW"
    " EXECUTE FUNCTION suppress_redundant_updates_trigger()",
    "rule": "CREATE RULE quiet AS ON INSERT TO {log} DO INSTEAD NOTHING",
    "constraint": "ALTER TABLE {log} DROP CONSTRAINT {log}_pkey",
    "index": "DROP INDEX {log}_stream_version",
    "owner": "ALTER TABLE {log} OWNER TO CURRENT_USER",
    "row security": "ALTER TABLE {log} ENABLE ROW LEVEL SECURITY",
    "schema": "DROP SCHEMA public CASCADE",
    "role": "SET ROLE tongxin_owner",
    "replication role": "SET session_replication_role = replica",
}
SQLITE_REWRITES = {
    **REWRITES,
    "replace": "REPLACE INTO {log} (position, stream, version, name, state)"
    " SELECT position, stream, version, name, x'00' FROM {log}",
    "replace of another's version": "INSERT OR REPLACE INTO {log}"
    " SELECT position + 100, stream, version, name, x'00' FROM {log}",
    "update or replace": "UPDATE OR REPLACE {log} SET position = 1 WHERE position = 2",
    "upsert": "INSERT INTO {log} SELECT position, stream, version, name, x'00' FROM {log} WHERE 1"
    " ON CONFLICT (position) DO UPDATE SET state = excluded.state",
}
# What stops these is that our own connections refuse them: a tool of somebody else's may.
SQLITE_OURS_ONLY = {"drop", "rename", "new column", "dropped column"}
SQLITE_GUARD_REMOVALS = {
    "trigger": "DROP TRIGGER {log}_never_deleted",
    "schema": "PRAGMA writable_schema = ON",
    "recursion": "PRAGMA recursive_triggers = OFF",
}

REFUSAL = re.compile("permission denied|must be owner|not authorized|are never|is taken")

LOGS = {"events": EVENTS, "reads": READS}


@pytest.fixture(params=LOGS)
def log(request: pytest.FixtureRequest, ledger: LedgerDatabases) -> str:
    """Give the name of a log of two events."""
    name = str(request.param)
    LogRecorder(ledger.engine, LOGS[name]).insert_events([event(1, 1), event(2, 1)])
    return name


def stands(engine: Engine, log: str) -> list[StoredRow]:
    return LogRecorder(engine, LOGS[log]).rows_after(0, 10)


def try_all(rewrites: dict[str, str], attempt: Callable[[str], object]) -> dict[str, str]:
    """Try each rewrite and return what was not refused, or refused for another reason."""
    allowed = {}
    for name, sql in rewrites.items():
        try:
            attempt(sql)
        except (DBAPIError, sqlite3.Error) as refused:
            if not REFUSAL.search(str(refused)):
                allowed[name] = str(refused)
        else:
            allowed[name] = sql
    return allowed


def through(engine: Engine) -> Callable[[str], object]:
    def attempt(sql: str) -> None:
        with engine.begin() as connection:
            connection.execute(text(sql))

    return attempt


def named(rewrites: dict[str, str], log: str) -> dict[str, str]:
    return {name: sql.format(log=log) for name, sql in rewrites.items()}


def test_the_roles_that_serve_cannot_rewrite_a_log(ledger: LedgerDatabases, log: str) -> None:
    rewrites = POSTGRESQL_REWRITES
    if ledger.dialect == "sqlite":
        rewrites = SQLITE_REWRITES | SQLITE_GUARD_REMOVALS
    for engine in (ledger.engine, ledger.views_engine):
        if ledger.dialect == "postgresql":
            # Answered by a mere warning: what follows shows that nothing was granted.
            through(engine)(f"GRANT ALL ON {log} TO CURRENT_USER")
        assert try_all(named(rewrites, log), through(engine)) == {}
    assert stands(ledger.engine, log) == [row(1, 1, 1), row(2, 2, 1)]
    assert LogRecorder(ledger.engine, LOGS[log]).insert_events([event(1, 2)]) == [3]


@pytest.mark.parametrize("recursive", ["OFF", "ON"])
def test_no_tool_changes_an_event_of_a_sqlite_file(
    sqlite_ledger: LedgerDatabases, recursive: str
) -> None:
    LogRecorder(sqlite_ledger.engine, EVENTS).insert_events([event(1, 1), event(2, 1)])
    tool = sqlite3.connect(sqlite_ledger.tmp_path / "data" / "ledger.sqlite3")
    tool.execute(f"PRAGMA recursive_triggers = {recursive}")
    rewrites = {n: sql for n, sql in SQLITE_REWRITES.items() if n not in SQLITE_OURS_ONLY}
    assert try_all(named(rewrites, "events"), tool.execute) == {}
    tool.commit()
    tool.close()
    assert stands(sqlite_ledger.engine, "events") == [row(1, 1, 1), row(2, 2, 1)]


@pytest.mark.postgres
def test_the_views_role_reads_the_log_and_adds_nothing(postgres_ledger: LedgerDatabases) -> None:
    recorder = LogRecorder(postgres_ledger.engine, EVENTS)
    recorder.insert_events([event(1, 1)])
    views = through(postgres_ledger.views_engine)
    refused = {
        "append": "INSERT INTO events VALUES (2, gen_random_uuid(), 1, 'a.b.1', '')",
        "count": "UPDATE events_head SET last = 0",
        "claim": "INSERT INTO claims VALUES ('id_number', '', gen_random_uuid())",
        "accounts": "SELECT * FROM accounts",
        "sessions": "SELECT * FROM sessions",
        "ledger": "UPDATE ledger SET area_code = '000000'",
        "keys": "SELECT * FROM keys.data_keys",
    }
    assert try_all(refused, views) == {}
    views("UPDATE view_positions SET position = 1")
    views("DELETE FROM quarantined")
    assert stands(postgres_ledger.views_engine, "events") == [row(1, 1, 1)]


@pytest.mark.postgres
def test_the_application_reads_what_the_views_role_makes_and_makes_no_tables(
    postgres_ledger: LedgerDatabases,
) -> None:
    views, application = (
        through(engine) for engine in (postgres_ledger.views_engine, postgres_ledger.engine)
    )
    views("CREATE TABLE desk (child uuid PRIMARY KEY)")
    views("CREATE TABLE desk_next (child uuid PRIMARY KEY)")
    views("DROP TABLE desk")
    views("ALTER TABLE desk_next RENAME TO desk")
    application("SELECT * FROM desk")
    refused = {
        "table": "CREATE TABLE mine (id integer)",
        "function": "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "view row": "INSERT INTO desk VALUES (gen_random_uuid())",
        "view position": "UPDATE view_positions SET position = 0",
        "ledger": "UPDATE ledger SET area_code = '000000'",
        "version": "UPDATE alembic_version SET version_num = '0000'",
        "claims": "UPDATE claims SET owner = gen_random_uuid()",
        "keys": "DROP TABLE keys.data_keys",
        "key": "DELETE FROM keys.data_keys",
    }
    assert try_all(refused, application) == {}
    application("DELETE FROM claims WHERE digest = ''")
    application("DELETE FROM sign_in_failures")


def test_a_conflict_is_refused_without_a_word_about_the_stored_bytes(
    ledger: LedgerDatabases,
) -> None:
    recorder = LogRecorder(ledger.engine, EVENTS)
    recorder.insert_events([event(1, 1)])
    with pytest.raises(Exception, match=r".") as refused:
        recorder.insert_events([event(1, 1)])
    assert "state" not in str(refused.value)
    assert stream(1).hex not in str(refused.value)
