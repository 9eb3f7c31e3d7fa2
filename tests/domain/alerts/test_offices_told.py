"""Who is told of a worry about a child of no school: offices that hear of no pupil."""

from collections.abc import Sequence, Set
from dataclasses import replace

import pytest

from domain.alerts.escalating import ToldBefore, addressees_of_step
from domain.alerts.facts import Gap, GapReason
from domain.alerts.on_call import Calls, OnCall
from domain.alerts.rising import Rise, addressees_of_rise
from domain.alerts.rules import AT_SCHOOL, Addressing, addressees_of, line_of
from domain.referrals.facts import ConcernRaised, Involved, Situation
from domain.shared import PersonId
from domain.staff.facts import Role
from tests.case_examples import CONCERN, InPost
from tests.domain.alerts.test_alerts import (
    CITY,
    COUNTY,
    EVERYBODY,
    LEAD,
    NO_CITY,
    NOBODY_ON_DUTY,
    ON_DUTY,
    WITHOUT_SCHOOL,
    passed_to,
    people,
    told,
)
from tests.examples import COUNTY_OFFICE, SCHOOL, TOWNSHIP, example_id

SUPERVISOR, CIVIL_AFFAIRS, HEALTH_OFFICE = (
    PersonId(example_id(number)) for number in (191, 192, 193)
)
TOWNSHIP_POST = InPost(SUPERVISOR, Role.TOWNSHIP_SUPERVISOR, TOWNSHIP)
CIVIL = InPost(CIVIL_AFFAIRS, Role.CIVIL_AFFAIRS_OFFICER, COUNTY_OFFICE)
HEALTH = InPost(HEALTH_OFFICE, Role.HEALTH_OFFICER, COUNTY_OFFICE)
OFFICES = (TOWNSHIP_POST, CIVIL, HEALTH)
OUT_OF_SCHOOL = (TOWNSHIP_POST, ON_DUTY, CIVIL, HEALTH, COUNTY, CITY)
OF_A_CLASS = replace(CONCERN, school_id=None)
OF_NO_PLACE = replace(WITHOUT_SCHOOL, village_id=None)
OFFICE_GAPS = tuple(Gap(role=each.role, reason=GapReason.VACANT) for each in OUT_OF_SCHOOL)


def test_for_a_child_of_no_school_the_township_supervisor_answers() -> None:
    assert told(WITHOUT_SCHOOL, OUT_OF_SCHOOL) == Addressing(addressees=people(TOWNSHIP_POST))


@pytest.mark.parametrize("above", range(1, 6))
def test_where_offices_are_vacant_the_next_of_them_is_told(above: int) -> None:
    assert told(WITHOUT_SCHOOL, OUT_OF_SCHOOL[above:]) == Addressing(
        addressees=people(OUT_OF_SCHOOL[above]), gaps=OFFICE_GAPS[:above]
    )


def test_an_office_that_is_kept_out_or_cannot_sign_in_is_passed_over_at_once() -> None:
    named = replace(WITHOUT_SCHOOL, involved_ids=(CIVIL_AFFAIRS,))
    posts = (TOWNSHIP_POST, CIVIL, HEALTH)
    assert told(named, posts, {SUPERVISOR}) == Addressing(
        addressees=people(HEALTH),
        gaps=(
            replace(OFFICE_GAPS[0], reason=GapReason.UNREACHABLE),
            NOBODY_ON_DUTY,
            replace(OFFICE_GAPS[2], reason=GapReason.KEPT_OUT),
            # Over an officer of the county it is the bureau that is told besides.
            NO_CITY,
        ),
        unreachable=people(TOWNSHIP_POST),
        kept_out_ids=(CIVIL_AFFAIRS,),
    )


def test_with_the_life_of_a_child_of_no_school_in_danger_the_county_is_told_at_once_too() -> None:
    in_danger = replace(WITHOUT_SCHOOL, situation=Situation.LIFE_IN_DANGER)
    assert told(in_danger, OUT_OF_SCHOOL) == Addressing(addressees=people(ON_DUTY, TOWNSHIP_POST))


@pytest.mark.parametrize("situation", Situation)
def test_no_office_is_told_of_a_child_at_a_school(situation: Situation) -> None:
    concern = replace(CONCERN, situation=situation)
    assert told(concern, OFFICES).addressees == ()


@pytest.mark.parametrize("of", [OF_A_CLASS, OF_NO_PLACE], ids=["of a class", "of no place"])
def test_who_may_be_a_pupil_of_an_unknown_school_is_the_countys(of: ConcernRaised) -> None:
    assert told(of, OUT_OF_SCHOOL) == Addressing(addressees=people(ON_DUTY))
    assert passed_to(OFFICES, {SUPERVISOR}, of=of) == Addressing(addressees=())


def test_where_an_official_may_be_involved_no_office_is_told_but_the_county_and_the_bureau() -> (
    None
):
    by_one = replace(WITHOUT_SCHOOL, involved=(Involved.OFFICIAL,))
    assert told(by_one, OUT_OF_SCHOOL) == Addressing(addressees=people(CITY, ON_DUTY))


def test_of_a_school_that_nobody_knows_the_county_answers() -> None:
    concern = replace(WITHOUT_SCHOOL, school_id=SCHOOL)
    found = addressees_of(
        concern,
        OUT_OF_SCHOOL,
        has_school=False,
        mentor_ids=frozenset(),
        reachable={each.person_id for each in OUT_OF_SCHOOL},
    )
    assert found == Addressing(addressees=people(ON_DUTY))


def test_a_case_of_a_child_at_a_school_is_passed_on_to_no_office() -> None:
    free = {SUPERVISOR, CIVIL_AFFAIRS, HEALTH_OFFICE}
    assert passed_to(OFFICES, free, of=WITHOUT_SCHOOL) == Addressing(
        addressees=people(CIVIL, HEALTH, TOWNSHIP_POST)
    )
    for of in (CONCERN, replace(CONCERN, class_id=None), None):
        assert passed_to(OFFICES, free, of=of) == Addressing(addressees=())


# ── what is overdue, and what is graver than was known ───────────────────────────────────────────


def overdue(
    before: Sequence[InPost],
    of: ConcernRaised | None = WITHOUT_SCHOOL,
    *,
    posts: Sequence[InPost] = (*EVERYBODY, *OFFICES),
    out: Set[PersonId] = frozenset(),
) -> Addressing:
    return addressees_of_step(
        posts,
        told=ToldBefore(
            {each.role for each in before}, {each.person_id for each in before}, line_of(of)
        ),
        owner_id=None,
        kept_out_ids=out,
        reachable={each.person_id for each in posts},
        calls=Calls(school_id=of.school_id if of else None),
    )


@pytest.mark.parametrize("tier", range(6))
def test_each_tier_tells_the_next_office(tier: int) -> None:
    assert overdue(OUT_OF_SCHOOL[:tier]) == Addressing(addressees=people(OUT_OF_SCHOOL[tier]))


def test_at_its_end_the_line_of_the_offices_is_told_again_from_above() -> None:
    assert overdue(OUT_OF_SCHOOL).addressees == people(CITY)


def test_an_office_that_is_kept_out_is_passed_over_when_a_step_is_overdue() -> None:
    assert overdue((TOWNSHIP_POST, ON_DUTY), out={CIVIL_AFFAIRS}) == Addressing(
        addressees=people(HEALTH),
        gaps=(replace(OFFICE_GAPS[2], reason=GapReason.KEPT_OUT),),
        kept_out_ids=(CIVIL_AFFAIRS,),
    )


@pytest.mark.parametrize(
    "of",
    [CONCERN, OF_A_CLASS, OF_NO_PLACE, None],
    ids=["pupil", "of a class", "of no place", "unreadable"],
)
def test_no_tier_of_a_pupil_or_of_what_cannot_be_read_tells_an_office(
    of: ConcernRaised | None,
) -> None:
    before: list[InPost] = []
    for _tier in range(7):
        found = overdue(before, of).addressees
        assert {each.role for each in found} <= {*AT_SCHOOL}
        before += [e for e in EVERYBODY if e.person_id in {each.person_id for each in found}]
    assert CITY in before


def test_a_graver_level_that_nobody_has_is_told_to_the_first_office() -> None:
    rise = Rise(by=COUNTY.person_id, owner_id=None, asked=frozenset(), in_danger=False)
    posts = (*EVERYBODY, *OFFICES)

    def graver(of: ConcernRaised | None) -> tuple[object, ...]:
        found = addressees_of_rise(
            posts,
            rise,
            kept_out_ids=frozenset(),
            reachable={each.person_id for each in posts},
            calls=Calls(school_id=of.school_id if of else None),
            line=line_of(of),
        )
        assert found is not None
        return found.addressees

    assert graver(WITHOUT_SCHOOL) == people(TOWNSHIP_POST)
    assert graver(CONCERN) == people(LEAD)
    assert graver(None) == people(ON_DUTY)


def test_whoever_is_on_call_but_holds_an_office_alone_hears_of_no_pupil() -> None:
    called = OnCall(organisation_id=COUNTY_OFFICE, person_id=CIVIL_AFFAIRS)
    posts = (ON_DUTY, CIVIL)

    def with_call(concern: ConcernRaised) -> tuple[object, ...]:
        return addressees_of(
            concern,
            posts,
            has_school=concern.school_id is not None,
            mentor_ids=frozenset(),
            reachable={each.person_id for each in posts},
            calls=Calls(on_call=[called]),
        ).addressees

    assert with_call(CONCERN) == people(ON_DUTY)
    assert with_call(WITHOUT_SCHOOL) == people(CIVIL, ON_DUTY)
