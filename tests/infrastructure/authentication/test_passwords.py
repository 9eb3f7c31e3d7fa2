"""Accounts, sessions and failures in a real database, passwords really hashed."""

from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from datetime import timedelta
from threading import Event

import pytest
from argon2 import Parameters, PasswordHasher, Type, extract_parameters
from argon2.exceptions import VerifyMismatchError
from argon2.low_level import ARGON2_VERSION
from sqlalchemy import Engine, select

from application.authentication.account_ports import Checked, Failing, Invitation, Stage
from domain.errors import RuleBroken, Unavailable
from domain.shared import PersonId
from infrastructure.authentication.accounts import Accounts
from infrastructure.authentication.passwords import (
    AT_ONCE,
    DIGEST_BYTES,
    LANES,
    MEMORY_KIB,
    PASSES,
    SALT_BYTES,
    WAITING,
    Passwords,
)
from infrastructure.log.tables import ACCOUNTS
from tests.examples import NOW, TEACHER, VOLUNTEER, example_id
from tests.infrastructure.authentication.keeping import (
    SIGNED_OUT,
    add,
    check,
    ending_at,
    hashing,
    invite,
    opened,
)

INVITED = PersonId(example_id(190))
LATER = NOW + timedelta(hours=12)
INVITATION = Invitation(login="chen", code="CODE", expires_at=LATER)
PASSWORD = "right horse battery"
LOGIN = Failing("login", "chen")
ADDRESS = Failing("address", "192.0.2.7")


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


def test_a_login_that_does_not_exist_is_hashed_like_a_wrong_password(
    accounts: Accounts, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is hashed with is told, not measured: other threads hash, at their own pace."""
    accounts = hashing(accounts, Passwords())
    add(accounts, VOLUNTEER, "li")
    invitation = Invitation(login="invited", code="CODE", expires_at=LATER)
    accounts.invite(invite(accounts, INVITED), invitation, [], ending_at())
    verified: list[tuple[Parameters, object, str]] = []
    verify = PasswordHasher.verify

    def watched(hasher: PasswordHasher, stored: str, typed: bytes) -> bool:
        try:
            return verify(hasher, stored, typed)
        except VerifyMismatchError as mismatch:
            verified.append((extract_parameters(stored), typed, type(mismatch).__name__))
            raise

    monkeypatch.setattr(PasswordHasher, "verify", watched)
    for login in ("li", "nobody", "invited"):
        assert not check(accounts, login, "wrong").passed
    ours = Parameters(
        type=Type.ID,
        version=ARGON2_VERSION,
        salt_len=SALT_BYTES,
        hash_len=DIGEST_BYTES,
        time_cost=PASSES,
        memory_cost=MEMORY_KIB,
        parallelism=LANES,
    )
    assert verified == [(ours, b"wrong", "VerifyMismatchError")] * 3


def test_a_hash_with_older_parameters_is_renewed_when_the_password_is_right(
    accounts: Accounts, engine: Engine
) -> None:
    assert check(accounts, "chen", PASSWORD).passed
    before = stored(engine)
    stronger = hashing(accounts, Passwords(memory_kib=128, passes=1))
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
        with pytest.raises(RuleBroken, match="account_exists"):
            add(accounts, person_id, login)


def replace_password(accounts: Accounts, password: str) -> None:
    with accounts.turn() as turn:
        hashed = turn.hash(password)
    asked_in = accounts.sessions.of(opened(accounts))
    assert asked_in is not None
    assert accounts.keep_password(TEACHER, hashed, [], asked_in.session_id, ending_at())


def test_a_new_password_ends_the_sessions(accounts: Accounts) -> None:
    token = opened(accounts)
    replace_password(accounts, "another long one")
    assert accounts.sessions.of(token) is None
    assert not check(accounts, "chen", PASSWORD).passed
    assert check(accounts, "chen", "another long one").passed


def test_the_last_passwords_are_known_and_older_ones_forgotten(accounts: Accounts) -> None:
    for number in range(3):
        replace_password(accounts, f"long one number {number}")
    with accounts.turn() as turn:
        had = [
            turn.is_one_of_the_last(TEACHER, each, 3)
            for each in (*(f"long one number {number}" for number in range(3)), PASSWORD)
        ]
    assert had == [True, True, True, False]


def test_an_invitation_opens_nothing_but_itself_and_holds_until_there_is_a_password(
    accounts: Accounts,
) -> None:
    token = opened(accounts)
    accounts.invite(invite(accounts, TEACHER), INVITATION, [], ending_at())
    assert accounts.sessions.of(token) is None
    assert not check(accounts, "chen", PASSWORD).passed
    assert accounts.reachable([TEACHER]) == frozenset()
    assert accounts.redeem("chen", "CODE", NOW) == TEACHER
    assert accounts.redeem("chen", "OTHER", NOW) is None
    assert accounts.redeem("other", "CODE", NOW) is None
    assert accounts.redeem("chen", "CODE", LATER) is None
    replace_password(accounts, "another long one")
    assert accounts.redeem("chen", "CODE", NOW) is None


def test_nobody_is_invited_by_the_login_of_another(accounts: Accounts) -> None:
    add(accounts, VOLUNTEER, "li")
    for person_id in (INVITED, VOLUNTEER):
        with pytest.raises(RuleBroken, match="account_exists"):
            accounts.invite(invite(accounts, person_id), INVITATION, [], ending_at())


def test_a_session_that_ended_meanwhile_replaces_no_password(accounts: Accounts) -> None:
    half = opened(accounts, stage=Stage.CHOOSING)
    asked_in = accounts.sessions.of(half)
    assert asked_in is not None
    assert accounts.sessions.end_all(TEACHER, lambda _count: [], None, SIGNED_OUT) == 1
    with accounts.turn() as turn:
        hashed = turn.hash("another long one")
    assert not accounts.keep_password(TEACHER, hashed, [], asked_in.session_id, ending_at())
    assert check(accounts, "chen", PASSWORD).passed
