"""Second factors and recovery codes in a real database."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pyotp
import pytest
from sqlalchemy import Engine, select

from application.authentication.account_ports import Failing
from domain.errors import Invalid
from domain.shared import PersonId
from infrastructure.authentication.accounts import Accounts
from infrastructure.log.tables import SECOND_FACTORS
from tests.examples import NOW, TEACHER, VOLUNTEER, example_id
from tests.infrastructure.authentication.keeping import code_at, opened, shown_since

INVITED = PersonId(example_id(190))
LATER = NOW + timedelta(hours=12)
EARLIER = shown_since(NOW)
PASSWORD = "right horse battery"
LOGIN = Failing("login", "chen")
ADDRESS = Failing("address", "192.0.2.7")


def test_a_secret_is_made_once_and_stored_sealed(accounts: Accounts, engine: Engine) -> None:
    secret = accounts.factors.pending(TEACHER, NOW, EARLIER)
    assert accounts.factors.pending(TEACHER, NOW, EARLIER) == secret
    with engine.connect() as connection:
        stored = connection.execute(select(SECOND_FACTORS.c.pending_secret)).scalar_one()
    assert secret.encode() not in stored
    assert len(secret) == 32


def test_a_factor_counts_once_its_first_code_was_shown(accounts: Accounts) -> None:
    factors = accounts.factors
    first = pyotp.TOTP(factors.pending(TEACHER, NOW, EARLIER)).at(NOW)
    assert not factors.check(TEACHER, first, NOW)
    assert not factors.confirm(TEACHER, "000000", NOW, EARLIER)
    assert factors.confirm(TEACHER, first, NOW, EARLIER)
    factors.enrol(TEACHER, ["ONE", "TWO"], NOW, [])
    assert not factors.check(TEACHER, first, NOW)
    later = NOW + timedelta(seconds=30)
    assert factors.check(TEACHER, code_at(accounts, TEACHER, later), later)
    found = accounts.account(TEACHER)
    assert found is not None
    assert (found.has_factor, found.codes_left) == (True, 2)


def test_a_factor_that_another_sign_in_voided_meanwhile_is_not_enrolled(
    accounts: Accounts,
) -> None:
    factors = accounts.factors
    assert factors.confirm(
        TEACHER, pyotp.TOTP(factors.pending(TEACHER, NOW, EARLIER)).at(NOW), NOW, EARLIER
    )
    opened(accounts)
    with pytest.raises(Invalid, match="code_wrong"):
        factors.enrol(TEACHER, ["ONE", "TWO"], NOW, [])
    found = accounts.account(TEACHER)
    assert found is not None
    assert (found.has_factor, found.codes_left) == (False, 0)


def test_of_two_that_show_the_same_code_at_once_one_is_too_late(accounts: Accounts) -> None:
    give_factor(accounts)
    code, ready = code_at(accounts, TEACHER, NOW), Barrier(4)

    def show(_number: int) -> bool:
        ready.wait(10)
        return accounts.factors.check(TEACHER, code, NOW)

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(show, range(4))) == 1


def test_recovery_codes_count_once_and_new_ones_void_all_others(accounts: Accounts) -> None:
    give_factor(accounts)
    use = accounts.factors.use_recovery_code
    assert [use(TEACHER, "ONE", []) for _ in range(2)] == [True, False]
    assert not use(VOLUNTEER, "TWO", [])
    accounts.factors.replace_codes(TEACHER, ["THREE"], [])
    assert [use(TEACHER, each, []) for each in ("TWO", "THREE")] == [False, True]


def give_factor(accounts: Accounts) -> None:
    accounts.factors.pending(TEACHER, NOW, EARLIER)
    accounts.factors.enrol(TEACHER, ["ONE", "TWO"], NOW, [])


def test_a_secret_that_was_shown_is_not_bound_later_or_in_another_session(
    accounts: Accounts,
) -> None:
    factors, later = accounts.factors, NOW + timedelta(minutes=10)
    seen = pyotp.TOTP(factors.pending(TEACHER, NOW, EARLIER))
    assert not factors.confirm(TEACHER, seen.at(later), later, shown_since(later))
    assert factors.pending(TEACHER, later, shown_since(later)) != seen.secret
    seen = pyotp.TOTP(factors.pending(TEACHER, later, shown_since(later)))
    opened(accounts, later)
    assert not factors.confirm(TEACHER, seen.at(later), later, shown_since(later))
    assert factors.pending(TEACHER, later, shown_since(later)) != seen.secret
