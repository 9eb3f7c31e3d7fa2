"""The office at work, on each engine."""

import pytest

from tests.application.casework import reopen_casework
from tests.engines import FoundedLedger
from tests.office import Office, open_office, reopen_office


@pytest.fixture
def office(founded_ledger: FoundedLedger) -> Office:
    """Give an office where everybody is employed and one child is on file."""
    return reopen_office(founded_ledger(open_office))


@pytest.fixture
def at_work_on_each(founded_ledger: FoundedLedger) -> Office:
    """Give that office with those who answer for worries."""
    return reopen_casework(founded_ledger)
