"""Accounts on each engine in turn, in which one person has a password."""

import pytest
from sqlalchemy import Engine

from infrastructure.authentication.accounts import Accounts
from tests.engines import LedgerDatabases
from tests.examples import TEACHER
from tests.infrastructure.authentication.keeping import accounts_on, add


@pytest.fixture
def engine(ledger: LedgerDatabases) -> Engine:
    return ledger.engine


@pytest.fixture
def accounts(ledger: LedgerDatabases) -> Accounts:
    made = accounts_on(ledger)
    add(made, TEACHER, "chen")
    return made
