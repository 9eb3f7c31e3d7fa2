"""A red level is told to whoever teaches the class, and to nobody who may be involved."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from application.crisis.reading.risk_notices import (
    RiskNotice,
    be_with_child,
    leave_child,
    note_risk_notice_read,
)
from application.reporting.recording import report_harm
from domain.alerts.facts import ClassTeacherTold, RiskNoticeRead
from domain.errors import NotFound
from domain.reads.facts import Reading, RecordsRead
from domain.referrals.facts import Involved
from domain.referrals.family.guardian_facts import AccompanyingEnded, ChildAccompanied
from domain.referrals.levels.level_facts import CrisisAssessed, CrisisLevel
from domain.reporting.facts import Suspect
from domain.shared import AssessmentId, CaseId, CompanyId, Purpose, ReadId
from domain.staff.facts import Role
from tests import examples as given
from tests.application.casework import CASE, WORRY, raised
from tests.application.crisis.telling.test_escalating import follow
from tests.application.granting import reads_of
from tests.application.levels import RED, assessed, confirmed, dropping
from tests.application.noticing import (
    COMPANY,
    LATER,
    OTHER_CLASS,
    SUCCESSOR,
    TEACHER,
    at_work,
    is_closed_to,
    leave_class,
    look_round,
    notice,
    notices,
    said,
    told,
)
from tests.application.reporting.reporting import by
from tests.application.telling import cause_of, employ, know, repeated
from tests.engines import FoundedLedger
from tests.office import Office, acting, read_id
from tests.report_examples import HARM


@pytest.fixture
def on_each(founded_ledger: FoundedLedger) -> Office:
    return at_work(founded_ledger)


@pytest.fixture
def office(founded_on_sqlite: FoundedLedger) -> Office:
    return at_work(founded_on_sqlite)


def test_a_red_level_is_told_to_the_class_teacher_once_and_shown_as_a_danger_alone(
    on_each: Office,
) -> None:
    office = on_each
    assessed(office, replace(RED, level=CrisisLevel.ORANGE))
    follow(office, 1)
    assert said(office) == []
    assessed(office, replace(RED, assessment_id=AssessmentId(given.example_id(987))))
    assert is_closed_to(office)
    follow(office, 1)
    assert said(office) == [told(office, TEACHER)]
    assert notices(office) == (CASE,)
    at = cause_of(office, ClassTeacherTold).recorded_at
    assert notice(office) == RiskNotice(
        case_id=CASE,
        cause_id=cause_of(office, CrisisAssessed).event_id,
        name=given.CHILD_REGISTERED.name,
        class_id=given.SCHOOL_CLASS,
        told_at=at,
        read_at=None,
        here=None,
    )
    assert reads_of(office, read_id(61)) == [
        RecordsRead(
            read_id=ReadId(read_id(61)),
            reader_id=TEACHER,
            child_ids=(given.CHILD,),
            what=Reading.RISK_NOTICE,
            purpose=Purpose.CRISIS,
        )
    ]
    first = said(office)
    # Found as severe again, or looked at by another process: it is said already.
    assessed(office, replace(RED, assessment_id=AssessmentId(given.example_id(988))))
    follow(office, 1)
    assert look_round(office) == 0
    assert said(office) == first


def test_having_read_it_is_not_being_with_the_child(office: Office) -> None:
    assessed(office)
    follow(office, 1)
    ledger, me, cause = office.ledger, acting(TEACHER), cause_of(office, CrisisAssessed)
    for number in (1, 2):
        note_risk_notice_read(ledger, me, CASE, cause.event_id, given.example_id(number), given.NOW)
    read = RiskNoticeRead(
        case_id=CASE, child_id=given.CHILD, cause_id=cause.event_id, read_by=TEACHER
    )
    assert said(office) == [told(office, TEACHER), read]
    assert replace(notice(office), here=None).read_at == given.NOW
    later = given.NOW + timedelta(seconds=2)
    be_with_child(ledger, me, CASE, COMPANY, given.NOW)
    be_with_child(ledger, me, CASE, COMPANY, later)
    here = ChildAccompanied(
        case_id=CASE,
        child_id=given.CHILD,
        company_id=COMPANY,
        said_by=TEACHER,
        since_at=given.NOW,
        with_id=TEACHER,
    )
    assert notice(office, number=62).here == here
    leave_child(ledger, me, CASE, COMPANY, later)
    assert said(office)[2:] == [
        here,
        AccompanyingEnded(
            case_id=CASE,
            child_id=given.CHILD,
            company_id=COMPANY,
            said_by=TEACHER,
            ended_at=later,
        ),
    ]
    with pytest.raises(NotFound, match="company_not_found"):
        leave_child(ledger, me, CASE, CompanyId(given.example_id(1)), later)


def test_who_comes_to_the_class_is_told_and_whose_class_it_is_no_more_reads_nothing(
    office: Office,
) -> None:
    assessed(office)
    follow(office, 1)
    leave_class(office, TEACHER)
    assert is_closed_to(office)
    assert look_round(office) == 1
    assert look_round(office) == 0
    employ(office, SUCCESSOR, Role.CLASS_TEACHER, given.SCHOOL_CLASS)
    assert look_round(office) == 1
    assert look_round(office) == 0
    assert notices(office, SUCCESSOR) == (CASE,)
    know(
        office,
        replace(given.SCHOOL_CLASS_REGISTERED, organisation_id=OTHER_CLASS, name="九班"),
    )
    employ(office, LATER, Role.CLASS_TEACHER, OTHER_CLASS)
    know(
        office,
        replace(given.SCHOOLING_RECORDED, as_of_on=given.TODAY, class_id=OTHER_CLASS),
    )
    assert look_round(office) == 1
    assert is_closed_to(office, SUCCESSOR)
    assert notices(office, LATER) == (CASE,)
    assert said(office) == [
        told(office, TEACHER),
        told(office),
        told(office, SUCCESSOR),
        told(office, LATER, at=OTHER_CLASS),
    ]


def test_a_notice_ends_with_the_red_level_and_a_new_one_is_told_anew(office: Office) -> None:
    assessed(office)
    follow(office, 1)
    rested = given.NOW + timedelta(days=40)
    lower = replace(
        RED,
        assessment_id=AssessmentId(given.example_id(987)),
        level=CrisisLevel.YELLOW,
        assessed_at=rested,
    )
    assessed(office, lower, now=rested)
    dropping(office, rested)
    assert notices(office) == (CASE,)
    confirmed(office, rested)
    assert is_closed_to(office)
    first = told(office, TEACHER)
    again = replace(lower, assessment_id=AssessmentId(given.example_id(988)), level=CrisisLevel.RED)
    assessed(office, again, now=rested)
    follow(office, 60 * 24 * 40)
    assert said(office)[1:] == [told(office, TEACHER)] != [first]


def _named(office: Office) -> None:
    repeated(office, replace(WORRY, involved_ids=(TEACHER,)))


def _kind(office: Office) -> None:
    repeated(office, replace(WORRY, involved=(Involved.CLASS_TEACHER,)))


def _suspected(office: Office) -> None:
    report_harm(office.ledger, by(given.COMMUNITY_WORKER), replace(HARM, suspect_ids=(TEACHER,)))


def _suspected_kind(office: Office) -> None:
    harm = replace(HARM, suspects=(Suspect.TEACHER,))
    report_harm(office.ledger, by(given.COMMUNITY_WORKER), harm)


def _in_another_case(office: Office) -> None:
    other = replace(
        WORRY, case_id=CaseId(given.example_id(990)), involved=(Involved.CLASS_TEACHER,)
    )
    raised(office, other)


@pytest.mark.parametrize("accuse", [_named, _kind, _suspected_kind, _in_another_case])
def test_who_may_be_involved_is_never_told_and_reads_nothing_any_more(
    office: Office, accuse: Callable[[Office], None]
) -> None:
    assessed(office)
    follow(office, 1)
    assert notices(office) == (CASE,)
    accuse(office)
    assert is_closed_to(office)
    assert look_round(office) == 1
    assert said(office) == [told(office, TEACHER), told(office)]
    follow(office, 2)
    assert said(office) == [told(office, TEACHER), told(office)]


def test_who_is_named_first_is_not_told(office: Office) -> None:
    _suspected(office)
    assessed(office)
    follow(office, 1)
    assert said(office) == [told(office)]
    assert is_closed_to(office)
