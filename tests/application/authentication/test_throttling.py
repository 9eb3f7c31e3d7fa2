"""When failures lock, and what counts as one address."""

from datetime import timedelta

import pytest

from application.authentication.account_ports import Failing
from application.authentication.throttling import address_block, lock, locked_until
from domain.ruleset import RULES_1
from tests.engines import LedgerDatabases
from tests.examples import NOW
from tests.infrastructure.authentication.keeping import accounts_on

MINUTE = timedelta(minutes=1)


def test_failures_spread_wider_than_the_lock_do_not_lock() -> None:
    spread = [NOW + 4 * minute * MINUTE for minute in range(20)]
    assert locked_until(spread, RULES_1, limit=5) is None
    close = [*spread, spread[-1] + MINUTE, spread[-1] + 2 * MINUTE]
    assert locked_until(close, RULES_1, limit=5) == spread[-1] + 17 * MINUTE


def test_a_lock_that_is_lifted_is_over_and_what_failed_is_told_all_the_same(
    sqlite_ledger: LedgerDatabases,
) -> None:
    accounts, login = accounts_on(sqlite_ledger), Failing("login", "chen")
    for _ in range(RULES_1.sign_in_failures_at_most):
        accounts.failed.note([login], NOW)
    assert lock(accounts, login, NOW, RULES_1) == NOW + 15 * MINUTE
    accounts.failed.lift("chen", NOW, ())
    assert lock(accounts, login, NOW, RULES_1) is None
    assert len(accounts.failed.times(login, NOW)) == RULES_1.sign_in_failures_at_most
    for _ in range(RULES_1.sign_in_failures_at_most):
        accounts.failed.note([login], NOW + MINUTE)
    assert lock(accounts, login, NOW + MINUTE, RULES_1) == NOW + 16 * MINUTE


@pytest.mark.parametrize(
    ("address", "block"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("not an address", "unknown"),
    ],
)
def test_one_subscriber_counts_as_one_address(address: str, block: str) -> None:
    assert address_block(address) == block
