"""Lets the log say what the rows of accounts say already: once each, whatever broke off before."""

import logging
from collections.abc import Sequence
from datetime import datetime
from typing import cast
from uuid import UUID, uuid5

from application.authentication.account_ports import Note, Notes
from application.authentication.account_stores import Accounts
from application.ports import Actor, Context, History, Ledger, Unreadable
from application.reads.sign_ins import Said, note_ended
from application.recording import Decision, Request, record
from application.said_lately import SaidLately
from application.states import accounts_state, accounts_stream
from domain.accounts.addresses import AddressEvent
from domain.accounts.facts import AccountsEvent
from domain.accounts.outside_facts import OutsideEvent
from domain.accounts.state import AccountState
from domain.errors import NotFound, RecordDamaged
from domain.reads.sign_ins import SessionEnded
from domain.shared import Erased, Known, PersonId, RequestId

logger = logging.getLogger(__name__)


def notes_of(
    facts: Sequence[AccountsEvent | OutsideEvent | AddressEvent], request_id: UUID, actor: Actor
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

    Raises: NotFound when the person was erased; Unreadable.
    """
    state, _version = state_and_version_of(ledger, accounts, person_id, now)
    return state


def state_and_version_of(
    ledger: Ledger, accounts: Accounts, person_id: PersonId, now: datetime
) -> tuple[AccountState, int]:
    """Return what is known of an account, and how many facts that rests on.

    Raises: NotFound when the person was erased; Unreadable.
    """
    say(ledger, accounts, now, person_id)
    stream = accounts_stream(person_id)
    history = ledger.log.load([stream])
    if isinstance(history, Erased):
        raise NotFound("erased")
    return accounts_state(history, person_id), history.versions[stream]


def say(ledger: Ledger, accounts: Accounts, now: datetime, person_id: PersonId) -> None:
    """Record the notes of a person that wait, and delete them.

    Raises: Unavailable when the log cannot take them now, Unreadable when the person's record is
    damaged: they wait on. NotFound when the person was erased.
    """
    for note in accounts.notes.waiting(person_id):
        _say(ledger, note, now)
        accounts.notes.forget(note.note_id)


def say_all(ledger: Ledger, accounts: Accounts, now: datetime, said: SaidLately) -> None:
    """Record the notes that wait of everybody whose record can be read, each person's in order.

    That a session ended stands elsewhere: it is said whether or not the record can be read. Of the
    erased nothing is said any more.

    Raises: Unavailable when the log takes none of them now.
    """
    unsaid: dict[UUID, str] = {}
    for note in accounts.notes.waiting():
        if note.fact.person_id in unsaid and not isinstance(note.fact, SessionEnded):
            continue
        try:
            _say(ledger, note, now)
        except NotFound:
            pass
        except (Unreadable, RecordDamaged) as error:
            unsaid[note.fact.person_id] = type(error).__name__
            continue
        accounts.notes.forget(note.note_id)
    for person_id, kind in said.news_of("notes of account", unsaid, now):
        logger.error("notes of account %s not recorded: %s", person_id, kind)


def _say(ledger: Ledger, note: Note, now: datetime) -> None:
    if isinstance(note.fact, SessionEnded):
        said = Said(by=note.actor_id, device=note.device, now=now)
        note_ended(ledger.reads, note.fact, said)
        return
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
