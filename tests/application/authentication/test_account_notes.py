"""What is said of an account stands in its rows and in the log, whatever breaks off in between."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import insert, select

from application.authentication import account_notes
from application.authentication.account_notes import say_all
from application.authentication.account_ports import Note
from application.ports import Ledger
from application.said_lately import SaidLately
from domain.accounts.facts import AccountDisabled, DisablingReason
from domain.reads.sign_ins import SessionEnd, SessionEnded
from domain.shared import EndId, SessionId
from infrastructure.database import writing
from infrastructure.log.tables import ACCOUNT_NOTES
from tests import examples as given
from tests.api.pages.damaging import flip_a_byte
from tests.api.pages.site import found_office
from tests.engines import FoundedLedger
from tests.infrastructure.authentication.keeping import ending_at
from tests.office import reopen_office

DISABLED = AccountDisabled(person_id=given.TEACHER, reason=DisablingReason.LEFT)
NOTE = Note(note_id=given.example_id(980), fact=DISABLED, actor_id=given.SUPERVISOR)

ENDED = SessionEnded(
    end_id=EndId(given.example_id(986)),
    session_id=SessionId(given.example_id(987)),
    person_id=given.TEACHER,
    how=SessionEnd.SIGNED_OUT,
    ended_at=given.NOW,
)


class Died(Exception):
    """The process was killed here."""


def test_a_note_survives_a_death_on_either_side_of_the_log_and_is_said_once(
    founded_ledger: FoundedLedger, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = reopen_office(founded_ledger(found_office)).opened
    accounts, head, said = opened.accounts, opened.recorder.head, SaidLately()
    before = head()
    accounts.disable(given.TEACHER, [NOTE], ending_at())

    def killed(_ledger: Ledger, _note: Note, _now: object) -> None:
        raise Died

    with monkeypatch.context() as patched:
        patched.setattr(account_notes, "_say", killed)
        with pytest.raises(Died):
            say_all(opened.ledger, accounts, given.NOW, said)
    assert (head(), accounts.notes.waiting()) == (before, [NOTE])

    def forget(_id: UUID) -> None:
        raise Died

    with monkeypatch.context() as patched:
        patched.setattr(accounts.notes, "forget", forget)
        with pytest.raises(Died):
            say_all(opened.ledger, accounts, given.NOW, said)
    assert (head(), accounts.notes.waiting()) == (before + 1, [NOTE])
    say_all(opened.ledger, accounts, given.NOW, said)
    say_all(opened.ledger, accounts, given.NOW, said)
    assert (head(), accounts.notes.waiting()) == (before + 1, [])
    rows = opened.recorder.rows_after(before, 10)
    assert [opened.mapper.open_row(row).fact for row in rows] == [DISABLED]


def test_a_record_that_is_damaged_holds_up_the_notes_of_nobody_else(
    founded_ledger: FoundedLedger, caplog: pytest.LogCaptureFixture
) -> None:
    ledger = founded_ledger(found_office)
    opened = reopen_office(ledger).opened
    accounts = opened.accounts
    other = replace(DISABLED, person_id=given.VOLUNTEER)
    said = SaidLately()
    for number, fact in enumerate((DISABLED, other)):
        note = replace(NOTE, note_id=given.example_id(981 + number), fact=fact)
        accounts.notes.keep([note])
        say_all(opened.ledger, accounts, given.NOW, said)
        if fact is DISABLED:
            flip_a_byte(ledger.owner_url, opened.recorder.head())
            accounts.notes.keep([replace(NOTE, note_id=given.example_id(985))])
    assert [each.note_id for each in accounts.notes.waiting()] == [given.example_id(985)]
    said_once = [f"notes of account {given.TEACHER} not recorded: Unreadable"]
    assert caplog.messages == said_once
    for minutes in (59, 60, 61):
        say_all(opened.ledger, accounts, given.NOW + timedelta(minutes=minutes), said)
    assert caplog.messages == said_once * 2


def test_a_record_that_is_damaged_keeps_no_end_of_a_session_from_being_said(
    founded_ledger: FoundedLedger,
) -> None:
    ledger = founded_ledger(found_office)
    opened = reopen_office(ledger).opened
    accounts, said = opened.accounts, SaidLately()
    accounts.notes.keep([NOTE])
    say_all(opened.ledger, accounts, given.NOW, said)
    flip_a_byte(ledger.owner_url, opened.recorder.head())
    stuck = replace(NOTE, note_id=given.example_id(985))
    accounts.notes.keep([stuck, replace(NOTE, note_id=ENDED.end_id, fact=ENDED)])
    say_all(opened.ledger, accounts, given.NOW, said)
    assert accounts.notes.waiting() == [stuck]
    recorder, mapper = opened.logs["reads"]
    assert [mapper.open_row(row).fact for row in recorder.rows_after(0, 10)] == [ENDED]


def test_a_note_of_a_newer_version_waits_for_it_and_holds_up_no_other(
    founded_ledger: FoundedLedger,
) -> None:
    ledger = founded_ledger(found_office)
    opened = reopen_office(ledger).opened
    accounts, newer = opened.accounts, given.example_id(988)
    people = {"person_id": given.TEACHER, "actor_id": given.TEACHER}
    unknown = {"name": "accounts.not_known_here.1", "content": b"{}"}
    with writing(ledger.engine) as connection:
        connection.execute(insert(ACCOUNT_NOTES).values(note_id=newer, **people, **unknown))
    accounts.notes.keep([NOTE])
    assert accounts.notes.waiting(given.TEACHER) == [NOTE]
    say_all(opened.ledger, accounts, given.NOW, SaidLately())
    with ledger.engine.connect() as connection:
        waiting = connection.scalars(select(ACCOUNT_NOTES.c.note_id)).all()
    assert waiting == [newer]


def test_the_same_note_kept_by_two_processes_is_one(founded_ledger: FoundedLedger) -> None:
    accounts = reopen_office(founded_ledger(found_office)).opened.accounts
    for _ in range(2):
        accounts.notes.keep([NOTE])
    assert accounts.notes.waiting() == [NOTE]
