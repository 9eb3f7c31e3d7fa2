"""The office at work, on each engine."""

import pytest

from tests.engines import LedgerDatabases
from tests.office import Office, open_office


@pytest.fixture
def office(ledger: LedgerDatabases) -> Office:
    """Give an office where everybody is employed and one child is on file."""
    return open_office(ledger)
