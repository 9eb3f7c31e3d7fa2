"""The product served over the office, as a browser on this machine meets it."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Thread
from time import monotonic, sleep

import uvicorn
from fastapi import FastAPI

from api.app import create_app
from application.accounts import create_account
from application.ports import Commit
from domain.shared import PersonId, RequestId
from infrastructure.accounts import Accounts
from tests import examples as given
from tests.api.routes.door import CHEAP, PASSWORD, Clock, settings_of
from tests.engines import LedgerDatabases
from tests.office import WEEK_AGO, Office, open_office

TEACHER, SUPERVISOR, COMMUNITY_WORKER = "teacher", "supervisor", "worker"
LOGINS: dict[str, PersonId] = {
    TEACHER: given.TEACHER,
    SUPERVISOR: given.SUPERVISOR,
    COMMUNITY_WORKER: given.COMMUNITY_WORKER,
}
START_SECONDS = 10

__all__ = ["COMMUNITY_WORKER", "PASSWORD", "SUPERVISOR", "TEACHER", "Site", "served_office"]


@dataclass(frozen=True, slots=True)
class Site:
    """Where the office's pages are, and the clock by which they go."""

    address: str
    office: Office
    clock: Clock

    def know(self, *facts: object) -> None:
        """Record facts in streams in which nothing was recorded before, as known a week ago."""
        mapper = self.office.opened.mapper
        self.office.ledger.log.append(
            Commit(
                facts=facts,
                expected={mapper.stream_of(fact): 0 for fact in facts},
                request_id=RequestId(given.example_id(902)),
                actor_id=given.SUPERVISOR,
                recorded_at=WEEK_AGO,
            )
        )
        assert self.office.opened.projector.catch_up(wait_ms=5_000)


@contextmanager
def served_office(databases: LedgerDatabases) -> Iterator[Site]:
    """Open the office on an empty ledger, give its people accounts, and serve it."""
    office, clock = open_office(databases), Clock()
    app = create_app(office.opened, settings_of(databases), clock=clock)
    accounts = Accounts(databases.engine, CHEAP, office.opened.vault.claim_digest)
    app.state.accounts = accounts
    for login, person_id in LOGINS.items():
        create_account(accounts, person_id, login, PASSWORD, now=clock(), rules=given.RULES)
    with serving(app) as address:
        yield Site(address, office, clock)


@contextmanager
def serving(app: FastAPI) -> Iterator[str]:
    """Serve an application on a free port of this machine and give its address."""
    listener = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(app, log_config=None, access_log=False, timeout_graceful_shutdown=2)
    server = uvicorn.Server(config)
    thread = Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    deadline = monotonic() + START_SECONDS
    while not server.started:
        assert thread.is_alive()
        assert monotonic() < deadline
        sleep(0.01)
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()
        listener.close()
