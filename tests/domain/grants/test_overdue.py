"""What nobody answered or reviewed in time is told once, and only while it waits."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from domain.calendar import WEEKENDS_ONLY, Calendar
from domain.days import end_of_day, local_day
from domain.grants.facts import (
    AccessAnswerOverdue,
    AccessDenied,
    DenialReason,
    GlassBreakReviewed,
    GlassReviewOverdue,
    GrantsEvent,
    Verdict,
)
from domain.grants.overdue import due_at, tell_overdue
from domain.grants.state import GrantsState
from domain.grants.telling import Told
from domain.shared import GrantId
from tests.domain.grants.examples import (
    APPROVED,
    BROKEN,
    GLASS,
    GRANT,
    GRANTS,
    HEAD,
    KEEPER,
    OFFICER,
    OTHER_GRANT,
    REQUESTED,
)
from tests.examples import CHILD, NOW, RULES
from tests.spec import Rule

DAY, THREE_DAYS = timedelta(hours=24), timedelta(hours=72)
TOLD = Told(supervisor_ids=(OFFICER,), privacy_officer_ids=(KEEPER,))
UNREVIEWED = GlassReviewOverdue(
    child_id=CHILD,
    grant_id=GLASS,
    due_at=NOW + DAY,
    supervisor_ids=(OFFICER,),
    privacy_officer_ids=(KEEPER,),
)
UNANSWERED = AccessAnswerOverdue(
    child_id=CHILD,
    grant_id=GRANT,
    due_at=NOW + THREE_DAYS,
    supervisor_ids=(OFFICER,),
    privacy_officer_ids=(KEEPER,),
)
DENIED = AccessDenied(
    child_id=CHILD, grant_id=GRANT, denied_by=HEAD, reason=DenialReason.NOT_NEEDED
)
REVIEWED = GlassBreakReviewed(
    child_id=CHILD, grant_id=GLASS, reviewed_by=HEAD, verdict=Verdict.COMPLIANT
)


def telling(grant_id: GrantId, at: datetime) -> Rule[GrantsState, GrantsEvent]:
    return lambda state: tell_overdue(state, grant_id, asked_at=NOW, at=at, told=TOLD, rules=RULES)


def test_broken_glass_is_overdue_after_a_day_and_a_request_after_three() -> None:
    GRANTS.given(BROKEN).when(telling(GLASS, NOW + DAY)).then(UNREVIEWED)
    GRANTS.given(REQUESTED).when(telling(GRANT, NOW + THREE_DAYS)).then(UNANSWERED)


def test_it_is_told_once_whoever_else_is_above_by_then() -> None:
    later = NOW + 2 * THREE_DAYS
    GRANTS.given(BROKEN, UNREVIEWED).when(telling(GLASS, later)).then_known(UNREVIEWED)
    GRANTS.given(REQUESTED, UNANSWERED, DENIED).when(telling(GRANT, later)).then_known(UNANSWERED)


@pytest.mark.parametrize(
    ("facts", "grant_id", "at"),
    [
        ((BROKEN,), GLASS, NOW + DAY - timedelta(microseconds=1)),
        ((REQUESTED,), GRANT, NOW + THREE_DAYS - timedelta(microseconds=1)),
        ((BROKEN, REVIEWED), GLASS, NOW + DAY),
        ((REQUESTED, APPROVED), GRANT, NOW + THREE_DAYS),
        ((REQUESTED, DENIED), GRANT, NOW + THREE_DAYS),
        ((REQUESTED,), GRANT, end_of_day(REQUESTED.until_on)),
    ],
)
def test_what_is_done_over_or_not_yet_due_is_told_to_nobody(
    facts: tuple[GrantsEvent, ...], grant_id: GrantId, at: datetime
) -> None:
    GRANTS.given(*facts).when(telling(grant_id, at)).then_refused("grant_already_over")


def test_of_what_is_not_there_nobody_is_told() -> None:
    GRANTS.given(REQUESTED).when(telling(OTHER_GRANT, NOW + DAY)).then_refused("grant_not_found")


def test_a_request_is_due_on_the_next_day_that_is_worked_and_broken_glass_on_any() -> None:
    today = local_day(NOW)
    free = Calendar(days_off=frozenset(today + DAY * number for number in (1, 2)))
    moved = replace(free, days_worked=frozenset({today + 2 * DAY}))
    found = [
        due_at(NOW, is_glass=is_glass, rules=RULES, calendar=calendar)
        for calendar in (WEEKENDS_ONLY, free, moved)
        for is_glass in (False, True)
    ]
    assert found == [NOW + DAY, NOW + DAY, NOW + 3 * DAY, NOW + DAY, NOW + 2 * DAY, NOW + DAY]
