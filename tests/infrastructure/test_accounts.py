"""Accounts, sessions and failures in a real database, passwords really hashed."""

from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from datetime import timedelta
from hashlib import sha256
from threading import Event
from time import thread_time

import pytest
from sqlalchemy import Engine, select

from application.accounts import Checked, Failing, Session
from domain.errors import NotFound, RuleBroken, Unavailable
from infrastructure.accounts import Accounts
from infrastructure.log.tables import ACCOUNTS, SESSIONS, SIGN_IN_FAILURES
from infrastructure.passwords import AT_ONCE, WAITING, Passwords
from tests.engines import LedgerDatabases
from tests.examples import NOW, TEACHER, VOLUNTEER

LATER = NOW + timedelta(hours=12)
PASSWORD = "right horse battery"
LOGIN = Failing("login", "chen")
ADDRESS = Failing("address", "192.0.2.7")


def digest(kind: str, value: str) -> bytes:
    return sha256(f"{kind}/{value}".encode()).digest()


@pytest.fixture
def engine(ledger: LedgerDatabases) -> Engine:
    return ledger.engine


@pytest.fixture(scope="session")
def passwords() -> Passwords:
    return Passwords(memory_kib=64, passes=1)


@pytest.fixture
def accounts(engine: Engine, passwords: Passwords) -> Accounts:
    made = Accounts(engine, passwords, digest)
    with made.turn() as turn:
        turn.create_account(TEACHER, "chen", PASSWORD, NOW)
    return made


def check(accounts: Accounts, login: str, password: str) -> Checked:
    with accounts.turn() as turn:
        return turn.check(login, password)


def stored(engine: Engine) -> str:
    with engine.connect() as connection:
        return str(connection.execute(select(ACCOUNTS.c.password_hash)).scalar_one())


def test_a_password_is_checked_against_its_hash(accounts: Accounts) -> None:
    assert check(accounts, "chen", PASSWORD) == Checked(passed=True, person_id=TEACHER)
    assert check(accounts, "chen", "wrong") == Checked(passed=False, person_id=TEACHER)
    assert check(accounts, "nobody", PASSWORD) == Checked(passed=False, person_id=None)


def test_the_same_password_in_full_width_characters_is_right(accounts: Accounts) -> None:
    wide = "".join(chr(ord(each) + 0xFEE0) if each != " " else each for each in PASSWORD)
    assert check(accounts, "chen", wide).passed


def test_a_hash_says_argon2id_with_nineteen_mebibytes_two_passes_one_lane() -> None:
    with Passwords().turn() as hasher:
        assert hasher.hash(PASSWORD).startswith("$argon2id$v=19$m=19456,t=2,p=1$")


def test_a_login_that_does_not_exist_takes_as_long_as_a_wrong_password(engine: Engine) -> None:
    accounts = Accounts(engine, Passwords(), digest)
    with accounts.turn() as turn:
        turn.create_account(TEACHER, "chen", PASSWORD, NOW)

    def quickest(login: str) -> float:
        times = []
        for _ in range(5):
            started = thread_time()
            check(accounts, login, "wrong")
            times.append(thread_time() - started)
        return min(times)

    assert quickest("nobody") > 0.5 * quickest("chen")


def test_a_hash_with_older_parameters_is_renewed_when_the_password_is_right(
    accounts: Accounts, engine: Engine
) -> None:
    assert check(accounts, "chen", PASSWORD).passed
    before = stored(engine)
    stronger = Accounts(engine, Passwords(memory_kib=128, passes=1), digest)
    check(stronger, "chen", "wrong")
    assert stored(engine) == before
    check(stronger, "chen", PASSWORD)
    assert "m=128,t=1" in stored(engine)
    assert check(stronger, "chen", PASSWORD).passed


def test_two_hash_at_once_four_wait_and_the_next_is_asked_to_come_again() -> None:
    passwords = Passwords(memory_kib=64, passes=1)
    done = Event()
    inside: list[int] = []

    def take_a_turn(number: int) -> None:
        with passwords.turn():
            inside.append(number)
            assert done.wait(10)

    everybody = AT_ONCE + WAITING + 1
    with ThreadPoolExecutor(everybody) as pool:
        turns = [pool.submit(take_a_turn, number) for number in range(everybody)]
        try:
            refused, waiting = wait(turns, timeout=10, return_when=FIRST_COMPLETED)
            assert len(inside) <= AT_ONCE
        finally:
            done.set()
        assert [type(each.exception()) for each in refused] == [Unavailable]
        assert [each.result(10) for each in waiting] == [None] * (everybody - 1)


def test_a_login_or_a_person_has_one_account(accounts: Accounts) -> None:
    for person_id, login in ((TEACHER, "other"), (VOLUNTEER, "chen")):
        with accounts.turn() as turn, pytest.raises(RuleBroken, match="account_exists"):
            turn.create_account(person_id, login, PASSWORD, NOW)


def test_a_session_is_found_by_its_token_of_which_only_the_digest_is_stored(
    accounts: Accounts, engine: Engine
) -> None:
    token = accounts.open_session(TEACHER, device="phone", now=NOW, expires_at=LATER)
    expected = Session(person_id=TEACHER, device="phone", last_seen_at=NOW, expires_at=LATER)
    assert accounts.session(token) == expected
    assert accounts.session("") is None
    assert accounts.session("no token \udcff\x00") is None
    with engine.connect() as connection:
        row = connection.execute(select(SESSIONS)).one()
    assert row.token_digest == sha256(token.encode()).digest()
    assert len(token) == 43


def test_sessions_slide_and_end(accounts: Accounts) -> None:
    token = accounts.open_session(TEACHER, device=None, now=NOW, expires_at=LATER)
    accounts.saw(token, NOW + timedelta(minutes=5))
    found = accounts.session(token)
    assert found is not None
    assert found.last_seen_at == NOW + timedelta(minutes=5)
    accounts.close_session(token)
    accounts.close_session(token)
    assert accounts.session(token) is None


def test_opening_a_session_drops_those_that_have_ended(accounts: Accounts, engine: Engine) -> None:
    accounts.open_session(TEACHER, device=None, now=NOW, expires_at=LATER)
    accounts.open_session(TEACHER, device=None, now=LATER, expires_at=LATER + timedelta(hours=1))
    with engine.connect() as connection:
        assert len(connection.execute(select(SESSIONS)).all()) == 1


def test_a_disabled_account_is_out_at_once_and_does_not_come_in(accounts: Accounts) -> None:
    token = accounts.open_session(TEACHER, device=None, now=NOW, expires_at=LATER)
    accounts.disable("chen", NOW)
    assert accounts.session(token) is None
    assert check(accounts, "chen", PASSWORD) == Checked(passed=False, person_id=TEACHER)


def test_a_new_password_ends_the_sessions(accounts: Accounts) -> None:
    token = accounts.open_session(TEACHER, device=None, now=NOW, expires_at=LATER)
    with accounts.turn() as turn:
        turn.set_password("chen", "another long one")
    assert accounts.session(token) is None
    assert not check(accounts, "chen", PASSWORD).passed
    assert check(accounts, "chen", "another long one").passed


def test_an_account_that_does_not_exist_is_not_found(accounts: Accounts) -> None:
    with pytest.raises(NotFound, match="account_not_found"):
        accounts.disable("nobody", NOW)
    with accounts.turn() as turn, pytest.raises(NotFound, match="account_not_found"):
        turn.set_password("nobody", PASSWORD)


def test_failures_are_counted_by_login_and_address_and_forgotten_by_login(
    accounts: Accounts,
) -> None:
    moments = [NOW, NOW + timedelta(minutes=1)]
    for moment in moments:
        accounts.note_failure([LOGIN, ADDRESS], moment)
    assert accounts.failures(LOGIN, NOW) == moments
    assert accounts.failures(LOGIN, moments[1]) == moments[1:]
    accounts.forget_failures(LOGIN)
    assert accounts.failures(LOGIN, NOW) == []
    assert accounts.failures(ADDRESS, NOW) == moments


def test_failures_hold_neither_login_nor_address_and_go_after_a_day(
    accounts: Accounts, engine: Engine
) -> None:
    accounts.note_failure([LOGIN, ADDRESS], NOW)
    with engine.connect() as connection:
        rows = connection.execute(select(SIGN_IN_FAILURES.c.kind, SIGN_IN_FAILURES.c.digest)).all()
    assert [tuple(row) for row in rows] == [
        ("login", digest("login", "chen")),
        ("address", digest("address", "192.0.2.7")),
    ]
    accounts.note_failure([LOGIN], NOW + timedelta(days=1, seconds=1))
    assert len(accounts.failures(ADDRESS, NOW - timedelta(days=1))) == 0


def test_a_password_of_characters_that_cannot_be_encoded_is_just_wrong(accounts: Accounts) -> None:
    assert not check(accounts, "chen", "\udcff").passed
