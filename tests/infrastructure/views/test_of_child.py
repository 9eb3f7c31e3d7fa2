"""Cases and reports of one child are told up to the log's end, wherever their view stands."""

from dataclasses import replace

import pytest

from domain.shared import Compartment
from infrastructure.views import of_child
from tests.examples import CHILD, NOW, OTHER_CHILD
from tests.infrastructure.views.cases import PLACES, STAFF
from tests.infrastructure.views.opened import OpenedViews
from tests.infrastructure.views.rows_of_the_log import spoil
from tests.infrastructure.views.worries import CASE, CONCERN, POSTS, WITHDRAWN, case_number

SECOND, THIRD = (replace(CONCERN, case_id=case_number(each)) for each in (2, 3))
ANOTHERS = replace(CONCERN, case_id=case_number(4), child_id=OTHER_CHILD)


@pytest.fixture
def school(views: OpenedViews) -> OpenedViews:
    """Give a school with a worry that the view of cases knows."""
    views.know(*PLACES, *STAFF, *POSTS, CONCERN)
    return views


def test_worries_that_the_view_has_still_to_fold_come_after_those_it_knows(
    school: OpenedViews,
) -> None:
    school.record(SECOND)
    school.record(ANOTHERS)
    school.record(THIRD)
    assert school.health.cases_of_child(CHILD) == (CASE, SECOND.case_id, THIRD.case_id)
    school.know()
    assert school.health.cases_of_child(CHILD) == (CASE, SECOND.case_id, THIRD.case_id)
    assert school.health.cases_of_child(OTHER_CHILD) == (ANOTHERS.case_id,)


def test_a_case_is_left_out_once_the_view_knows_that_it_is_over(school: OpenedViews) -> None:
    school.record(WITHDRAWN)
    school.record(SECOND)
    assert school.health.cases_of_child(CHILD) == (CASE, SECOND.case_id)
    school.know()
    assert school.health.cases_of_child(CHILD) == (SECOND.case_id,)


@pytest.mark.usefixtures("small_steps")
def test_all_pages_behind_the_view_are_looked_through(school: OpenedViews) -> None:
    school.record_all(replace(ANOTHERS, case_id=case_number(100 + each)) for each in range(45))
    school.record(SECOND)
    assert school.health.cases_of_child(CHILD) == (CASE, SECOND.case_id)


def test_a_view_far_behind_holds_up_nobody_with_what_was_raised_long_before(
    school: OpenedViews, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(of_child, "SOUGHT_AT_MOST", 2)
    school.record(SECOND)
    school.record(ANOTHERS)
    school.record(THIRD)
    assert school.health.cases_of_child(CHILD) == (CASE, THIRD.case_id)
    assert not school.health.is_near()
    school.know()
    assert school.health.is_near()


def test_a_worry_that_cannot_be_read_hides_none_of_the_others(school: OpenedViews) -> None:
    (second,) = school.record(SECOND)
    school.record(THIRD)
    spoil(school.databases, second.position)
    assert school.health.cases_of_child(CHILD) == (CASE, THIRD.case_id)


def test_nothing_is_told_of_a_child_who_was_erased(school: OpenedViews) -> None:
    school.record(SECOND)
    school.vault.destroy(CHILD, list(Compartment), NOW)
    school.projector.forget([CHILD])
    assert school.health.cases_of_child(CHILD) == ()
