"""What is said of an account stands in its rows and in the log, whatever breaks off in between."""

from uuid import UUID

import pytest

from application import account_notes
from application.account_notes import say
from application.account_ports import Note
from application.ports import Ledger
from domain.accounts.facts import AccountDisabled, DisablingReason
from tests import examples as given
from tests.api.pages.site import found_office
from tests.engines import LedgerDatabases
from tests.infrastructure.accounts.keeping import BY

DISABLED = AccountDisabled(person_id=given.TEACHER, reason=DisablingReason.LEFT)
NOTE = Note(note_id=given.example_id(980), fact=DISABLED, actor_id=given.SUPERVISOR)


class Died(Exception):
    """The process was killed here."""


def test_a_note_survives_a_death_on_either_side_of_the_log_and_is_said_once(
    ledger: LedgerDatabases, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = found_office(ledger)
    accounts, head = opened.accounts, opened.recorder.head
    before = head()
    accounts.disable(given.TEACHER, given.NOW, [NOTE], BY)

    def killed(_ledger: Ledger, _note: Note, _now: object) -> None:
        raise Died

    with monkeypatch.context() as patched:
        patched.setattr(account_notes, "_say", killed)
        with pytest.raises(Died):
            say(opened.ledger, accounts, given.NOW)
    assert (head(), accounts.notes.waiting()) == (before, [NOTE])

    def forget(_id: UUID) -> None:
        raise Died

    with monkeypatch.context() as patched:
        patched.setattr(accounts.notes, "forget", forget)
        with pytest.raises(Died):
            say(opened.ledger, accounts, given.NOW)
    assert (head(), accounts.notes.waiting()) == (before + 1, [NOTE])
    say(opened.ledger, accounts, given.NOW)
    say(opened.ledger, accounts, given.NOW)
    assert (head(), accounts.notes.waiting()) == (before + 1, [])
    rows = opened.recorder.rows_after(before, 10)
    assert [opened.mapper.open_row(row).fact for row in rows] == [DISABLED]
