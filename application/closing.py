"""Closes the accounts of people whose last duty is over; only a new duty brings them back."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import uuid5

from application.account_notes import notes_of, say, state_of
from application.account_stores import Accounts
from application.ports import Actor, Ledger
from application.rows import DutyRow
from domain.accounts import rules as deciding
from domain.accounts.facts import DisablingReason
from domain.days import local_day
from domain.errors import NotFound
from domain.shared import PersonId


def close_accounts_without_duty(
    ledger: Ledger, accounts: Accounts, actor: Actor, now: datetime
) -> int:
    """Close every account whose person had duties that are all over, and return how many.

    Who never had one was only just invited, and who will have one again goes on.

    Raises: Unavailable when duties cannot be told.
    """
    today = local_day(now)
    closed = 0
    for person_id in accounts.in_use():
        if is_over(ledger.access.duties_of(person_id), today):
            closed += _close(ledger, accounts, actor, person_id, now)
    return closed


def is_over(duties: Iterable[DutyRow], today: date) -> bool:
    """Return whether there were duties and none of them holds today or will hold."""
    last_days = [each.to_on for each in duties]
    return bool(last_days) and all(each is not None and each < today for each in last_days)


def _close(
    ledger: Ledger, accounts: Accounts, actor: Actor, person_id: PersonId, now: datetime
) -> bool:
    try:
        state = state_of(ledger, accounts, person_id, now)
    except NotFound:
        return False
    facts = deciding.disable(state, person_id, DisablingReason.DUTY_OVER, by=actor.person_id)
    # The same id for the same day: of two processes that sweep at once one note is kept.
    request_id = uuid5(person_id, f"duty over/{local_day(now)}")
    accounts.disable(person_id, now, notes_of(facts, request_id, actor), actor)
    say(ledger, accounts, now, person_id)
    return bool(facts)
