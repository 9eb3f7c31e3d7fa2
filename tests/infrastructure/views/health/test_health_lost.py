"""A worry that nobody can read, and that stands in no case, is counted where somebody can act."""

from dataclasses import replace

import pytest

from domain.referrals.facts import ConcernConflictKept
from domain.shared import Compartment, PersonId
from domain.staff.facts import OrganisationKind, OrganisationRegistered, Role
from tests.examples import (
    BUREAU,
    CHILD,
    COUNTY_OFFICE,
    NOW,
    OTHER_CHILD,
    TEACHER,
    TODAY,
    example_id,
)
from tests.infrastructure.views.cases import PLACES, STAFF
from tests.infrastructure.views.health.test_health_scope import OTHER_HOSPITAL, YESTERDAY
from tests.infrastructure.views.opened import OpenedViews
from tests.infrastructure.views.rows_of_the_log import spoil
from tests.infrastructure.views.worries import (
    ADVISER,
    CASE,
    CONCERN,
    CRISIS_LEAD,
    DUTY_OFFICER,
    LEADER,
    LIAISON,
    POSTS,
    TAKEN,
    case_number,
    cases,
    post,
    raise_and_tell,
    rows,
)

OFFICER, BUREAU_OFFICER, FORMER_OFFICER = (PersonId(example_id(1_510 + each)) for each in range(3))
HEARING = frozenset({DUTY_OFFICER, OFFICER, BUREAU_OFFICER})
OTHERS = (CRISIS_LEAD, ADVISER, LEADER, LIAISON, TEACHER, FORMER_OFFICER)
OTHER_CONCERN = replace(CONCERN, case_id=case_number(2), child_id=OTHER_CHILD)


@pytest.fixture
def county(views: OpenedViews) -> OpenedViews:
    """Give a county and a city with somebody in each post, and one worry that can be read."""
    views.know(
        *(*PLACES, *STAFF, *POSTS),
        post(OFFICER, Role.COUNTY_OFFICER, COUNTY_OFFICE),
        post(BUREAU_OFFICER, Role.BUREAU_OFFICER, BUREAU),
        post(FORMER_OFFICER, Role.COUNTY_OFFICER, COUNTY_OFFICE, YESTERDAY),
    )
    raise_and_tell(views, OTHER_CONCERN)
    return views


def damage(views: OpenedViews, fact: object) -> int:
    """Record a fact and damage it before any view has come by."""
    (recorded,) = views.record(fact, by=TEACHER)
    spoil(views.databases, recorded.position)
    assert views.projector.catch_up(wait_ms=10_000)
    return recorded.position


def counted(views: OpenedViews) -> dict[PersonId, int]:
    """Return of how many worries that nobody can read each person hears, by page and number."""
    found = {}
    for who in (*HEARING, *OTHERS):
        found[who] = views.health.lost(who, TODAY)
        page = views.health.page(who, TODAY, limit=10)
        assert page.unreadable == found[who]
        assert page.total == len(page.rows)
    return {who: number for who, number in found.items() if number}


def test_whoever_is_next_in_line_for_any_child_hears_of_it_until_it_is_mended(
    county: OpenedViews,
) -> None:
    before = cases(county, DUTY_OFFICER)
    assert counted(county) == {}
    position = damage(county, CONCERN)
    assert counted(county) == dict.fromkeys(HEARING, 1)
    county.record(TAKEN)
    damage(county, replace(CONCERN, case_id=case_number(3)))
    assert counted(county) == dict.fromkeys(HEARING, 2)
    assert cases(county, DUTY_OFFICER) == before
    spoil(county.databases, position)
    county.projector.rebuild("health")
    assert counted(county) == dict.fromkeys(HEARING, 1)
    assert cases(county, DUTY_OFFICER) == [*before, CASE]


def test_one_that_somebody_was_told_of_stands_in_a_case_and_is_not_lost(
    county: OpenedViews,
) -> None:
    raise_and_tell(county, CONCERN)
    (position,) = (row.position for row in rows(county, DUTY_OFFICER) if row.case_id == CASE)
    spoil(county.databases, position)
    county.projector.rebuild("health")
    assert county.health.lost(DUTY_OFFICER, TODAY) == 0
    assert county.health.page(DUTY_OFFICER, TODAY, limit=10).unreadable == 1


@pytest.mark.parametrize(
    "later",
    [TAKEN, ConcernConflictKept(case_id=CASE, child_id=CHILD, kept=CONCERN)],
    ids=["taken", "a repeat that differs"],
)
def test_damage_further_on_in_a_worry_is_shown_in_its_case(
    county: OpenedViews, later: object
) -> None:
    raise_and_tell(county, CONCERN)
    damage(county, later)
    assert county.health.lost(DUTY_OFFICER, TODAY) == 0
    found = {row.case_id: row.unreadable for row in rows(county, CRISIS_LEAD)}
    assert found == {CASE: True, OTHER_CONCERN.case_id: False}
    county.vault.destroy(CHILD, tuple(Compartment), NOW)
    county.projector.forget([CHILD])
    assert counted(county) == {}


def test_a_damaged_place_is_no_worry(county: OpenedViews) -> None:
    hospital = OrganisationRegistered(
        organisation_id=OTHER_HOSPITAL, kind=OrganisationKind.HOSPITAL, name="第三医院"
    )
    damage(county, hospital)
    assert {each.view for each in county.projector.quarantined()} >= {"health"}
    assert counted(county) == {}


def test_those_who_hear_of_it_are_woken_when_it_happens_and_when_it_is_mended(
    county: OpenedViews,
) -> None:
    seen = county.watch.now()
    position = damage(county, CONCERN)
    happened = county.watch.changed_since(seen)
    assert happened.person_ids == HEARING
    assert county.watch.changed_since(happened.seen).person_ids == frozenset()
    assert county.watch.now() == happened.seen
    spoil(county.databases, position)
    county.projector.rebuild("health")
    assert county.watch.changed_since(happened.seen).person_ids >= HEARING


def test_one_whose_child_is_erased_later_is_counted_no_longer(county: OpenedViews) -> None:
    damage(county, CONCERN)
    damage(county, replace(OTHER_CONCERN, case_id=case_number(4)))
    assert counted(county) == dict.fromkeys(HEARING, 2)
    seen = county.watch.now()
    county.vault.destroy(CHILD, tuple(Compartment), NOW)
    county.projector.forget([CHILD])
    assert counted(county) == dict.fromkeys(HEARING, 1)
    assert county.watch.changed_since(seen).person_ids >= HEARING
    assert [each.view for each in county.projector.quarantined()] == ["clocks", "health", "notices"]
    assert CASE not in cases(county, DUTY_OFFICER)


def test_those_who_see_a_case_are_woken_when_it_cannot_be_followed_and_when_it_can_again(
    county: OpenedViews,
) -> None:
    kept_out = replace(CONCERN, involved_ids=(ADVISER,))
    raise_and_tell(county, kept_out)
    seen = county.watch.now()
    position = damage(county, TAKEN)
    happened = county.watch.changed_since(seen)
    assert happened.person_ids == HEARING | {CRISIS_LEAD}
    spoil(county.databases, position)
    county.projector.rebuild("health")
    assert county.watch.changed_since(happened.seen).person_ids >= HEARING | {CRISIS_LEAD}
