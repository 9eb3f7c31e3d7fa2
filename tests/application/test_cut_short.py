"""Whatever breaks off while somebody comes in or sets up, the next try goes on from there."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from application.authentication import stepping_up
from application.authentication.account_ports import Stage
from application.authentication.signing_in import NotSignedIn, SignedIn, sign_in
from application.authentication.stepping_up import show_factor
from domain.errors import Unavailable
from domain.reads.sign_ins import SessionOpened, SignInDoor
from infrastructure.authentication.account_sessions import AccountSessions
from infrastructure.opening import OpenLedger
from tests.application.signing_ins import DESK, LOGIN, door, open_office, recorded
from tests.engines import LedgerDatabases
from tests.examples import NOW, TEACHER
from tests.signing import PASSWORD, recovery_code


@pytest.fixture
def opened(ledger: LedgerDatabases) -> OpenLedger:
    return open_office(ledger)


def said_once(opened: OpenLedger) -> list[SessionOpened]:
    """Return what is on record once the one open session of the teacher was recorded once."""
    (session,) = opened.accounts.sessions.of_person(TEACHER, NOW)
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
    both, advance = Barrier(2, timeout=30), stepping_up.advance

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
