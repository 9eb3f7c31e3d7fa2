"""Two cases that were raised weeks apart become one by hand, and two again, with nobody lost."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from application.crisis.clocks.sweeping import say
from application.crisis.worries.joining_by_hand import OtherCase, join_concern, other_cases
from application.ports import Receipt
from application.staffing.reactions import introduce
from domain.alerts.facts import ConcernAlerted
from domain.clocks.facts import Step
from domain.errors import NotFound, RuleBroken
from domain.referrals.facts import Involved, Situation
from domain.referrals.joining.joining_by_hand import JoinConcern
from domain.shared import CaseId, PersonId
from tests import examples as given
from tests.application.casework import CASE, REPORTER, raised, reopen_casework
from tests.application.joining import (
    FURTHER_JOINED,
    GRAVE,
    JOINED,
    REPORT,
    SECOND,
    SECOND_REPORTER,
    joinings,
    on_desk,
    parted,
    raised_at,
    stands,
    state_of,
    taken_at,
    told_at,
)
from tests.application.telling import history_of
from tests.crisis import ADVISER, CRISIS_LEAD, DUTY_OFFICER
from tests.engines import FoundedLedger
from tests.office import Office, acting

WEEKS_LATER = given.NOW + timedelta(days=20)
JOIN = JoinConcern(case_id=CASE, further_id=REPORT, why="两位老师说的是同一件事。")
HERS = replace(JOINED, why=JOIN.why)
FURTHER = replace(FURTHER_JOINED, raised_at=WEEKS_LATER, keeps_from_guardian=True, why=JOIN.why)


@pytest.fixture
def at_work(founded_ledger: FoundedLedger) -> Office:
    return reopen_casework(founded_ledger)


@pytest.fixture
def on_sqlite(founded_on_sqlite: FoundedLedger) -> Office:
    return reopen_casework(founded_on_sqlite)


def two_cases(office: Office, *, second_by: PersonId = CRISIS_LEAD) -> None:
    """Let two worry about the child weeks apart, and somebody have each case."""
    raised(office)
    told_at(office, given.NOW)
    taken_at(office, given.NOW)
    raised_at(office, SECOND, WEEKS_LATER)
    told_at(office, WEEKS_LATER)
    taken_at(office, WEEKS_LATER, by=second_by, case_id=REPORT)


def joined(
    office: Office,
    request: JoinConcern = JOIN,
    by: PersonId = CRISIS_LEAD,
    at: datetime = WEEKS_LATER,
) -> Receipt:
    return join_concern(office.ledger, acting(by), request, at)


def test_two_cases_of_one_child_are_one_for_everybody_and_two_again_when_parted(
    at_work: Office,
) -> None:
    two_cases(at_work)
    assert joinings(at_work, CASE, REPORT) == []
    (other,) = other_cases(at_work.ledger, acting(CRISIS_LEAD), CASE, given.CHILD, WEEKS_LATER)
    first = history_of(at_work, REPORT).recorded[0]
    assert other == OtherCase(
        case_id=REPORT,
        position=first.position,
        raised_at=WEEKS_LATER,
        situation=Situation.SOMEWHAT_WORRIED,
    )
    receipt, again = joined(at_work), joined(at_work)
    assert (receipt.fresh, again) == (True, replace(receipt, fresh=False))
    assert joinings(at_work, REPORT, CASE) == [HERS, FURTHER]
    assert on_desk(at_work, CRISIS_LEAD) == {CASE}
    for reporter, case_id in ((REPORTER, CASE), (SECOND_REPORTER, REPORT)):
        assert stands(at_work, reporter, case_id) == (True, True, False)
    told_at(at_work, WEEKS_LATER)
    alerts = [each for each in history_of(at_work, CASE).recorded if alerted(each.fact)]
    assert len(alerts) == 1

    parted(at_work)
    told_at(at_work, WEEKS_LATER)
    assert state_of(at_work, REPORT).owner_id is None
    last = history_of(at_work, REPORT).recorded[-1].fact
    assert isinstance(last, ConcernAlerted)
    assert {each.person_id for each in last.addressees} == {CRISIS_LEAD, ADVISER}
    assert on_desk(at_work, ADVISER) == {CASE, REPORT}
    assert stands(at_work, SECOND_REPORTER, REPORT) == (True, False, False)
    taken_at(at_work, WEEKS_LATER + timedelta(minutes=3), case_id=REPORT)
    assert joined(at_work, replace(JOIN, why="还是同一件事。")).fresh
    assert state_of(at_work, REPORT).further.joined_to == CASE


def alerted(fact: object) -> bool:
    return isinstance(fact, ConcernAlerted)


def test_the_deadlines_of_the_one_that_joins_end_and_none_of_the_case_becomes_later(
    on_sqlite: Office,
) -> None:
    raised(on_sqlite)
    told_at(on_sqlite, given.NOW)
    taken_at(on_sqlite, given.NOW)
    raised_at(on_sqlite, GRAVE, WEEKS_LATER)
    told_at(on_sqlite, WEEKS_LATER)
    taken_at(on_sqlite, WEEKS_LATER, case_id=REPORT)
    joined(on_sqlite)
    late = WEEKS_LATER + timedelta(days=1)
    actor = introduce(on_sqlite.ledger, on_sqlite.opened.ledger_id, late)
    assert say(on_sqlite.ledger, actor, REPORT, late) == ()
    due = {each.step: each.due_at for each in say(on_sqlite.ledger, actor, CASE, late)}
    # It had to be assessed long before, and that the other came gives nobody more time.
    assert due[Step.ASSESSED] < WEEKS_LATER
    assert state_of(on_sqlite, CASE).further.joined[REPORT].is_graver


def test_whoever_does_not_have_both_joins_nothing_and_learns_of_no_case(
    on_sqlite: Office,
) -> None:
    two_cases(on_sqlite, second_by=DUTY_OFFICER)
    with pytest.raises(RuleBroken, match="take_both_first"):
        joined(on_sqlite)
    with pytest.raises(RuleBroken, match="concern_of_another_child"):
        joined(on_sqlite, replace(JOIN, further_id=CASE))
    with pytest.raises(NotFound, match="case_not_found"):
        joined(on_sqlite, by=given.OPERATOR)
    gone = replace(JOIN, further_id=CaseId(given.example_id(7_777)))
    with pytest.raises(NotFound, match="case_not_found"):
        joined(on_sqlite, gone)
    assert other_cases(on_sqlite.ledger, acting(CRISIS_LEAD), CASE, given.CHILD, WEEKS_LATER) == ()
    assert joinings(on_sqlite, CASE, REPORT) == []


def test_a_case_that_names_others_stays_apart_and_is_named_to_nobody_kept_out(
    on_sqlite: Office,
) -> None:
    raised(on_sqlite)
    told_at(on_sqlite, given.NOW)
    taken_at(on_sqlite, given.NOW)
    raised_at(on_sqlite, replace(SECOND, involved=(Involved.MENTOR,)), by=REPORTER)
    told_at(on_sqlite)
    taken_at(on_sqlite, case_id=REPORT)
    with pytest.raises(RuleBroken, match="concerns_stay_apart"):
        joined(on_sqlite)
    # Of the case that keeps them out nobody is told by asking to join it.
    with pytest.raises(NotFound, match="case_not_found"):
        joined(on_sqlite, by=given.TEACHER)
