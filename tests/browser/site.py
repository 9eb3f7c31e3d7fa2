"""The office's pages served on this machine, as a browser meets them."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Thread
from time import monotonic, sleep

import uvicorn
from fastapi import FastAPI

from tests.api.pages.site import Site, office_settings, open_site
from tests.engines import LedgerDatabases

START_SECONDS = 10


@dataclass(frozen=True, slots=True)
class Served:
    """A site and where it is."""

    address: str
    site: Site


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
