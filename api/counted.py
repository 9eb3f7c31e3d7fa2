"""A number that every page shows, asked for now and then only."""

from collections.abc import Callable
from time import monotonic

ASKED_EVERY_SECONDS = 5.0


class Counted:
    """A number shown on every page but asked of the database only every few seconds."""

    def __init__(self, count: Callable[[], int]) -> None:
        self._count = count
        self._known = 0
        self._asked_at = float("-inf")

    def __call__(self) -> int:
        if monotonic() - self._asked_at > ASKED_EVERY_SECONDS:
            self._asked_at = monotonic()
            self._known = self._count()
        return self._known
