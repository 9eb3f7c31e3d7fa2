"""Tells open screens to look again: one poller for the process, a stream for each screen.

A stream carries no content. Whoever is told to look asks for the page, which permits and records.
"""

import logging
from asyncio import AbstractEventLoop, Event, get_running_loop, wait_for
from collections.abc import AsyncGenerator, Callable, Collection, Iterator, Set
from contextlib import contextmanager, suppress
from time import monotonic

from anyio import CapacityLimiter, to_thread
from fastapi.sse import ServerSentEvent

from application.authentication.listening import Listener
from application.view_ports import CaseWatch
from domain.errors import Unavailable
from domain.shared import PersonId

POLL_SECONDS = 0.1
PING_SECONDS = 10.0
CHECK_SECONDS = 3.0
"""So often it is asked of all open screens at once whose session ended, or whose duty is over."""
REST_SECONDS = 0.2
"""After a look a screen is left alone for so long, however much happens meanwhile."""
LASTS_SECONDS = 300.0
"""Then a stream ends and the screen asks again."""
AFTER_TROUBLE_SECONDS = 2.0
STREAMS_AT_MOST = 2_000
STREAMS_BEFORE_DUTY_ALONE = 1_000
"""When so many are open, only whoever answers for worries and reports is given one more."""
STREAMS_A_PERSON = 100
RETRY_MS = 1_000

StillListening = Callable[[Collection[Listener]], Set[Listener]]
"""Returns those whose session is open still and who are on duty."""

logger = logging.getLogger(__name__)


class _Screen:
    """One open stream: what it has still to be told."""

    __slots__ = ("is_over", "listener", "position", "woken")

    def __init__(self, listener: Listener) -> None:
        self.listener = listener
        self.woken = Event()
        self.position = 0
        self.is_over = False

    def end(self) -> None:
        """Let the stream end without another word."""
        self.is_over = True
        self.woken.set()


class Streams:
    """The open streams of one process."""

    def __init__(self, watch: CaseWatch, still: StillListening) -> None:
        self._watch, self._still = watch, still
        self._checked_at = float("-inf")
        self._screens: dict[PersonId, set[_Screen]] = {}
        self._count = 0
        self._loop: AbstractEventLoop | None = None
        self._is_closed = False
        self._closed = Event()
        self._trouble = ""

    async def run(self) -> None:
        """Look for what changed until closed; a trouble makes every screen look for itself."""
        # An event belongs to the loop that waits for it first, and so does what bounds threads.
        closed = self._closed = Event()
        thread = CapacityLimiter(1)
        self._loop, self._is_closed = get_running_loop(), False
        seen = None
        while not self._is_closed:
            try:
                if seen is None:
                    seen = await to_thread.run_sync(self._watch.now, limiter=thread)
                changed = await to_thread.run_sync(self._watch.changed_since, seen, limiter=thread)
                seen = changed.seen
                for person_id in changed.person_ids & self._screens.keys():
                    self._wake(person_id, seen.position)
                await self._end_what_is_over(thread)
                self._note("")
                await _pause(closed, POLL_SECONDS)
            except Exception as error:
                self._note(type(error).__name__)
                for person_id in self._screens:
                    self._wake(person_id, 0)
                await _pause(closed, AFTER_TROUBLE_SECONDS)

    def close(self) -> None:
        """End all streams, so that the server can stop; from any thread or signal handler."""
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._close)

    async def follow(self, listener: Listener) -> AsyncGenerator[ServerSentEvent]:
        """Yield `look` whenever something changed for this person, and a ping in between.

        It ends with the session or the last duty of the person, a few seconds later at most.
        """
        ends_at = monotonic() + LASTS_SECONDS
        with self._open(listener) as screen:
            yield ServerSentEvent(comment="open", retry=RETRY_MS)
            while not self._is_closed and monotonic() < ends_at:
                # Woken also when all ends: one look too many does no harm.
                await _pause(screen.woken, PING_SECONDS)
                if screen.is_over:
                    return
                if screen.woken.is_set():
                    screen.woken.clear()
                    yield ServerSentEvent(event="look", raw_data="look", id=str(screen.position))
                    await _pause(self._closed, REST_SECONDS)
                else:
                    yield ServerSentEvent(comment="still here")

    def require_room(self, person_id: PersonId, *, is_on_duty: bool) -> None:
        """Raises: Unavailable when too many streams are open, in all or of one person."""
        own = len(self._screens.get(person_id, ()))
        at_most = STREAMS_AT_MOST if is_on_duty else STREAMS_BEFORE_DUTY_ALONE
        if self._count >= at_most or own >= STREAMS_A_PERSON:
            raise Unavailable("too_many_streams")

    async def _end_what_is_over(self, thread: CapacityLimiter) -> None:
        """End the streams of those who are signed out, shut out or off duty since the last look."""
        if not self._screens or monotonic() < self._checked_at + CHECK_SECONDS:
            return
        self._checked_at = monotonic()
        listeners = {each.listener for each in self._all()}
        still = await to_thread.run_sync(self._still, listeners, limiter=thread)
        for screen in self._all():
            # Who began to listen meanwhile was let in a moment ago.
            if screen.listener in listeners - still:
                screen.end()

    def _all(self) -> list[_Screen]:
        return [screen for screens in self._screens.values() for screen in screens]

    @contextmanager
    def _open(self, listener: Listener) -> Iterator[_Screen]:
        screen, person_id = _Screen(listener), listener.person_id
        self._screens.setdefault(person_id, set()).add(screen)
        self._count += 1
        try:
            yield screen
        finally:
            self._count -= 1
            screens = self._screens[person_id]
            screens.discard(screen)
            if not screens:
                del self._screens[person_id]

    def _wake(self, person_id: PersonId, position: int) -> None:
        for screen in self._screens[person_id]:
            screen.position = max(screen.position, position)
            screen.woken.set()

    def _note(self, kind: str) -> None:
        """Log a trouble when it begins and when it is over; its text may hold data."""
        if kind and kind != self._trouble:
            logger.error("open screens cannot be told of changes: %s", kind)
        elif self._trouble and not kind:
            logger.warning("open screens are told of changes again")
        self._trouble = kind

    def _close(self) -> None:
        self._is_closed = True
        self._closed.set()
        for screen in self._all():
            screen.woken.set()


async def _pause(closed: Event, seconds: float) -> None:
    with suppress(TimeoutError):
        await wait_for(closed.wait(), seconds)
