"""How the databases look for rows: by the index meant for it, whatever they guess of the table.

A log grows for ever, and a statement that walks through all of it works well in every test.
"""

import psycopg
import pytest
from eventsourcing.persistence import StoredEvent

from infrastructure.log import postgresql_sql, sqlite
from infrastructure.log.recorder import LogRecorder
from infrastructure.log.tables import EVENTS
from tests.engines import LedgerDatabases
from tests.infrastructure.log.examples import event, stream

NAMES = {"events": "events", "head": "events_head", "tracking": "events_tracking"}
BY_STREAM, BY_POSITION = "events_stream_version", "events_pkey"
READS = {
    "OF": (f"ARRAY['{stream(3)}']::uuid[], 9223372036854775807", BY_STREAM),
    "IN": (f"'{stream(3)}', -1, 9223372036854775807, 9223372036854775807", BY_STREAM),
    "IN_REVERSE": (f"'{stream(3)}', -1, 9223372036854775807, 1", BY_STREAM),
    "AFTER": ("500, 9223372036854775807, 100", BY_POSITION),
    "NAMED": ("500, 9223372036854775807, 100, ARRAY['a.b.1']", BY_POSITION),
}
GUESSES = ["force_generic_plan", "force_custom_plan"]


def fill(recorder: LogRecorder) -> None:
    for number in range(1, 41):
        recorder.insert_events([event(number, version) for version in range(1, 26)])
    recorder.insert_events([StoredEvent(stream(100), 1, "a.b.1", b"")])


@pytest.mark.postgres
def test_postgresql_reads_by_the_right_index(postgres_ledger: LedgerDatabases) -> None:
    fill(LogRecorder(postgres_ledger.engine, EVENTS))
    with psycopg.connect(
        postgres_ledger.owner_url, autocommit=True, prepare_threshold=None
    ) as connection:
        # As if the table were too large to be read as a whole.
        connection.execute("SET enable_seqscan = off")
        for known in (False, True):
            if known:
                connection.execute("ANALYZE events")
            found = {
                (name, guess): indexes(connection, name, guess)
                for name in READS
                for guess in GUESSES
            }
            assert found == {(name, guess): {READS[name][1]} for name, guess in found}


def indexes(
    connection: "psycopg.Connection[tuple[object, ...]]", name: str, guess: str
) -> set[str]:
    """Return the indexes in the plan of a statement."""
    statement = postgresql_sql.filled(vars(postgresql_sql)[name], NAMES | {"claims": "claims"})
    connection.execute("DEALLOCATE ALL")
    connection.execute(f"SET plan_cache_mode = {guess}".encode())
    connection.execute(b"PREPARE read AS " + statement)
    explained = f"EXPLAIN EXECUTE read ({READS[name][0]})".encode()
    plan = "\n".join(str(line) for (line,) in connection.execute(explained))
    return {index for index in (BY_STREAM, BY_POSITION) if index in plan}


def test_sqlite_reads_by_the_right_index(sqlite_ledger: LedgerDatabases) -> None:
    fill(LogRecorder(sqlite_ledger.engine, EVENTS))
    by_stream, by_position = "USING INDEX sqlite_autoindex_events_1", "USING INTEGER PRIMARY KEY"
    expected = {"_OF": by_stream, "_IN": by_stream, "_AFTER": by_position, "_NAMED": by_position}
    with sqlite_ledger.engine.connect() as connection:
        for known in (False, True):
            if known:
                connection.exec_driver_sql("ANALYZE")
            for name, index in expected.items():
                statement = vars(sqlite)[name].format(**NAMES, marks="?", direction="DESC")
                values = (b"", 500, 600, 100)[: statement.count("?")]
                rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
                plan = [row.detail for row in rows]
                assert index in plan[0], (name, plan)
