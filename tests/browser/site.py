"""The office's pages served on this machine, as a browser meets them."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Thread
from time import monotonic, sleep

import uvicorn
from fastapi import FastAPI
from playwright.sync_api import BrowserContext

from tests.api.pages.site import Site, office_settings, open_site
from tests.engines import LedgerDatabases
from tests.signing import opened_session

START_SECONDS = 10


@dataclass(frozen=True, slots=True)
class Served:
    """A site and where it is."""

    address: str
    site: Site


def let_in(context: BrowserContext, served: Served, login: str) -> None:
    """Give a browser the session of somebody who signed in.

    The forms on the way to it are three pages, and the subject of other tests.
    """
    state = served.site.app.state
    token = opened_session(state.accounts, login, served.site.clock.now)
    context.add_cookies(
        [{"name": state.session_cookie.name, "value": token, "url": served.address}]
    )


@contextmanager
def served_office(databases: LedgerDatabases) -> Iterator[Served]:
    """Serve the pages of the office that was founded there."""
    with open_site(office_settings(databases)) as site, serving(site.app) as address:
        yield Served(address, site)


@contextmanager
def serving(app: FastAPI, port: int = 0) -> Iterator[str]:
    """Serve an application on a port of this machine, by default a free one; give its address."""
    listener = socket.create_server(("127.0.0.1", port))
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
