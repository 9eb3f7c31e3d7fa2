"""Failures to sign in: what is taken back is what was kept, whatever number it had."""

from datetime import timedelta

from application.authentication.account_ports import Failing
from infrastructure.authentication.accounts import Accounts
from tests.examples import NOW

OWN, STRANGERS = Failing("login", "chen"), Failing("login", "wu")


def test_what_is_taken_back_is_no_failure_of_somebody_else(accounts: Accounts) -> None:
    """SQLite gives the number of a dropped row again, and both may have failed at one moment."""
    kept = accounts.failed.note([OWN], NOW)
    accounts.failed.forget(OWN, [])
    accounts.failed.note([STRANGERS], NOW)
    accounts.failed.take_back(kept)
    assert accounts.failed.times(STRANGERS, NOW) == [NOW]


def test_of_what_is_kept_together_all_is_taken_back_and_left_out(accounts: Accounts) -> None:
    first = accounts.failed.note([OWN, STRANGERS], NOW)
    accounts.failed.note([OWN], NOW)
    assert accounts.failed.times(OWN, NOW, but=first) == [NOW]
    assert accounts.failed.times(STRANGERS, NOW, but=first) == []
    accounts.failed.take_back(first)
    assert accounts.failed.times(OWN, NOW) == [NOW]
    assert accounts.failed.times(STRANGERS, NOW) == []


def test_what_failed_before_is_not_asked_for(accounts: Accounts) -> None:
    before = NOW - timedelta(microseconds=1)
    for at in (NOW, before):
        accounts.failed.note([OWN], at)
    assert accounts.failed.times(OWN, NOW) == [NOW]
    assert accounts.failed.times(OWN, before) == [before, NOW]
