"""One list after another: each takes memory and time, whoever sent it."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

from domain.errors import Unavailable

SECONDS_AT_MOST = 20.0


class Turn:
    """Something that one may do at a time; whoever waits too long is told to come again."""

    def __init__(self, seconds: float) -> None:
        self._lock = Lock()
        self._seconds = seconds

    @contextmanager
    def taken(self) -> Iterator[None]:
        """Have the turn for as long as the block runs. Raises: Unavailable."""
        if not self._lock.acquire(timeout=self._seconds):
            raise Unavailable("lists_busy")
        try:
            yield
        finally:
            self._lock.release()
