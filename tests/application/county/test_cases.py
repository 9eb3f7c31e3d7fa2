"""The offices of a county list its cases for a stated purpose, on record with the look."""

from dataclasses import replace
from uuid import uuid4

import pytest

from application.county.cases import AskedCases, county_cases, purposes_stated
from application.county.numbers import CountyStep
from application.crisis.desk.stages import CaseStage
from application.ports import Ledger
from domain.errors import Invalid, NotPermitted
from domain.reads.facts import Reading
from domain.referrals.levels.level_facts import CrisisLevel
from domain.reporting.facts import HarmSuspected
from domain.shared import CaseId, PersonId, Purpose, ReportId
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
from tests.application.granting import reads_of
from tests.application.screening.screening import know
from tests.crisis import CRISIS_LEAD, DUTY_OFFICER
from tests.infrastructure.views.worries import CONCERN, case_number
from tests.office import AUDITOR, OFFICER, Office, acting
from tests.report_examples import SUSPECTED


def against(number: int) -> HarmSuspected:
    """A report of harm to a child, which may mean the education officer."""
    report_id, child_id = ReportId(given.example_id(5_200 + number)), child_number(number)
    harm = replace(SUSPECTED, suspects=(), suspect_ids=(EDUCATION,))
    return replace(harm, report_id=report_id, child_id=child_id)


def asked(who: PersonId = EDUCATION, purpose: Purpose = Purpose.SUPERVISION) -> AskedCases:
    """One look of its own."""
    return AskedCases(actor=acting(who), now=given.NOW, read_id=uuid4(), purpose=purpose)


def listed(office: Office, of: AskedCases | None = None) -> list[CaseId]:
    return [row.case_id for row in county_cases(office.ledger, of or asked()).rows]


@pytest.fixture
def county(at_work_on_each: Office) -> Office:
    """Give a county with one case of each of four stages."""
    employ_offices(at_work_on_each)
    happened(at_work_on_each, 1, dict.fromkeys(COURSE, 1))
    return at_work_on_each


def test_a_list_is_for_a_purpose_that_is_recorded_with_whom_it_showed(county: Office) -> None:
    look = asked()
    assert sorted(listed(county, look)) == sorted(case_number(number) for number in (1, 2, 3, 4))
    (read,) = reads_of(county, look.read_id)
    assert sorted(read.child_ids) == sorted(child_number(number) for number in (1, 2, 3, 4))
    assert (read.what, read.purpose) == (Reading.COUNTY_CASES, Purpose.SUPERVISION)


def test_it_is_narrowed_by_level_and_step(county: Office) -> None:
    referred = replace(asked(), step=CountyStep.REFERRED)
    assert sorted(listed(county, referred)) == sorted((case_number(3), case_number(4)))
    untaken = replace(asked(), step=CountyStep.UNTAKEN)
    (row,) = county_cases(county.ledger, untaken).rows
    assert (row.stage, row.is_overdue) == (CaseStage.UNTAKEN, True)
    narrow = [replace(asked(), step=untaken.step, level=each) for each in CrisisLevel]
    of_level = [listed(county, each) for each in narrow]
    assert sorted(map(len, of_level)) == [0, 0, 1]


def test_pages_go_on_where_the_last_one_ended(county: Office) -> None:
    ledger: Ledger = replace(county.ledger, rulebook=replace(county.ledger.rules, page_size=3))
    first = county_cases(ledger, asked())
    second = county_cases(ledger, asked(), cursor=first.next_cursor)
    assert (len(first.rows), len(second.rows), second.next_cursor) == (3, 1, None)
    assert not {each.case_id for each in first.rows} & {each.case_id for each in second.rows}
    with pytest.raises(Invalid):
        county_cases(ledger, asked(HEALTH, Purpose.CRISIS), cursor=first.next_cursor)


def test_whoever_may_be_involved_is_listed_no_case_of_that_child(county: Office) -> None:
    case_id, child_id = case_number(9), child_number(9)
    know(county, replace(CONCERN, involved_ids=(EDUCATION,), case_id=case_id, child_id=child_id))
    told(county)
    know(county, replace(CONCERN, case_id=case_number(10), child_id=child_id))
    assert {*listed(county)}.isdisjoint({case_id, case_number(10)})
    assert {case_id, case_number(10)} < {*listed(county, asked(OFFICER))}


@pytest.mark.parametrize("suspected", [(1,), (3,), (4,), (1, 2), (3, 4), (1, 2, 3, 4)])
@pytest.mark.parametrize("size", [1, 2, 3])
def test_no_page_is_short_for_children_of_whom_a_report_may_mean_the_reader(
    county: Office, suspected: tuple[int, ...], size: int
) -> None:
    ledger: Ledger = replace(county.ledger, rulebook=replace(county.ledger.rules, page_size=size))
    before = listed(county)
    know(county, *map(against, suspected))
    left = [each for each in before if each not in {case_number(number) for number in suspected}]
    cursor, pages = None, []
    for _ in range(len(left) // size + 1):
        found = county_cases(ledger, asked(), cursor=cursor)
        pages.append([row.case_id for row in found.rows])
        cursor = found.next_cursor
        if cursor is None:
            break
    whole = [left[at : at + size] for at in range(0, len(left), size)]
    assert (pages, cursor) == (whole or [[]], None)
    assert listed(county, asked(OFFICER)) == before


@pytest.mark.parametrize(
    ("who", "purposes"),
    [
        (EDUCATION, (Purpose.CRISIS, Purpose.SUPERVISION)),
        (OFFICER, (Purpose.CRISIS, Purpose.SUPERVISION)),
        (HEALTH, (Purpose.CRISIS,)),
    ],
)
def test_each_office_states_a_purpose_of_its_own(
    county: Office, who: PersonId, purposes: tuple[Purpose, ...]
) -> None:
    assert purposes_stated(county.ledger, acting(who), given.NOW) == purposes
    for each in {*Purpose} - {*purposes}:
        with pytest.raises(NotPermitted):
            listed(county, asked(who, each))


@pytest.mark.parametrize("who", [CRISIS_LEAD, DUTY_OFFICER, AUDITOR, given.TEACHER])
def test_nobody_else_is_listed_any(county: Office, who: PersonId) -> None:
    with pytest.raises(NotPermitted):
        purposes_stated(county.ledger, acting(who), given.NOW)
    with pytest.raises(NotPermitted):
        listed(county, asked(who, Purpose.CRISIS))
