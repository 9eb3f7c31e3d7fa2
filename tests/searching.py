"""Looks for texts that must be nowhere in clear: in files, tables and logs, however written."""

import json
import re
import sqlite3
from base64 import b64encode
from collections.abc import Iterator, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from html import escape
from pathlib import Path
from urllib.parse import quote

import psycopg
from psycopg import sql

WAL_SEGMENT_BYTES = 16 * 1024 * 1024


def ways_to_write(text: str) -> dict[str, bytes]:
    """Return a text in every form in which it would be readable by whoever finds it."""
    plain = text.encode()
    ways = {
        "utf-8": plain,
        "utf-16 le": text.encode("utf-16-le"),
        "utf-16 be": text.encode("utf-16-be"),
        "gb18030": text.encode("gb18030"),
        "json": json.dumps(text).strip('"').encode(),
        "html": escape(text).encode("ascii", "xmlcharrefreplace"),
        "percent": quote(text).encode(),
        "percent, small": re.sub("%..", lambda at: at[0].lower(), quote(text)).encode(),
        "hex": plain.hex().encode(),
        "hex, large": plain.hex().upper().encode(),
        "reversed": plain[::-1],
    }
    for shift in range(3):
        ways[f"base64 {shift}"] = _within_base64(plain, shift)
        ways[f"base64 url {shift}"] = _within_base64(plain, shift).translate(_URL_SAFE)
    return ways


_URL_SAFE = bytes.maketrans(b"+/", b"-_")


def _within_base64(plain: bytes, shift: int) -> bytes:
    """Return the characters that stand for these bytes alone, behind `shift` others."""
    encoded = b64encode(bytes(shift) + plain)
    first, end = -(-shift * 8 // 6), (shift + len(plain)) * 8 // 6
    return encoded[first:end]


@dataclass(frozen=True, slots=True)
class Search:
    """Texts by name, each sought in every form; what is found is told by names only."""

    wanted: Mapping[str, bytes]

    @classmethod
    def of(cls, **texts: str) -> "Search":
        """Seek these texts; forms that are the same are sought once."""
        forms: dict[bytes, str] = {}
        for name, text in texts.items():
            for way, form in ways_to_write(text).items():
                forms.setdefault(form, f"{name} as {way}")
        return cls({name: form for form, name in forms.items()})

    def found_in(self, content: bytes) -> list[str]:
        """Return what stands in the bytes."""
        return [name for name, form in self.wanted.items() if form in content]

    def found_among(self, places: Iterator[tuple[str, bytes]]) -> dict[str, list[str]]:
        """Return what stands where; nothing for the places that are clean."""
        found = ((name, self.found_in(content)) for name, content in places)
        return {name: each for name, each in found if each}


def files_below(*folders: Path) -> Iterator[tuple[str, bytes]]:
    """Yield every file of the folders with its content."""
    for folder in folders:
        for at in sorted(folder.rglob("*")):
            # A server at work may take a file away meanwhile.
            with suppress(FileNotFoundError, IsADirectoryError):
                yield str(at.relative_to(folder)), at.read_bytes()


def sqlite_tables(file: Path) -> Iterator[tuple[str, bytes]]:
    """Yield every table of a SQLite file with all its values, as they are stored."""
    with closing(sqlite3.connect(file)) as connection:
        connection.text_factory = bytes
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        for (name,) in names:
            rows = connection.execute(f'SELECT * FROM "{name.decode()}"')
            values = [value for row in rows for value in row]
            yield (
                f"table {name.decode()}",
                b"\n".join(
                    value if isinstance(value, bytes) else str(value).encode() for value in values
                ),
            )


@dataclass(frozen=True, slots=True)
class PostgresPlaces:
    """One database of a server of our own, seen by its superuser and by who has its disk."""

    superuser_url: str
    folder: Path
    wal_from: int

    @classmethod
    def from_now_on(cls, superuser_url: str, folder: Path) -> "PostgresPlaces":
        """Look at the write-ahead log from here on: what is before belongs to other tests."""
        return cls(superuser_url, folder, _wal_position(superuser_url))

    def tables(self) -> Iterator[tuple[str, bytes]]:
        """Yield every table of every schema that holds our data, as COPY BINARY gives it."""
        with psycopg.connect(self.superuser_url) as connection:
            tables = connection.execute(
                "SELECT schemaname, tablename FROM pg_tables "
                "WHERE schemaname NOT IN ('pg_catalog', 'information_schema')"
            ).fetchall()
            for schema, table in tables:
                name = sql.Identifier(schema, table)
                copying = sql.SQL("COPY {} TO STDOUT (FORMAT binary)").format(name)
                with connection.cursor().copy(copying) as copy:
                    yield f"table {schema}.{table}", b"".join(bytes(part) for part in copy)

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Yield the files of the database, the server's own, its log, and the write-ahead log."""
        data = self.folder / "data"
        base = (
            data
            / "base"
            / self._ask("SELECT oid FROM pg_database WHERE datname = current_database()")
        )
        yield from files_below(base, data / "global", data / "pg_xact", data / "pg_stat")
        yield "log", (self.folder / "log").read_bytes()
        yield from self._write_ahead_log(data / "pg_wal")

    def checkpoint(self) -> None:
        """Have everything written to the files of the tables."""
        with psycopg.connect(self.superuser_url, autocommit=True) as connection:
            connection.execute("CHECKPOINT")

    def _write_ahead_log(self, folder: Path) -> Iterator[tuple[str, bytes]]:
        up_to, position = _wal_position(self.superuser_url), self.wal_from
        while position < up_to:
            start = position % WAL_SEGMENT_BYTES
            name = self._ask(f"SELECT pg_walfile_name('0/0'::pg_lsn + {position + 1})")
            end = min(WAL_SEGMENT_BYTES, start + up_to - position)
            yield f"pg_wal/{name}", (folder / name).read_bytes()[start:end]
            position += end - start

    def _ask(self, question: str) -> str:
        with psycopg.connect(self.superuser_url) as connection:
            (answer,) = connection.execute(question.encode()).fetchone() or ("",)
            return str(answer)


def _wal_position(superuser_url: str) -> int:
    with psycopg.connect(superuser_url) as connection:
        row = connection.execute("SELECT pg_current_wal_lsn() - '0/0'::pg_lsn").fetchone()
        return int(row[0]) if row else 0
