"""Whom somebody means is found by number or by name and school, and nobody else ever is."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from application.rows import ChildDescribed
from domain.care.facts import SchoolingRecorded
from domain.children.facts import ChildRegistered
from domain.shared import ChildId
from infrastructure.views.caseworker.finding import ChildFinder
from tests.examples import CHILD_REGISTERED, OTHER_SCHOOL, SCHOOL
from tests.infrastructure.views.cases import PLACES, STAFF, on_file
from tests.infrastructure.views.opened import OpenedViews

LOTUS, TWIN, OTHER = (
    ChildId(UUID(f"{first}-0000-4000-8000-000000000001"))
    for first in ("20f497ae", "20f497af", "a1b2c3d4")
)
TOLD = ChildDescribed(name=CHILD_REGISTERED.name, school_id=SCHOOL)
BORN_ELSEWHEN = date(2014, 5, 5)


def finder(views: OpenedViews, *children: ChildId, moved: ChildId | None = None) -> ChildFinder:
    views.know(*PLACES, *STAFF)
    for child_id in children:
        registered, *rest = on_file(child_id)
        if child_id == TWIN:
            registered = replace(CHILD_REGISTERED, child_id=child_id, born_on=BORN_ELSEWHEN)
        at_school = [
            replace(each, school_id=OTHER_SCHOOL)
            if isinstance(each, SchoolingRecorded) and child_id == moved
            else each
            for each in rest
        ]
        views.know(registered, *at_school)
    return ChildFinder(views.databases.views_engine, views.vault)


def test_the_short_number_is_the_child_or_nobody(views: OpenedViews) -> None:
    found = finder(views, LOTUS, TWIN)
    assert found.numbered("20f497ae") == LOTUS
    nobody = found.numbered("20f497b0")
    # No different to look at from a child's, and the same whenever it is asked for.
    assert (nobody.hex[:8], nobody.version) == ("20f497b0", 4)
    assert found.numbered("20f497b0") == nobody


def test_of_two_of_one_number_the_school_says_which(views: OpenedViews) -> None:
    found = finder(views, LOTUS, TWIN, moved=TWIN)
    assert found.numbered("20f497a") not in (LOTUS, TWIN)
    assert found.numbered("20f497a", SCHOOL) == LOTUS
    assert found.numbered("20f497a", OTHER_SCHOOL) == TWIN
    # Where one alone begins so, whatever school was chosen beside it takes nothing away.
    assert found.numbered("20f497ae", OTHER_SCHOOL) == LOTUS


def test_all_children_of_a_short_number_are_told_to_whoever_tells_them_apart(
    views: OpenedViews,
) -> None:
    found = finder(views, LOTUS, TWIN, OTHER)
    assert found.sharing(["20f497a", "a1b2c3d4", "20f497b0"]) == {
        "20f497a": (LOTUS, TWIN),
        "a1b2c3d4": (OTHER,),
        "20f497b0": (),
    }


def test_name_and_school_are_one_child_or_nobody(views: OpenedViews) -> None:
    found = finder(views, LOTUS)
    assert found.described(TOLD) == LOTUS
    for told in (
        replace(TOLD, name="别人"),
        replace(TOLD, school_id=OTHER_SCHOOL),
        replace(TOLD, born_on=BORN_ELSEWHEN),
    ):
        nobody = found.described(told)
        assert nobody != LOTUS
        # The same words stand for the same nobody, so that asking twice tells nothing either.
        assert nobody == found.described(told)
        assert nobody.version == 4


def test_of_two_of_one_name_the_birth_date_says_which(views: OpenedViews) -> None:
    found = finder(views, LOTUS, TWIN, OTHER)
    assert found.described(TOLD) not in (LOTUS, TWIN, OTHER)
    assert found.described(replace(TOLD, born_on=BORN_ELSEWHEN)) == TWIN


def test_a_name_is_found_with_whatever_dot_and_width_it_is_written(views: OpenedViews) -> None:
    found = finder(views)
    registered, *rest = on_file(LOTUS)
    assert isinstance(registered, ChildRegistered)
    views.know(replace(registered, name="阿依古丽·买买提"), *rest)
    for name in ("阿依古丽•买买提", "阿依古丽．买买提", " 阿依古丽 · 买买提 "):
        assert found.described(replace(TOLD, name=name)) == LOTUS
