"""Whether it is somebody's turn to talk with a pupil: for every page, asked now and then only."""

import logging
from dataclasses import dataclass, field
from time import monotonic

from api.deps import Call
from api.faults import place_of
from application.authorisation.permission import Standings
from application.screening.telling_turns import may_talk_now
from domain.shared import PersonId

KEPT_SECONDS = 30.0
"""Thousands may wait in a county; a talk is a matter of days."""
PEOPLE_AT_MOST = 10_000

logger = logging.getLogger(__name__)


@dataclass(slots=True)
class TalksWaiting:
    """What was found for each person last, and when."""

    _known: dict[PersonId, tuple[float, bool]] = field(default_factory=dict)

    def for_frame(self, call: Call, standings: Standings) -> bool:
        """Return it for the frame of a page, which never fails because of it."""
        me = call.actor.person_id
        at, waits = self._known.get(me, (float("-inf"), False))
        if monotonic() - at < KEPT_SECONDS:
            return waits
        try:
            waits = may_talk_now(call.ledger, standings, call.now)
        except Exception as error:
            logger.warning("no word of talks that wait: %s", place_of(error))
        if len(self._known) >= PEOPLE_AT_MOST:
            self._known.clear()
        self._known[me] = monotonic(), waits
        return waits
