"""In which part of the duty desk a case stands, and that the gravest stands first in it."""

from dataclasses import replace
from datetime import date, timedelta

from application.crisis.desk.stages import DeskPart
from domain.referrals.facts import ConcernRaised, ConcernTaken, Situation
from domain.referrals.levels.level_facts import CrisisLevel
from domain.shared import CompanyId, PersonId
from tests.domain.clocks.examples import after, found
from tests.domain.referrals import test_company as company
from tests.examples import NOW, TODAY, example_id
from tests.hospital_examples import ATTENDED
from tests.infrastructure.views.cases import PLACES, STAFF
from tests.infrastructure.views.health.test_health_levels import RED
from tests.infrastructure.views.health.test_health_received import CALM, INFORMED
from tests.infrastructure.views.opened import OpenedViews
from tests.infrastructure.views.worries import (
    ACKNOWLEDGED,
    CASE,
    CONCERN,
    CRISIS_LEAD,
    DUTY_OFFICER,
    ISSUED,
    LIAISON,
    POSTS,
    PROPOSED,
    TAKEN,
    case_number,
    cases,
    raise_and_tell,
    rows,
)

ACCOMPANIED, ENDED = (
    replace(company.ACCOMPANIED, case_id=CASE),
    replace(company.ENDED, case_id=CASE),
)
CAME = replace(ATTENDED, case_id=CASE, attended_at=NOW)
FIRST_DAY = TODAY + timedelta(days=28)
"""When a yellow case is to be followed up first."""


def worry(number: int, situation: Situation) -> ConcernRaised:
    return replace(CONCERN, case_id=case_number(number), situation=situation)


def parts(views: OpenedViews, who: PersonId, on: date = TODAY) -> list[DeskPart]:
    return [row.part for row in rows(views, who, on)]


def test_a_life_in_danger_stands_before_all_worries_that_came_earlier(views: OpenedViews) -> None:
    views.know(*PLACES, *STAFF, *POSTS)
    somewhat, danger, nobody = (
        worry(1, Situation.SOMEWHAT_WORRIED),
        worry(2, Situation.LIFE_IN_DANGER),
        worry(3, Situation.NOBODY_CARING),
    )
    raise_and_tell(views, somewhat, nobody, danger)
    assert cases(views, CRISIS_LEAD) == [danger.case_id, nobody.case_id, somewhat.case_id]
    first = views.health.page(CRISIS_LEAD, TODAY, limit=2)
    then = views.health.page(CRISIS_LEAD, TODAY, limit=2, cursor=first.next_cursor)
    listed = [row.case_id for page in (first, then) for row in page.rows]
    assert listed == [danger.case_id, nobody.case_id, somewhat.case_id]
    assert first.parts == {DeskPart.UNTAKEN: 3}


def test_what_is_red_and_taken_stands_apart_from_other_work(views: OpenedViews) -> None:
    other = worry(2, Situation.SOMEWHAT_WORRIED)
    views.know(*PLACES, *STAFF, *POSTS, other, CONCERN)
    taken = ConcernTaken(case_id=other.case_id, child_id=other.child_id, taken_by=CRISIS_LEAD)
    views.record(taken)
    views.record(TAKEN, RED)
    assert views.projector.catch_up(wait_ms=10_000)
    page = views.health.page(CRISIS_LEAD, TODAY, limit=9)
    stood = [(row.case_id, row.part) for row in page.rows]
    assert stood == [(CASE, DeskPart.RED), (other.case_id, DeskPart.WORKING)]
    assert page.parts == {DeskPart.RED: 1, DeskPart.WORKING: 1}


def test_what_is_red_stays_there_until_a_hospital_saw_the_child(views: OpenedViews) -> None:
    views.know(*PLACES, *STAFF, *POSTS, CONCERN, TAKEN, RED, replace(INFORMED, informed_at=NOW))
    for fact in (PROPOSED, ISSUED, ACKNOWLEDGED):
        views.record(fact)
        assert views.projector.catch_up(wait_ms=10_000)
        assert parts(views, CRISIS_LEAD) == [DeskPart.RED]
    # A hospital has what it must receive, and what it has.
    assert parts(views, LIAISON) == [DeskPart.RECEIVED]
    views.record(CAME)
    assert views.projector.catch_up(wait_ms=10_000)
    assert parts(views, CRISIS_LEAD) == [DeskPart.RECEIVED]


def test_to_a_hospital_a_red_referral_is_one_to_receive(views: OpenedViews) -> None:
    views.know(*PLACES, *STAFF, *POSTS, CONCERN, TAKEN, RED, ISSUED)
    page = views.health.page(LIAISON, TODAY, limit=9)
    assert [row.part for row in page.rows] == [DeskPart.AT_HOSPITAL]
    assert page.parts == {DeskPart.AT_HOSPITAL: 1}


def test_a_follow_up_stands_under_today_on_its_day_and_until_it_is_done(
    views: OpenedViews,
) -> None:
    views.know(*PLACES, *STAFF, *POSTS, *CALM, CAME)
    day_before, late = FIRST_DAY - timedelta(days=1), FIRST_DAY + timedelta(days=2)
    for who in (CRISIS_LEAD, DUTY_OFFICER):
        assert parts(views, who, day_before) == [DeskPart.RECEIVED]
        assert parts(views, who, FIRST_DAY) == [DeskPart.TODAY]
        page = views.health.page(who, late, limit=9)
        assert (page.parts, page.older_received) == ({DeskPart.TODAY: 1}, 0)
    # A hospital follows nobody up.
    assert parts(views, LIAISON, FIRST_DAY) == [DeskPart.RECEIVED]


def test_a_row_says_who_of_staff_and_family_is_with_the_child(views: OpenedViews) -> None:
    mother = replace(
        ACCOMPANIED,
        company_id=CompanyId(example_id(1_409)),
        with_id=None,
        relation_code="52",
        not_suspected=True,
    )
    views.know(*PLACES, *STAFF, *POSTS, CONCERN, TAKEN, ACCOMPANIED, mother)
    (row,) = rows(views, CRISIS_LEAD)
    assert (row.with_ids, row.with_relations) == ((ACCOMPANIED.with_id,), ("52",))
    views.record(ENDED)
    assert views.projector.catch_up(wait_ms=10_000)
    (row,) = rows(views, CRISIS_LEAD)
    assert (row.with_ids, row.with_relations, row.is_accompanied) == ((), ("52",), True)


def test_a_level_that_falls_puts_a_case_back_among_other_work(views: OpenedViews) -> None:
    views.know(*PLACES, *STAFF, *POSTS, CONCERN, TAKEN)
    assert parts(views, CRISIS_LEAD) != [DeskPart.UNTAKEN]
    views.record(replace(found(CrisisLevel.YELLOW, after(hours=1)), case_id=CASE))
    assert views.projector.catch_up(wait_ms=10_000)
    assert parts(views, CRISIS_LEAD) == [DeskPart.WORKING]
