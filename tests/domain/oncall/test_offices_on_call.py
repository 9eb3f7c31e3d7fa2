"""Civil affairs and health have a person of their own on call at a county, and own gaps."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date, timedelta

import pytest

from domain.alerts.on_call import Calls, OnCall
from domain.alerts.rules import addressees_of
from domain.oncall.facts import DutyRosterPublished, RosterGap, RosterGapReason, Shift, ShiftKind
from domain.oncall.gaps import find_gaps
from domain.oncall.rules import fitting
from domain.oncall.state import fold
from domain.referrals.facts import ConcernRaised
from domain.shared import PersonId
from domain.staff.facts import Role
from tests.case_examples import CONCERN, InPost
from tests.domain.alerts.test_alerts import ON_DUTY as COUNTY_POST
from tests.domain.alerts.test_alerts import WITHOUT_SCHOOL, people
from tests.domain.alerts.test_offices_told import CIVIL as CIVIL_POST
from tests.examples import COUNTY_OFFICE, example_id
from tests.on_call_examples import PUBLISHED, TONIGHT

CIVIL, HEALTH = Role.CIVIL_AFFAIRS_OFFICER, Role.HEALTH_OFFICER
ON_DUTY = Shift(
    on=TONIGHT,
    kind=ShiftKind.HOLIDAY,
    person_id=PersonId(example_id(981)),
    role=Role.COUNTY_DUTY_OFFICER,
)
OF_CIVIL = replace(ON_DUTY, person_id=PersonId(example_id(982)), role=CIVIL)
OF_HEALTH = replace(ON_DUTY, person_id=PersonId(example_id(983)), role=HEALTH)
BOTH = frozenset({CIVIL, HEALTH, Role.COUNTY_OFFICER})


def gap(reason: RosterGapReason, on: date = TONIGHT) -> RosterGap:
    return RosterGap(on=on, kind=ShiftKind.HOLIDAY, reason=reason)


def published(*shifts: Shift) -> DutyRosterPublished:
    return replace(PUBLISHED, organisation_id=COUNTY_OFFICE, shifts=shifts)


def found(*shifts: Shift, offices: Collection[Role] = BOTH, days: int = 1) -> tuple[RosterGap, ...]:
    of = {each.person_id: each.role for each in shifts}
    return find_gaps(
        fold((published(*shifts),)),
        {TONIGHT + timedelta(days=day): (ShiftKind.HOLIDAY,) for day in range(days)},
        posts=lambda person_id, _on: {of[person_id]},
        has_address=lambda _person: True,
        offices=offices,
    )


def test_each_office_needs_somebody_whoever_else_of_the_county_is_on_call() -> None:
    assert found(ON_DUTY, OF_CIVIL, OF_HEALTH) == ()
    tomorrow = replace(OF_HEALTH, on=TONIGHT + timedelta(days=1))
    assert found(ON_DUTY, OF_CIVIL, tomorrow) == (gap(RosterGapReason.NOBODY_OF_HEALTH),)
    next_civil = replace(OF_CIVIL, on=TONIGHT + timedelta(days=1))
    assert found(ON_DUTY, next_civil, OF_HEALTH) == (gap(RosterGapReason.NOBODY_OF_CIVIL_AFFAIRS),)


def test_nobody_of_an_office_is_on_call_for_the_county() -> None:
    assert found(OF_CIVIL, OF_HEALTH) == (gap(RosterGapReason.NOBODY),)


def test_an_office_without_anybody_in_post_lacks_nothing_and_one_never_named_lacks_weekly() -> None:
    assert found(ON_DUTY, OF_CIVIL, offices={CIVIL}) == ()
    monday = TONIGHT + timedelta(days=7 - TONIGHT.weekday())
    every = [
        replace(each, on=TONIGHT + timedelta(days=day))
        for day in range(8)
        for each in (ON_DUTY, OF_CIVIL)
    ]
    assert found(*every, days=8) == (gap(RosterGapReason.NOBODY_OF_HEALTH, monday),)


def test_who_has_a_post_of_the_county_too_is_on_call_in_that() -> None:
    assert fitting({CIVIL}) is CIVIL
    assert fitting({CIVIL, HEALTH}) is CIVIL
    assert fitting({HEALTH, Role.COUNTY_DUTY_OFFICER}) is Role.COUNTY_DUTY_OFFICER


@pytest.mark.parametrize(("concern", "called"), [(WITHOUT_SCHOOL, (CIVIL_POST,)), (CONCERN, ())])
def test_at_night_they_are_told_of_a_child_of_no_school_with_the_county_and_of_no_pupil(
    concern: ConcernRaised, called: tuple[InPost, ...]
) -> None:
    posts = (COUNTY_POST, CIVIL_POST)
    told = addressees_of(
        concern,
        posts,
        has_school=concern.school_id is not None,
        mentor_ids=frozenset(),
        reachable={each.person_id for each in posts},
        calls=Calls(
            on_call=[OnCall(organisation_id=COUNTY_OFFICE, person_id=CIVIL_POST.person_id)]
        ),
    )
    assert set(told.addressees) == set(people(COUNTY_POST, *called))
