"""Signing in: what locks, what ends a session, what is never told."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from application.authentication.account_ports import Failing, Narrowed, Stage
from application.authentication.accounts import create_account
from application.authentication.open_sessions import sign_out, signed_in
from application.authentication.signing_in import Door, Source, sign_in
from application.authentication.signing_in import enter as open_session
from application.authentication.throttling import (
    SignInLocked,
    SignInRefused,
)
from application.authentication.typed_codes import plain_login
from application.ports import Actor
from domain.errors import Invalid
from domain.ruleset import RULES_1
from domain.shared import DeviceId
from infrastructure.authentication.account_turns import AccountTurn
from infrastructure.authentication.accounts import Accounts
from tests.engines import LedgerDatabases
from tests.examples import NOW, TEACHER, example_id
from tests.infrastructure.authentication.keeping import accounts_on, reads_of
from tests.signing import PASSWORD

MINUTE = timedelta(minutes=1)
SCHOOL = Source(address="192.0.2.7", device="phone")
ELSEWHERE = Source(address="198.51.100.9")


@pytest.fixture
def accounts(sqlite_ledger: LedgerDatabases) -> Accounts:
    """Give accounts in which one person has a password and nothing else."""
    made = accounts_on(sqlite_ledger)
    create_account(made, TEACHER, "chen", PASSWORD, now=NOW, rules=RULES_1)
    return made


def door(accounts: Accounts, at: datetime = NOW, *, password_alone: bool = True) -> Door:
    return Door(
        accounts=accounts,
        rules=RULES_1,
        now=at,
        reads=reads_of(accounts),
        password_alone=password_alone,
    )


def enter(
    accounts: Accounts, password: str = PASSWORD, *, login: str = "chen", at: datetime = NOW
) -> str:
    return sign_in(door(accounts, at), login, password, SCHOOL).token


def actor_of(accounts: Accounts, token: str, at: datetime = NOW) -> Actor | None:
    return signed_in(door(accounts, at), token)


def fail(accounts: Accounts, times: int, *, login: str = "chen") -> None:
    for _ in range(times):
        with pytest.raises(SignInRefused) as refused:
            enter(accounts, "wrong", login=login)
        assert refused.type is SignInRefused


def test_the_right_password_opens_a_session_for_its_person(accounts: Accounts) -> None:
    token = enter(accounts)
    expected = Actor(person_id=TEACHER, device="phone", factor_at=NOW)
    assert actor_of(accounts, token) == expected


@pytest.mark.parametrize(
    "narrowed",
    [Narrowed(ends_at=NOW + 60 * MINUTE), Narrowed(enrolled=DeviceId(example_id(1903)))],
)
def test_a_device_and_a_word_show_no_second_factor_even_where_the_password_is_enough(
    accounts: Accounts, narrowed: Narrowed
) -> None:
    account = accounts.account_of("chen")
    assert account is not None
    entered = open_session(door(accounts), account, SCHOOL, Stage.OPEN, narrowed=narrowed)
    assert actor_of(accounts, entered.token) == Actor(person_id=TEACHER, device="phone")


def test_a_login_is_the_same_however_it_is_typed(accounts: Accounts) -> None:
    assert plain_login("  ＣＨＥＮ ") == "chen"
    assert plain_login("che\x00n\u200b") == "chen"
    assert actor_of(accounts, enter(accounts, login=" Chen")) is not None


@pytest.mark.parametrize("login", ["chen", "nobody"])
def test_five_failures_lock_the_sixth_whether_or_not_the_login_exists(
    accounts: Accounts, login: str
) -> None:
    fail(accounts, 5, login=login)
    with pytest.raises(SignInLocked) as locked:
        enter(accounts, login=login)
    assert (locked.value.code, locked.value.parameters) == ("sign_in_locked", {"minutes": 15})


def test_a_lock_ends_after_its_time(accounts: Accounts) -> None:
    fail(accounts, 5)
    with pytest.raises(SignInLocked):
        enter(accounts, at=NOW + 15 * MINUTE - timedelta(seconds=1))
    assert enter(accounts, at=NOW + 15 * MINUTE)


def test_trying_while_locked_does_not_lengthen_the_lock(accounts: Accounts) -> None:
    fail(accounts, 5)
    for minute in range(15):
        with pytest.raises(SignInLocked):
            enter(accounts, "wrong", at=NOW + minute * MINUTE)
    assert enter(accounts, at=NOW + 15 * MINUTE)


def test_an_address_that_guesses_many_logins_is_locked_for_all_of_them(
    accounts: Accounts,
) -> None:
    for number in range(20):
        fail(accounts, 1, login=f"guess{number}")
    with pytest.raises(SignInLocked):
        enter(accounts)
    opened = sign_in(door(accounts), "chen", PASSWORD, ELSEWHERE)
    assert opened.person_id == TEACHER


def test_a_success_forgets_the_failures_of_the_login_but_not_of_the_address(
    accounts: Accounts,
) -> None:
    fail(accounts, 4)
    enter(accounts)
    assert not accounts.failed.times(Failing("login", "chen"), NOW)
    assert len(accounts.failed.times(Failing("address", "192.0.2.7"), NOW)) == 4
    for number in range(16):
        fail(accounts, 1, login=f"other{number}")
    with pytest.raises(SignInLocked):
        enter(accounts)


def test_guesses_that_waited_for_their_turn_together_do_not_all_pass(
    accounts: Accounts, monkeypatch: pytest.MonkeyPatch
) -> None:
    original, checks = accounts.turn, []

    @contextmanager
    def turn_after_five_others_failed() -> Iterator[AccountTurn]:
        for _ in range(5):
            accounts.failed.note([Failing("login", "chen")], NOW)
        with original() as turn:
            checks.append(turn)
            yield turn

    monkeypatch.setattr(accounts, "turn", turn_after_five_others_failed)
    with pytest.raises(SignInLocked):
        enter(accounts)
    assert len(checks) == 1


def test_a_lock_is_logged_with_the_person_only_where_there_is_one(
    accounts: Accounts, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        fail(accounts, 5)
        for number in range(15):
            fail(accounts, 1, login=f"other{number}")
    assert caplog.messages == [
        f"sign-in locked by login, person {TEACHER}",
        "sign-in locked by address, person unknown",
    ]


def test_a_session_ends_when_it_was_idle_too_long(accounts: Accounts) -> None:
    token = enter(accounts)
    later = NOW + 29 * MINUTE
    assert actor_of(accounts, token, later) is not None
    assert actor_of(accounts, token, later + 29 * MINUTE) is not None
    assert actor_of(accounts, token, later + 59 * MINUTE) is None
    assert accounts.sessions.of(token) is None


def test_a_session_ends_after_a_day_of_work_however_busy(accounts: Accounts) -> None:
    token = enter(accounts)
    for quarter in range(1, 12 * 4):
        assert actor_of(accounts, token, NOW + 15 * quarter * MINUTE) is not None
    assert actor_of(accounts, token, NOW + timedelta(hours=12)) is None


def test_what_a_page_asks_by_itself_keeps_no_session_open(accounts: Accounts) -> None:
    token = enter(accounts)
    for minute in range(1, 30):
        at = NOW + minute * MINUTE
        assert signed_in(door(accounts, at), token, slides=False) is not None
    assert signed_in(door(accounts, NOW + 30 * MINUTE), token, slides=False) is None


def test_last_seen_is_written_once_a_minute_at_most(accounts: Accounts) -> None:
    token = enter(accounts)
    actor_of(accounts, token, NOW + timedelta(seconds=59))
    assert last_seen(accounts, token) == NOW
    actor_of(accounts, token, NOW + MINUTE)
    assert last_seen(accounts, token) == NOW + MINUTE


def last_seen(accounts: Accounts, token: str) -> datetime:
    session = accounts.sessions.of(token)
    assert session is not None
    return session.last_seen_at


def test_signing_in_again_replaces_the_session_and_signing_out_ends_it(
    accounts: Accounts,
) -> None:
    first = enter(accounts)
    again = replace(SCHOOL, replaces=first)
    second = sign_in(door(accounts), "chen", PASSWORD, again).token
    assert actor_of(accounts, first) is None
    sign_out(door(accounts), second)
    assert actor_of(accounts, second) is None


@pytest.mark.parametrize(
    ("login", "password", "code", "field"),
    [
        ("li", "Nine char", "password_too_short", "password"),
        ("li", "xYz " * 65, "password_too_long", "password"),
        ("li.xiaohong", "Li.XiaoHong", "password_is_login", "password"),
        ("l", PASSWORD, "login_not_usable", "login"),
        ("li xiaohong", PASSWORD, "login_not_usable", "login"),
    ],
)
def test_a_login_or_password_that_will_not_do_is_refused(
    accounts: Accounts, login: str, password: str, code: str, field: str
) -> None:
    with pytest.raises(Invalid) as invalid:
        create_account(accounts, TEACHER, login, password, now=NOW, rules=RULES_1)
    assert (invalid.value.code, invalid.value.field) == (code, field)
