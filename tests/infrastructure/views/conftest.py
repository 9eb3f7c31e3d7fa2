"""The fixture of view tests: a ledger opened with its views, on each engine in turn."""

import pytest

from infrastructure.views import pages, rebuild
from tests.engines import FoundedLedger
from tests.infrastructure.views.opened import OpenedViews, opened
from tests.infrastructure.views.opened_reads import OpenedReads, opened_reads


@pytest.fixture
def views(founded_ledger: FoundedLedger) -> OpenedViews:
    return opened(founded_ledger(opened))


@pytest.fixture
def views_on_sqlite(founded_on_sqlite: FoundedLedger) -> OpenedViews:
    """For what is the same on each engine."""
    return opened(founded_on_sqlite(opened))


@pytest.fixture
def reads(founded_ledger: FoundedLedger) -> OpenedReads:
    return opened_reads(founded_ledger(opened_reads))


@pytest.fixture
def small_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make views go in steps so small that a test sees many of them."""
    monkeypatch.setattr(pages, "PAGE_ROWS", 20)
    monkeypatch.setattr(rebuild, "PAGES_AT_ONCE", 2)
    monkeypatch.setattr(rebuild, "FINISHED_WITHIN", 30)
