"""Lets the log say, in the background, what was noted of accounts and could not be said at once."""

import logging
from collections.abc import Callable
from datetime import datetime
from threading import Event

from application.authentication.account_notes import say_all
from application.authentication.account_stores import Accounts
from application.ports import Ledger
from application.said_lately import SaidLately

EVERY_SECONDS = 2.0
_ALL = "notes of accounts"

logger = logging.getLogger(__name__)


def say_what_was_noted(
    ledger: Ledger, accounts: Accounts, stop: Event, clock: Callable[[], datetime]
) -> None:
    """Say it every few seconds until told to stop; what fails is tried again, and logged hourly."""
    said = SaidLately()
    while not stop.wait(EVERY_SECONDS):
        now = clock()
        try:
            say_all(ledger, accounts, now, said)
        except Exception as error:
            trouble = type(error).__name__
            if said.is_news(_ALL, trouble, now):
                logger.error("notes of accounts not recorded yet: %s", trouble)
        else:
            if said.is_over(_ALL):
                logger.warning("notes of accounts are recorded again")
