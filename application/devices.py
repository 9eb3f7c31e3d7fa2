"""Requests about where people are signed in: seeing it, and ending it."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from application.account_notes import notes_of, say
from application.account_ports import Session
from application.account_stores import Accounts
from application.permission import permit
from application.ports import Actor, Ledger
from domain.access.table import Request as Asking
from domain.accounts.facts import SessionsEnded
from domain.shared import PersonId


def end_sessions_of(
    ledger: Ledger, accounts: Accounts, actor: Actor, person_id: PersonId, now: datetime
) -> int:
    """End all sessions of a person and return how many there were.

    Raises: NotPermitted; Unavailable.
    """
    permit(ledger, actor, Asking.MANAGE_ACCOUNTS, now)
    return _end(
        ledger, accounts, actor, person_id, accounts.sessions.of_person(person_id, now), now
    )


def own_sessions(accounts: Accounts, actor: Actor, now: datetime) -> Sequence[Session]:
    """Return where whoever asks is signed in; everybody may see that of themselves."""
    return accounts.sessions.of_person(actor.person_id, now)


def end_own_sessions(
    ledger: Ledger, accounts: Accounts, actor: Actor, ids: Sequence[UUID], now: datetime
) -> int:
    """End those sessions of whoever asks, and return how many there were."""
    there = [each for each in own_sessions(accounts, actor, now) if each.session_id in ids]
    return _end(ledger, accounts, actor, actor.person_id, there, now)


def _end(
    ledger: Ledger,
    accounts: Accounts,
    actor: Actor,
    person_id: PersonId,
    sessions: Sequence[Session],
    now: datetime,
) -> int:
    if sessions:
        ended = SessionsEnded(person_id=person_id, count=len(sessions))
        notes = notes_of((ended,), accounts.chance.id(), actor)
        accounts.sessions.end(person_id, [each.session_id for each in sessions], notes)
        say(ledger, accounts, now, person_id)
    return len(sessions)
