"""Lets a worry and its alert go first: meanwhile fewer of the other requests run at a time.

Python runs one thread at once. Whoever waits for a database waits behind every thread that draws
a page, several times on the way of one worry; and more than a few of those at a time only wait for
each other.
"""

from asyncio import TimerHandle, get_running_loop
from collections.abc import Iterator
from contextlib import contextmanager

from anyio.lowlevel import RunVar
from anyio.to_thread import current_default_thread_limiter

OTHERS_MEANWHILE = 2
"""So many other requests run while a worry is under way."""
GOES_ON_SECONDS = 0.5
"""A worry is not over with its request: it is told, and screens ask for their page."""


class _Precedence:
    """What is under way in one event loop, and how many others run otherwise."""

    def __init__(self) -> None:
        self._under_way = 0
        self._usual: float | None = None
        self._ending: TimerHandle | None = None

    def begin(self) -> None:
        self._under_way += 1
        if self._ending is not None:
            self._ending.cancel()
        if self._usual is None:
            limiter = current_default_thread_limiter()
            self._usual = limiter.total_tokens
            limiter.total_tokens = min(self._usual, OTHERS_MEANWHILE)

    def end(self) -> None:
        self._under_way -= 1
        if not self._under_way:
            self._ending = get_running_loop().call_later(GOES_ON_SECONDS, self._let_others_in)

    def _let_others_in(self) -> None:
        if self._usual is not None:
            current_default_thread_limiter().total_tokens = self._usual
        self._usual = None


_precedence: RunVar[_Precedence] = RunVar("precedence")


@contextmanager
def going_first() -> Iterator[None]:
    """Let what runs within, and what follows from it for a moment, go before other requests."""
    try:
        here = _precedence.get()
    except LookupError:
        here = _Precedence()
        _precedence.set(here)
    here.begin()
    try:
        yield
    finally:
        here.end()
