"""Who publishes the roster of a place and sees it, and what the log has of it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from application.oncall.month_before import month_before
from application.oncall.publishing import exchange_shift, on_call_stream, publish_duty_roster
from application.oncall.rosters import places_on_call, roster_month
from application.ports import Context, History
from domain.errors import NotFound, NotPermitted, RuleBroken
from domain.oncall.facts import ShiftKind
from domain.oncall.state import AskedShift
from domain.shared import PersonId
from domain.staff.facts import DutyEnded, DutyEndReason, Role
from tests import examples as given
from tests.application.advising import may, put
from tests.crisis import ADVISER, CRISIS_LEAD, DUTY_OFFICER, HOSPITAL, LIAISON
from tests.office import AUDITOR, LEADER, OFFICER, Office, acting
from tests.on_call_examples import (
    AGAIN,
    EXCHANGED,
    PUBLISH,
    PUBLISHED,
    SATURDAY,
    TAKE_OVER,
    TONIGHT,
)


def test_the_heads_of_a_place_publish_and_exchange_what_all_on_call_see(
    at_work_on_each: Office,
) -> None:
    ledger, now = at_work_on_each.ledger, given.NOW
    # A school stands under a township here, and that under the county.
    heads = {LEADER, OFFICER, given.SUPERVISOR}
    assert may(lambda by: publish_duty_roster(ledger, acting(by), PUBLISH, now)) == heads
    assert may(lambda by: exchange_shift(ledger, acting(by), TAKE_OVER, now)) == heads
    assert not exchange_shift(ledger, acting(LEADER), TAKE_OVER, now).fresh

    def seen(by: PersonId) -> object:
        return roster_month(ledger, acting(by), given.SCHOOL, now)

    assert may(seen) == {*heads, AUDITOR, CRISIS_LEAD, ADVISER, DUTY_OFFICER}
    history = ledger.log.load([on_call_stream(given.SCHOOL)])
    assert isinstance(history, History)
    assert [each.fact for each in history.recorded] == [PUBLISHED, EXCHANGED]
    assert {each.context for each in history.recorded} == {
        Context(
            duty="township_supervisor",
            organisation=given.TOWNSHIP,
            device="test",
            rules=given.RULES.version,
        )
    }
    found = roster_month(ledger, acting(CRISIS_LEAD), given.SCHOOL, now)
    tonight, saturday = found.days[9], found.days[13]
    assert (tonight.on, tonight.empty, saturday.empty) == (TONIGHT, (ShiftKind.DAY,), ())
    assert [each.person_id for each in tonight.shifts] == [LEADER]
    assert found.able == {CRISIS_LEAD: (Role.CRISIS_LEAD,), LEADER: (Role.SCHOOL_LEADER,)}
    assert (found.is_published, found.may_publish, found.version) == (True, False, 2)
    stale = replace(PUBLISH, duty_roster_id=AGAIN, why="示例")
    with pytest.raises(RuleBroken, match="changed_meanwhile"):
        publish_duty_roster(ledger, acting(LEADER), stale, now, expected_version=1)
    # A repeat is answered as before, whatever was said since.
    again = publish_duty_roster(ledger, acting(LEADER), PUBLISH, now, expected_version=0)
    assert (again.fresh, again.version) == (False, 1)


def test_whose_duty_ended_is_on_call_no_more_and_no_place_beside_has_a_roster(
    at_work_on_each: Office,
) -> None:
    office, ledger, now = at_work_on_each, at_work_on_each.ledger, given.NOW
    (post,) = ledger.access.duties_of(CRISIS_LEAD)
    put(
        office,
        DutyEnded(
            person_id=CRISIS_LEAD,
            duty_id=post.duty_id,
            ended_on=given.TODAY - timedelta(days=1),
            reason=DutyEndReason.MOVED,
        ),
    )
    with pytest.raises(RuleBroken, match="not_in_post_on_that_day"):
        publish_duty_roster(ledger, acting(LEADER), PUBLISH, now)
    with pytest.raises(NotPermitted):
        publish_duty_roster(
            ledger, acting(LIAISON), replace(PUBLISH, organisation_id=given.SCHOOL), now
        )
    elsewhere = replace(PUBLISH, organisation_id=HOSPITAL)
    with pytest.raises(RuleBroken, match="not_in_post_on_that_day"):
        publish_duty_roster(ledger, acting(LIAISON), elsewhere, now)
    with pytest.raises(NotFound, match="place_without_roster"):
        roster_month(ledger, acting(OFFICER), given.VILLAGE, now)


def test_a_month_is_copied_by_the_days_of_the_week(at_work_on_each: Office) -> None:
    ledger, now = at_work_on_each.ledger, given.NOW
    last = AskedShift(
        on=SATURDAY + timedelta(days=14), kind=ShiftKind.WEEKEND, person_id=CRISIS_LEAD
    )
    month = replace(PUBLISH, last_on=last.on, shifts=(*PUBLISH.shifts, last))
    publish_duty_roster(ledger, acting(LEADER), month, now)
    april = roster_month(ledger, acting(LEADER), given.SCHOOL, now, TONIGHT + timedelta(days=30))
    copied = month_before(ledger, april)
    assert {on: shift.person_id for (on, _kind), shift in copied.items()} == {
        TONIGHT + timedelta(days=28): CRISIS_LEAD,
        SATURDAY + timedelta(days=28): LEADER,
        last.on + timedelta(days=28): CRISIS_LEAD,
    }
    own = places_on_call(ledger, acting(CRISIS_LEAD), now)
    assert [each.organisation_id for each in own.rows] == [given.SCHOOL]
    assert given.SCHOOL in {
        each.organisation_id for each in places_on_call(ledger, acting(OFFICER), now).rows
    }
