"""A case that was brought to a head or officer is open to them by rule, and no longer."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import uuid4

import pytest

from application.crisis.cases.brought import OpenedBy
from application.crisis.desk.duty_desk import duty_desk
from application.crisis.reading.case_reading import AskedCase, Case, case
from application.crisis.school.aftercare import close_case, propose_closing
from application.crisis.school.levels import assess_crisis
from application.crisis.worries.referrals import pass_concern_on, take_concern
from application.ports import Ledger
from application.reads.reading_rows import ReadingFilter
from domain.access.table import Request
from domain.errors import NotFound, NotPermitted
from domain.referrals.returning.aftercare_state import CloseCase, ProposeClosing
from domain.referrals.state import PassConcernOn, TakeConcern
from domain.ruleset import RuleSet
from domain.shared import DutyId, PassId, TakingId
from domain.staff.facts import DutyEnded, DutyEndReason, Role
from tests import examples as given
from tests.application.casework import CASE, reopen_casework, taken
from tests.application.crisis.school.test_aftercare import CLOSING
from tests.application.crisis.telling.test_escalating import HARMED, let_pass
from tests.application.levels import RED
from tests.application.telling import employ, know, repeated
from tests.crisis import CRISIS_LEAD
from tests.engines import FoundedLedger
from tests.office import LEADER, POSTS, Office, acting

MINUTES = 121
"""When the head of the school is told that nobody has taken the worry."""
DAYS = 7


@pytest.fixture
def at_work(founded_ledger: FoundedLedger) -> Office:
    office = reopen_casework(founded_ledger)
    let_pass(office, HARMED, MINUTES)
    return office


def after(days: int) -> datetime:
    return given.NOW + timedelta(days=days, minutes=MINUTES)


def shown(office: Office, days: int, ledger: Ledger | None = None) -> Case | None:
    asked = AskedCase(actor=acting(LEADER), case_id=CASE, now=after(days), read_id=uuid4())
    try:
        return case(ledger or office.ledger, asked)
    except NotFound:
        return None


def listed(office: Office, days: int) -> int:
    try:
        desk = duty_desk(office.ledger, acting(LEADER), after(days), read_id=uuid4())
    except NotPermitted:
        return 0
    assert (len(desk.pressing.rows) > 0) <= (desk.page.total > 0)
    return desk.page.total


def opened(office: Office, *days: int) -> list[OpenedBy | None]:
    """Return by what the case is open to the head on these days; the desk lists it on the same."""
    found = [shown(office, each) for each in days]
    assert [listed(office, each) for each in days] == [int(each is not None) for each in found]
    return [each.opened_by if each else None for each in found]


def test_it_is_open_while_nobody_has_it_and_a_week_from_when_it_was_brought(
    at_work: Office,
) -> None:
    whoever = OpenedBy(on=given.TODAY, until_on=None)
    assert opened(at_work, 0, DAYS + 1) == [whoever, whoever]
    taken(at_work)
    for_a_week = OpenedBy(on=given.TODAY, until_on=given.TODAY + timedelta(days=DAYS))
    assert opened(at_work, 0, DAYS, DAYS + 1) == [for_a_week, for_a_week, None]
    # Passed on to the head it is open anew, and for as long as the head has it.
    passed = PassConcernOn(case_id=CASE, pass_id=PassId(uuid4()), to_id=LEADER, why="请您接着办。")
    pass_concern_on(at_work.ledger, acting(CRISIS_LEAD), passed, after(20))
    request = TakeConcern(case_id=CASE, taking_id=TakingId(uuid4()))
    take_concern(at_work.ledger, acting(LEADER), request, after(20))
    again = replace(whoever, on=given.TODAY + timedelta(days=20))
    assert opened(at_work, 20, 60) == [again, again]
    assess_crisis(
        at_work.ledger, acting(LEADER), replace(RED, level=None, assessed_at=after(60)), after(60)
    )
    ended = ProposeClosing(case_id=CASE, closing_id=CLOSING, why="已经解决。")
    propose_closing(at_work.ledger, acting(LEADER), ended, after(60))
    yes = CloseCase(case_id=CASE, closing_id=CLOSING)
    close_case(at_work.ledger, acting(CRISIS_LEAD), yes, after(60))
    assert [shown(at_work, each) is not None for each in (67, 68)] == [True, False]


def test_what_is_read_by_it_is_on_record_with_that_ground(at_work: Office) -> None:
    found = shown(at_work, 2)
    assert found is not None
    assert {Request.READ_CASE, Request.TAKE_CONCERN} <= found.may
    assert at_work.ledger.readings.catch_up()
    page = at_work.ledger.readings.of_reader(LEADER, ReadingFilter(), limit=1)
    assert [(each.duty, each.brought_on) for each in page.rows] == [("next_in_line", given.TODAY)]


def test_it_ends_at_once_when_they_may_be_involved_and_when_their_post_ends(
    at_work: Office,
) -> None:
    ended = DutyEnded(
        person_id=LEADER,
        duty_id=DutyId(given.example_id(280 + list(POSTS).index(LEADER))),
        ended_on=given.TODAY,
        reason=DutyEndReason.TERM_OVER,
    )
    know(at_work, ended)
    # No other post at the school brings them back in.
    employ(at_work, LEADER, Role.CLASS_TEACHER, given.SCHOOL_CLASS)
    assert [each is not None for each in opened(at_work, 0, 1)] == [True, False]
    repeated(at_work, replace(HARMED, involved_ids=(LEADER,)))
    assert opened(at_work, 0) == [None]


@dataclass(frozen=True)
class FewerDays:
    """Rules by which a case is open for one day, from a moment on."""

    since: datetime

    def at(self, moment: datetime | None, /) -> RuleSet:
        fewer = replace(given.RULES.worries, brought_open_days=1)
        is_before = moment is not None and moment < self.since
        return given.RULES if is_before else replace(given.RULES, worries=fewer)


def test_days_are_those_of_the_rules_of_when_it_was_brought(at_work: Office) -> None:
    taken(at_work)
    for since, last in ((after(-1), 1), (after(1), DAYS)):
        ledger = replace(at_work.ledger, rulebook=FewerDays(since))
        found = [shown(at_work, each, ledger) is not None for each in (last, last + 1)]
        assert found == [True, False]
