"""Notes for the operator that something hostile may go on, however often it happens."""

import logging
from collections.abc import Callable
from threading import Lock
from time import monotonic

OFTEN = 10
WITHIN_SECONDS = 600.0
CODES = frozenset({"cross_site", "foreign_host", "sign_in_busy", "too_often"})
"""What an honest browser hardly ever meets: ten times within ten minutes is no accident."""

logger = logging.getLogger(__name__)


class RefusalNotes:
    """Counts such refusals, and logs at most one line for each code in ten minutes.

    A line holds no address and nobody's id: what is logged would be kept longer than it is needed,
    and of an address one cannot tell who sat there.
    """

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._lock = Lock()
        self._counts: dict[str, tuple[float, int]] = {}

    def note(self, code: str) -> None:
        """Count a refusal."""
        if code not in CODES:
            return
        now = self._clock()
        with self._lock:
            since, count = self._counts.get(code, (now, 0))
            if now - since >= WITHIN_SECONDS:
                since, count = now, 0
            self._counts[code] = since, count + 1
        if count + 1 == OFTEN:
            logger.warning("requests are refused often: %s", code)
