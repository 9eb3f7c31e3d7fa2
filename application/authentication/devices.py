"""Requests about where people are signed in: seeing it, and ending it."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from application.authentication.account_notes import notes_of, say
from application.authentication.account_ports import DevicesGone, Notes, Session
from application.authentication.account_stores import Accounts
from application.authentication.running_out import ending, unused_since
from application.authorisation.answering_for import permit_taking_away
from application.ports import Actor, Ledger
from domain.access.table import Request as Asking
from domain.accounts.facts import SessionsEnded
from domain.reads.sign_ins import SessionEnd
from domain.shared import PersonId


def end_sessions_of(
    ledger: Ledger,
    accounts: Accounts,
    actor: Actor,
    person_id: PersonId,
    now: datetime,
    *,
    devices_too: bool = False,
) -> int:
    """End all sessions of a person, half-open ones too, and return how many there were.

    With `devices_too` no enrolled device and no unused night code lets them in any more, either.

    Raises: NotPermitted; Unavailable.
    """
    permit_taking_away(ledger, actor, Asking.MANAGE_ACCOUNTS, person_id, now)
    request_id = accounts.chance.id()

    def noted(count: int) -> Notes:
        ended = SessionsEnded(person_id=person_id, count=count)
        return notes_of((ended,) if count else (), request_id, actor)

    devices = DevicesGone(at=now, by=actor) if devices_too else None
    shut_out = ending(SessionEnd.BY_ADMINISTRATOR, now, ledger.rules, actor)
    count = accounts.sessions.end_all(person_id, noted, devices, shut_out)
    say(ledger, accounts, now, person_id)
    return count


def own_sessions(
    ledger: Ledger, accounts: Accounts, actor: Actor, now: datetime
) -> Sequence[Session]:
    """Return where whoever asks is signed in; everybody may see that of themselves."""
    since = unused_since(now, ledger.rules)
    return accounts.sessions.of_person(actor.person_id, now, since)


def end_own_sessions(
    ledger: Ledger, accounts: Accounts, actor: Actor, ids: Sequence[UUID], now: datetime
) -> int:
    """End those sessions of whoever asks, and return how many there were."""
    own = own_sessions(ledger, accounts, actor, now)
    there = [each for each in own if each.session_id in ids]
    if there:
        ended = SessionsEnded(person_id=actor.person_id, count=len(there))
        notes = notes_of((ended,), accounts.chance.id(), actor)
        elsewhere = ending(SessionEnd.ENDED_ELSEWHERE, now, ledger.rules, actor)
        mine = [each.session_id for each in there]
        accounts.sessions.end(actor.person_id, mine, notes, elsewhere)
        say(ledger, accounts, now, actor.person_id)
    return len(there)
