"""Who is kept out of a worry in which they may be involved; the line goes on above them."""

from collections.abc import Set
from dataclasses import replace

import pytest

from domain.alerts.facts import Addressee, Gap, GapReason
from domain.alerts.rules import (
    Addressing,
    addressees_of,
    kept_out,
    roles_kept_out,
    with_repeats,
)
from domain.referrals.facts import ConcernRaised, Involved, Situation
from domain.shared import PersonId
from domain.staff.facts import Role
from tests.case_examples import (
    BUREAU_OFFICER,
    CONCERN,
    COUNTY_OFFICER,
    CRISIS_LEAD,
    DOCTOR,
    DUTY_OFFICER,
    SCHOOL_LEADER,
    InPost,
)
from tests.examples import BUREAU, COUNTY_OFFICE, SCHOOL, SCHOOL_CLASS, TEACHER, VOLUNTEER

LEAD = InPost(CRISIS_LEAD, Role.CRISIS_LEAD, SCHOOL)
HEAD = InPost(SCHOOL_LEADER, Role.SCHOOL_LEADER, SCHOOL)
ON_DUTY = InPost(DUTY_OFFICER, Role.COUNTY_DUTY_OFFICER, COUNTY_OFFICE)
ADVISER = InPost(DOCTOR, Role.HEALTH_VICE_PRINCIPAL, SCHOOL)
CLASS_TEACHER = InPost(TEACHER, Role.CLASS_TEACHER, SCHOOL_CLASS)
POSTS = (LEAD, HEAD, ON_DUTY, ADVISER, CLASS_TEACHER)


def told(concern: ConcernRaised, *more: InPost, mentors: Set[PersonId] = frozenset()) -> Addressing:
    posts = (*POSTS, *more)
    return addressees_of(
        concern,
        posts,
        has_school=True,
        mentor_ids=mentors,
        reachable={each.person_id for each in posts},
    )


def people(*posts: InPost) -> tuple[Addressee, ...]:
    return tuple(
        Addressee(person_id=each.person_id, role=each.role, organisation_id=each.organisation_id)
        for each in posts
    )


def kept(role: Role) -> Gap:
    return Gap(role=role, reason=GapReason.KEPT_OUT, organisation_id=SCHOOL)


def involving(*involved: Involved) -> ConcernRaised:
    return replace(CONCERN, involved=involved)


def test_whoever_is_named_is_not_told_and_the_next_in_line_is() -> None:
    named = replace(CONCERN, involved_ids=(CRISIS_LEAD,))
    assert told(named) == Addressing(
        addressees=people(ADVISER, HEAD),
        gaps=(kept(Role.CRISIS_LEAD),),
        kept_out_ids=(CRISIS_LEAD,),
    )


def test_when_a_head_of_school_may_be_involved_the_county_answers() -> None:
    assert told(involving(Involved.SCHOOL_LEADER)) == Addressing(
        addressees=people(ON_DUTY, ADVISER),
        gaps=(kept(Role.CRISIS_LEAD), kept(Role.SCHOOL_LEADER)),
        kept_out_ids=(CRISIS_LEAD, SCHOOL_LEADER),
    )


@pytest.mark.parametrize("involved", [Involved.CLASS_TEACHER, Involved.TEACHER])
def test_a_class_teacher_who_leads_in_crises_too_is_kept_out(involved: Involved) -> None:
    leads_too = InPost(CRISIS_LEAD, Role.CLASS_TEACHER, SCHOOL_CLASS)
    assert told(involving(involved), leads_too) == Addressing(
        addressees=people(ADVISER, HEAD),
        gaps=(kept(Role.CRISIS_LEAD),),
        kept_out_ids=(TEACHER, CRISIS_LEAD),
    )


def test_a_teacher_is_kept_out_by_post() -> None:
    teaches = InPost(SCHOOL_LEADER, Role.TEACHER, SCHOOL)
    assert told(involving(Involved.TEACHER), teaches).kept_out_ids == (TEACHER, SCHOOL_LEADER)
    assert told(involving(Involved.CLASS_TEACHER), teaches).kept_out_ids == (TEACHER,)


def test_a_mentor_is_kept_out_by_the_pairing() -> None:
    assert told(involving(Involved.MENTOR), mentors={CRISIS_LEAD, VOLUNTEER}) == Addressing(
        addressees=people(ADVISER, HEAD),
        gaps=(kept(Role.CRISIS_LEAD),),
        kept_out_ids=(VOLUNTEER, CRISIS_LEAD),
    )
    assert told(CONCERN, mentors={CRISIS_LEAD}) == Addressing(addressees=people(LEAD, ADVISER))


@pytest.mark.parametrize(
    "involved",
    [Involved.GUARDIAN, Involved.CARER, Involved.PUPIL, Involved.OTHER],
)
def test_others_hold_no_post_from_which_they_were_kept(involved: Involved) -> None:
    assert roles_kept_out([involved]) == frozenset()
    assert told(involving(involved)) == Addressing(addressees=people(LEAD, ADVISER))


def test_an_adviser_who_is_named_is_a_gap() -> None:
    named = replace(CONCERN, involved_ids=(DOCTOR,))
    assert told(named) == Addressing(
        addressees=people(LEAD),
        gaps=(kept(Role.HEALTH_VICE_PRINCIPAL),),
        kept_out_ids=(DOCTOR,),
    )


def test_a_post_with_one_kept_out_and_one_who_cannot_sign_in_is_unreachable() -> None:
    second = InPost(SCHOOL_LEADER, Role.CRISIS_LEAD, SCHOOL)
    addressing = addressees_of(
        replace(CONCERN, involved_ids=(CRISIS_LEAD,)),
        (LEAD, second, ON_DUTY, ADVISER),
        has_school=True,
        mentor_ids=frozenset(),
        reachable={CRISIS_LEAD, DUTY_OFFICER, DOCTOR},
    )
    assert addressing == Addressing(
        addressees=people(ON_DUTY, ADVISER),
        gaps=(
            replace(kept(Role.CRISIS_LEAD), reason=GapReason.UNREACHABLE),
            replace(kept(Role.SCHOOL_LEADER), reason=GapReason.VACANT),
        ),
        unreachable=people(second),
        kept_out_ids=(CRISIS_LEAD,),
    )


def test_in_danger_a_county_officer_who_is_named_is_kept_out_of_that_line_too() -> None:
    named = replace(
        CONCERN, situation=Situation.LIFE_IN_DANGER, involved_ids=(DUTY_OFFICER, CRISIS_LEAD)
    )
    addressing = told(named)
    assert {each.person_id for each in addressing.addressees} == {SCHOOL_LEADER, DOCTOR}
    assert [each.role for each in addressing.gaps] == [
        Role.CRISIS_LEAD,
        Role.COUNTY_DUTY_OFFICER,
        Role.COUNTY_OFFICER,
        Role.BUREAU_OFFICER,
    ]


def test_a_repeat_that_differs_keeps_out_whom_it_names_as_well() -> None:
    first = replace(CONCERN, involved=(Involved.MENTOR,), involved_ids=(TEACHER,))
    repeat = replace(
        CONCERN,
        situation=Situation.LIFE_IN_DANGER,
        involved=(Involved.SCHOOL_LEADER, Involved.MENTOR),
        involved_ids=(DOCTOR,),
    )
    both = with_repeats(first, [repeat])
    assert both == replace(
        first,
        involved=(Involved.MENTOR, Involved.SCHOOL_LEADER),
        involved_ids=(TEACHER, DOCTOR),
    )
    assert with_repeats(first, []) == first
    assert kept_out(both, POSTS, {VOLUNTEER}) == {
        TEACHER,
        DOCTOR,
        VOLUNTEER,
        CRISIS_LEAD,
        SCHOOL_LEADER,
    }


# ── nobody below them is left alone with it ──────────────────────────────────────────────────────

COUNTY = InPost(COUNTY_OFFICER, Role.COUNTY_OFFICER, COUNTY_OFFICE)
CITY = InPost(BUREAU_OFFICER, Role.BUREAU_OFFICER, BUREAU)


def naming(*people: PersonId) -> ConcernRaised:
    return replace(CONCERN, involved_ids=people)


def test_where_a_head_is_named_the_county_is_told_beside_whoever_works_under_them() -> None:
    assert told(naming(SCHOOL_LEADER), COUNTY, CITY) == Addressing(
        addressees=people(ON_DUTY, LEAD, ADVISER), kept_out_ids=(SCHOOL_LEADER,)
    )


@pytest.mark.parametrize(
    "role",
    [
        *(Role.COUNTY_DUTY_OFFICER, Role.COUNTY_OFFICER, Role.CIVIL_AFFAIRS_OFFICER),
        *(Role.EDUCATION_OFFICER, Role.HEALTH_OFFICER),
    ],
)
def test_where_somebody_of_the_county_is_named_the_bureau_above_them_is_told(role: Role) -> None:
    named = InPost(COUNTY_OFFICER, role, COUNTY_OFFICE)
    assert told(naming(COUNTY_OFFICER), named, CITY) == Addressing(
        addressees=people(CITY, LEAD, ADVISER), kept_out_ids=(COUNTY_OFFICER,)
    )


def test_over_a_township_stands_the_county_and_over_the_bureau_nobody_but_the_police() -> None:
    township = InPost(COUNTY_OFFICER, Role.TOWNSHIP_SUPERVISOR, COUNTY_OFFICE)
    assert told(naming(COUNTY_OFFICER), township, CITY).addressees == people(ON_DUTY, LEAD, ADVISER)
    assert told(naming(BUREAU_OFFICER), CITY).addressees == people(LEAD, ADVISER)


def test_a_bureau_that_stands_empty_above_whoever_is_named_is_told_as_a_gap() -> None:
    assert told(naming(DUTY_OFFICER)) == Addressing(
        addressees=people(LEAD, ADVISER),
        gaps=(Gap(role=Role.BUREAU_OFFICER, reason=GapReason.VACANT),),
        kept_out_ids=(DUTY_OFFICER,),
    )
