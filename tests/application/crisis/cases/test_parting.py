"""A report that was joined is a case of its own again: by a repeat of it, or as another matter."""

from dataclasses import replace

import pytest

from domain.alerts.facts import ConcernAlerted
from domain.errors import ConflictKept
from domain.referrals.joining.joining_facts import (
    ConcernParted,
    FurtherConcernParted,
    PartingReason,
)
from tests import examples as given
from tests.application.casework import CASE, reopen_casework
from tests.application.joining import (
    FURTHER_JOINED,
    LATER,
    REPORT,
    SECOND,
    SECOND_REPORTER,
    joinings,
    on_desk,
    parted,
    raised_at,
    stands,
    state_of,
    told_at,
    two_reports,
)
from tests.application.telling import ADVISER_TOLD, DUTY_TOLD, LEAD_TOLD, history_of
from tests.crisis import CRISIS_LEAD
from tests.engines import FoundedLedger
from tests.office import Office


@pytest.fixture
def at_work(founded_ledger: FoundedLedger) -> Office:
    return reopen_casework(founded_ledger)


def test_a_repeat_that_says_otherwise_lets_the_report_stand_alone(at_work: Office) -> None:
    two_reports(at_work, is_taken=True)
    with pytest.raises(ConflictKept):
        raised_at(at_work, replace(SECOND, involved_ids=(CRISIS_LEAD,)))
    told_at(at_work)
    by_itself = PartingReason.SAID_OTHERWISE
    assert joinings(at_work, REPORT, CASE)[1:] == [
        ConcernParted(
            case_id=REPORT, child_id=given.CHILD, parted_from=CASE, reason=by_itself, why=None
        ),
        FURTHER_JOINED,
        FurtherConcernParted(
            case_id=CASE, child_id=given.CHILD, further_id=REPORT, reason=by_itself, why=None
        ),
    ]
    told = history_of(at_work, REPORT).recorded
    assert [each.fact.addressees for each in told if isinstance(each.fact, ConcernAlerted)] == [
        (DUTY_TOLD, ADVISER_TOLD)
    ]
    assert stands(at_work, SECOND_REPORTER, REPORT) == (True, False, False)
    assert REPORT not in on_desk(at_work, CRISIS_LEAD)


def test_another_matter_is_a_case_of_its_own_again_of_which_people_are_told(
    at_work: Office,
) -> None:
    two_reports(at_work, is_taken=True)
    first = parted(at_work)
    assert parted(at_work).position == first.position
    told_at(at_work)
    assert state_of(at_work, REPORT).further.joined_to is None
    told = [
        each.fact
        for each in history_of(at_work, REPORT).recorded
        if isinstance(each.fact, ConcernAlerted)
    ]
    assert [each.addressees for each in told] == [(LEAD_TOLD, ADVISER_TOLD)]
    assert on_desk(at_work, CRISIS_LEAD) == {CASE, REPORT}
    assert stands(at_work, SECOND_REPORTER, REPORT) == (True, False, False)
    assert {each.case_id for each in at_work.ledger.clocks.due(LATER.replace(hour=23), limit=9)}
