"""What an event takes on disk with its indexes, in our log and in the library's."""

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from contextlib import closing as closed
from functools import partial
from pathlib import Path
from uuid import uuid4

import psycopg

from benchmarks.example import VISIT, visit_logged
from benchmarks.filling import Filler
from benchmarks.ledgers import POSTGRESQL, SQLITE, Grounds
from benchmarks.library import (
    TABLE,
    LibraryLog,
    VisitLogged,
    library_on_postgres,
    library_on_sqlite,
)
from benchmarks.rounds import Measurement, Promise, Variant
from benchmarks.sizes import Sizes
from infrastructure.opening import OpenLedger

OURS, LIBRARY = "sealed log", "library"
UNIT = "bytes/event"
STREAM_LENGTH = 50
EVENTS_A_COMMIT = 10
AIMS: Mapping[str, float] = {POSTGRESQL: 1.0, SQLITE: 1.0}

_ON_DISK = "SELECT sum(pg_total_relation_size(each::regclass)) FROM unnest(%b::text[]) AS each"


def stored_bytes(grounds: Grounds, sizes: Sizes, closing: ExitStack) -> Sequence[Measurement]:
    """Return how much each log takes for the same events, written in the same order."""
    return [
        _on_postgres(grounds, sizes.stored_events, closing),
        _on_sqlite(grounds, sizes.stored_events, closing),
    ]


def _on_postgres(grounds: Grounds, events: int, closing: ExitStack) -> Measurement:
    ledger = closing.enter_context(grounds.ledger(POSTGRESQL))
    url = grounds.database("library_stored")
    library = closing.enter_context(library_on_postgres(url, writers=1))
    ours = partial(_relation_bytes, ledger.databases.owner_url, ["events", "events_head"])
    theirs = partial(_relation_bytes, url, [TABLE])
    return _measurement(
        POSTGRESQL,
        _filled(partial(_append, ledger.opened), ours, events),
        _filled(partial(_put, library), theirs, events),
    )


def _on_sqlite(grounds: Grounds, events: int, closing: ExitStack) -> Measurement:
    ledger = closing.enter_context(grounds.ledger(SQLITE))
    file = grounds.new_folder() / "library.sqlite3"
    library = closing.enter_context(library_on_sqlite(file))
    ours = partial(_file_bytes, Path(ledger.databases.owner_url.removeprefix("sqlite:///")))
    theirs = partial(_file_bytes, file)
    return _measurement(
        SQLITE,
        _filled(partial(_append, ledger.opened), ours, events),
        _filled(partial(_put, library), theirs, events),
    )


def _filled(fill: Callable[[int], None], size: Callable[[], int], events: int) -> float:
    empty = size()
    fill(events)
    return (size() - empty) / events


def _measurement(engine: str, ours: float, theirs: float) -> Measurement:
    return Measurement(
        what=f"bytes an event, {engine}",
        variants=[
            Variant(OURS, UNIT, lambda _seconds: ours),
            Variant(LIBRARY, UNIT, lambda _seconds: theirs),
        ],
        promises=[Promise(OURS, LIBRARY, at_most=AIMS[engine])],
    )


def _append(opened: OpenLedger, events: int) -> None:
    filler = Filler(opened)
    for _ in range(events // STREAM_LENGTH):
        child_id = uuid4()
        for _ in range(STREAM_LENGTH // EVENTS_A_COMMIT):
            filler.record([visit_logged(child_id, VISIT) for _ in range(EVENTS_A_COMMIT)])


def _put(library: LibraryLog, events: int) -> None:
    for _ in range(events // STREAM_LENGTH):
        child_id = uuid4()
        for first in range(1, STREAM_LENGTH, EVENTS_A_COMMIT):
            versions = range(first, first + EVENTS_A_COMMIT)
            library.put([VisitLogged.to_child(child_id, version) for version in versions])


def _relation_bytes(url: str, tables: Sequence[str]) -> int:
    with psycopg.connect(url, autocommit=True) as connection:
        row = connection.execute(_ON_DISK, (list(tables),)).fetchone()
    assert row is not None
    return int(row[0])


def _file_bytes(file: Path) -> int:
    with closed(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    return file.stat().st_size
