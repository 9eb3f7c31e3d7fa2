"""How threads wait for the commit that their appends share, and how they are woken after it.

Python runs one thread at a time: were all woken at once, nearly all would go to sleep again until
others rest. So each that is awake wakes two more. Whoever it is that does not come to it, they do
not depend on it: each looks by itself, now and then, whether it is over.
"""

from collections.abc import Callable, Sequence
from os import urandom
from threading import Lock

from infrastructure.keys.suites import NONCE_BYTES
from infrastructure.log.appending import Append

LOOKS_EVERY_SECONDS = 1.0
WAKES = 2

EVENT_ID_BYTES = 16
DRAWN_FOR_EACH = EVENT_ID_BYTES + NONCE_BYTES

RandomBytes = Callable[[int], bytes]
Seal = Callable[[RandomBytes], Append]


class Drawn:
    """Random bytes for what one commit seals, asked of the system in one go when first needed.

    Each asking lets other threads run, and whoever seals may wait for its next turn longer than
    all its sealing takes. It lives no longer than one sealing, so that no copy of the process
    gives out the same bytes.
    """

    __slots__ = ("_at", "_bytes", "_sealings")

    def __init__(self, sealings: int) -> None:
        self._sealings = sealings
        self._bytes = b""
        self._at = 0

    def __call__(self, count: int) -> bytes:
        """Return bytes that were never returned before."""
        if not self._bytes:
            self._bytes = urandom(self._sealings * DRAWN_FOR_EACH)
        start, self._at = self._at, self._at + count
        if self._at > len(self._bytes):
            return urandom(count)
        return self._bytes[start : self._at]


class Ticket:
    """An append on its way, and what became of it."""

    __slots__ = (
        "_append",
        "_seal",
        "_turn",
        "_wakes",
        "error",
        "has_gone",
        "is_over",
        "leads",
        "positions",
    )

    def __init__(self, seal: Seal) -> None:
        self._append: Append | None = None
        self._seal = seal
        self._wakes: Sequence[Ticket] = ()
        self._turn = Lock()
        self._turn.acquire()
        self.positions: list[int] | None = None
        self.error: Exception | None = None
        self.leads = False
        self.is_over = False
        self.has_gone = False

    def sealed(self, random_bytes: RandomBytes = urandom) -> Append:
        """Return what is to be written, sealed once, however often it is tried."""
        if self._append is None:
            self._append = self._seal(random_bytes)
        return self._append

    def wait(self) -> None:
        """Sleep until it is over or this thread's turn to lead."""
        while not self._turn.acquire(timeout=LOOKS_EVERY_SECONDS):
            if self.is_over:
                return

    def lead(self) -> None:
        """Let the thread that waits lead."""
        self.leads = True
        self._turn.release()

    def wake_next(self) -> None:
        """Wake those who were left to this one, if any."""
        wakes, self._wakes = self._wakes, ()
        for each in wakes:
            each._turn.release()


def end(batch: Sequence[Ticket]) -> None:
    """Say of those who shared a commit that it is over, and whom each is to wake."""
    for number, each in enumerate(batch):
        each._wakes = batch[WAKES * number + 1 : WAKES * number + 1 + WAKES]
        each.is_over = True
