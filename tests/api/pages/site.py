"""The pages over the office, as a browser's requests meet them: whoever works there can sign in."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from time import monotonic, sleep
from typing import TypeVar

from anyio.from_thread import BlockingPortal
from fastapi import FastAPI
from fastapi.testclient import TestClient

from api.app import create_app
from api.view_models.shell import Mode
from application.ports import Commit
from domain.shared import PersonId, RequestId
from infrastructure.authentication.accounts import Accounts
from infrastructure.following import log_followed
from infrastructure.opening import OpenLedger, open_ledger
from infrastructure.settings import Settings
from tests import crisis, office
from tests import examples as given
from tests.api.in_process import InProcess, running
from tests.api.routes.door import CHEAP, Clock, settings_of
from tests.api.witness import watched
from tests.engines import LedgerDatabases
from tests.signing import HOST, give_account, opened_session

F = TypeVar("F")

TEACHER, VOLUNTEER, COMMUNITY_WORKER = "teacher", "volunteer", "worker"
LEADER, DIRECTOR, SUPERVISOR, STRANGER = "leader", "director", "supervisor", "stranger"
OFFICER, AUDITOR, ADMINISTRATOR = "officer", "auditor", "administrator"
SECURITY = "security"
LOGINS: dict[str, PersonId] = {
    TEACHER: given.TEACHER,
    VOLUNTEER: given.VOLUNTEER,
    COMMUNITY_WORKER: given.COMMUNITY_WORKER,
    LEADER: office.LEADER,
    DIRECTOR: office.DIRECTOR,
    SUPERVISOR: given.SUPERVISOR,
    STRANGER: office.STRANGER,
    OFFICER: office.OFFICER,
    AUDITOR: office.AUDITOR,
    ADMINISTRATOR: office.ADMINISTRATOR,
    SECURITY: office.SECURITY,
}
FOLLOWED_WITHIN_SECONDS = 20
OURS = {"sec-fetch-site": "same-origin", "user-agent": "Mozilla/5.0 (Mobile)"}


@dataclass(frozen=True, slots=True)
class Site:
    """One application over one ledger, with its clock and its clients.

    It runs in this process from its first client on; one that is served runs there alone.
    """

    app: FastAPI
    opened: OpenLedger
    clock: Clock
    closing: ExitStack
    entered: dict[str, TestClient] = field(default_factory=dict)
    portals: list[BlockingPortal] = field(default_factory=list)

    @property
    def portal(self) -> BlockingPortal:
        """The way into the loop in which the application runs here."""
        if not self.portals:
            self.portals.append(self.closing.enter_context(running(self.app)))
        return self.portals[0]

    def client(self, **headers: str) -> TestClient:
        """Return a browser with which nobody has signed in; it does not follow where it is led."""
        client = InProcess(
            self.app,
            self.portal,
            base_url=f"http://{HOST}",
            headers=OURS | headers,
            follow_redirects=False,
            told_of_faults=False,
        )
        return self.closing.enter_context(watched(client, self.opened))

    def signed_in(self, login: str) -> TestClient:
        """Return the browser of somebody, who signs in when asked for the first time."""
        if login not in self.entered:
            browser = self.entered[login] = self.client()
            token = opened_session(self.app.state.accounts, login, self.clock.now)
            browser.cookies.set(self.app.state.session_cookie.name, token, domain=HOST)
        return self.entered[login]

    def facts(self, kind: type[F]) -> list[F]:
        """Return every fact of this kind, in the order of the log."""
        rows = self.opened.recorder.rows_after(0, 1_000)
        found = (each.fact for each in self.opened.mapper.open_rows(rows))
        return [fact for fact in found if isinstance(fact, kind)]

    def know(self, *facts: object, number: int = 0) -> None:
        """Record facts of a week ago in streams in which nothing was recorded before."""
        mapper = self.opened.mapper
        self.opened.ledger.log.append(
            Commit(
                facts=facts,
                expected={mapper.stream_of(fact): 0 for fact in facts},
                request_id=RequestId(given.example_id(910 + number)),
                actor_id=given.SUPERVISOR,
                recorded_at=office.WEEK_AGO,
            )
        )
        assert self.opened.projector.catch_up(wait_ms=5_000)


def found_office(databases: LedgerDatabases) -> OpenLedger:
    """Open the office on an empty ledger and give everybody in it an account."""
    opened = office.open_office(databases).opened
    accounts = Accounts(databases.engine, CHEAP, opened.vault)
    for login, person_id in LOGINS.items():
        give_account(accounts, person_id, login)
    return opened


def found_office_on_duty(databases: LedgerDatabases) -> None:
    """Found the office on an empty ledger with those who answer for worries."""
    crisis.put_on_duty(found_office(databases))


def office_settings(databases: LedgerDatabases) -> Settings:
    """Return how a process is told of the office on these databases."""
    keyfile = databases.tmp_path / "keyfile.json"
    return settings_of(databases).model_copy(update={"keyfile": keyfile})


def follow_views(opened: OpenLedger) -> None:
    """Let the views be moved in the background, as serving does, until they are there."""
    deadline = monotonic() + FOLLOWED_WITHIN_SECONDS
    with log_followed(opened):
        while any(opened.projector.behind(view) for view in opened.projector.view_names):
            assert monotonic() < deadline
            sleep(0.01)


@contextmanager
def open_site(settings: Settings, mode: Mode = Mode.PREVIEW) -> Iterator[Site]:
    """Open the pages over an office that was founded before."""
    with ExitStack() as closing:
        opened = closing.enter_context(open_ledger(settings))
        clock = Clock()
        app = create_app(opened, settings, mode=mode, clock=clock)
        app.state.accounts = Accounts(opened.engine, CHEAP, opened.vault)
        yield Site(app, opened, clock, closing)
