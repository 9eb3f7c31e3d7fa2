"""What follows the log or the clock while a server runs: all of it is started and does its work."""

from threading import Event, Thread

import pytest

from application.staffing.staff import end_duty
from domain.accounts.facts import AccountDisabled, DisablingReason
from domain.grants.facts import GlassReviewOverdue
from domain.staff.facts import DutyEndReason
from domain.staff.state import EndDuty
from infrastructure.following import followers
from tests import examples as given
from tests.application.granting import (
    DUTY_OF_LAWYER,
    GLASS,
    LAWYER,
    broken,
    open_granting,
    reopen_granting,
)
from tests.engines import FoundedLedger
from tests.office import OFFICER, Office, with_factor
from tests.signing import give_account

STARTED = [
    *("views", "views", "alerts", "readings", "lists"),
    *("accounts", "closing", "overdue", "names", "sweeping", "outages", "messages", "refusals"),
]


class OneRound(Event):
    """Lets whoever waits go on at once, and tells them to stop when they wait again."""

    def wait(self, timeout: float | None = None) -> bool:
        """Return whether to stop: no at first, then yes."""
        del timeout
        was_set = self.is_set()
        self.set()
        return was_set


@pytest.fixture
def office(founded_ledger: FoundedLedger) -> Office:
    return reopen_granting(founded_ledger(open_granting))


def follower(office: Office, name: str) -> Thread:
    """Return the thread of that name, which does one round."""
    (found,) = (each for each in followers(office.opened, OneRound()) if each.name == name)
    return found


def facts_of(office: Office, kind: type[object]) -> list[object]:
    rows = office.opened.recorder.rows_after(0, 1_000)
    facts = (each.fact for each in office.opened.mapper.open_rows(rows))
    return [fact for fact in facts if isinstance(fact, kind)]


def test_everything_that_follows_is_started(office: Office) -> None:
    assert [each.name for each in followers(office.opened, Event())] == STARTED


def test_one_round_closes_the_account_of_whoever_holds_no_duty_any_more(office: Office) -> None:
    give_account(office.opened.accounts, LAWYER, "lawyer")
    give_account(office.opened.accounts, given.TEACHER, "teacher")
    end = EndDuty(
        person_id=LAWYER,
        duty_id=DUTY_OF_LAWYER,
        ended_on=given.TODAY,
        reason=DutyEndReason.LEFT,
    )
    end_duty(office.ledger, with_factor(OFFICER), end, given.NOW)
    follower(office, "closing").run()
    in_use = {
        person: account.is_in_use
        for person in (LAWYER, given.TEACHER)
        if (account := office.opened.accounts.account(person))
    }
    assert in_use == {LAWYER: False, given.TEACHER: True}
    (said,) = facts_of(office, AccountDisabled)
    assert isinstance(said, AccountDisabled)
    assert (said.person_id, said.reason) == (LAWYER, DisablingReason.DUTY_OVER)


def test_one_round_tells_those_above_of_what_nobody_reviewed_in_time(office: Office) -> None:
    broken(office)
    assert facts_of(office, GlassReviewOverdue) == []
    follower(office, "overdue").run()
    (said,) = facts_of(office, GlassReviewOverdue)
    assert isinstance(said, GlassReviewOverdue)
    assert (said.child_id, said.grant_id) == (given.CHILD, GLASS)
