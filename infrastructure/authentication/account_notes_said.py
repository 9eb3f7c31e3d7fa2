"""Lets the log say, in the background, what was noted of accounts and could not be said at once."""

import logging
from collections.abc import Callable
from datetime import datetime
from threading import Event

from application.authentication.account_notes import say_all
from application.authentication.account_stores import Accounts
from application.ports import Ledger

EVERY_SECONDS = 2.0

logger = logging.getLogger(__name__)


def say_what_was_noted(
    ledger: Ledger, accounts: Accounts, stop: Event, clock: Callable[[], datetime]
) -> None:
    """Say it every few seconds until told to stop; what fails is tried again, and logged."""
    while not stop.wait(EVERY_SECONDS):
        try:
            say_all(ledger, accounts, clock())
        except Exception as error:
            logger.error("notes of accounts not recorded yet: %s", type(error).__name__)
