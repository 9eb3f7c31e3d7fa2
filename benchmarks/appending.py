"""Appends: one and ten events a commit, one, four and sixteen writers, on both engines."""

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from functools import partial

from benchmarks.contenders import (
    Contender,
    LibraryContender,
    OurLog,
    raw_postgres,
    raw_sqlite,
)
from benchmarks.ledgers import ENGINES, POSTGRESQL, SQLITE, Grounds
from benchmarks.library import library_on_postgres, library_on_sqlite
from benchmarks.rounds import Measurement, Promise, Variant, commits
from benchmarks.sizes import Sizes

WRITERS = (1, 4, 16)
EVENTS_AT_ONCE = (1, 10)
OURS, RAW, LIBRARY = "sealed log", "raw driver", "library"
UNIT = "events/s"

# engine, writers, events a commit → what is promised of the raw driver and of the library
AIMS: Mapping[tuple[str, int, int], tuple[float | None, float | None]] = {
    (POSTGRESQL, 1, 1): (0.5, 2.5),
    (POSTGRESQL, 16, 1): (0.55, 8.0),
    (POSTGRESQL, 1, 10): (0.65, None),
    (SQLITE, 1, 1): (0.6, None),
    (SQLITE, 16, 1): (1.0, None),
}


def appending(grounds: Grounds, _sizes: Sizes, closing: ExitStack) -> Sequence[Measurement]:
    """Return the appends of each contender, in the same rounds."""
    contenders = {
        POSTGRESQL: _on_postgres(grounds, closing),
        SQLITE: _on_sqlite(grounds, closing),
    }
    return [
        _measurement(contenders[engine], engine, writers, events)
        for engine in ENGINES
        for events in EVENTS_AT_ONCE
        for writers in WRITERS
    ]


def _on_postgres(grounds: Grounds, closing: ExitStack) -> Mapping[str, Contender]:
    most = max(WRITERS)
    library = library_on_postgres(grounds.database("library"), writers=most)
    return {
        OURS: OurLog(closing.enter_context(grounds.ledger(POSTGRESQL)).opened),
        RAW: closing.enter_context(raw_postgres(grounds.database("raw"), most)),
        LIBRARY: LibraryContender(closing.enter_context(library)),
    }


def _on_sqlite(grounds: Grounds, closing: ExitStack) -> Mapping[str, Contender]:
    folder = grounds.new_folder()
    return {
        OURS: OurLog(closing.enter_context(grounds.ledger(SQLITE)).opened),
        RAW: closing.enter_context(raw_sqlite(str(folder / "raw.sqlite3"))),
        LIBRARY: LibraryContender(
            closing.enter_context(library_on_sqlite(folder / "library.sqlite3"))
        ),
    }


def _measurement(
    contenders: Mapping[str, Contender], engine: str, writers: int, events: int
) -> Measurement:
    of_raw, of_library = AIMS.get((engine, writers, events), (None, None))
    return Measurement(
        what=f"append, {engine}, {writers} writer{'s' * (writers > 1)}, {events} a commit",
        variants=[
            Variant(name, UNIT, partial(commits, contender.writers(writers), events))
            for name, contender in contenders.items()
        ],
        promises=[
            Promise(OURS, RAW, at_least=of_raw),
            Promise(OURS, LIBRARY, at_least=of_library),
        ],
    )
