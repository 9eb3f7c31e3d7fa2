"""The number that every page of a duty officer shows: asked of the views once a second at most."""

import logging
from dataclasses import dataclass, field
from time import monotonic

from api.deps import Call
from api.faults import place_of
from application.crisis.desk.untaken import untaken_cases
from domain.shared import PersonId

KEPT_SECONDS = 1.0
PEOPLE_AT_MOST = 10_000

logger = logging.getLogger(__name__)


@dataclass(slots=True)
class UntakenCounts:
    """What each person was told last, and when."""

    _known: dict[PersonId, tuple[float, int]] = field(default_factory=dict)

    def asked(self, call: Call) -> int:
        """Return the number as it is now. Raises: NotPermitted, Unavailable."""
        return self.note(call, untaken_cases(call.ledger, call.actor, call.now))

    def note(self, call: Call, number: int) -> int:
        """Keep the number that was just seen, and return it."""
        if len(self._known) >= PEOPLE_AT_MOST:
            self._known.clear()
        self._known[call.actor.person_id] = (monotonic(), number)
        return number

    def for_frame(self, call: Call, *, fresh: bool) -> int:
        """Return the number for the frame of a page, which never fails because of it."""
        at, number = self._known.get(call.actor.person_id, (float("-inf"), 0))
        if not fresh and monotonic() - at < KEPT_SECONDS:
            return number
        try:
            return self.asked(call)
        except Exception as error:
            logger.warning("no count of untaken cases: %s", place_of(error))
            return number
