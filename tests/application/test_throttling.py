"""When failures lock, and what counts as one address."""

from datetime import timedelta

import pytest

from application.authentication.throttling import address_block, locked_until
from domain.ruleset import RULES_1
from tests.examples import NOW

MINUTE = timedelta(minutes=1)


def test_failures_spread_wider_than_the_lock_do_not_lock() -> None:
    spread = [NOW + 4 * minute * MINUTE for minute in range(20)]
    assert locked_until(spread, RULES_1, limit=5) is None
    close = [*spread, spread[-1] + MINUTE, spread[-1] + 2 * MINUTE]
    assert locked_until(close, RULES_1, limit=5) == spread[-1] + 17 * MINUTE


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
