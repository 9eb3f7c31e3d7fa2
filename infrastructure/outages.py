"""Looks every few seconds whether what tells people is silent, in each process on its own."""

import logging
from collections.abc import Callable
from datetime import datetime
from threading import Event

from application.outages.watching import OutageWatch
from domain.outages.facts import OutageEvent, OutageTold

LOOK_EVERY_SECONDS = 10.0

logger = logging.getLogger(__name__)


def watch_outages(watch: OutageWatch, stop: Event, clock: Callable[[], datetime]) -> None:
    """Look until told to stop; what goes wrong is tried again at the next look."""
    trouble = ""
    while not stop.wait(LOOK_EVERY_SECONDS):
        try:
            for each in watch.look(clock()):
                _log(each)
        except Exception as error:
            kind = type(error).__name__
        else:
            kind = ""
        if kind and kind != trouble:
            logger.error("nobody can be told of outages for now: %s", kind)
        elif trouble and not kind:
            logger.warning("outages can be told again")
        trouble = kind


def _log(fact: OutageEvent) -> None:
    by = ", ".join(fact.by) or "their pages alone"
    if isinstance(fact, OutageTold):
        logger.error("%s is silent: %d people told by %s", fact.part, len(fact.told_ids), by)
    else:
        logger.warning("%s works again: %d people told by %s", fact.part, len(fact.told_ids), by)
