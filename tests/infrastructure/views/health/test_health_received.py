"""What a hospital received long ago is counted on the desks, and no longer listed."""

from dataclasses import replace
from datetime import timedelta

from domain.referrals.family.guardian_facts import GuardianInformed, TellingMeans
from domain.referrals.levels.level_facts import CrisisLevel
from domain.shared import TellingId
from tests.domain.clocks.examples import after, found
from tests.domain.clocks.test_follow_up_clocks import looked_after
from tests.examples import CHILD, NOW, TODAY, example_id
from tests.feedback_examples import NO_STATEMENT
from tests.hospital_examples import ATTENDED
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
from tests.leave_examples import ON_LEAVE
from tests.return_examples import ASKED

INFORMED = GuardianInformed(
    case_id=CASE,
    child_id=CHILD,
    telling_id=TellingId(example_id(1_302)),
    informed_by=CRISIS_LEAD,
    relation_code="52",
    is_guardian=True,
    means=TellingMeans.PHONE,
    informed_at=NOW,
    not_suspected=False,
)
CALM = (
    *(CONCERN, TAKEN, replace(found(CrisisLevel.YELLOW, NOW), case_id=CASE), INFORMED),
    *(ISSUED, ACKNOWLEDGED),
)


def seen_and_done(views: OpenedViews) -> None:
    """Let the hospital do all that it has to, and the school look after the child to the end."""
    came = replace(ATTENDED, case_id=CASE, attended_at=NOW)
    views.record(came, replace(NO_STATEMENT, case_id=CASE))
    for at, done in map(looked_after, (28, 56, 84)):
        views.record(replace(done, case_id=CASE), at=at)
    assert views.projector.catch_up(wait_ms=10_000)


def test_a_case_that_a_hospital_received_is_listed_until_nothing_changed_for_thirty_days(
    views: OpenedViews,
) -> None:
    views.know(*PLACES, *STAFF, *POSTS, *CALM)
    seen_and_done(views)
    last, later = (TODAY + timedelta(days=84 + each) for each in (30, 31))
    for who in (CRISIS_LEAD, DUTY_OFFICER, LIAISON):
        page = views.health.page(who, last, limit=10)
        assert (len(page.rows), page.total, page.older_received) == (1, 1, 0)
    page = views.health.page(LIAISON, later, limit=10)
    assert (page.rows, page.total, page.older_received) == ((), 0, 1)
    assert views.health.counts(LIAISON, later) == {}
    # Whoever of the school has it has still to end it.
    for who in (CRISIS_LEAD, DUTY_OFFICER):
        page = views.health.page(who, later, limit=10)
        assert (len(page.rows), page.total, page.older_received) == (1, 1, 0)
    assert views.health.page(LEADER, later, limit=10).older_received == 0
    passed = replace(PASSED_ON, passed_to=DUTY_OFFICER)
    views.record(passed, at=after(days=85))
    assert views.projector.catch_up(wait_ms=10_000)
    assert cases(views, CRISIS_LEAD, later + timedelta(days=90)) == [CASE]
    assert views.health.page(LIAISON, later, limit=10).total == 1
    assert views.health.page(LIAISON, later + timedelta(days=1), limit=10).older_received == 1


def test_a_case_of_which_something_is_waited_for_is_never_old_to_whoever_does_it(
    views: OpenedViews,
) -> None:
    views.know(*PLACES, *STAFF, *POSTS, *CALM)
    later = TODAY + timedelta(days=200)
    assert [cases(views, who, later) for who in (CRISIS_LEAD, LIAISON)] == [[CASE], [CASE]]
    seen_and_done(views)
    # What is left is to end it, which is the school's.
    assert [cases(views, who, later) for who in (CRISIS_LEAD, LIAISON)] == [[CASE], []]
    until = TODAY + timedelta(days=180)
    views.know(replace(ON_LEAVE, case_id=CASE, until_on=until))
    # Of what the school waits for alone no hospital has to hear.
    assert [cases(views, who, later) for who in (CRISIS_LEAD, LIAISON)] == [[CASE], []]


def test_a_return_that_is_asked_for_lets_screens_look_again(views: OpenedViews) -> None:
    views.know(*PLACES, *STAFF, *POSTS, *CALM, replace(ON_LEAVE, case_id=CASE))
    before = views.watch.now()
    views.know(replace(ASKED, case_id=CASE))
    assert CRISIS_LEAD in views.watch.changed_since(before).person_ids
