"""The office at work, on each engine."""

import pytest

from tests.engines import FoundedLedger
from tests.office import Office, open_office, reopen_office


@pytest.fixture
def office(founded_ledger: FoundedLedger) -> Office:
    """Give an office where everybody is employed and one child is on file."""
    return reopen_office(founded_ledger(open_office))
