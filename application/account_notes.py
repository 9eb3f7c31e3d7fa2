"""Lets the log say what the rows of accounts say already: once each, whatever broke off before."""

from collections.abc import Sequence
from datetime import datetime
from typing import cast
from uuid import UUID, uuid5

from application.account_ports import Note, Notes
from application.account_stores import Accounts
from application.ports import Actor, Context, History, Ledger
from application.recording import Decision, Request, record
from application.states import accounts_state, accounts_stream
from domain.accounts.facts import AccountsEvent
from domain.accounts.outside_facts import OutsideEvent
from domain.accounts.state import AccountState
from domain.errors import NotFound
from domain.shared import Erased, Known, PersonId, RequestId


def notes_of(
    facts: Sequence[AccountsEvent | OutsideEvent], request_id: UUID, actor: Actor
) -> Notes:
    """Return the notes of what one request decided; the same request makes the same ids."""
    return [
        Note(
            note_id=uuid5(request_id, str(number)),
            fact=fact,
            actor_id=actor.person_id,
            device=actor.device,
        )
        for number, fact in enumerate(facts)
    ]


def state_of(
    ledger: Ledger, accounts: Accounts, person_id: PersonId, now: datetime
) -> AccountState:
    """Return what is known of an account, after the log has said what was noted of it.

    Raises: NotFound when the person was erased.
    """
    say(ledger, accounts, now, person_id)
    history = ledger.log.load([accounts_stream(person_id)])
    if isinstance(history, Erased):
        raise NotFound("erased")
    return accounts_state(history, person_id)


def say(
    ledger: Ledger, accounts: Accounts, now: datetime, person_id: PersonId | None = None
) -> None:
    """Record the notes that wait, of one person or of all, and delete them.

    Raises: Unavailable when the log cannot take them now; they wait on.
    """
    for note in accounts.notes.waiting(person_id):
        _say(ledger, note, now)
        accounts.notes.forget(note.note_id)


def _say(ledger: Ledger, note: Note, now: datetime) -> None:
    stream = accounts_stream(note.fact.person_id)

    def decide(history: History) -> Decision:
        # It was said before, and whoever said it did not come to delete the note.
        if history.under(RequestId(note.note_id)) is not None:
            return Known((cast("object", note.fact),))
        return (note.fact,)

    actor = Actor(person_id=note.actor_id, device=note.device)
    context = Context(device=note.device)
    record(
        ledger,
        Request(request_id=note.note_id, actor=actor, now=now, context=context),
        [stream],
        decide,
    )
