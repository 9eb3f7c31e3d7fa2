"""What the sweep keeps apart: that a case is taken from company, and one case from another."""

import pytest

from application.crisis.clocks.sweeping import say
from application.ports import Unreadable
from domain.clocks.facts import Step
from domain.referrals.facts import ConcernRaised
from tests import crisis
from tests import examples as given
from tests.application.accompanied import with_child
from tests.application.casework import CASE, raised, reopen_casework, taken
from tests.application.crisis.clocks.test_sweeping import (
    IN_DANGER,
    after,
    machine,
    overdue,
    said,
    sweep,
    swept,
)
from tests.application.telling import cause_of
from tests.engines import FoundedLedger
from tests.infrastructure.views.rows_of_the_log import spoil
from tests.office import Office


@pytest.fixture
def at_work(founded_ledger: FoundedLedger) -> Office:
    return reopen_casework(founded_ledger)


def test_that_somebody_took_it_calls_no_less_for_somebody_with_the_child(at_work: Office) -> None:
    raised(at_work, IN_DANGER)
    taken(at_work)
    assert [swept(at_work, minutes) for minutes in (11, 12, 15, 24, 25)] == [0, 1, 1, 0, 1]
    assert [each.fact for each in said(at_work)][1:] == [
        overdue(Step.ACCOMPANIED, 15),
        overdue(Step.ACCOMPANIED, 15, tier=2),
    ]
    with_child(at_work)
    assert swept(at_work, 35) == 0


def test_a_case_that_cannot_be_read_holds_up_no_other(
    at_work: Office, caplog: pytest.LogCaptureFixture
) -> None:
    raised(at_work, IN_DANGER)
    other = crisis.case_id("sound")
    raised(at_work, crisis.worry_about(other), by=given.TEACHER)
    assert at_work.opened.projector.catch_up(wait_ms=10_000)
    spoil(at_work.databases, cause_of(at_work, ConcernRaised).position)
    sweeping = sweep(at_work)
    assert sweeping.round(after(30)) == 2
    assert len(said(at_work, other)) == 2
    assert [str(CASE) in each.getMessage() for each in caplog.records].count(True) == 1
    sweeping.round(after(30.5))
    assert [str(CASE) in each.getMessage() for each in caplog.records].count(True) == 1
    with pytest.raises(Unreadable):
        say(at_work.ledger, machine(at_work), CASE, after(31))
