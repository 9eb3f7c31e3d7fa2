"""Who is in post at a place is told from the end of the log, whatever else is damaged."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.errors import RecordDamaged, Unavailable
from domain.referrals.facts import Involved
from domain.shared import OrganisationId, PersonId
from domain.staff.facts import DutyEnded, DutyEndReason, Role
from infrastructure.views.access.answers import AccessDuties
from tests.examples import COUNTY_OFFICE, OTHER_SCHOOL, SCHOOL, TODAY, example_id
from tests.infrastructure.views.cases import PLACES, STAFF
from tests.infrastructure.views.opened import OpenedViews
from tests.infrastructure.views.rows_of_the_log import spoil
from tests.infrastructure.views.worries import (
    ADVISER,
    APPOINTED,
    CONCERN,
    CRISIS_LEAD,
    DUTY_OFFICER,
    LEADER,
    POSTS,
    case_number,
    cases,
    post,
    raise_and_tell,
)

YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
ABOUT_A_LEADER = replace(CONCERN, involved=(Involved.SCHOOL_LEADER,))
ANOTHER = replace(CONCERN, case_id=case_number(2))


def in_post(views: OpenedViews, *places: OrganisationId) -> set[tuple[PersonId, Role]]:
    return {(each.person_id, each.role) for each in views.access.posts_at(places, TODAY)}


def test_all_who_are_in_post_that_day_are_found_at_once(views: OpenedViews) -> None:
    views.know(*PLACES, *STAFF, *POSTS)
    at_school = {
        (CRISIS_LEAD, Role.CRISIS_LEAD),
        (LEADER, Role.SCHOOL_LEADER),
        (ADVISER, Role.HEALTH_VICE_PRINCIPAL),
    }
    assert in_post(views, SCHOOL) == at_school
    both = at_school | {(DUTY_OFFICER, Role.COUNTY_DUTY_OFFICER)}
    assert in_post(views, SCHOOL, COUNTY_OFFICE, OTHER_SCHOOL) == both
    assert in_post(views, OTHER_SCHOOL) == in_post(views) == set()


def test_somebody_is_in_post_on_the_first_and_last_day(views: OpenedViews) -> None:
    views.know(*PLACES, *STAFF, APPOINTED)
    for on, found in (
        (APPOINTED.from_on, 1),
        (APPOINTED.to_on, 1),
        (APPOINTED.from_on - timedelta(days=1), 0),
        (APPOINTED.to_on + timedelta(days=1), 0),
    ):
        assert len(views.access.posts_at([SCHOOL], on)) == found


def test_an_appointment_is_a_duty_that_may_end_early(views: OpenedViews) -> None:
    views.know(*PLACES, *STAFF, APPOINTED)
    (held,) = views.access.duties_of(ADVISER)
    assert (held.role, held.organisation_id, held.to_on) == (
        Role.HEALTH_VICE_PRINCIPAL,
        SCHOOL,
        APPOINTED.to_on,
    )
    views.know(
        DutyEnded(
            person_id=ADVISER,
            duty_id=APPOINTED.duty_id,
            ended_on=YESTERDAY,
            reason=DutyEndReason.LEFT,
        )
    )
    assert views.access.duties_of(ADVISER) == (replace(held, to_on=YESTERDAY),)
    assert in_post(views, SCHOOL) == set()


def test_a_damaged_stream_of_one_hides_nobody_else(views: OpenedViews) -> None:
    views.know(*PLACES, *STAFF)
    spoilt, *_others = views.record(*POSTS[1:])
    spoil(views.databases, spoilt.position)
    assert views.projector.catch_up(wait_ms=10_000)
    with pytest.raises(RecordDamaged, match="access_view_damaged"):
        views.access.duties_of(CRISIS_LEAD)
    assert {who for who, _role in in_post(views, SCHOOL)} == {ADVISER, LEADER}


def test_posts_are_not_told_while_the_view_is_behind(views: OpenedViews) -> None:
    views.know(*PLACES, *STAFF)
    views.record(post(PersonId(example_id(1_999)), Role.CRISIS_LEAD, SCHOOL))
    # The projector of a process that serves other views only cannot move this one.
    elsewhere = views.projector_of()
    access = AccessDuties(
        views.databases.views_engine,
        elsewhere,
        views.mapper.stream_id,
        current_within_seconds=0.1,
    )
    with pytest.raises(Unavailable, match="access_view_behind"):
        access.posts_at([SCHOOL], TODAY)
    assert len(in_post(views, SCHOOL)) == 1


def test_whoever_was_kept_out_when_it_was_told_stays_out_in_another_post(
    views: OpenedViews,
) -> None:
    until_today = post(LEADER, Role.SCHOOL_LEADER, SCHOOL, TODAY)
    views.know(*PLACES, *STAFF, *POSTS[:-2], until_today)
    raise_and_tell(views, ABOUT_A_LEADER, ANOTHER)
    later = replace(post(LEADER, Role.COUNTY_DUTY_OFFICER, COUNTY_OFFICE), from_on=TOMORROW)
    views.know(later)
    assert cases(views, LEADER, TOMORROW) == [ANOTHER.case_id]


def test_a_post_ends_with_its_term(views: OpenedViews) -> None:
    views.know(*PLACES, *STAFF, *POSTS)
    raise_and_tell(views, CONCERN)
    assert cases(views, ADVISER, APPOINTED.to_on) == [CONCERN.case_id]
    assert cases(views, ADVISER, APPOINTED.to_on + timedelta(days=1)) == []
