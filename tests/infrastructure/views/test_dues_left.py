"""Families of a breach that are left to others wait for those alone who tell them."""

from collections.abc import Iterator
from dataclasses import replace

from application.privacy.due_rows import FamilyLeft, Teller
from domain.breaches.facts import ToldBy
from domain.shared import PersonId
from tests.breach_examples import CLOSED, GUARDIAN, ID, LEFT, LISTED, REPORTED, UNTOLD
from tests.examples import (
    BUREAU,
    CHILD,
    COUNTY_OFFICE,
    NOW,
    OTHER_CHILD,
    OTHER_VILLAGE,
    SCHOOL,
    TODAY,
)
from tests.infrastructure.views.cases import PLACES, STAFF, on_file
from tests.infrastructure.views.opened import OpenedViews
from tests.infrastructure.views.worries import CONCERN, CRISIS_LEAD, DUTY_OFFICER, POSTS

ELSEWHERE = replace(LEFT, told_by=ToldBy.OTHER_OFFICE)
BY_HEALTH = FamilyLeft(breach_id=ID, office=COUNTY_OFFICE, child_id=CHILD, told_by=ToldBy.HEALTH)
BY_OFFICE = replace(BY_HEALTH, told_by=ToldBy.OTHER_OFFICE)
LEAD = Teller(person_id=CRISIS_LEAD, on=TODAY, health_at=frozenset({SCHOOL}))
OFFICER = Teller(person_id=DUTY_OFFICER, on=TODAY, offices_at=frozenset({COUNTY_OFFICE}))
ABROAD = Teller(
    person_id=DUTY_OFFICER,
    on=TODAY,
    health_at=frozenset({OTHER_VILLAGE}),
    offices_at=frozenset({OTHER_VILLAGE}),
)
TOP = Teller(person_id=PersonId(BUREAU), on=TODAY, offices_at=frozenset({BUREAU}))


def left_to(views: OpenedViews, teller: Teller) -> tuple[FamilyLeft, ...]:
    found = views.ledger.dues.families_left(teller, skip=0, limit=9)
    assert views.ledger.dues.count_families_left(teller) == len(found)
    return found


def everybody(views: OpenedViews) -> Iterator[tuple[FamilyLeft, ...]]:
    return (left_to(views, each) for each in (LEAD, OFFICER, ABROAD, TOP))


def test_each_family_waits_for_those_of_its_kind_at_the_childs_places(views: OpenedViews) -> None:
    views.know(*PLACES, *STAFF, *POSTS, *on_file(CHILD), REPORTED, LEFT)
    assert [*everybody(views)] == [(BY_HEALTH,), (), (), ()]
    views.know(ELSEWHERE)
    assert [*everybody(views)] == [(BY_HEALTH,), (BY_OFFICE,), (), (BY_OFFICE,)]
    both = replace(LEAD, offices_at=frozenset({COUNTY_OFFICE}))
    assert left_to(views, both) == (BY_HEALTH,)
    assert views.ledger.dues.breaches([COUNTY_OFFICE], NOW).families == 0


def test_told_by_one_it_waits_for_nobody_whoever_was_to_tell(views: OpenedViews) -> None:
    views.know(*PLACES, *STAFF, *POSTS, *on_file(CHILD), REPORTED, LEFT, LISTED, UNTOLD)
    assert [*everybody(views)] == [(), (), (), ()]
    assert views.ledger.dues.breaches([COUNTY_OFFICE], NOW).families == 0
    # Found once more, another way: it was told before.
    views.know(ELSEWHERE)
    assert [*everybody(views)] == [(), (), (), ()]


def test_of_a_breach_that_is_closed_nothing_waits(views: OpenedViews) -> None:
    views.know(*PLACES, *STAFF, *POSTS, *on_file(CHILD), REPORTED, LEFT, CLOSED)
    assert [*everybody(views)] == [(), (), (), ()]


def test_a_pupil_without_a_file_is_found_by_the_case_or_else_by_the_bureau(
    views: OpenedViews,
) -> None:
    views.know(*PLACES, *STAFF, *POSTS, REPORTED, LEFT, ELSEWHERE)
    assert [*everybody(views)] == [(), (), (), (BY_OFFICE,)]
    views.know(CONCERN)
    assert [*everybody(views)] == [(BY_HEALTH,), (), (), (BY_OFFICE,)]


def test_whoever_is_named_in_a_case_of_the_child_is_shown_nothing(views: OpenedViews) -> None:
    named = replace(CONCERN, involved_ids=(CRISIS_LEAD,))
    views.know(*PLACES, *STAFF, *POSTS, *on_file(CHILD), *on_file(OTHER_CHILD), named, REPORTED)
    views.know(replace(LEFT, child_ids=(CHILD, OTHER_CHILD)))
    assert left_to(views, LEAD) == (replace(BY_HEALTH, child_id=OTHER_CHILD),)
    colleague = replace(LEAD, person_id=DUTY_OFFICER)
    assert len(left_to(views, colleague)) == 2


def test_families_are_shown_page_by_page_and_none_of_an_erased_child(views: OpenedViews) -> None:
    left = replace(LEFT, child_ids=(CHILD, OTHER_CHILD))
    views.know(*PLACES, *STAFF, *POSTS, *on_file(CHILD), *on_file(OTHER_CHILD), REPORTED, left)
    dues = views.ledger.dues
    first, second = left_to(views, LEAD)
    assert dues.families_left(LEAD, skip=0, limit=1) == (first,)
    assert dues.families_left(LEAD, skip=1, limit=9) == (second,)
    views.know(replace(GUARDIAN, child_id=first.child_id))
    assert left_to(views, LEAD) == (second,)
    views.projector.forget([second.child_id])
    assert left_to(views, LEAD) == ()
