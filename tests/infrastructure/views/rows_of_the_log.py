"""Changes stored events as nobody who serves the ledger could, to see what views make of it."""

import sqlite3
from typing import Literal

import psycopg

from tests.engines import LedgerDatabases

Log = Literal["events", "reads"]


def spoil(databases: LedgerDatabases, position: int, log: Log = "events") -> None:
    """Flip the last bit of an event's state, with the rights of the database's owner."""
    state = _state(databases, position, log)
    _put_state(databases, position, state[:-1] + bytes([state[-1] ^ 1]), log)


def _state(databases: LedgerDatabases, position: int, log: Log) -> bytes:
    query = f"SELECT state FROM {log} WHERE position = "
    if databases.dialect == "sqlite":
        with sqlite3.connect(_file(databases)) as connection:
            row = connection.execute(query + "?", (position,)).fetchone()
        connection.close()
    else:
        with psycopg.connect(databases.owner_url) as owner:
            row = owner.execute(query + "%s", (position,)).fetchone()
    assert row is not None
    return bytes(row[0])


def _put_state(databases: LedgerDatabases, position: int, state: bytes, log: Log) -> None:
    if databases.dialect == "postgresql":
        with psycopg.connect(databases.owner_url) as owner:
            owner.execute(f"UPDATE {log} SET state = %s WHERE position = %s", (state, position))
        return
    connection = sqlite3.connect(_file(databases), isolation_level=None)
    guards = connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?", (log,)
    ).fetchall()
    for name, _sql in guards:
        connection.execute(f"DROP TRIGGER {name}")
    connection.execute(f"UPDATE {log} SET state = ? WHERE position = ?", (state, position))
    for _name, sql in guards:
        connection.execute(sql)
    connection.close()


def _file(databases: LedgerDatabases) -> str:
    return databases.owner_url.removeprefix("sqlite:///")
