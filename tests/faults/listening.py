"""Open screens without a browser: streams that are read line by line in threads of their own."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from queue import Empty, Queue
from threading import Thread

from httpx2 import Client, Response, TransportError

from api import paths
from api.cookies import SessionCookie
from tests import signing
from tests.faults.serving import browser_on

TOLD_WITHIN_SECONDS = 10


class Listener:
    """One open stream, and the events that came on it."""

    def __init__(self, answer: Response) -> None:
        self._answer = answer
        self._events: Queue[str] = Queue()
        self.ended = False
        self.was_cut_off = False
        self._thread = Thread(target=self._read, daemon=True)
        self._thread.start()

    def is_told(self, within_seconds: float = TOLD_WITHIN_SECONDS) -> bool:
        """Wait for the next event and return whether one came that says to look again."""
        try:
            return self._events.get(timeout=within_seconds) == "event: look"
        except Empty:
            return False

    def wait_for_the_end(self, within_seconds: float) -> bool:
        """Return whether the server ended the stream by then."""
        self._thread.join(within_seconds)
        return self.ended

    def _read(self) -> None:
        try:
            for line in self._answer.iter_lines():
                if line.startswith("event:"):
                    self._events.put(line)
        except TransportError:
            self.was_cut_off = True
        self.ended = True


@contextmanager
def listening(browser: Client) -> Iterator[Listener]:
    """Open a stream as whoever is signed in there; it is open when the block begins."""
    with browser.stream("GET", paths.STREAM) as answer:
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith("text/event-stream")
        yield Listener(answer)


@contextmanager
def many_listening(address: str, token: str, number: int) -> Iterator[list[Listener]]:
    """Open so many streams of one person."""
    with ExitStack() as closing:
        browsers = [closing.enter_context(browser_on(address)) for _ in range(number)]
        for browser in browsers:
            browser.headers["authorization"] = f"Bearer {token}"
        yield [closing.enter_context(listening(browser)) for browser in browsers]


def enter(browser: Client, login: str) -> str:
    """Sign in and return the token of the session, which the browser sends from now on."""
    signing.enter(browser, login)
    token = browser.cookies[SessionCookie(secure=False).name]
    browser.headers["authorization"] = f"Bearer {token}"
    return token
