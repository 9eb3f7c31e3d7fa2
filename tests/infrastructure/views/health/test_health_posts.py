"""Posts at counties and hospitals in which nobody is are named to whoever stands over them."""

from collections.abc import Collection
from dataclasses import replace
from datetime import timedelta

from application.rows import EmptyPost
from domain.shared import OrganisationId, PersonId
from domain.staff.facts import Role
from tests.examples import (
    BUREAU,
    COUNTY_OFFICE,
    COUNTY_OFFICE_REGISTERED,
    SCHOOL,
    TODAY,
    example_id,
)
from tests.infrastructure.views.cases import PLACES, STAFF
from tests.infrastructure.views.opened import OpenedViews
from tests.infrastructure.views.worries import (
    ADVISER,
    CRISIS_LEAD,
    DUTY_OFFICER,
    HOSPITAL,
    HOSPITAL_REGISTERED,
    LEADER,
    LIAISON,
    POSTS,
    post,
)

OFFICER, BUREAU_OFFICER = (PersonId(example_id(1_520 + each)) for each in range(2))
OTHER_COUNTY, COUNTY_HOSPITAL = (OrganisationId(example_id(1_530 + each)) for each in range(2))
COUNSELLOR = PersonId(example_id(1_522))
ELSEWHERE = (
    post(COUNSELLOR, Role.PSYCHOLOGY_TEACHER, SCHOOL),
    post(OFFICER, Role.COUNTY_OFFICER, COUNTY_OFFICE),
    post(BUREAU_OFFICER, Role.BUREAU_OFFICER, BUREAU),
)
YESTERDAY = TODAY - timedelta(days=1)

NO_DUTY_OFFICER = EmptyPost(organisation_id=COUNTY_OFFICE, role=Role.COUNTY_DUTY_OFFICER)
NONE_IN_OTHER_COUNTY = replace(NO_DUTY_OFFICER, organisation_id=OTHER_COUNTY)
NO_LIAISON = EmptyPost(organisation_id=HOSPITAL, role=Role.HOSPITAL_LIAISON)
NONE_AT_COUNTY_HOSPITAL = replace(NO_LIAISON, organisation_id=COUNTY_HOSPITAL)


def empty(views: OpenedViews, who: PersonId) -> Collection[EmptyPost]:
    page = views.health.page(who, TODAY, limit=10)
    assert page.empty_posts_total == len(page.empty_posts)
    return set(page.empty_posts)


def test_where_every_post_is_filled_nothing_is_named(views: OpenedViews) -> None:
    views.know(*PLACES, *STAFF, *POSTS, *ELSEWHERE)
    for who in (OFFICER, BUREAU_OFFICER, DUTY_OFFICER, CRISIS_LEAD):
        assert empty(views, who) == set()


def test_counties_and_hospitals_without_somebody_in_post_are_named(views: OpenedViews) -> None:
    views.know(*PLACES, *STAFF, *POSTS, *ELSEWHERE)
    views.know(
        replace(COUNTY_OFFICE_REGISTERED, organisation_id=OTHER_COUNTY),
        replace(HOSPITAL_REGISTERED, organisation_id=COUNTY_HOSPITAL, parent_id=COUNTY_OFFICE),
    )
    assert empty(views, BUREAU_OFFICER) == {NONE_IN_OTHER_COUNTY, NONE_AT_COUNTY_HOSPITAL}
    assert empty(views, OFFICER) == empty(views, DUTY_OFFICER) == {NONE_AT_COUNTY_HOSPITAL}
    views.know(
        post(DUTY_OFFICER, Role.COUNTY_DUTY_OFFICER, COUNTY_OFFICE, YESTERDAY),
        post(LIAISON, Role.HOSPITAL_LIAISON, HOSPITAL, YESTERDAY),
    )
    assert empty(views, OFFICER) == {NO_DUTY_OFFICER, NONE_AT_COUNTY_HOSPITAL}
    # The hospital belongs to nobody, so it is the city's.
    assert empty(views, BUREAU_OFFICER) == {
        *(NO_DUTY_OFFICER, NONE_IN_OTHER_COUNTY),
        *(NO_LIAISON, NONE_AT_COUNTY_HOSPITAL),
    }
    for who in (CRISIS_LEAD, ADVISER, LEADER, LIAISON, DUTY_OFFICER):
        assert empty(views, who) == set()


def test_schools_are_named_at_the_county_and_the_school_alone(views: OpenedViews) -> None:
    views.know(*PLACES, *STAFF, *POSTS, *ELSEWHERE)
    views.know(post(CRISIS_LEAD, Role.CRISIS_LEAD, SCHOOL, YESTERDAY))
    vacant = {EmptyPost(organisation_id=SCHOOL, role=Role.CRISIS_LEAD)}
    assert empty(views, DUTY_OFFICER) == empty(views, ADVISER) == vacant
    assert empty(views, OFFICER) == empty(views, BUREAU_OFFICER) == set()


def test_a_school_without_a_psychology_teacher_is_named_like_one_without_a_lead(
    views: OpenedViews,
) -> None:
    views.know(*PLACES, *STAFF, *POSTS, *ELSEWHERE)
    views.know(post(COUNSELLOR, Role.PSYCHOLOGY_TEACHER, SCHOOL, YESTERDAY))
    vacant = {EmptyPost(organisation_id=SCHOOL, role=Role.PSYCHOLOGY_TEACHER)}
    for who in (DUTY_OFFICER, ADVISER, CRISIS_LEAD):
        assert empty(views, who) == vacant
    for who in (OFFICER, BUREAU_OFFICER, COUNSELLOR, LEADER):
        assert empty(views, who) == set()
