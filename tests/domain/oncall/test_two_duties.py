"""Where few hold all duties, one person is on call for the county or for an office, as asked."""

from collections.abc import Set
from dataclasses import replace
from datetime import date, timedelta

import pytest

from domain.oncall.facts import (
    DutyRosterPublished,
    OnCallEvent,
    RosterGap,
    RosterGapReason,
    Shift,
    ShiftExchanged,
    ShiftKind,
)
from domain.oncall.gaps import find_gaps
from domain.oncall.rules import exchange_shift, fitting, publish_duty_roster
from domain.oncall.state import (
    NOBODY_ON_CALL,
    AskedShift,
    ExchangeShift,
    OnCallState,
    PublishDutyRoster,
    evolve,
    fold,
)
from domain.shared import PersonId
from domain.staff.facts import Role
from tests.examples import COUNTY_OFFICE, RULES, TODAY, example_id
from tests.on_call_examples import EXCHANGE, PUBLISHED, ROSTER, TONIGHT
from tests.spec import Rule, Spec

ON_CALL: Spec[OnCallState, OnCallEvent] = Spec(evolve, NOBODY_ON_CALL)
CIVIL, HEALTH, COUNTY = (
    Role.CIVIL_AFFAIRS_OFFICER,
    Role.HEALTH_OFFICER,
    Role.COUNTY_DUTY_OFFICER,
)
BOTH, OTHER, CLERK, NURSE = (PersonId(example_id(number)) for number in (984, 985, 986, 987))
HELD = {BOTH: {COUNTY, CIVIL}, OTHER: {COUNTY}, CLERK: {CIVIL}, NURSE: {CIVIL, HEALTH}}
TOMORROW = TONIGHT + timedelta(days=1)
OF_BOTH = Shift(on=TONIGHT, kind=ShiftKind.HOLIDAY, person_id=BOTH, role=COUNTY)
OF_OTHER, OF_CLERK = (
    replace(OF_BOTH, person_id=OTHER),
    replace(OF_BOTH, person_id=CLERK, role=CIVIL),
)


def in_post(person_id: PersonId, _on: date) -> Set[Role]:
    return HELD[person_id]


def publishing(
    person_id: PersonId, office: Role | None, asked: PublishDutyRoster | None = None
) -> Rule[OnCallState, OnCallEvent]:
    request = asked or PublishDutyRoster(
        organisation_id=COUNTY_OFFICE,
        duty_roster_id=ROSTER,
        first_on=TONIGHT,
        last_on=TONIGHT,
        shifts=(
            AskedShift(on=TONIGHT, kind=ShiftKind.HOLIDAY, person_id=person_id, office=office),
        ),
    )
    return lambda state: publish_duty_roster(
        state, request, posts=in_post, today=TODAY, rules=RULES
    )


def roster(*shifts: Shift) -> DutyRosterPublished:
    last_on = max(each.on for each in shifts)
    return replace(PUBLISHED, organisation_id=COUNTY_OFFICE, last_on=last_on, shifts=shifts)


def gaps(*shifts: Shift, days: int = 1) -> tuple[RosterGap, ...]:
    return find_gaps(
        fold((roster(*shifts),)),
        {TONIGHT + timedelta(days=day): (ShiftKind.HOLIDAY,) for day in range(days)},
        posts=in_post,
        has_address=lambda _person: True,
        offices={CIVIL, COUNTY},
    )


@pytest.mark.parametrize(
    ("office", "role"), [(None, COUNTY), (CIVIL, CIVIL), (HEALTH, None), (COUNTY, COUNTY)]
)
def test_who_holds_both_is_on_call_in_that_which_is_asked(
    office: Role | None, role: Role | None
) -> None:
    assert fitting(HELD[BOTH], office) is role


def test_who_has_a_post_of_the_county_too_is_published_for_the_office_that_asks() -> None:
    of_civil = roster(replace(OF_BOTH, role=CIVIL))
    ON_CALL.given().when(publishing(BOTH, None)).then(roster(OF_BOTH))
    ON_CALL.given().when(publishing(BOTH, CIVIL)).then(of_civil)
    # Sent again it is the same; for another office it is another roster.
    ON_CALL.given(of_civil).when(publishing(BOTH, CIVIL)).then_known(of_civil)
    ON_CALL.given(of_civil).when(publishing(BOTH, None)).then_known(of_civil)
    ON_CALL.given(roster(OF_BOTH)).when(publishing(BOTH, CIVIL)).then_refused(
        "duty_roster_already_published"
    )


def test_nobody_is_on_call_for_an_office_of_which_they_hold_no_duty() -> None:
    ON_CALL.given().when(publishing(OTHER, CIVIL)).then_refused("not_in_post_on_that_day")
    ON_CALL.given().when(publishing(OTHER, COUNTY)).then_refused("unknown_code", field="office")


@pytest.mark.parametrize(
    ("given", "taken_by", "role"),
    [(OF_CLERK, BOTH, CIVIL), (OF_OTHER, BOTH, COUNTY), (OF_CLERK, OTHER, COUNTY)],
)
def test_a_shift_of_an_office_that_is_exchanged_stays_one_where_it_can(
    given: Shift, taken_by: PersonId, role: Role
) -> None:
    asked = ExchangeShift(
        organisation_id=COUNTY_OFFICE,
        exchange_id=EXCHANGE,
        on=TONIGHT,
        kind=ShiftKind.HOLIDAY,
        given_by=given.person_id,
        taken_by=taken_by,
    )
    ON_CALL.given(roster(given)).when(
        lambda state: exchange_shift(state, asked, posts=in_post, today=TODAY, rules=RULES)
    ).then(
        ShiftExchanged(
            organisation_id=COUNTY_OFFICE,
            exchange_id=EXCHANGE,
            on=TONIGHT,
            kind=ShiftKind.HOLIDAY,
            given_by=given.person_id,
            taken_by=taken_by,
            role=role,
        )
    )


def test_who_is_on_call_for_the_county_and_holds_the_office_too_leaves_no_gap_of_it() -> None:
    tomorrow = replace(OF_CLERK, on=TOMORROW)
    lacks = RosterGap(
        on=TONIGHT, kind=ShiftKind.HOLIDAY, reason=RosterGapReason.NOBODY_OF_CIVIL_AFFAIRS
    )
    assert gaps(OF_BOTH, tomorrow) == ()
    assert gaps(OF_OTHER, tomorrow) == (lacks,)


def test_who_is_on_call_for_an_office_leaves_the_county_to_somebody_else() -> None:
    lacks = RosterGap(on=TONIGHT, kind=ShiftKind.HOLIDAY, reason=RosterGapReason.NOBODY)
    assert gaps(replace(OF_BOTH, role=CIVIL)) == (lacks,)


def test_an_office_never_named_lacks_weekly_unless_one_who_holds_it_is_on_call_each_day() -> None:
    every = [replace(OF_BOTH, on=TONIGHT + timedelta(days=day)) for day in range(8)]
    monday = TONIGHT + timedelta(days=7 - TONIGHT.weekday())
    lacks = RosterGap(
        on=monday, kind=ShiftKind.HOLIDAY, reason=RosterGapReason.NOBODY_OF_CIVIL_AFFAIRS
    )
    assert gaps(*every, days=8) == ()
    assert gaps(*every[1:], replace(every[0], person_id=OTHER), days=8) == (lacks,)


def test_who_left_the_office_and_not_the_county_leaves_the_shift_of_the_office_unfilled() -> None:
    held = replace(OF_OTHER, role=CIVIL)
    lacks = RosterGap(
        on=TONIGHT, kind=ShiftKind.HOLIDAY, reason=RosterGapReason.NOT_IN_POST, person_id=OTHER
    )
    assert gaps(OF_BOTH, held) == (lacks,)
