"""A county's health office finds where the referrals of its children stand."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from application.crisis.hospital.referral_rows import ReferralRow, ReferralRows
from domain.errors import Invalid
from domain.referrals.facts import Involved, ReferralsEvent
from domain.shared import CaseId, OrganisationId, PersonId
from domain.staff.facts import OrganisationKind, OrganisationRegistered, Role
from tests.domain.referrals.test_aftercare import CLOSED
from tests.examples import (
    BUREAU,
    CHILD,
    COUNTY_OFFICE,
    NOW,
    OTHER_CHILD,
    SCHOOL,
    TODAY,
    example_id,
)
from tests.feedback_examples import RESTORED
from tests.infrastructure.views.cases import PLACES, STAFF
from tests.infrastructure.views.opened import OpenedViews
from tests.infrastructure.views.worries import (
    ACKNOWLEDGED,
    CASE,
    CONCERN,
    CRISIS_LEAD,
    HOSPITAL,
    ISSUED,
    LEADER,
    PASSED_ON,
    POSTS,
    PROPOSED,
    TAKEN,
    WITHDRAWN,
    case_number,
    post,
    raise_and_tell,
)

OFFICER = PersonId(example_id(1_701))
OTHER_COUNTY = OrganisationId(example_id(1_702))
OTHER_OFFICE = OrganisationRegistered(
    organisation_id=OTHER_COUNTY,
    kind=OrganisationKind.COUNTY_OFFICE,
    name="另一县",
    parent_id=BUREAU,
)
OFFICE = post(OFFICER, Role.HEALTH_OFFICER, COUNTY_OFFICE)
WAITING = ReferralRow(
    case_id=CASE,
    child_id=CHILD,
    place_id=SCHOOL,
    hospital_id=HOSPITAL,
    is_urgent=True,
    issued_at=NOW,
    received_at=None,
)


@pytest.fixture
def county(views: OpenedViews) -> OpenedViews:
    views.know(*PLACES, *STAFF, *POSTS, OTHER_OFFICE, OFFICE)
    return views


def page(
    views: OpenedViews,
    who: PersonId = OFFICER,
    days: int = 0,
    *,
    places: Sequence[OrganisationId] = (COUNTY_OFFICE,),
    limit: int = 10,
    cursor: str | None = None,
) -> ReferralRows:
    on = TODAY + timedelta(days=days)
    return views.referrals.page(who, on, places=places, limit=limit, cursor=cursor)


def listed(
    views: OpenedViews,
    who: PersonId = OFFICER,
    places: Sequence[OrganisationId] = (COUNTY_OFFICE,),
) -> list[CaseId]:
    return [row.case_id for row in page(views, who, places=places).rows]


def numbered(number: int, *facts: ReferralsEvent) -> list[ReferralsEvent]:
    return [replace(each, case_id=case_number(number)) for each in facts]


def test_a_case_is_there_from_its_referral_until_it_is_over(county: OpenedViews) -> None:
    county.know(CONCERN, TAKEN, PROPOSED)
    assert page(county).rows == ()
    county.know(ISSUED)
    told = page(county)
    assert (told.rows, told.waiting, told.received) == ((WAITING,), 1, 0)
    county.know(replace(PASSED_ON, passed_to=LEADER))
    assert page(county).rows == (WAITING,)
    county.record(ACKNOWLEDGED, at=NOW + timedelta(minutes=40))
    assert county.projector.catch_up(wait_ms=10_000)
    told = page(county)
    received = replace(WAITING, received_at=NOW + timedelta(minutes=40))
    assert (told.rows, told.waiting, told.received) == ((received,), 0, 1)
    later = page(county, days=31)
    assert (later.rows, later.received, later.older_received) == ((), 0, 1)
    county.know(WITHDRAWN)
    assert page(county, days=31).older_received == 0


@pytest.mark.parametrize("end", [CLOSED, RESTORED])
def test_a_case_that_is_over_is_no_longer_underway(
    county: OpenedViews, end: ReferralsEvent
) -> None:
    county.know(CONCERN, TAKEN, ISSUED, ACKNOWLEDGED)
    assert page(county).received == 1
    county.know(replace(end, case_id=CASE, child_id=CONCERN.child_id))
    told = page(county)
    assert (told.rows, told.waiting, told.received) == ((), 0, 0)


def test_another_county_has_none_of_them(county: OpenedViews) -> None:
    county.know(CONCERN, ISSUED)
    assert listed(county, places=[OTHER_COUNTY]) == []
    assert listed(county, places=[OTHER_COUNTY, SCHOOL]) == [CASE]


def test_whoever_may_be_involved_is_kept_out_by_name_and_as_told(county: OpenedViews) -> None:
    raise_and_tell(
        county,
        replace(CONCERN, involved_ids=(OFFICER,)),
        replace(
            CONCERN,
            case_id=case_number(2),
            child_id=OTHER_CHILD,
            involved=(Involved.SCHOOL_LEADER,),
        ),
    )
    county.know(ISSUED, replace(ISSUED, case_id=case_number(2), child_id=OTHER_CHILD))
    assert listed(county) == [case_number(2)]
    assert listed(county, LEADER) == [CASE]
    assert page(county).waiting == 1


def test_whoever_may_be_involved_in_one_case_of_a_child_is_shown_no_other_of_it(
    county: OpenedViews,
) -> None:
    county.know(CONCERN, ISSUED)
    raise_and_tell(county, replace(CONCERN, case_id=case_number(2), involved_ids=(OFFICER,)))
    assert (listed(county), page(county).waiting) == ([], 0)
    assert listed(county, LEADER) == [CASE]


def test_pages_go_on_where_the_last_one_ended_the_waiting_first(county: OpenedViews) -> None:
    for number in (1, 2, 3):
        county.know(*numbered(number, CONCERN, replace(TAKEN, taken_by=CRISIS_LEAD)))
    for number in (3, 1, 2):
        county.know(*numbered(number, ISSUED))
    county.know(*numbered(3, ACKNOWLEDGED))
    first = page(county, limit=2)
    assert [row.case_id for row in first.rows] == [case_number(1), case_number(2)]
    second = page(county, limit=2, cursor=first.next_cursor)
    assert [row.case_id for row in second.rows] == [case_number(3)]
    assert second.next_cursor is None
    with pytest.raises(Invalid):
        page(county, LEADER, cursor=first.next_cursor)
