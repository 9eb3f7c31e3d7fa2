"""One browser for all journeys, and the office served."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.api.browsing import running_chromium
from tests.api.pages.site import found_office
from tests.browser.site import Served, served_office
from tests.engines import FoundedLedger, LedgerDatabases

PATIENCE_MS = 30_000


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    expect.set_options(timeout=PATIENCE_MS)
    with running_chromium() as running:
        yield running


@pytest.fixture
def embedded_site(founded_on_sqlite: FoundedLedger) -> Iterator[Served]:
    """Serve the office on an embedded ledger."""
    with served_office(founded_on_sqlite(found_office)) as served:
        yield served


@pytest.fixture
def postgres_site(postgres_ledger: LedgerDatabases) -> Iterator[Served]:
    """Serve the office on PostgreSQL."""
    found_office(postgres_ledger)
    with served_office(postgres_ledger) as served:
        yield served
