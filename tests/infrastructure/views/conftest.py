"""The fixture of view tests: a ledger opened with its views, on each engine in turn."""

import pytest

from infrastructure.views import pages, rebuild
from tests.engines import LedgerDatabases
from tests.infrastructure.views.opened import OpenedViews, opened
from tests.infrastructure.views.opened_reads import OpenedReads, opened_reads


@pytest.fixture
def views(ledger: LedgerDatabases) -> OpenedViews:
    return opened(ledger)


@pytest.fixture
def views_on_sqlite(sqlite_ledger: LedgerDatabases) -> OpenedViews:
    """For what is the same on each engine."""
    return opened(sqlite_ledger)


@pytest.fixture
def reads(ledger: LedgerDatabases) -> OpenedReads:
    return opened_reads(ledger)


@pytest.fixture
def small_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make views go in steps so small that a test sees many of them."""
    monkeypatch.setattr(pages, "PAGE_ROWS", 20)
    monkeypatch.setattr(rebuild, "PAGES_AT_ONCE", 2)
    monkeypatch.setattr(rebuild, "FINISHED_WITHIN", 30)
