"""Gaps in a roster are found in advance, and each is told once until its day changes."""

from collections.abc import Set
from dataclasses import replace
from datetime import date, timedelta

import pytest

from domain.errors import RuleBroken
from domain.oncall.facts import (
    RosterGap,
    RosterGapReason,
    RosterGapsTold,
    ShiftKind,
)
from domain.oncall.gaps import find_gaps, tell_gaps, without_number
from domain.oncall.state import NOBODY_ON_CALL, OnCallState, fold
from domain.shared import PersonId
from domain.staff.facts import Role
from tests.crisis import CRISIS_LEAD
from tests.examples import SCHOOL
from tests.office import LEADER
from tests.on_call_examples import AGAIN, EXCHANGED, PUBLISHED, SATURDAY, TONIGHT

DAYS = {TONIGHT: (ShiftKind.DAY, ShiftKind.NIGHT), SATURDAY: (ShiftKind.WEEKEND,)}
NO_DAY = RosterGap(on=TONIGHT, kind=ShiftKind.DAY, reason=RosterGapReason.NOBODY)
TOLD = RosterGapsTold(organisation_id=SCHOOL, gaps=(NO_DAY,), told_ids=(LEADER,))


def found(
    state: OnCallState,
    *,
    leaves_after: date = date.max,
    unaddressed: Set[PersonId] = frozenset(),
) -> tuple[RosterGap, ...]:
    return find_gaps(
        state,
        DAYS,
        posts=lambda person_id, on: (
            {Role.CRISIS_LEAD} if person_id != CRISIS_LEAD or on <= leaves_after else {Role.TEACHER}
        ),
        has_address=lambda person_id: person_id not in unaddressed,
    )


def test_a_shift_that_nobody_holds_is_a_gap_where_a_roster_was_ever_published() -> None:
    assert found(fold((PUBLISHED,))) == (NO_DAY,)
    emptied = replace(PUBLISHED, duty_roster_id=AGAIN, first_on=SATURDAY, shifts=())
    no_weekend = RosterGap(on=SATURDAY, kind=ShiftKind.WEEKEND, reason=RosterGapReason.NOBODY)
    assert found(fold((PUBLISHED, emptied))) == (NO_DAY, no_weekend)


@pytest.mark.parametrize(("days", "is_gap"), [(0, True), (1, False)])
def test_who_leaves_before_the_morning_after_leaves_a_gap(days: int, *, is_gap: bool) -> None:
    gap = RosterGap(
        on=TONIGHT,
        kind=ShiftKind.NIGHT,
        reason=RosterGapReason.NOT_IN_POST,
        person_id=CRISIS_LEAD,
    )
    gaps = found(fold((PUBLISHED,)), leaves_after=TONIGHT + timedelta(days=days))
    assert gaps == (NO_DAY, *([gap] if is_gap else []))


def test_who_reads_no_mail_at_work_may_not_be_reached() -> None:
    gap = RosterGap(
        on=SATURDAY,
        kind=ShiftKind.WEEKEND,
        reason=RosterGapReason.NO_ADDRESS,
        person_id=LEADER,
    )
    assert found(fold((PUBLISHED,)), unaddressed={LEADER}) == (NO_DAY, gap)


def test_a_gap_is_told_once_and_anew_after_its_day_changed() -> None:
    state = fold((PUBLISHED,))
    assert tell_gaps(state, SCHOOL, [NO_DAY], told_ids=[LEADER, LEADER]) == (TOLD,)
    for after, told_ids in ((fold((PUBLISHED, TOLD)), [LEADER]), (state, [])):
        with pytest.raises(RuleBroken, match="gaps_told"):
            tell_gaps(after, SCHOOL, [NO_DAY], told_ids=told_ids)
    for change in (EXCHANGED, replace(PUBLISHED, duty_roster_id=AGAIN)):
        changed = fold((PUBLISHED, TOLD, change))
        assert tell_gaps(changed, SCHOOL, [NO_DAY], told_ids=[LEADER]) == (TOLD,)
    elsewhere = replace(PUBLISHED, duty_roster_id=AGAIN, first_on=SATURDAY)
    assert fold((PUBLISHED, TOLD, elsewhere)).told == {NO_DAY}


def test_a_place_without_any_roster_is_a_gap_of_each_week_to_come() -> None:
    monday = TONIGHT + timedelta(days=7 - TONIGHT.weekday())
    no_roster = RosterGap(on=monday, kind=ShiftKind.NIGHT, reason=RosterGapReason.NO_ROSTER)

    def seen_on(first_on: date) -> tuple[RosterGap, ...]:
        days = {first_on + timedelta(days=day): (ShiftKind.NIGHT,) for day in range(8)}
        return find_gaps(NOBODY_ON_CALL, days, posts=lambda *_: set(), has_address=lambda _: True)

    # On each day of a week it is the same one, so that it is told once.
    assert {seen_on(monday - timedelta(days=day)) for day in range(1, 8)} == {(no_roster,)}
    assert seen_on(monday) == (replace(no_roster, on=monday + timedelta(days=7)),)


def test_a_place_without_a_number_is_a_gap_of_each_semester() -> None:
    kinds = (ShiftKind.DAY, ShiftKind.NIGHT)
    no_number = RosterGap(on=TONIGHT, kind=ShiftKind.DAY, reason=RosterGapReason.NO_NUMBER)
    assert without_number(None, TONIGHT, kinds) == (no_number,)
    assert without_number("07770000001", TONIGHT, kinds) == ()
