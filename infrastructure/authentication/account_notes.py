"""Keeps facts of accounts with the rows they are about, until the log says them."""

from collections.abc import Sequence
from typing import cast
from uuid import UUID

from sqlalchemy import Connection, Engine, Insert, delete, select
from sqlalchemy.dialects import postgresql, sqlite

from application.authentication.account_ports import Note, Notes
from application.ports import Context
from domain.accounts.facts import AccountsEvent
from domain.reads.sign_ins import SessionEnded
from domain.shared import PersonId
from infrastructure.database import writing
from infrastructure.log.codec import Form, forms_of
from infrastructure.log.names import NAMES
from infrastructure.log.tables import ACCOUNT_NOTES

_FORMS = {
    name: form
    for name, form in forms_of().items()
    if form.context == "accounts" or name in NAMES.stored_names([SessionEnded])
}
_FORM_OF: dict[type[object], tuple[str, Form]] = {
    row.fact: (row.name, _FORMS[row.name]) for row in NAMES.rows if row.name in _FORMS
}


def keep_notes(connection: Connection, notes: Notes) -> None:
    """Keep notes in the transaction that changes what they are about."""
    for note in notes:
        name, form = _FORM_OF[type(note.fact)]
        connection.execute(
            _insert_unless_there(connection).values(
                note_id=note.note_id,
                person_id=note.fact.person_id,
                actor_id=note.actor_id,
                name=name,
                content=form.encode(note.fact, Context(device=note.device)),
            )
        )


def _insert_unless_there(connection: Connection) -> Insert:
    # The same id is the same note, kept by another process that was quicker.
    if connection.dialect.name == "postgresql":
        return postgresql.insert(ACCOUNT_NOTES).on_conflict_do_nothing()
    return sqlite.insert(ACCOUNT_NOTES).on_conflict_do_nothing()


class AccountNotes:
    """The notes that the log has still to say, in the order in which they were kept."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def keep(self, notes: Notes) -> None:
        """Keep notes of what no row says."""
        with writing(self._engine) as connection:
            keep_notes(connection, notes)

    def waiting(self, person_id: PersonId | None = None) -> Sequence[Note]:
        """Return the notes of one person, or of all.

        Those of names that a newer version keeps stay for a process of it.
        """
        wanted = select(ACCOUNT_NOTES).order_by(ACCOUNT_NOTES.c.number)
        if person_id is not None:
            wanted = wanted.where(ACCOUNT_NOTES.c.person_id == person_id)
        with self._engine.connect() as connection:
            rows = connection.execute(wanted).all()
        notes = []
        for row in rows:
            if row.name not in _FORMS:
                continue
            fact, context = _FORMS[row.name].decode(row.content)
            notes.append(
                Note(
                    note_id=row.note_id,
                    fact=cast("AccountsEvent", fact),
                    actor_id=PersonId(row.actor_id),
                    device=context.device,
                )
            )
        return notes

    def forget(self, note_id: UUID) -> None:
        """Delete a note that is recorded."""
        with writing(self._engine) as connection:
            connection.execute(delete(ACCOUNT_NOTES).where(ACCOUNT_NOTES.c.note_id == note_id))
