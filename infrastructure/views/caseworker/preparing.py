"""Has names in order before anybody asks for them, and keeps them so."""

import logging
from threading import Event

from application.view_ports import Directory

LOOK_EVERY_SECONDS = 60.0

logger = logging.getLogger(__name__)


def prepare_in_time(directory: Directory, stop: Event) -> None:
    """Put new names in order now and every minute until told to stop; never raises."""
    while True:
        try:
            directory.prepare()
        except Exception as error:
            logger.error("names cannot be put in order for now: %s", type(error).__name__)
        if stop.wait(LOOK_EVERY_SECONDS):
            return
