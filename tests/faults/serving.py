"""The product served in a process of its own, which may be killed, and browsers on it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from ssl import create_default_context
from time import monotonic, sleep

from httpx2 import Client, ConnectError, Cookies

from infrastructure.settings import Settings
from tests.api.pages.site import OURS
from tests.engines import free_port
from tests.faults.victims import Victim, serve, victim

READY_WITHIN_SECONDS = 30
_CERTIFICATES = create_default_context()
"""Read once: that takes longer than many a request, and nobody asks for them here."""


@contextmanager
def served(settings: Settings, folder: Path) -> Iterator[tuple[str, Victim]]:
    """Serve until the block ends or the process is killed; it leaves what it says in the folder."""
    with served_by(serve, settings, folder) as serving:
        yield serving


@contextmanager
def served_by(
    work: Callable[..., None], settings: Settings, folder: Path, *more: object
) -> Iterator[tuple[str, Victim]]:
    """Serve by `work`, which is given the settings with a free port, the folder, and the rest."""
    port = free_port()
    with victim(work, settings.model_copy(update={"port": port}), folder, *more) as process:
        address = f"http://127.0.0.1:{port}"
        deadline = monotonic() + READY_WITHIN_SECONDS
        with browser_on(address) as browser:
            while not is_ready(browser) and process.process.is_alive():
                assert monotonic() < deadline
                sleep(0.005)
        yield address, process


def browser_on(address: str, cookies: Cookies | None = None) -> Client:
    """Return a browser with which nobody has signed in, or with the cookies of one who has."""
    return Client(base_url=address, headers=OURS, cookies=cookies, timeout=30, verify=_CERTIFICATES)


def is_ready(browser: Client) -> bool:
    try:
        return browser.get("/readyz").status_code == 200
    except ConnectError:
        return False
