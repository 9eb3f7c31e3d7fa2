"""Guesses that are sent at once: none above the limit is looked at, on either engine."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from threading import Barrier

import pytest

from application.authentication.account_ports import Checked, Failing, Source
from application.authentication.accounts import create_account
from application.authentication.enrolling import invited
from application.authentication.signing_in import Door, sign_in
from application.authentication.stepping_up import show_factor
from application.authentication.throttling import SignInLocked, SignInRefused, try_once
from domain.errors import DomainError, Unavailable
from domain.ruleset import RULES_1
from domain.shared import PersonId
from infrastructure.authentication.account_turns import AccountTurn
from infrastructure.authentication.accounts import Accounts
from infrastructure.authentication.passwords import Passwords
from infrastructure.authentication.second_factors import SecondFactors
from infrastructure.authentication.sign_in_failures import SignInFailures
from tests.engines import LedgerDatabases
from tests.examples import NOW, OPERATOR, TEACHER
from tests.infrastructure.authentication.keeping import accounts_on, hashing, reads_of
from tests.signing import PASSWORD, give_account, opened_session

AT_ONCE = 25
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


@pytest.fixture
def passwords_seen(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Give the logins of which a password was looked at."""
    seen: list[str] = []
    check = AccountTurn.check

    def seeing(turn: AccountTurn, login: str, password: str) -> Checked:
        seen.append(login)
        return check(turn, login, password)

    monkeypatch.setattr(AccountTurn, "check", seeing)
    return seen


@pytest.fixture
def invitations_seen(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Give the logins of which a code of an invitation was looked at."""
    seen: list[str] = []
    redeem = Accounts.redeem

    def seeing(accounts: Accounts, login: str, code: str, now: datetime) -> PersonId | None:
        seen.append(login)
        return redeem(accounts, login, code, now)

    monkeypatch.setattr(Accounts, "redeem", seeing)
    return seen


def kept(servers: list[Accounts], by: Failing) -> int:
    return len(servers[0].failed.times(by, NOW))


def door(accounts: Accounts) -> Door:
    return Door(accounts=accounts, rules=RULES_1, now=NOW, reads=reads_of(accounts))


def test_passwords(servers: list[Accounts], passwords_seen: list[str]) -> None:
    def guess(accounts: Accounts) -> None:
        sign_in(door(accounts), "chen", "wrong", STRANGER)

    with pytest.raises(SignInRefused):
        guess(servers[0])
    assert passwords_seen == ["chen"]
    at_once(servers, guess)
    assert len(passwords_seen) <= LIMIT
    assert kept(servers, Failing("login", "chen")) == len(passwords_seen)


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
    assert kept(servers, Failing("factor", "wu")) == len(seen)


def test_codes_of_an_invitation(servers: list[Accounts], invitations_seen: list[str]) -> None:
    def guess(accounts: Accounts) -> None:
        invited(door(accounts), "chen", "AAAABBBBCCCCDDDD", STRANGER)

    with pytest.raises(SignInRefused):
        guess(servers[0])
    assert invitations_seen == ["chen"]
    at_once(servers, guess)
    assert len(invitations_seen) <= RULES_1.sign_in_failures_per_address < AT_ONCE


def test_of_what_is_locked_nothing_is_looked_at_and_nothing_kept(
    servers: list[Accounts], monkeypatch: pytest.MonkeyPatch
) -> None:
    by, accounts = [Failing("login", "chen")], servers[0]
    for _ in range(LIMIT):
        accounts.failed.note(by, NOW)
    asked: list[str] = []
    monkeypatch.setattr(SignInFailures, "note", lambda *_: asked.append("note"))

    def guess() -> Checked:
        asked.append("guess")
        return Checked(passed=True, person_id=TEACHER)

    with pytest.raises(SignInLocked):
        try_once(accounts, by, NOW, RULES_1, guess)
    assert asked == []


def test_what_was_right_counts_no_more_and_what_broke_off_neither(servers: list[Accounts]) -> None:
    by, accounts = [Failing("login", "chen")], servers[0]

    right = Checked(passed=True, person_id=TEACHER)

    def broken() -> Checked:
        raise Unavailable("busy")

    for _ in range(LIMIT + 1):
        assert try_once(accounts, by, NOW, RULES_1, lambda: right) == right
        with pytest.raises(Unavailable):
            try_once(accounts, by, NOW, RULES_1, broken)
    assert kept(servers, by[0]) == 0
