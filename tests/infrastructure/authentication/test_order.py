"""Whatever changes several tables of an account does so in one order, so that none is stuck."""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import timedelta

import pytest
from sqlalchemy import Engine, event

from application.authentication.account_ports import DevicesGone, FirstSignIn, Invitation, Note
from application.authentication.night_ports import NightRecovery
from domain.accounts.facts import AccountActivated
from domain.errors import Invalid
from domain.shared import DeviceId, PersonId, RecoveryId
from infrastructure.authentication.accounts import Accounts
from infrastructure.authentication.enrolled_devices import EnrolledDevices
from infrastructure.authentication.night_recoveries import NightRecoveries
from tests.examples import NOW, OPERATOR, TEACHER, example_id
from tests.infrastructure.authentication.keeping import BY, SIGNED_OUT, ending_at, invite, opened

ORDER = (
    *("accounts", "night_recoveries", "enrolled_devices", "known_browsers"),
    *("second_factors", "recovery_codes", "sessions"),
)
CHANGED = re.compile(r"\s*(?:UPDATE|DELETE FROM)\s+(\w+)")
INVITATION = Invitation(login="chen", code="A" * 16, expires_at=NOW + timedelta(days=3))
Act = Callable[[Accounts, Engine], object]


@contextmanager
def changed_tables(engine: Engine) -> Iterator[list[str]]:
    """Give the tables whose rows are changed meanwhile, in the order in which they are."""
    tables: list[str] = []

    def note(_c: object, _cursor: object, statement: str, *_more: object) -> None:
        tables.extend(CHANGED.findall(statement))

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield tables
    finally:
        event.remove(engine, "before_cursor_execute", note)


def keep_password(accounts: Accounts, _engine: Engine) -> object:
    session = accounts.sessions.of(opened(accounts))
    assert session is not None
    return accounts.keep_password(TEACHER, "new", (), session.session_id, ending_at())


def use_night_code(_accounts: Accounts, engine: Engine) -> object:
    recoveries = NightRecoveries(engine, lambda kind, value: f"{kind}/{value}".encode())
    recovery = NightRecovery(
        recovery_id=RecoveryId(example_id(7001)),
        person_id=TEACHER,
        given_by=PersonId(OPERATOR),
        given_at=NOW,
        expires_at=NOW + timedelta(minutes=10),
    )
    recoveries.keep(recovery, "CODE", ())
    return recoveries.use(recovery, "token", lambda _count: (), ending_at())


def wait_for_confirming(accounts: Accounts) -> None:
    """Let the account be one that somebody set up and nobody has made sure of."""
    accounts.invite(invite(accounts, TEACHER), INVITATION, (), ending_at())
    session = accounts.sessions.of(opened(accounts))
    assert session is not None
    activated = AccountActivated(person_id=TEACHER)
    note = Note(note_id=example_id(7003), fact=activated, actor_id=TEACHER)
    assert accounts.keep_password(TEACHER, "new", (note,), session.session_id, ending_at())


def deny(accounts: Accounts, _engine: Engine) -> object:
    first = FirstSignIn(person_id=TEACHER, set_up_at=NOW)
    denied = accounts.first_sign_ins.deny(first, (), ending_at())
    assert denied
    return denied


def enrol(accounts: Accounts, _engine: Engine) -> object:
    with suppress(Invalid):
        accounts.factors.enrol(TEACHER, ["ONE"], NOW, ())
    return None


ACTS: Mapping[str, Act] = {
    "invite": lambda on, _: on.invite(invite(on, TEACHER), INVITATION, (), ending_at()),
    "reset": lambda on, _: on.reset_password(TEACHER, "new", (), ending_at()),
    "disable": lambda on, _: on.disable(TEACHER, (), ending_at()),
    "keep_password": keep_password,
    "end_all": lambda on, _: on.sessions.end_all(
        TEACHER, lambda _count: (), DevicesGone(at=NOW, by=BY), SIGNED_OUT
    ),
    "open": lambda on, _: opened(on),
    "use_night_code": use_night_code,
    "lock_device": lambda _, engine: EnrolledDevices(engine).lock(
        DeviceId(example_id(7002)), (), ending_at()
    ),
    "deny": deny,
    "enrol": enrol,
}


@pytest.mark.parametrize("name", ACTS)
def test_rows_of_an_account_are_changed_in_one_order(
    accounts: Accounts, engine: Engine, name: str
) -> None:
    if name == "deny":
        wait_for_confirming(accounts)
    opened(accounts)
    with changed_tables(engine) as tables:
        ACTS[name](accounts, engine)
    changed = [ORDER.index(each) for each in tables if each in ORDER]
    whole = changed[changed.index(0) :] if name == "keep_password" else changed
    assert changed
    assert whole == sorted(whole)
