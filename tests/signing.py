"""How the people of the tests have accounts, and how they come in: with a second factor."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from urllib.parse import parse_qsl, urlsplit
from uuid import uuid4

from fastapi.testclient import TestClient
from httpx2 import Client, Response

from api import paths
from application.authentication.account_ports import NewSession, Stage
from application.authentication.account_stores import Accounts
from application.authentication.accounts import create_account
from domain.shared import PersonId, SessionId
from tests import examples as e

PASSWORD = "right horse battery"
CODES = 40
HOST = "127.0.0.1"
"""Where the applications of the tests are reached; a cookie belongs to it."""

_used: dict[str, Iterator[int]] = defaultdict(count)


def recovery_code(login: str, number: int) -> str:
    """Return a code that stands in once for the second factor of somebody in the tests."""
    return f"TEST{login.upper()}{number:03}"


def next_code(login: str) -> str:
    """Return a code that was not used lately; each test has a ledger of its own."""
    return recovery_code(login, next(_used[login]) % CODES)


def led_to(answer: Response) -> str:
    """Return where a sign-in leads in the end, after the page on the recovery code it used up."""
    at = urlsplit(answer.headers["location"])
    assert at.path == paths.SIGNED_IN_BEFORE
    return dict(parse_qsl(at.query)).get("back", paths.HOME)


def give_account(
    accounts: Accounts, person_id: PersonId, login: str, at: datetime | None = None
) -> None:
    """Give somebody an account that is ready, with a second factor and known recovery codes.

    The password is one of today unless said otherwise: some of the tests go by the real clock.
    """
    now = at or datetime.now(UTC)
    create_account(accounts, person_id, login, PASSWORD, now=now, rules=e.RULES)
    accounts.factors.pending(person_id, now, now - timedelta(minutes=10))
    codes = [recovery_code(login, number) for number in range(CODES)]
    accounts.factors.enrol(person_id, codes, now, [])


def opened_session(accounts: Accounts, login: str, now: datetime, device: str = "phone") -> str:
    """Return the token of a session as whoever has just shown both factors has it."""
    account = accounts.account_of(login)
    assert account is not None
    return accounts.sessions.open(
        NewSession(
            session_id=SessionId(uuid4()),
            person_id=account.person_id,
            stage=Stage.OPEN,
            device=device,
            now=now,
            expires_at=now + timedelta(hours=e.RULES.session_hours_at_most),
            factor_at=now,
        )
    )


def enter(browser: Client | TestClient, login: str) -> None:
    """Sign in over the API, in both steps."""
    first = browser.post("/api/v1/sessions", json={"login": login, "password": PASSWORD})
    assert (first.status_code, first.json()["next"]) == (201, "second_factor"), first.text
    code = {"code": next_code(login)}
    second = browser.put("/api/v1/sessions/current/second-factor", json=code)
    assert (second.status_code, second.json()["next"]) == (200, "open"), second.text


def steps_of(login: str) -> tuple[tuple[str, dict[str, str]], ...]:
    """Return the forms by which somebody signs in on the pages, one for each step."""
    return (
        (paths.SIGN_IN, {"login": login, "password": PASSWORD}),
        (paths.SECOND_STEP, {"code": next_code(login)}),
    )
