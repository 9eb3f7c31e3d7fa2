"""The offices of a county see how many cases there are, and nobody can be told apart."""

from dataclasses import replace

import pytest

from application.county.numbers import (
    Answered,
    CountyNumbers,
    CountyStep,
    InTime,
    LevelOfCases,
    Refusal,
    Vacancy,
    county_numbers,
)
from application.crisis.desk.stages import CaseStage
from domain.errors import NotPermitted
from domain.shared import PersonId, ScreeningId
from domain.small_numbers import Spread
from domain.staff.facts import Role
from tests import examples as given
from tests.application.casework import told
from tests.application.county.cases import (
    COURSE,
    EDUCATION,
    HEALTH,
    child_number,
    employ_offices,
    happened,
)
from tests.application.screening.screening import know
from tests.crisis import CRISIS_LEAD, DUTY_OFFICER
from tests.infrastructure.views.worries import CONCERN, HOSPITAL, case_number
from tests.office import AUDITOR, OFFICER, Office, acting
from tests.screening_examples import LEAD

NOW = given.NOW


@pytest.fixture
def county(at_work_on_each: Office) -> Office:
    employ_offices(at_work_on_each)
    return at_work_on_each


def numbers(office: Office, who: PersonId = HEALTH) -> CountyNumbers:
    return county_numbers(office.ledger, acting(who), NOW)


def test_the_numbers_tell_how_far_the_cases_are_and_where_posts_are_empty(county: Office) -> None:
    happened(county, 1, dict(zip(COURSE, (6, 7, 5, 6), strict=True)))
    found = numbers(county, EDUCATION)
    assert found == numbers(county)
    assert found.levels.total == 24
    assert found.steps == Spread(
        cells={
            CountyStep.UNTAKEN: 6,
            CountyStep.TAKEN: 7,
            CountyStep.PROPOSED: 0,
            CountyStep.REFERRED: 11,
            CountyStep.DECLINED: 0,
        },
        total=24,
    )
    assert found.levels.cells[LevelOfCases.YELLOW] == 0
    # All were raised a week ago.
    assert found.in_time.cells == {InTime.OVERDUE: 24, InTime.IN_TIME: 0}
    assert found.refusals.cells == {Refusal.REFUSED: 0, Refusal.NOT_REFUSED: 24}
    assert found.hospitals == Spread(cells={HOSPITAL: 11}, total=11)
    assert found.answered.cells == {
        Answered.WAITING: 5,
        Answered.WITHIN_AN_HOUR: 6,
        Answered.WITHIN_A_DAY: 0,
        Answered.LATER: 0,
    }
    posts = (Role.CRISIS_LEAD, Role.PSYCHOLOGY_TEACHER, Role.HEALTH_VICE_PRINCIPAL)
    assert found.vacancies == tuple(
        Vacancy(role=each, vacant=vacant, schools=1)
        for each, vacant in zip(posts, (0, 1, 0), strict=True)
    )
    # Nothing of a child was shown.
    county.opened.reads_projector.catch_up()
    assert county.ledger.readings.of_child(child_number(1), limit=1).rows == ()


def test_small_numbers_are_not_told_nor_what_is_within_them(county: Office) -> None:
    after = happened(county, 1, {CaseStage.UNTAKEN: 6, CaseStage.TAKEN: 7, CaseStage.ISSUED: 2})
    found = numbers(county)
    assert found.steps.total == 15
    shown = {key: count for key, count in found.steps.cells.items() if count}
    assert shown == {CountyStep.TAKEN: 7}
    # Of what is referred nothing is told, so that it does not tell how many these are, or where.
    assert (found.hospitals, found.names) == (Spread(cells={}, total=None), {})
    assert set(found.answered.cells.values()) == {None}
    happened(county, after, {CaseStage.ISSUED: 3})
    assert numbers(county).hospitals == Spread(cells={HOSPITAL: 5}, total=5)


def test_of_few_cases_not_even_the_number_is_told(county: Office) -> None:
    happened(county, 1, {CaseStage.UNTAKEN: 4})
    assert numbers(county).steps == Spread(cells=dict.fromkeys(CountyStep), total=None)


def test_leads_of_screenings_are_counted_by_their_day(county: Office) -> None:
    for number in range(6):
        screening_id = ScreeningId(given.example_id(5_300 + number))
        child_id = child_number(number)
        know(
            county,
            replace(given.CHILD_REGISTERED, child_id=child_id, id_number=None, student_number=None),
            replace(given.CARE_FILE_OPENED, child_id=child_id),
            replace(given.SCHOOLING_RECORDED, child_id=child_id),
            replace(LEAD, child_id=child_id, screening_id=screening_id),
        )
    assert numbers(county).leads.cells == {InTime.OVERDUE: 0, InTime.IN_TIME: 6}


def test_whoever_may_be_involved_is_told_of_none_of_that_child(county: Office) -> None:
    after = happened(county, 1, {CaseStage.UNTAKEN: 5})
    case_id, child_id = case_number(after), child_number(after)
    know(county, replace(CONCERN, involved_ids=(HEALTH,), case_id=case_id, child_id=child_id))
    told(county)
    # Of no other case of that child, either.
    know(county, replace(CONCERN, case_id=case_number(after + 1), child_id=child_id))
    assert numbers(county).levels.total == 5
    assert numbers(county, EDUCATION).levels.total == 7


@pytest.mark.parametrize("who", [CRISIS_LEAD, DUTY_OFFICER, OFFICER, AUDITOR, given.TEACHER])
def test_nobody_else_is_told_them(county: Office, who: PersonId) -> None:
    with pytest.raises(NotPermitted):
        numbers(county, who)
