"""A start while a database is away: which one it is, and nothing of its address."""

import pytest

from infrastructure.database import open_engine
from infrastructure.migrating import NotReady, check_ready, migrate, require_reached
from tests.engines import LedgerDatabases, free_port


def test_a_database_that_is_away_is_named_and_nothing_of_its_address(
    sqlite_ledger: LedgerDatabases,
) -> None:
    address = f"postgresql://somebody:secret@127.0.0.1:{free_port()}/ledger"
    away, keys = open_engine(address), sqlite_ledger.keys_engine
    for starting, database in (
        (lambda: check_ready(away, keys), "ledger"),
        (lambda: migrate(address, sqlite_ledger.keys_owner_url), "ledger"),
        (lambda: check_ready(sqlite_ledger.engine, away), "keys"),
        (lambda: require_reached(away, "views"), "views"),
    ):
        with pytest.raises(NotReady) as refused:
            starting()
        assert str(refused.value) == f"database_unreachable database={database}"
        assert refused.value.__suppress_context__
    away.dispose()
