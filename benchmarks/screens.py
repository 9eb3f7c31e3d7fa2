"""A duty officer's screen without the browser: told by the stream, it asks for the desk again."""

import socket
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from http.client import HTTPConnection, HTTPResponse
from threading import Condition, Thread
from time import perf_counter
from uuid import UUID

from api import paths

SHOWN_WITHIN_SECONDS = 10.0
CONNECTED_WITHIN_SECONDS = 10.0
LOOK = b"event: look"
CHUNK_BYTES = 4_096
OK = 200


class Screen:
    """One open health desk: notes when each case stood on it for the first time."""

    def __init__(self, port: int, token: str) -> None:
        self._port = port
        self._headers = {"Authorization": f"Bearer {token}"}
        self._changed = Condition()
        self._seen: dict[str, float] = {}
        self._is_open = False
        self._stopped = False
        self._stream = HTTPConnection("127.0.0.1", port, timeout=SHOWN_WITHIN_SECONDS * 3)
        self._desk = HTTPConnection("127.0.0.1", port, timeout=SHOWN_WITHIN_SECONDS)
        self._thread = Thread(target=self._follow, daemon=True)

    def start(self) -> None:
        """Open the stream, and return when the server has answered."""
        self._thread.start()
        with self._changed:
            self._changed.wait_for(lambda: self._is_open, CONNECTED_WITHIN_SECONDS)

    def stop(self) -> None:
        """Close the screen."""
        self._stopped = True
        for connection in (self._stream, self._desk):
            connection.close()

    def shown_at(self, case_id: UUID) -> float:
        """Wait until the case stands on the desk, and return when it did.

        Raises: TimeoutError.
        """
        with self._changed:
            is_there = self._changed.wait_for(
                lambda: str(case_id) in self._seen, SHOWN_WITHIN_SECONDS
            )
            if not is_there:
                raise TimeoutError("a worry did not reach the screen")
            return self._seen[str(case_id)]

    def _follow(self) -> None:
        try:
            # The server ends a stream after a while: then the screen asks for another.
            while not self._stopped:
                self._listen(self._ask(self._stream, paths.STREAM))
                self._stream.close()
        except (OSError, ValueError, AttributeError):
            # A connection that was closed under it answers in any of these ways.
            if not self._stopped:
                raise

    def _listen(self, stream: HTTPResponse) -> None:
        with self._changed:
            self._is_open = True
            self._changed.notify_all()
        # Whatever happened while nobody listened.
        self._look()
        while line := stream.readline():
            if line.startswith(LOOK):
                self._look()

    def _look(self) -> None:
        # The server closes a connection on which nothing came for five seconds: take a new one.
        self._desk.close()
        page = self._ask(self._desk, paths.HEALTH_DESK).read().decode()
        at = perf_counter()
        with self._changed:
            for part in page.split('href="/cases/')[1:]:
                self._seen.setdefault(part[:36], at)
            self._changed.notify_all()

    def _ask(self, connection: HTTPConnection, path: str) -> HTTPResponse:
        connection.request("GET", path, headers=self._headers)
        answer = connection.getresponse()
        if answer.status != OK:
            raise RuntimeError(f"the server answered {answer.status}")
        return answer


class Load:
    """So many clients that load one page again and again until stopped."""

    def __init__(self, port: int, token: str, path: str, clients: int) -> None:
        self._port, self._path = port, path
        self._headers = {"Authorization": f"Bearer {token}"}
        self._stopped = False
        self.loaded = 0
        self._threads = [Thread(target=self._go_on, daemon=True) for _ in range(clients)]

    def __enter__(self) -> "Load":
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_ended: object) -> None:
        self._stopped = True
        for thread in self._threads:
            thread.join()

    def _go_on(self) -> None:
        connection = HTTPConnection("127.0.0.1", self._port, timeout=SHOWN_WITHIN_SECONDS)
        while not self._stopped:
            connection.request("GET", self._path, headers=self._headers)
            answer = connection.getresponse()
            answer.read()
            if answer.status != OK:
                raise RuntimeError(f"the server answered {answer.status}")
            self.loaded += 1
        connection.close()


@contextmanager
def open_streams(port: int, tokens: Sequence[str]) -> Iterator[None]:
    """Keep one stream open for each token; whatever comes on them is left unread."""
    with ExitStack() as closing:
        for token in tokens:
            stream = closing.enter_context(socket.create_connection(("127.0.0.1", port)))
            stream.sendall(
                f"GET {paths.STREAM} HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                f"Authorization: Bearer {token}\r\n\r\n".encode()
            )
            if b" 200 " not in stream.recv(CHUNK_BYTES):
                raise RuntimeError("the server refused a stream")
        yield


def pages_a_second(port: int, token: str, path: str, seconds: float) -> float:
    """Load one page again and again over a kept connection, and return how many a second."""
    connection = HTTPConnection("127.0.0.1", port, timeout=SHOWN_WITHIN_SECONDS)
    begun, loaded = perf_counter(), 0
    while not loaded or perf_counter() - begun < seconds:
        connection.request("GET", path, headers={"Authorization": f"Bearer {token}"})
        answer = connection.getresponse()
        answer.read()
        if answer.status != OK:
            raise RuntimeError(f"the server answered {answer.status}")
        loaded += 1
    connection.close()
    return loaded / (perf_counter() - begun)
