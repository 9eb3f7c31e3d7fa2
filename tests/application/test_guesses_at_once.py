"""Guesses that are sent at once: none above the limit is looked at, on either engine."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from application.authentication.account_ports import Checked, Failing, Source
from application.authentication.accounts import create_account
from application.authentication.enrolling import invited
from application.authentication.signing_in import Door, sign_in
from application.authentication.stepping_up import show_factor
from application.authentication.throttling import failing_by, try_once
from domain.errors import DomainError, Unavailable
from domain.ruleset import RULES_1
from infrastructure.authentication.accounts import Accounts
from infrastructure.authentication.passwords import Passwords
from infrastructure.authentication.second_factors import SecondFactors
from tests.engines import LedgerDatabases
from tests.examples import NOW, OPERATOR, TEACHER
from tests.infrastructure.accounts.keeping import accounts_on, hashing
from tests.signing import PASSWORD, give_account, opened_session

AT_ONCE = 20
SERVERS = 5
STRANGER = Source(address="198.51.100.9", device="computer")
LIMIT = RULES_1.sign_in_failures_at_most


@pytest.fixture
def servers(ledger: LedgerDatabases) -> list[Accounts]:
    """Give what several processes keep of one account with a second factor, and of one without."""
    known = accounts_on(ledger)
    made = [hashing(known, Passwords(memory_kib=64, passes=1)) for _ in range(SERVERS)]
    create_account(made[0], TEACHER, "chen", PASSWORD, now=NOW, rules=RULES_1)
    give_account(made[0], OPERATOR, "wu", NOW)
    return made


def at_once(servers: list[Accounts], guess: Callable[[Accounts], object]) -> None:
    """Let as many guess at the same moment, and all be refused."""
    barrier = Barrier(AT_ONCE)

    def one(number: int) -> None:
        barrier.wait()
        with pytest.raises(DomainError):
            guess(servers[number % SERVERS])

    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(one, range(AT_ONCE)))


def looked_at(servers: list[Accounts], by: Failing) -> int:
    return len(servers[0].failed.times(by, NOW))


def door(accounts: Accounts) -> Door:
    return Door(accounts=accounts, rules=RULES_1, now=NOW)


def test_passwords(servers: list[Accounts]) -> None:
    at_once(servers, lambda each: sign_in(door(each), "chen", "wrong", STRANGER))
    assert looked_at(servers, Failing("login", "chen")) <= LIMIT


@pytest.mark.parametrize("code", ["000000", "TESTXX999"])
def test_codes_of_the_second_factor_and_for_when_it_is_lost(
    servers: list[Accounts], code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []
    for name in ("check", "use_recovery_code"):
        monkeypatch.setattr(SecondFactors, name, lambda *asked: seen.append(asked[2]))
    tokens = [opened_session(servers[0], "wu", NOW) for _ in range(SERVERS)]
    by_server = dict(zip(map(id, servers), tokens, strict=True))
    at_once(servers, lambda each: show_factor(door(each), by_server[id(each)], code, STRANGER))
    assert len(seen) <= RULES_1.factor_failures_at_most
    assert looked_at(servers, Failing("factor", "wu")) == len(seen)


def test_codes_of_an_invitation(servers: list[Accounts]) -> None:
    at_once(servers * 2, lambda each: invited(door(each), "chen", "AAAABBBBCCCCDDDD", STRANGER))
    address = failing_by("chen", STRANGER.address)[1]
    assert looked_at(servers, address) <= RULES_1.sign_in_failures_per_address


def test_what_was_right_counts_no_more_and_what_broke_off_neither(servers: list[Accounts]) -> None:
    by, accounts = [Failing("login", "chen")], servers[0]

    right = Checked(passed=True, person_id=TEACHER)

    def broken() -> Checked:
        raise Unavailable("busy")

    for _ in range(LIMIT + 1):
        assert try_once(accounts, by, NOW, RULES_1, lambda: right) == right
        with pytest.raises(Unavailable):
            try_once(accounts, by, NOW, RULES_1, broken)
    assert looked_at(servers, by[0]) == 0
