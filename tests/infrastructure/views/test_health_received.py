"""What a hospital received long ago is counted on the desks, and no longer listed."""

from dataclasses import replace
from datetime import timedelta

from tests.examples import NOW, TODAY
from tests.infrastructure.views.cases import PLACES, STAFF
from tests.infrastructure.views.opened import OpenedViews
from tests.infrastructure.views.worries import (
    ACKNOWLEDGED,
    CASE,
    CONCERN,
    CRISIS_LEAD,
    DUTY_OFFICER,
    ISSUED,
    LEADER,
    LIAISON,
    PASSED_ON,
    POSTS,
    TAKEN,
    cases,
)


def test_a_case_that_a_hospital_received_is_listed_until_nothing_changed_for_thirty_days(
    views: OpenedViews,
) -> None:
    views.know(*PLACES, *STAFF, *POSTS, CONCERN, TAKEN, ISSUED)
    last, later = (TODAY + timedelta(days=each) for each in (30, 31))
    assert cases(views, CRISIS_LEAD, later) == [CASE]
    views.know(ACKNOWLEDGED)
    for who in (CRISIS_LEAD, DUTY_OFFICER, LIAISON):
        page = views.health.page(who, last, limit=10)
        assert (len(page.rows), page.total, page.older_received) == (1, 1, 0)
        page = views.health.page(who, later, limit=10)
        assert (page.rows, page.total, page.older_received) == ((), 0, 1)
        assert views.health.counts(who, later) == {}
    assert views.health.page(LEADER, later, limit=10).older_received == 0
    views.record(replace(PASSED_ON, passed_to=DUTY_OFFICER), at=NOW + timedelta(days=1))
    assert views.projector.catch_up(wait_ms=10_000)
    assert cases(views, CRISIS_LEAD, later + timedelta(days=90)) == [CASE]
    assert views.health.page(LIAISON, later, limit=10).total == 1
    assert views.health.page(LIAISON, later + timedelta(days=1), limit=10).older_received == 1
