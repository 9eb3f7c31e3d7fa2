"""Ends sessions, and notes in the same transaction how each of them ended."""

from collections.abc import Iterable
from datetime import datetime
from uuid import uuid5

from sqlalchemy import ColumnElement, Connection, Row, delete, select, update

from application.authentication.account_ports import Note, OpenAtMost, Stage
from application.authentication.session_store import Ending
from domain.reads.sign_ins import SessionEnd, SessionEnded
from domain.shared import EndId, PersonId, SessionId
from infrastructure.authentication.account_notes import keep_notes
from infrastructure.log.tables import ACCOUNTS, SESSIONS

DISPLACED = "displaced"
"""The stage of a session that one too many ended: it opens nothing, and its browser is told why."""

_table = SESSIONS.c
_told = (
    *(_table.session_id, _table.person_id, _table.device, _table.stage),
    *(_table.expires_at, _table.last_seen_at),
)


def end_sessions(connection: Connection, ending: Ending, *which: ColumnElement[bool]) -> int:
    """Delete sessions, note how those ended that were open, and return how many there were.

    Those displaced before had ended then and are counted no more.
    """
    rows = connection.execute(delete(SESSIONS).where(*which).returning(*_told)).all()
    keep_notes(connection, _notes(rows, ending))
    return sum(row.stage != DISPLACED for row in rows)


def end_all_of(connection: Connection, person_id: PersonId, ending: Ending) -> int:
    """Delete all sessions of a person, at whatever stage, and return how many there were."""
    return end_sessions(connection, ending, _table.person_id == person_id)


def lock_account(connection: Connection, person_id: PersonId) -> None:
    """Let sessions of one person open one after the other, so that each counts the others."""
    wanted = select(ACCOUNTS.c.person_id).where(ACCOUNTS.c.person_id == person_id)
    connection.execute(wanted.with_for_update()).one_or_none()


def displace(
    connection: Connection,
    opened: tuple[SessionId, PersonId],
    at: datetime,
    at_most: OpenAtMost,
) -> None:
    """End those of a person's open sessions that were unused longest, but for the one just opened.

    They open nothing from now on, and stay to be told of. The account is locked by then.
    """
    session_id, person_id = opened
    others = (
        select(_table.session_id)
        .where(_table.person_id == person_id, _table.session_id != session_id)
        .where(_table.stage == Stage.OPEN.value, _table.expires_at > at)
        .where(_table.last_seen_at > at_most.unused_since)
        .order_by(_table.last_seen_at.desc(), _table.created_at.desc(), _table.session_id)
        .offset(at_most.count - 1)
    )
    ids = connection.scalars(others).all()
    if not ids:
        return
    displaced = connection.execute(
        update(SESSIONS).where(_table.session_id.in_(ids)).values(stage=DISPLACED).returning(*_told)
    ).all()
    ending = Ending(how=SessionEnd.TOO_MANY, at=at, unused_since=at_most.unused_since)
    keep_notes(connection, [_note(row, ending) for row in displaced])


def _notes(rows: Iterable[Row[*tuple[object, ...]]], ending: Ending) -> list[Note]:
    """Return notes of those that were open; what had run out by then needs none."""
    return [
        _note(row, ending)
        for row in rows
        if row.stage == Stage.OPEN.value and not _had_run_out(row, ending)
    ]


def _had_run_out(row: Row[*tuple[object, ...]], ending: Ending) -> bool:
    return bool(row.expires_at <= ending.at or row.last_seen_at <= ending.unused_since)


def _note(row: Row[*tuple[object, ...]], ending: Ending) -> Note:
    # A session ends once, however many end it at the same time.
    end_id = EndId(uuid5(row.session_id, "ended"))
    person_id = PersonId(row.person_id)
    by = ending.by
    return Note(
        note_id=end_id,
        fact=SessionEnded(
            end_id=end_id,
            session_id=SessionId(row.session_id),
            person_id=person_id,
            how=ending.how,
            ended_at=ending.at,
        ),
        actor_id=person_id if by is None else by.person_id,
        device=row.device if by is None else by.device,
    )
