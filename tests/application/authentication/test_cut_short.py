"""Whatever breaks off while somebody comes in or sets up, the next try goes on from there."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier

import pyotp
import pytest

from application.authentication import enrolling, stepping_up
from application.authentication.account_ports import Stage
from application.authentication.advancing import advance
from application.authentication.enrolling import Enrolled, enrol_factor, pending_factor, step
from application.authentication.open_sessions import session_of
from application.authentication.signing_in import NotSignedIn, SignedIn, enter, sign_in
from application.authentication.stepping_up import show_factor
from domain.accounts.facts import (
    AccountActivated,
    FactorKind,
    RecoveryCodesIssued,
    SecondFactorEnrolled,
)
from domain.errors import Unavailable
from domain.reads.sign_ins import SessionOpened, SignInDoor
from infrastructure.authentication.account_sessions import AccountSessions
from infrastructure.opening import OpenLedger
from tests.application.signing_ins import DESK, LOGIN, door, log_away, recorded, reopen_office
from tests.engines import FoundedLedger
from tests.examples import NOW, OPERATOR, TEACHER
from tests.infrastructure.authentication.keeping import add, open_now
from tests.signing import PASSWORD, recovery_code


@pytest.fixture
def opened(founded_ledger: FoundedLedger) -> OpenLedger:
    return reopen_office(founded_ledger)


def said_once(opened: OpenLedger) -> list[SessionOpened]:
    """Return what is on record once the one open session of the teacher was recorded once."""
    (session,) = open_now(opened.accounts)
    return [
        SessionOpened(
            session_id=session.session_id,
            person_id=TEACHER,
            door=SignInDoor.CREDENTIAL,
            browser_was_known=False,
        )
    ]


def test_a_session_that_is_on_record_and_did_not_open_opens_at_the_next_code(
    opened: OpenLedger, monkeypatch: pytest.MonkeyPatch
) -> None:
    half = sign_in(door(opened), LOGIN, PASSWORD, DESK)

    def away(*_asked: object, **_more: object) -> None:
        raise Unavailable("database_unreachable")

    with monkeypatch.context() as patched:
        patched.setattr(AccountSessions, "advance", away)
        with pytest.raises(Unavailable):
            show_factor(door(opened), half.token, recovery_code(LOGIN, 0), DESK)
    whole = show_factor(door(opened), half.token, recovery_code(LOGIN, 1), DESK)
    assert whole.stage is Stage.OPEN
    assert recorded(opened) == said_once(opened)


def test_of_two_codes_shown_at_once_in_one_session_one_opens_it_and_one_comes_too_late(
    opened: OpenLedger, monkeypatch: pytest.MonkeyPatch
) -> None:
    half = sign_in(door(opened), LOGIN, PASSWORD, DESK)
    both = Barrier(2, timeout=30)

    def together(*asked: object, **more: object) -> SignedIn:
        both.wait()
        on: Callable[..., SignedIn] = advance
        return on(*asked, **more)

    def show(number: int) -> Stage | type[NotSignedIn]:
        try:
            return show_factor(door(opened), half.token, recovery_code(LOGIN, number), DESK).stage
        except NotSignedIn as late:
            return type(late)

    monkeypatch.setattr(stepping_up, "advance", together)
    with ThreadPoolExecutor(2) as threads:
        came = set(threads.map(show, range(2)))
    assert came == {Stage.OPEN, NotSignedIn}
    assert recorded(opened) == said_once(opened)


# ── setting up a second factor ───────────────────────────────────────────────────────────────────


LATER = NOW + timedelta(minutes=1)
NEWCOMER = OPERATOR


def setting_up(opened: OpenLedger) -> tuple[str, str]:
    """Return the token of a session in which a factor is to be enrolled, and its secret."""
    add(opened.accounts, NEWCOMER, "xin")
    account = opened.accounts.account(NEWCOMER)
    assert account is not None
    half = enter(door(opened), account, DESK, Stage.ENROLMENT)
    return half.token, pending_factor(door(opened), at_enrolment(opened, half.token))


def at_enrolment(opened: OpenLedger, token: str, at: datetime = NOW) -> enrolling.Step:
    return step(door(opened, at), token, Stage.ENROLMENT)


def show_first_code(opened: OpenLedger, token: str, secret: str, at: datetime = NOW) -> Enrolled:
    code = pyotp.TOTP(secret).at(at)
    return enrol_factor(opened.ledger, door(opened, at), at_enrolment(opened, token, at), code)


def codes_and_factor(opened: OpenLedger) -> tuple[int, bool]:
    account = opened.accounts.account(NEWCOMER)
    assert account is not None
    return account.codes_left, account.has_factor


def test_a_factor_counts_only_once_its_session_is_on_record_and_its_codes_can_be_shown(
    opened: OpenLedger, monkeypatch: pytest.MonkeyPatch
) -> None:
    token, secret = setting_up(opened)
    with log_away(monkeypatch), pytest.raises(Unavailable):
        show_first_code(opened, token, secret)
    assert codes_and_factor(opened) == (0, False)
    enrolled = show_first_code(opened, token, secret, LATER)
    assert codes_and_factor(opened) == (len(enrolled.codes), True)
    assert enrolled.signed_in.stage is Stage.OPEN
    assert [type(each) for each in recorded(opened)] == [SessionOpened]


def test_codes_are_shown_though_the_log_cannot_say_yet_that_they_were_issued(
    opened: OpenLedger, monkeypatch: pytest.MonkeyPatch
) -> None:
    token, secret = setting_up(opened)

    def away(*_asked: object) -> None:
        raise Unavailable("database_unreachable")

    with monkeypatch.context() as patched:
        patched.setattr(enrolling, "say", away)
        enrolled = show_first_code(opened, token, secret)
    assert codes_and_factor(opened) == (len(enrolled.codes), True)
    assert [each.fact for each in opened.accounts.notes.waiting()] == [
        SecondFactorEnrolled(person_id=NEWCOMER, kind=FactorKind.TOTP),
        RecoveryCodesIssued(person_id=NEWCOMER, count=len(enrolled.codes)),
        AccountActivated(person_id=NEWCOMER),
    ]


def test_whoever_has_a_factor_by_now_signs_in_with_it_and_enrols_no_other_in_its_place(
    opened: OpenLedger, monkeypatch: pytest.MonkeyPatch
) -> None:
    token, secret = setting_up(opened)

    def away(*_asked: object, **_more: object) -> None:
        raise Unavailable("database_unreachable")

    with monkeypatch.context() as patched:
        patched.setattr(AccountSessions, "advance", away)
        with pytest.raises(Unavailable):
            show_first_code(opened, token, secret)
    with pytest.raises(NotSignedIn):
        pending_factor(door(opened, LATER), at_enrolment(opened, token, LATER))
    with pytest.raises(NotSignedIn):
        show_first_code(opened, token, secret, LATER)
    half = sign_in(door(opened, LATER), "xin", PASSWORD, DESK)
    code = pyotp.TOTP(secret).at(LATER)
    whole = show_factor(door(opened, LATER), half.token, code, DESK)
    session = session_of(door(opened, LATER), whole.token)
    assert session is not None
    assert session.stage is Stage.OPEN
