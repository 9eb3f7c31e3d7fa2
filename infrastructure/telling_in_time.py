"""Looks every minute for what became overdue, and lets those above be told of it."""

import logging
from collections.abc import Callable
from datetime import datetime
from threading import Event
from uuid import UUID

from application.authentication.night_ports import NightRecoveries
from application.authorisation.overdue import tell_of_overdue
from application.crisis.reactions import introduce
from application.ports import Ledger
from application.privacy.overdue import tell_of_overdue_breaches

EVERY_SECONDS = 60.0

logger = logging.getLogger(__name__)


def tell_in_time(
    ledger: Ledger,
    recoveries: NightRecoveries,
    ledger_id: UUID,
    stop: Event,
    clock: Callable[[], datetime],
) -> None:
    """Tell until told to stop; any number of processes may. What goes wrong is tried again."""
    trouble = ""
    while not stop.wait(EVERY_SECONDS):
        try:
            now = clock()
            actor = introduce(ledger, ledger_id, now)
            tell_of_overdue(ledger, recoveries, actor, now)
            tell_of_overdue_breaches(ledger, actor, now)
        except Exception as error:
            kind = type(error).__name__
            if kind != trouble:
                logger.error("nobody is told of what is overdue for now: %s", kind)
            trouble = kind
        else:
            if trouble:
                logger.warning("those above are told again of what is overdue")
            trouble = ""
