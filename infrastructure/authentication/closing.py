"""Closes, a few times a day, the accounts of people whose last duty is over."""

import logging
from collections.abc import Callable
from datetime import datetime
from threading import Event
from uuid import UUID

from application.authentication.account_stores import Accounts
from application.authentication.closing import close_accounts_without_duty
from application.ports import Ledger
from application.staffing.reactions import introduce

EVERY_SECONDS = 6 * 60 * 60
FIRST_AFTER_SECONDS = 60

logger = logging.getLogger(__name__)


def close_in_time(
    ledger: Ledger,
    accounts: Accounts,
    ledger_id: UUID,
    stop: Event,
    clock: Callable[[], datetime],
) -> None:
    """Close what is over until told to stop; what goes wrong is tried again, and logged."""
    wait = FIRST_AFTER_SECONDS
    while not stop.wait(wait):
        wait = EVERY_SECONDS
        try:
            now = clock()
            actor = introduce(ledger, ledger_id, now)
            closed = close_accounts_without_duty(ledger, accounts, actor, now)
        except Exception as error:
            wait = FIRST_AFTER_SECONDS
            logger.error("accounts without duty not closed: %s", type(error).__name__)
        else:
            if closed:
                logger.info("accounts closed after the last duty: %d", closed)
