"""A child is looked after once a hospital saw it; two people end the case for every desk."""

from datetime import timedelta

import pytest

from application.crisis.desk.stages import CaseStage
from application.crisis.reading.case_reading import case
from application.crisis.school.aftercare import (
    close_case,
    decline_closing,
    propose_closing,
    record_follow_up,
)
from application.crisis.worries.own_concerns import own_concern
from application.crisis.worries.referrals import withdraw_concern
from application.ports import Receipt
from domain.alerts.facts import ConcernAlerted
from domain.errors import NotFound, NotPermitted, RuleBroken
from domain.referrals.facts import WithdrawalReason
from domain.referrals.returning.aftercare_facts import CaseClosed, FollowUpOutcome
from domain.referrals.returning.aftercare_state import (
    CloseCase,
    DeclineClosing,
    ProposeClosing,
    RecordFollowUp,
)
from domain.referrals.state import WithdrawConcern
from domain.shared import ClosingId, FollowUpId, PersonId
from tests import examples as given
from tests.application.at_hospital import received, seen
from tests.application.casework import CASE, REPORTER, asked, referred, reopen_casework, taken
from tests.application.involving import follow
from tests.application.telling import LIAISON_TOLD, alerts, cause_of, history_of
from tests.crisis import ADVISER, CRISIS_LEAD, DUTY_OFFICER, LIAISON
from tests.engines import FoundedLedger
from tests.office import Office, acting

CLOSING = ClosingId(given.example_id(731))


@pytest.fixture
def visited(founded_ledger: FoundedLedger) -> Office:
    office = reopen_casework(founded_ledger)
    referred(office)
    received(office)
    seen(office)
    return office


def followed_up(
    office: Office,
    outcome: FollowUpOutcome = FollowUpOutcome.STEADY,
    by: PersonId = ADVISER,
    number: int = 732,
) -> Receipt:
    request = RecordFollowUp(
        case_id=CASE,
        follow_up_id=FollowUpId(given.example_id(number)),
        done_at=given.NOW - timedelta(minutes=1),
        outcome=outcome,
        child_seen=True,
    )
    return record_follow_up(office.ledger, acting(by), request, given.NOW)


def proposed(office: Office, by: PersonId = CRISIS_LEAD) -> Receipt:
    request = ProposeClosing(case_id=CASE, closing_id=CLOSING, why="三个月平稳。")
    return propose_closing(office.ledger, acting(by), request, given.NOW)


def closed(office: Office, by: PersonId = DUTY_OFFICER) -> Receipt:
    request = CloseCase(case_id=CASE, closing_id=CLOSING)
    return close_case(office.ledger, acting(by), request, given.NOW)


def ended_by_two(office: Office) -> None:
    proposed(office)
    closed(office)


def test_who_advises_looks_after_a_child_and_ends_nothing(visited: Office) -> None:
    assert [followed_up(visited).fresh for _time in range(2)] == [True, False]
    with pytest.raises(NotPermitted):
        followed_up(visited, by=LIAISON, number=733)
    for ending in (proposed, closed):
        with pytest.raises(NotPermitted):
            ending(visited, by=ADVISER)
    hospital = case(visited.ledger, asked(LIAISON))
    assert hospital.state.aftercare.last is None
    assert "FollowUpDone" not in {type(each.fact).__name__ for each in hospital.entries}


def test_a_child_who_is_worse_is_at_no_hospital_and_back_at_whoever_answers(
    visited: Office,
) -> None:
    followed_up(visited, FollowUpOutcome.NEEDS_ASSESSMENT)
    (row,) = visited.ledger.health.page(CRISIS_LEAD, given.TODAY, limit=9).rows
    assert (row.stage, row.hospital_id) == (CaseStage.TAKEN, None)
    with pytest.raises(NotFound, match="case_not_found"):
        case(visited.ledger, asked(LIAISON))
    steps = {
        each.step.value
        for each in visited.ledger.clocks.of_cases(CRISIS_LEAD, [CASE], given.TODAY)[CASE]
    }
    assert ("assessed" in steps, "followed_up" in steps) == (True, False)


def test_two_people_end_a_case_and_it_leaves_every_desk(visited: Office) -> None:
    assert [proposed(visited).fresh for _time in range(2)] == [True, False]
    with pytest.raises(RuleBroken, match="second_person_closes"):
        closed(visited, by=CRISIS_LEAD)
    no = DeclineClosing(case_id=CASE, closing_id=CLOSING, why="再看一周。")
    assert [closed(visited).fresh for _time in range(2)] == [True, False]
    with pytest.raises(RuleBroken, match="case_closed"):
        decline_closing(visited.ledger, acting(DUTY_OFFICER), no, given.NOW)
    last = history_of(visited).recorded[-1]
    assert last.fact == CaseClosed(
        case_id=CASE, child_id=given.CHILD, closing_id=CLOSING, closed_by=DUTY_OFFICER
    )
    assert visited.opened.projector.catch_up(wait_ms=5_000)
    assert visited.ledger.health.page(CRISIS_LEAD, given.TODAY, limit=9).rows == ()
    assert visited.ledger.clocks.of_cases(CRISIS_LEAD, [CASE], given.TODAY) == {}
    assert own_concern(visited.ledger, asked(REPORTER)).is_over
    assert case(visited.ledger, asked(LIAISON)).state.is_over
    with pytest.raises(RuleBroken, match="case_closed"):
        taken(visited, by=DUTY_OFFICER)


def test_a_hospital_that_waits_for_the_child_is_told_once_that_two_people_took_it_back(
    founded_ledger: FoundedLedger,
) -> None:
    office = reopen_casework(founded_ledger)
    referred(office)
    follow(office)
    withdrawal = WithdrawConcern(case_id=CASE, reason=WithdrawalReason.RESOLVED, why="好了。")
    with pytest.raises(RuleBroken, match="referred_ends_by_closing"):
        withdraw_concern(office.ledger, acting(CRISIS_LEAD), withdrawal, given.NOW)
    ended_by_two(office)
    follow(office)
    ended = cause_of(office, CaseClosed).event_id
    assert [each for each in alerts(office) if each.cause_id == ended] == [
        ConcernAlerted(
            case_id=CASE,
            child_id=given.CHILD,
            cause_id=ended,
            place_id=None,
            addressees=(LIAISON_TOLD,),
        )
    ]
    (row,) = office.ledger.health.page(LIAISON, given.TODAY, limit=9).rows
    assert row.stage is CaseStage.TAKEN_BACK
    assert case(office.ledger, asked(LIAISON)).state.is_over
    month = given.TODAY + timedelta(days=60)
    assert office.ledger.health.page(LIAISON, month, limit=9).rows == ()
    assert office.ledger.health.cases_of_child(given.CHILD) == ()


def test_a_hospital_that_saw_the_child_is_told_nothing_of_its_end(visited: Office) -> None:
    follow(visited)
    ended_by_two(visited)
    follow(visited)
    ended = cause_of(visited, CaseClosed).event_id
    assert [each for each in alerts(visited) if each.cause_id == ended] == []
