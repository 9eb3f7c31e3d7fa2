"""A child goes on study leave and comes off it, and no hospital is told of either."""

from datetime import timedelta

import pytest

from application.crisis.reading.case_reading import case
from application.crisis.school.leave import end_leave, start_leave
from application.ports import Receipt
from domain.clocks.facts import Step
from domain.errors import NotPermitted
from domain.referrals.returning.leave_facts import LeaveAskedBy, LeaveEnd, StudyLeaveStarted
from domain.referrals.returning.leave_state import EndLeave, StartLeave
from domain.shared import LeaveId, PersonId
from tests import examples as given
from tests.application.casework import CASE, asked, referred, reopen_casework
from tests.application.telling import history_of
from tests.crisis import ADVISER, CRISIS_LEAD, DUTY_OFFICER, LIAISON
from tests.engines import FoundedLedger
from tests.office import Office, acting

LEAVE = LeaveId(given.example_id(741))


@pytest.fixture
def office(founded_ledger: FoundedLedger) -> Office:
    office = reopen_casework(founded_ledger)
    referred(office)
    return office


def on_leave(office: Office, by: PersonId = CRISIS_LEAD) -> Receipt:
    request = StartLeave(
        case_id=CASE,
        leave_id=LEAVE,
        asked_by=LeaveAskedBy.CHILD,
        from_on=given.TODAY,
        until_on=given.TODAY + timedelta(days=30),
        relation_code="52",
        is_guardian=False,
        agreed_on=given.TODAY,
        class_agreed_on=given.TODAY,
    )
    return start_leave(office.ledger, acting(by), request, given.NOW)


def back(office: Office, by: PersonId = DUTY_OFFICER) -> Receipt:
    request = EndLeave(
        case_id=CASE, leave_id=LEAVE, ended_on=given.TODAY, reason=LeaveEnd.BACK_AT_SCHOOL
    )
    return end_leave(office.ledger, acting(by), request, given.NOW)


def steps_of(office: Office) -> set[Step]:
    rows = office.ledger.clocks.of_cases(CRISIS_LEAD, [CASE], given.TODAY)
    return {each.step for each in rows[CASE]}


def test_who_decides_records_a_leave_once_and_by_which_numbers(office: Office) -> None:
    for person in (ADVISER, LIAISON):
        with pytest.raises(NotPermitted):
            on_leave(office, by=person)
    assert [on_leave(office).fresh for _time in range(2)] == [True, False]
    recorded = history_of(office).recorded[-1]
    assert isinstance(recorded.fact, StudyLeaveStarted)
    assert recorded.context.rules == office.ledger.rules.version
    assert Step.LEAVE_OVER in steps_of(office)


def test_whoever_knows_that_the_child_is_back_ends_it_and_its_clock(office: Office) -> None:
    on_leave(office)
    assert [back(office).fresh for _time in range(2)] == [True, False]
    assert Step.LEAVE_OVER not in steps_of(office)


def test_a_hospital_hears_of_no_leave(office: Office) -> None:
    on_leave(office)
    shown = case(office.ledger, asked(LIAISON))
    assert shown.state.at_school.leaves.running is None
    assert not {"StudyLeaveStarted"} & {type(each.fact).__name__ for each in shown.entries}
    assert Step.LEAVE_OVER not in {each.step for each in shown.clocks.deadlines}
