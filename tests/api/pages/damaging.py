"""Damage that only somebody with the files or the superuser's password can do."""

import sqlite3
from contextlib import closing

import psycopg
from sqlalchemy import make_url

FLIPPED = 200
"""Which byte of a stored event is flipped: one of those that are sealed."""


def flip_a_byte(ledger_url: str, position: int) -> None:
    """Flip one bit of the stored event at a position."""
    if make_url(ledger_url).get_backend_name() == "sqlite":
        _flip_in_sqlite(ledger_url, position)
    else:
        superuser = make_url(ledger_url).set(username="postgres")
        with psycopg.connect(superuser.render_as_string(hide_password=False)) as connection:
            connection.execute(
                "UPDATE events SET state = set_byte(state, %s, get_byte(state, %s) # 1) "
                "WHERE position = %s",
                (FLIPPED, FLIPPED, position),
            )


def _flip_in_sqlite(ledger_url: str, position: int) -> None:
    """Take the triggers away, flip, and put them back: the program looks whether they are there."""
    with closing(sqlite3.connect(make_url(ledger_url).database or "")) as connection, connection:
        triggers = connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'events'"
        ).fetchall()
        for name, _ in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        (state,) = connection.execute(
            "SELECT state FROM events WHERE position = ?", (position,)
        ).fetchone()
        damaged = bytearray(state)
        damaged[FLIPPED] ^= 1
        connection.execute(
            "UPDATE events SET state = ? WHERE position = ?", (bytes(damaged), position)
        )
        for _, again in triggers:
            connection.execute(again)


def execute(ledger_url: str, *statements: str) -> None:
    """Run statements as superuser."""
    if make_url(ledger_url).get_backend_name() == "sqlite":
        with closing(sqlite3.connect(make_url(ledger_url).database or "")) as files, files:
            for statement in statements:
                files.execute(statement)
    else:
        superuser = make_url(ledger_url).set(username="postgres")
        with psycopg.connect(superuser.render_as_string(hide_password=False)) as server:
            for statement in statements:
                server.execute(statement.encode())
