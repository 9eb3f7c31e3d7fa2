"""What a class teacher says is of the danger that there is now, and so is what a case says."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from application.crisis.reading.case_reading import AskedCase, case
from application.crisis.reading.risk_notices import (
    be_with_child,
    leave_child,
    note_risk_notice_read,
)
from application.crisis.reading.teachers_told import TeachersTold, teachers_told
from domain.alerts.facts import RiskNoticeRead
from domain.errors import NotFound, RuleBroken
from domain.referrals.family.guardian_facts import AccompanyingEnded, ChildAccompanied
from domain.referrals.levels.level_facts import CrisisAssessed, CrisisLevel
from domain.shared import AssessmentId, CompanyId
from domain.staff.facts import Role
from tests import examples as given
from tests.application.casework import CASE
from tests.application.crisis.telling.test_escalating import follow
from tests.application.levels import RED, assessed, confirmed, dropping
from tests.application.noticing import (
    COMPANY,
    SUCCESSOR,
    TEACHER,
    at_work,
    leave_class,
    look_round,
    said,
)
from tests.application.telling import cause_of, employ
from tests.crisis import CRISIS_LEAD
from tests.engines import FoundedLedger
from tests.office import Office, acting, read_id

RESTED = given.NOW + timedelta(days=40)


@pytest.fixture
def office(founded_on_sqlite: FoundedLedger) -> Office:
    return at_work(founded_on_sqlite)


def as_the_case_says(office: Office, number: int, now: datetime = given.NOW) -> TeachersTold | None:
    asked = AskedCase(actor=acting(CRISIS_LEAD), case_id=CASE, now=now, read_id=read_id(number))
    return teachers_told(office.ledger, case(office.ledger, asked), now)


def red_again(office: Office) -> None:
    """Let the level fall and rise again."""
    lower = replace(
        RED,
        assessment_id=AssessmentId(given.example_id(987)),
        level=CrisisLevel.YELLOW,
        assessed_at=RESTED,
    )
    assessed(office, lower, now=RESTED)
    dropping(office, RESTED)
    confirmed(office, RESTED)
    again = replace(lower, assessment_id=AssessmentId(given.example_id(988)), level=CrisisLevel.RED)
    assessed(office, again, now=RESTED)


def test_what_was_read_of_the_first_danger_is_not_said_of_the_second(office: Office) -> None:
    assessed(office)
    follow(office, 1)
    first = cause_of(office, CrisisAssessed).event_id
    me, ledger = acting(TEACHER), office.ledger
    note_risk_notice_read(ledger, me, CASE, first, given.example_id(1), given.NOW)
    told_and_read = TeachersTold(is_said=True, now=frozenset({TEACHER}), read=frozenset({TEACHER}))
    assert as_the_case_says(office, 71) == told_and_read
    red_again(office)
    assert as_the_case_says(office, 72, RESTED) == TeachersTold()
    follow(office, 60 * 24 * 40)
    assert as_the_case_says(office, 73, RESTED) == replace(told_and_read, read=frozenset())
    for left_open in (first, None):
        with pytest.raises(RuleBroken, match="risk_notice_anew"):
            note_risk_notice_read(ledger, me, CASE, left_open, given.example_id(2), RESTED)
    assert [type(each) for each in said(office)].count(RiskNoticeRead) == 1


def test_who_teaches_the_class_no_more_is_named_as_told_before(office: Office) -> None:
    assessed(office)
    follow(office, 1)
    leave_class(office, TEACHER)
    left = TeachersTold(is_said=True, before=frozenset({TEACHER}))
    assert as_the_case_says(office, 71) == left
    assert look_round(office) == 1
    assert as_the_case_says(office, 72) == left
    employ(office, SUCCESSOR, Role.CLASS_TEACHER, given.SCHOOL_CLASS)
    assert look_round(office) == 1
    assert as_the_case_says(office, 73) == replace(left, now=frozenset({SUCCESSOR}))


def test_a_page_from_before_they_left_does_not_pass_for_their_being_there(office: Office) -> None:
    assessed(office)
    follow(office, 1)
    me, ledger, later = acting(TEACHER), office.ledger, given.NOW + timedelta(seconds=2)
    be_with_child(ledger, me, CASE, COMPANY, given.NOW)
    leave_child(ledger, me, CASE, COMPANY, later)
    with pytest.raises(RuleBroken, match="left_child_since"):
        be_with_child(ledger, me, CASE, COMPANY, later)
    be_with_child(ledger, me, CASE, CompanyId(given.example_id(3)), later)
    assert [each.since_at for each in said(office) if isinstance(each, ChildAccompanied)] == [
        given.NOW,
        later,
    ]


def test_who_said_that_they_are_there_says_that_they_left_also_after_the_notice(
    office: Office,
) -> None:
    assessed(office)
    follow(office, 1)
    me, ledger, later = acting(TEACHER), office.ledger, given.NOW + timedelta(seconds=2)
    be_with_child(ledger, me, CASE, COMPANY, given.NOW)
    leave_class(office, TEACHER)
    with pytest.raises(NotFound, match="company_not_found"):
        leave_child(ledger, acting(SUCCESSOR), CASE, COMPANY, later)
    leave_child(ledger, me, CASE, COMPANY, later)
    ended = said(office)[-1]
    assert isinstance(ended, AccompanyingEnded)
    assert (ended.company_id, ended.said_by, ended.ended_at) == (COMPANY, TEACHER, later)
