"""The product served in a process of its own, which may be killed, and browsers on it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

from httpx2 import Client, ConnectError

from infrastructure.settings import Settings
from tests.api.pages.site import OURS
from tests.engines import free_port
from tests.faults.victims import Victim, serve, victim

READY_WITHIN_SECONDS = 30


@contextmanager
def served(settings: Settings, folder: Path) -> Iterator[tuple[str, Victim]]:
    """Serve until the block ends or the process is killed; it leaves what it says in the folder."""
    port = free_port()
    with victim(serve, settings.model_copy(update={"port": port}), folder) as process:
        address = f"http://127.0.0.1:{port}"
        deadline = monotonic() + READY_WITHIN_SECONDS
        with browser_on(address) as browser:
            while not is_ready(browser):
                assert monotonic() < deadline
                sleep(0.02)
        yield address, process


def browser_on(address: str) -> Client:
    """Return a browser with which nobody has signed in."""
    return Client(base_url=address, headers=OURS, timeout=30)


def is_ready(browser: Client) -> bool:
    try:
        return browser.get("/readyz").status_code == 200
    except ConnectError:
        return False
