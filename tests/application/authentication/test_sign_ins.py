"""A sign-in is on record before it lets anybody in; a session ends whatever happens to records."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from application.authentication.account_notes import say_all
from application.authentication.account_ports import NOT_NARROWED, Narrowed, Stage
from application.authentication.accounts import account_of
from application.authentication.devices import end_sessions_of, own_sessions
from application.authentication.known_browsers import remember_browser
from application.authentication.open_sessions import session_of, sign_out
from application.authentication.shown_sign_ins import own_sign_ins, sign_ins_of
from application.authentication.signing_in import enter, sign_in
from application.authentication.stepping_up import show_factor
from application.ports import Context
from application.said_lately import SaidLately
from domain.errors import Unavailable
from domain.reads.sign_ins import SessionEnd, SessionEnded, SessionOpened, SignInDoor
from domain.shared import DeviceId, LinkId
from infrastructure.opening import OpenLedger
from tests.application.signing_ins import (
    DESK,
    LOGIN,
    come_in,
    door,
    in_log,
    log_away,
    recorded,
    reopen_office,
)
from tests.engines import FoundedLedger
from tests.examples import COMMUNITY_WORKER, NOW, RULES, TEACHER, example_id
from tests.infrastructure.authentication.keeping import open_now
from tests.office import SECURITY, acting
from tests.signing import PASSWORD, recovery_code


@pytest.fixture
def opened(founded_on_sqlite: FoundedLedger) -> OpenLedger:
    return reopen_office(founded_on_sqlite)


def test_a_sign_in_is_recorded_once_it_is_whole_without_address_or_browser(
    opened: OpenLedger,
) -> None:
    half = sign_in(door(opened), LOGIN, PASSWORD, DESK)
    assert recorded(opened) == []
    whole = show_factor(door(opened), half.token, recovery_code(LOGIN, 0), DESK)
    session = session_of(door(opened), whole.token)
    assert session is not None
    said = SessionOpened(
        session_id=session.session_id,
        person_id=TEACHER,
        door=SignInDoor.CREDENTIAL,
        browser_was_known=False,
    )
    assert in_log(opened) == [(said, Context(device="computer"), NOW)]
    show_factor(door(opened), whole.token, recovery_code(LOGIN, 1), DESK)
    assert recorded(opened) == [said]
    known = remember_browser(door(opened), whole, DESK)
    come_in(opened, replace(DESK, browser=known), 2)
    last = recorded(opened)[-1]
    assert isinstance(last, SessionOpened)
    assert last.browser_was_known


DOORS = (
    (NOT_NARROWED, SignInDoor.CREDENTIAL),
    (Narrowed(linked=LinkId(example_id(1801))), SignInDoor.PROVIDER),
    (Narrowed(enrolled=DeviceId(example_id(1901))), SignInDoor.DEVICE),
    (Narrowed(ends_at=NOW + timedelta(hours=9)), SignInDoor.NIGHT_CODE),
)


def test_by_which_door_somebody_came_is_recorded_at_once_or_after_a_second_step(
    opened: OpenLedger,
) -> None:
    account = opened.accounts.account(TEACHER)
    assert account is not None
    for narrowed, _by in DOORS:
        enter(door(opened), account, DESK, Stage.OPEN, narrowed=narrowed)
    for number, (narrowed, _by) in enumerate(DOORS[:3]):
        half = enter(door(opened), account, DESK, Stage.SECOND_FACTOR, narrowed=narrowed)
        show_factor(door(opened), half.token, recovery_code(LOGIN, number), DESK)
    doors = [each.door for each in recorded(opened) if isinstance(each, SessionOpened)]
    assert doors == [by for _narrowed, by in (*DOORS, *DOORS[:3])]


def test_nobody_is_let_in_whose_sign_in_cannot_be_recorded(
    opened: OpenLedger, monkeypatch: pytest.MonkeyPatch
) -> None:
    account = opened.accounts.account(TEACHER)
    assert account is not None
    half = sign_in(door(opened), LOGIN, PASSWORD, DESK)
    with log_away(monkeypatch):
        with pytest.raises(Unavailable):
            show_factor(door(opened), half.token, recovery_code(LOGIN, 0), DESK)
        with pytest.raises(Unavailable):
            enter(door(opened), account, DESK, Stage.OPEN)
    assert open_now(opened.accounts) == []
    # The half one is still there: once the log is back, the next code lets them in.
    show_factor(door(opened), half.token, recovery_code(LOGIN, 1), DESK)
    assert len(open_now(opened.accounts)) == 1


def test_a_session_ends_though_that_cannot_be_recorded_and_it_is_recorded_once_later(
    opened: OpenLedger, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = come_in(opened, DESK, 0)
    with log_away(monkeypatch):
        sign_out(door(opened), token)
        with pytest.raises(Unavailable):
            say_all(opened.ledger, opened.accounts, NOW, SaidLately())
    assert session_of(door(opened), token) is None
    later = NOW + timedelta(hours=3)

    def died(_id: object) -> None:
        raise ConnectionError

    with monkeypatch.context() as patched:
        patched.setattr(opened.accounts.notes, "forget", died)
        with pytest.raises(ConnectionError):
            say_all(opened.ledger, opened.accounts, later, SaidLately())
    say_all(opened.ledger, opened.accounts, later, SaidLately())
    assert opened.accounts.notes.waiting() == []
    (_opened, (fact, context, at)) = in_log(opened)
    assert isinstance(fact, SessionEnded)
    assert (fact.how, fact.ended_at, at) == (SessionEnd.SIGNED_OUT, NOW, later)
    assert context == Context(device="computer")


def test_signing_in_anew_in_the_same_browser_ends_what_was_there(opened: OpenLedger) -> None:
    token = come_in(opened, DESK, 0)
    come_in(opened, replace(DESK, replaces=token), 1)
    say_all(opened.ledger, opened.accounts, NOW, SaidLately())
    hows = [each.how for each in recorded(opened) if isinstance(each, SessionEnded)]
    assert hows == [SessionEnd.SIGNED_IN_ANEW]


def test_who_signs_in_over_the_session_of_another_person_is_told_to_have_ended_it(
    opened: OpenLedger,
) -> None:
    token = come_in(opened, replace(DESK, device="phone"), 0)
    sign_in(door(opened), "worker", PASSWORD, replace(DESK, replaces=token))
    *_used, note = opened.accounts.notes.waiting()
    assert isinstance(note.fact, SessionEnded)
    assert (note.fact.person_id, note.fact.how) == (TEACHER, SessionEnd.SIGNED_IN_ANEW)
    assert (note.actor_id, note.device) == (COMMUNITY_WORKER, "computer")


def end_as_administrator(on: OpenLedger, _token: str, at: datetime) -> object:
    administrator = replace(acting(SECURITY), factor_at=at)
    return end_sessions_of(on.ledger, on.accounts, administrator, TEACHER, at)


TOO_LATE: Mapping[str, Callable[[OpenLedger, str, datetime], object]] = {
    "sign_in": lambda on, token, at: come_in(on, replace(DESK, replaces=token), 1, at),
    "sign_out": lambda on, token, at: sign_out(door(on, at), token),
    "by_administrator": end_as_administrator,
}


@pytest.mark.parametrize("name", TOO_LATE)
def test_of_a_session_that_ran_out_unused_nothing_says_that_somebody_ended_it(
    opened: OpenLedger, name: str
) -> None:
    token = come_in(opened, DESK, 0)
    TOO_LATE[name](opened, token, NOW + timedelta(minutes=30))
    say_all(opened.ledger, opened.accounts, NOW + timedelta(hours=3), SaidLately())
    assert [each for each in recorded(opened) if isinstance(each, SessionEnded)] == []


def test_a_session_that_ran_out_unused_is_shown_as_open_to_nobody(opened: OpenLedger) -> None:
    come_in(opened, DESK, 0)

    def shown(at: datetime) -> tuple[int, ...]:
        ledger, accounts = opened.ledger, opened.accounts
        teacher, security = acting(TEACHER), acting(SECURITY)
        return (
            len(own_sign_ins(ledger, accounts, teacher, at).open_now),
            len(sign_ins_of(ledger, accounts, security, TEACHER, at).open_now),
            account_of(ledger, accounts, security, TEACHER, at).sessions,
            len(own_sessions(ledger, accounts, teacher, at)),
        )

    assert shown(NOW + timedelta(minutes=29)) == (1, 1, 1, 1)
    assert shown(NOW + timedelta(minutes=30)) == (0, 0, 0, 0)


def test_one_person_has_no_more_sessions_than_the_rules_allow(opened: OpenLedger) -> None:
    for number in range(RULES.sessions_open_at_most + 2):
        come_in(opened, DESK, number)
    assert len(open_now(opened.accounts)) == RULES.sessions_open_at_most
    say_all(opened.ledger, opened.accounts, NOW, SaidLately())
    hows = [each.how for each in recorded(opened) if isinstance(each, SessionEnded)]
    assert hows == [SessionEnd.TOO_MANY] * 2
