"""A duty that ends at once: for what was never meant or is misused, and by nobody beside it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from domain.errors import RuleBroken
from domain.shared import Known
from domain.staff.facts import DutyEnded, DutyEndReason, Role
from domain.staff.rules import HEADS, end_duty, holds_on
from domain.staff.state import EndDuty, fold
from tests.examples import DUTY, DUTY_ASSIGNED, TEACHER, TEACHER_REGISTERED, TODAY

LAST_ON = date(2026, 1, 20)
END_DUTY = EndDuty(person_id=TEACHER, duty_id=DUTY, ended_on=LAST_ON, reason=DutyEndReason.MOVED)
DUTY_ENDED = DutyEnded(
    person_id=TEACHER, duty_id=DUTY, ended_on=LAST_ON, reason=DutyEndReason.MOVED
)
HELD = fold([TEACHER_REGISTERED, DUTY_ASSIGNED])
YESTERDAY = TODAY - timedelta(days=1)


@pytest.mark.parametrize("reason", [DutyEndReason.ASSIGNED_IN_ERROR, DutyEndReason.MISUSED])
@pytest.mark.parametrize("named_on", [LAST_ON, DUTY_ASSIGNED.from_on])
def test_what_is_misused_or_was_never_meant_counts_no_longer_on_the_day_that_is_named(
    reason: DutyEndReason, named_on: date
) -> None:
    asked = replace(END_DUTY, ended_on=named_on, reason=reason)
    said = replace(DUTY_ENDED, ended_on=named_on - timedelta(days=1), reason=reason)
    assert end_duty(HELD, asked, by=Role.COUNTY_OFFICER, today=TODAY) == (said,)
    state = fold([TEACHER_REGISTERED, DUTY_ASSIGNED, said])
    assert end_duty(state, asked, by=Role.COUNTY_OFFICER, today=TODAY) == Known((said,))
    assert not holds_on(state, DUTY_ASSIGNED, named_on)


@pytest.mark.parametrize("head", sorted(HEADS))
@pytest.mark.parametrize(
    ("ended_on", "reason"),
    [(TODAY, DutyEndReason.MISUSED), (YESTERDAY, DutyEndReason.LEFT)],
)
def test_no_head_shuts_out_in_that_moment_who_may_have_named_them(
    head: Role, ended_on: date, reason: DutyEndReason
) -> None:
    asked = replace(END_DUTY, ended_on=ended_on, reason=reason)
    with pytest.raises(RuleBroken, match="duty_ends_at_once_from_above"):
        end_duty(HELD, asked, by=head, today=TODAY)
    tomorrow = replace(asked, ended_on=TODAY, reason=DutyEndReason.LEFT)
    assert end_duty(HELD, tomorrow, by=head, today=TODAY) == (
        replace(DUTY_ENDED, ended_on=TODAY, reason=DutyEndReason.LEFT),
    )


def test_a_head_takes_back_at_once_what_has_not_begun() -> None:
    begins_on = TODAY + timedelta(days=9)
    ahead = fold([TEACHER_REGISTERED, replace(DUTY_ASSIGNED, from_on=begins_on)])
    asked = replace(END_DUTY, ended_on=begins_on, reason=DutyEndReason.ASSIGNED_IN_ERROR)
    assert end_duty(ahead, asked, by=Role.SCHOOL_LEADER, today=TODAY) == (
        replace(
            DUTY_ENDED,
            ended_on=begins_on - timedelta(days=1),
            reason=DutyEndReason.ASSIGNED_IN_ERROR,
        ),
    )
