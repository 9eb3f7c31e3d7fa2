"""Destroys uploaded lists whose day is over, whether or not anybody opens a page."""

import logging
from collections.abc import Callable
from datetime import datetime
from threading import Event

from application.survey.staging_ports import KEPT, RosterStore

LOOK_EVERY_SECONDS = 600.0

logger = logging.getLogger(__name__)


def destroy_old_rosters(store: RosterStore, stop: Event, clock: Callable[[], datetime]) -> None:
    """Destroy old lists now and every ten minutes until told to stop; never raises."""
    while True:
        try:
            now = clock()
            store.destroy_uploaded_until(now - KEPT, now)
        except Exception as error:
            logger.error("old lists cannot be destroyed for now: %s", type(error).__name__)
        if stop.wait(LOOK_EVERY_SECONDS):
            return
