"""A pupil told by hand who is recognised keeps what was found of them: nobody makes it unsaid."""

from dataclasses import replace
from uuid import uuid5

from domain.referrals.facts import ReferralsEvent
from domain.referrals.joining.redirecting import Redirectable
from domain.referrals.levels.level_facts import CrisisAssessed, CrisisLevel, LevelDropProposed
from domain.referrals.state import fold
from domain.shared import AssessmentId, DropId, PersonId
from tests.case_examples import CASE, CRISIS_LEAD, ISSUED_IN_DANGER, TAKEN
from tests.domain.clocks.examples import found
from tests.domain.referrals.test_guardians import INFORMED
from tests.domain.referrals.test_joining import joins
from tests.domain.referrals.test_panels import DECIDED
from tests.domain.referrals.test_redirecting import (
    ANEW,
    MISDIRECTED,
    REDIRECTED,
    RIGHT_CHILD,
    anew,
    case,
    redirected,
    refused,
)
from tests.examples import CHILD, NOW, example_id
from tests.joining_examples import FIRST_REPORTER, SECOND, the_report

RED = found(CrisisLevel.RED, NOW)
DROPPING = LevelDropProposed(
    case_id=CASE,
    child_id=CHILD,
    drop_id=DropId(example_id(855)),
    proposed_by=PersonId(example_id(856)),
    assessment_id=RED.assessment_id,
    from_level=CrisisLevel.RED,
    to_level=None,
    why="两周平稳。",
)


def same(*facts: ReferralsEvent) -> Redirectable:
    return replace(case(*facts), is_same_pupil=True)


def test_what_was_found_of_the_pupil_goes_along_with_who_found_it_and_when() -> None:
    of = same(TAKEN, RED)
    carried = replace(
        RED,
        case_id=ANEW,
        child_id=RIGHT_CHILD,
        assessment_id=AssessmentId(uuid5(RED.assessment_id, "redirected")),
    )
    assert redirected(of, by=CRISIS_LEAD) == (MISDIRECTED, *anew(of), REDIRECTED, carried)
    assert fold([*anew(of), REDIRECTED, carried]).level is CrisisLevel.RED


def test_of_another_child_nothing_that_was_found_is_made_unsaid() -> None:
    assert refused(case(TAKEN, RED), by=CRISIS_LEAD) == "child_was_assessed"
    taken = same(TAKEN, found(None, NOW))
    assert [type(each) for each in redirected(taken, by=CRISIS_LEAD)].count(CrisisAssessed) == 1


def test_what_two_people_decided_or_others_know_stays_with_the_pupil_told_by_hand() -> None:
    assert refused(same(TAKEN, RED, DECIDED), by=CRISIS_LEAD) == "child_was_assessed"
    assert refused(same(TAKEN, RED, DROPPING), by=CRISIS_LEAD) == "child_was_assessed"
    assert refused(same(TAKEN, RED, INFORMED), by=CRISIS_LEAD) == "family_knows_of_it"
    assert refused(same(TAKEN, RED, ISSUED_IN_DANGER), by=CRISIS_LEAD) == "hospital_knows_of_it"


def test_whoever_raised_it_learns_nothing_of_what_was_found() -> None:
    assert refused(same(RED), by=FIRST_REPORTER) == "not_redirected_by_reporter"


def test_a_report_that_was_assessed_joins_no_case_by_itself() -> None:
    of_report = replace(RED, case_id=SECOND.case_id)
    assert joins()
    assert not joins(the_report(fold([SECOND, of_report])))
