"""Closes the accounts of people whose last duty is over; only a new duty brings them back."""

import logging
from collections.abc import Iterable
from datetime import date, datetime
from uuid import uuid5

from application.authentication.account_notes import notes_of, say, state_and_version_of
from application.authentication.account_stores import Accounts
from application.authentication.running_out import ending
from application.ports import Actor, Ledger, Unreadable
from application.rows import DutyRow
from domain.accounts import rules as deciding
from domain.accounts.facts import DisablingReason
from domain.days import local_day
from domain.errors import NotFound, RecordDamaged
from domain.reads.sign_ins import SessionEnd
from domain.shared import PersonId

logger = logging.getLogger(__name__)


def close_accounts_without_duty(
    ledger: Ledger, accounts: Accounts, actor: Actor, now: datetime
) -> int:
    """Close every account whose person had duties that are all over, and return how many.

    Who never had one was only just invited, and who will have one again goes on. Whose record
    cannot be read is passed over.

    Raises: Unavailable when duties cannot be told.
    """
    closed = 0
    for person_id in accounts.in_use():
        try:
            closed += _close_if_over(ledger, accounts, actor, person_id, now)
        except (NotFound, Unreadable, RecordDamaged) as error:
            logger.error("account %s not looked at: %s", person_id, type(error).__name__)
    return closed


def is_over(duties: Iterable[DutyRow], today: date) -> bool:
    """Return whether there were duties and none of them holds today or will hold."""
    last_days = [each.to_on for each in duties]
    return bool(last_days) and all(each is not None and each < today for each in last_days)


def _close_if_over(
    ledger: Ledger, accounts: Accounts, actor: Actor, person_id: PersonId, now: datetime
) -> bool:
    if not is_over(ledger.access.duties_of(person_id), local_day(now)):
        return False
    state, version = state_and_version_of(ledger, accounts, person_id, now)
    facts = deciding.disable(state, person_id, DisablingReason.DUTY_OVER, by=actor.person_id)
    # The same id for the same facts: of two processes that sweep at once one note is kept.
    request_id = uuid5(person_id, f"duty over/{version}")
    closed = ending(SessionEnd.ACCOUNT_CLOSED, now, ledger.rules, actor)
    accounts.disable(person_id, notes_of(facts, request_id, actor), closed)
    say(ledger, accounts, now, person_id)
    return bool(facts)
