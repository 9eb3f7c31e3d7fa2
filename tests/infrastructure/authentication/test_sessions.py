"""Sessions and failures in a real database."""

from datetime import timedelta
from hashlib import sha256

from sqlalchemy import Engine, select

from application.authentication.account_ports import (
    Checked,
    Failing,
    OpenAtMost,
    Session,
    Stage,
)
from domain.shared import PersonId
from infrastructure.authentication.accounts import Accounts
from infrastructure.log.tables import SESSIONS, SIGN_IN_FAILURES
from tests.examples import NOW, TEACHER, VOLUNTEER, example_id
from tests.infrastructure.authentication.keeping import (
    BY,
    SIGNED_OUT,
    check,
    ending_at,
    open_now,
    opened,
)

INVITED = PersonId(example_id(190))
LATER = NOW + timedelta(hours=12)
PASSWORD = "right horse battery"
LOGIN = Failing("login", "chen")
ADDRESS = Failing("address", "192.0.2.7")


def test_a_session_is_found_by_its_token_of_which_only_the_digest_is_stored(
    accounts: Accounts, engine: Engine
) -> None:
    token = opened(accounts)
    found = accounts.sessions.of(token)
    assert found is not None
    assert found == Session(
        session_id=found.session_id,
        person_id=TEACHER,
        stage=Stage.OPEN,
        device="phone",
        opened_at=NOW,
        last_seen_at=NOW,
        expires_at=LATER,
    )
    assert accounts.sessions.of("") is None
    assert accounts.sessions.of("no token \udcff\x00") is None
    with engine.connect() as connection:
        row = connection.execute(select(SESSIONS)).one()
    assert row.token_digest == sha256(token.encode()).digest()
    assert len(token) == 43


def test_sessions_slide_and_end(accounts: Accounts) -> None:
    token = opened(accounts)
    accounts.sessions.saw(token, NOW + timedelta(minutes=5))
    found = accounts.sessions.of(token)
    assert found is not None
    assert found.last_seen_at == NOW + timedelta(minutes=5)
    accounts.sessions.close(token, SIGNED_OUT)
    accounts.sessions.close(token, SIGNED_OUT)
    assert accounts.sessions.of(token) is None


def move(accounts: Accounts, half: str, at_most: OpenAtMost | None = None) -> str | None:
    return accounts.sessions.advance(
        half, Stage.OPEN, now=NOW, expires_at=LATER, factor_at=NOW, at_most=at_most
    )


def test_a_session_goes_on_under_another_token_and_once_only(accounts: Accounts) -> None:
    half = opened(accounts, stage=Stage.SECOND_FACTOR)
    moved = move(accounts, half)
    assert moved is not None
    found = accounts.sessions.of(moved)
    assert found is not None
    assert (found.stage, found.factor_at) == (Stage.OPEN, NOW)
    assert accounts.sessions.of(half) is None
    again = move(accounts, half)
    assert again is None


def test_a_persons_open_sessions_are_listed_and_ended_by_their_ids(accounts: Accounts) -> None:
    first, second = opened(accounts), opened(accounts, NOW + timedelta(minutes=1))
    opened(accounts, stage=Stage.SECOND_FACTOR)
    listed = open_now(accounts)
    assert [each.opened_at for each in listed] == [NOW + timedelta(minutes=1), NOW]
    accounts.sessions.end(VOLUNTEER, [listed[0].session_id], [], SIGNED_OUT)
    assert accounts.sessions.of(second) is not None
    accounts.sessions.end(TEACHER, [listed[0].session_id], [], SIGNED_OUT)
    assert accounts.sessions.of(second) is None
    assert accounts.sessions.of(first) is not None


def test_a_session_that_nobody_used_for_too_long_is_listed_no_more(accounts: Accounts) -> None:
    token = opened(accounts)
    half_an_hour = NOW + timedelta(minutes=30)
    assert len(open_now(accounts, at=half_an_hour - timedelta(seconds=1))) == 1
    assert open_now(accounts, at=half_an_hour) == []
    accounts.sessions.saw(token, NOW + timedelta(minutes=1))
    assert len(open_now(accounts, at=half_an_hour)) == 1


def test_opening_a_session_drops_those_that_have_ended(accounts: Accounts, engine: Engine) -> None:
    opened(accounts)
    opened(accounts, LATER)
    with engine.connect() as connection:
        assert len(connection.execute(select(SESSIONS)).all()) == 1


def test_a_disabled_account_is_out_at_once_and_does_not_come_in(accounts: Accounts) -> None:
    token = opened(accounts)
    accounts.disable(TEACHER, [], ending_at())
    assert accounts.sessions.of(token) is None
    assert check(accounts, "chen", PASSWORD) == Checked(passed=False, person_id=TEACHER)
    accounts.enable(TEACHER, NOW, [], BY)
    assert check(accounts, "chen", PASSWORD).passed


# ── failures ─────────────────────────────────────────────────────────────────────────────────────


def test_failures_are_counted_by_login_and_address_and_forgotten_by_login(
    accounts: Accounts,
) -> None:
    moments, failed = [NOW, NOW + timedelta(minutes=1)], accounts.failed
    for moment in moments:
        failed.note([LOGIN, ADDRESS], moment)
    assert failed.times(LOGIN, NOW) == moments
    assert failed.times(LOGIN, moments[1]) == moments[1:]
    failed.forget(LOGIN, [])
    assert failed.times(LOGIN, NOW) == []
    assert failed.times(ADDRESS, NOW) == moments


def test_failures_hold_neither_login_nor_address_and_go_after_a_day(
    accounts: Accounts, engine: Engine
) -> None:
    accounts.failed.note([LOGIN, ADDRESS], NOW)
    with engine.connect() as connection:
        rows = connection.execute(select(SIGN_IN_FAILURES.c.kind, SIGN_IN_FAILURES.c.digest)).all()
    digest = accounts.factors._vault.claim_digest
    assert [tuple(row) for row in rows] == [
        ("login", digest("login", "chen")),
        ("address", digest("address", "192.0.2.7")),
    ]
    accounts.failed.note([LOGIN], NOW + timedelta(days=1, seconds=1))
    assert len(accounts.failed.times(ADDRESS, NOW - timedelta(days=1))) == 0


def test_a_password_of_characters_that_cannot_be_encoded_is_just_wrong(accounts: Accounts) -> None:
    assert not check(accounts, "chen", "\udcff").passed
