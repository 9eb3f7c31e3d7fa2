"""Signing in over accounts in memory: what locks, what ends a session, what is never told."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from application.accounts import Failing, create_account, plain_login, set_password
from application.ports import Actor
from application.signing_in import (
    SignInLocked,
    SignInRefused,
    Source,
    address_block,
    locked_until,
    sign_in,
    sign_out,
    signed_in,
)
from domain.errors import Invalid
from domain.ruleset import RULES_1
from tests.application.accounts_in_memory import PASSWORD, AccountsInMemory
from tests.examples import NOW, TEACHER

MINUTE = timedelta(minutes=1)
SCHOOL = Source(address="192.0.2.7", device="phone")
ELSEWHERE = Source(address="198.51.100.9")


@pytest.fixture
def accounts() -> AccountsInMemory:
    return AccountsInMemory()


def enter(
    accounts: AccountsInMemory, password: str = PASSWORD, *, login: str = "chen", at: datetime = NOW
) -> str:
    return sign_in(accounts, login, password, source=SCHOOL, now=at, rules=RULES_1).token


def fail(accounts: AccountsInMemory, times: int, *, login: str = "chen") -> None:
    for _ in range(times):
        with pytest.raises(SignInRefused) as refused:
            enter(accounts, "wrong", login=login)
        assert refused.type is SignInRefused


def test_the_right_password_opens_a_session_for_its_person(accounts: AccountsInMemory) -> None:
    token = enter(accounts)
    expected = Actor(person_id=TEACHER, device="phone")
    assert signed_in(accounts, token, NOW, RULES_1) == expected


def test_a_login_is_the_same_however_it_is_typed(accounts: AccountsInMemory) -> None:
    assert plain_login("  ＣＨＥＮ ") == "chen"
    assert plain_login("che\x00n\u200b") == "chen"
    assert signed_in(accounts, enter(accounts, login=" Chen"), NOW, RULES_1) is not None


@pytest.mark.parametrize("login", ["chen", "nobody"])
def test_five_failures_lock_the_sixth_whether_or_not_the_login_exists(
    accounts: AccountsInMemory, login: str
) -> None:
    fail(accounts, 5, login=login)
    checks = accounts.checks
    with pytest.raises(SignInLocked) as locked:
        enter(accounts, login=login)
    assert (locked.value.code, locked.value.parameters) == ("sign_in_locked", {"minutes": 15})
    assert accounts.checks == checks


def test_a_lock_ends_after_its_time(accounts: AccountsInMemory) -> None:
    fail(accounts, 5)
    with pytest.raises(SignInLocked):
        enter(accounts, at=NOW + 15 * MINUTE - timedelta(seconds=1))
    assert enter(accounts, at=NOW + 15 * MINUTE)


def test_trying_while_locked_does_not_lengthen_the_lock(accounts: AccountsInMemory) -> None:
    fail(accounts, 5)
    for minute in range(15):
        with pytest.raises(SignInLocked):
            enter(accounts, "wrong", at=NOW + minute * MINUTE)
    assert enter(accounts, at=NOW + 15 * MINUTE)


def test_an_address_that_guesses_many_logins_is_locked_for_all_of_them(
    accounts: AccountsInMemory,
) -> None:
    for number in range(20):
        fail(accounts, 1, login=f"guess{number}")
    with pytest.raises(SignInLocked):
        enter(accounts)
    opened = sign_in(accounts, "chen", PASSWORD, source=ELSEWHERE, now=NOW, rules=RULES_1)
    assert opened.person_id == TEACHER


def test_a_success_forgets_the_failures_of_the_login_but_not_of_the_address(
    accounts: AccountsInMemory,
) -> None:
    fail(accounts, 4)
    enter(accounts)
    assert {by.kind for by, _at in accounts.failed} == {"address"}
    for number in range(16):
        fail(accounts, 1, login=f"other{number}")
    with pytest.raises(SignInLocked):
        enter(accounts)


def test_guesses_that_waited_for_their_turn_together_do_not_all_pass(
    accounts: AccountsInMemory, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = accounts.turn

    @contextmanager
    def turn_after_five_others_failed() -> Iterator[AccountsInMemory]:
        accounts.note_failure([Failing("login", "chen")] * 5, NOW)
        with original() as turn:
            yield turn

    monkeypatch.setattr(accounts, "turn", turn_after_five_others_failed)
    with pytest.raises(SignInLocked):
        enter(accounts)
    assert accounts.checks == 0


def test_failures_spread_wider_than_the_lock_do_not_lock() -> None:
    spread = [NOW + 4 * minute * MINUTE for minute in range(20)]
    assert locked_until(spread, RULES_1, limit=5) is None
    close = [*spread, spread[-1] + MINUTE, spread[-1] + 2 * MINUTE]
    assert locked_until(close, RULES_1, limit=5) == spread[-1] + 17 * MINUTE


def test_a_lock_is_logged_with_the_person_only_where_there_is_one(
    accounts: AccountsInMemory, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        fail(accounts, 5)
        for number in range(15):
            fail(accounts, 1, login=f"other{number}")
    assert caplog.messages == [
        f"sign-in locked by login, person {TEACHER}",
        "sign-in locked by address, person unknown",
    ]


def test_a_session_ends_when_it_was_idle_too_long(accounts: AccountsInMemory) -> None:
    token = enter(accounts)
    later = NOW + 29 * MINUTE
    assert signed_in(accounts, token, later, RULES_1) is not None
    assert signed_in(accounts, token, later + 29 * MINUTE, RULES_1) is not None
    assert signed_in(accounts, token, later + 59 * MINUTE, RULES_1) is None
    assert accounts.sessions == {}


def test_a_session_ends_after_a_day_of_work_however_busy(accounts: AccountsInMemory) -> None:
    token = enter(accounts)
    for quarter in range(1, 12 * 4):
        assert signed_in(accounts, token, NOW + 15 * quarter * MINUTE, RULES_1) is not None
    assert signed_in(accounts, token, NOW + timedelta(hours=12), RULES_1) is None


def test_last_seen_is_written_once_a_minute_at_most(accounts: AccountsInMemory) -> None:
    token = enter(accounts)
    signed_in(accounts, token, NOW + timedelta(seconds=59), RULES_1)
    assert accounts.sessions[token].last_seen_at == NOW
    signed_in(accounts, token, NOW + MINUTE, RULES_1)
    assert accounts.sessions[token].last_seen_at == NOW + MINUTE


def test_signing_in_again_replaces_the_session_and_signing_out_ends_it(
    accounts: AccountsInMemory,
) -> None:
    first = enter(accounts)
    again = replace(SCHOOL, replaces=first)
    second = sign_in(accounts, "chen", PASSWORD, source=again, now=NOW, rules=RULES_1).token
    assert signed_in(accounts, first, NOW, RULES_1) is None
    sign_out(accounts, second)
    assert signed_in(accounts, second, NOW, RULES_1) is None


@pytest.mark.parametrize(
    ("login", "password", "code", "field"),
    [
        ("li", "nine char", "password_too_short", "password"),
        ("li", "x" * 257, "password_too_long", "password"),
        ("li.xiaohong", "Li.XiaoHong", "password_is_login", "password"),
        ("l", PASSWORD, "login_not_usable", "login"),
        ("li xiaohong", PASSWORD, "login_not_usable", "login"),
    ],
)
def test_a_login_or_password_that_will_not_do_is_refused(
    accounts: AccountsInMemory, login: str, password: str, code: str, field: str
) -> None:
    with pytest.raises(Invalid) as invalid:
        create_account(accounts, TEACHER, login, password, now=NOW, rules=RULES_1)
    assert (invalid.value.code, invalid.value.field) == (code, field)


def test_a_new_password_takes_the_place_of_the_old_one(accounts: AccountsInMemory) -> None:
    fail(accounts, 5)
    set_password(accounts, "Chen", "another long one", RULES_1)
    opened = sign_in(accounts, "chen", "another long one", source=ELSEWHERE, now=NOW, rules=RULES_1)
    assert opened.person_id == TEACHER


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
