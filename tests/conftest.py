"""Fixtures for all tests: an empty migrated ledger on each engine."""

import gc
import os
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from tests.compiled import compiled_once
from tests.engines import FoundedLedger, LedgerDatabases, PostgresLedgers, SqliteLedgers
from tests.postgresql import Cluster, PostgresMissing, quickest_place, running_cluster

# Thirteen thousand tests are collected in three quarters of the time, and never looked through.
gc.disable()
YOUNG_OBJECTS = 50_000
"""So many are made before what is left over is sought: with 700 each test pays for it."""


FAULTS = Path(__file__).parent / "faults"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what waits longest: begun last, one such test keeps all processes from ending."""
    items.sort(key=lambda item: FAULTS not in item.path.parents)


def pytest_collection_finish() -> None:
    """Clear up from here on, but none of what was imported and collected: it stays."""
    gc.enable()
    gc.freeze()
    gc.set_threshold(YOUNG_OBJECTS)


def pytest_configure() -> None:
    """Keep what tests write in memory: a ledger waits for the disk at each commit."""
    if place := quickest_place():
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", place)


@pytest.fixture(scope="session", autouse=True)
def _compiled_once() -> Iterator[None]:
    with compiled_once():
        yield


@pytest.fixture(scope="session")
def sqlite_ledgers(tmp_path_factory: pytest.TempPathFactory) -> SqliteLedgers:
    return SqliteLedgers(tmp_path_factory.mktemp("template"))


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """PostgreSQL for the whole run; without its programs the tests are skipped, but never in CI."""
    try:
        with running_cluster() as running:
            yield running
    except PostgresMissing as missing:
        if os.environ.get("CI") == "true":
            raise
        pytest.skip(str(missing))


@pytest.fixture(scope="session")
def postgres_ledgers(cluster: Cluster) -> Iterator[PostgresLedgers]:
    with closing(PostgresLedgers(cluster)) as ledgers:
        yield ledgers


@pytest.fixture
def sqlite_ledger(sqlite_ledgers: SqliteLedgers, tmp_path: Path) -> Iterator[LedgerDatabases]:
    with sqlite_ledgers.fresh(tmp_path) as databases:
        yield databases


@pytest.fixture
def postgres_ledger(postgres_ledgers: PostgresLedgers, tmp_path: Path) -> Iterator[LedgerDatabases]:
    with postgres_ledgers.fresh(tmp_path) as databases:
        yield databases


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def ledger(request: pytest.FixtureRequest) -> LedgerDatabases:
    """Give an empty migrated ledger, on each engine in turn."""
    name = "sqlite_ledger" if request.param == "sqlite" else "postgres_ledger"
    databases = request.getfixturevalue(name)
    assert isinstance(databases, LedgerDatabases)
    return databases


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def founded_ledger(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[FoundedLedger]:
    """Give, on each engine in turn, a copy of what was once founded as is asked."""
    name = "sqlite_ledgers" if request.param == "sqlite" else "postgres_ledgers"
    ledgers: SqliteLedgers | PostgresLedgers = request.getfixturevalue(name)
    with ExitStack() as ending:
        yield lambda found: ending.enter_context(ledgers.fresh(tmp_path, found))


@pytest.fixture
def founded_on_sqlite(sqlite_ledgers: SqliteLedgers, tmp_path: Path) -> Iterator[FoundedLedger]:
    """Give a copy of what was once founded as is asked, for what is the same on each engine."""
    with ExitStack() as ending:
        yield lambda found: ending.enter_context(sqlite_ledgers.fresh(tmp_path, found))
