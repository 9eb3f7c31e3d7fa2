"""Who is told of a worry: the first in line who can be, and every post that nobody fills."""

from collections.abc import Sequence, Set
from dataclasses import replace

import pytest

from domain.alerts.facts import Addressee, Gap, GapReason
from domain.alerts.on_call import Post
from domain.alerts.rules import (
    Addressing,
    addressees_of,
    addressees_of_passing,
    addressees_of_referral,
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
    HOSPITAL,
    ISSUED_IN_DANGER,
    LIAISON,
    OTHER_HOSPITAL,
    OTHER_LIAISON,
    SCHOOL_LEADER,
    SECOND_LEAD,
    InPost,
)
from tests.examples import BUREAU, COUNTY_OFFICE, SCHOOL, SCHOOL_CLASS, TEACHER

LEAD = InPost(CRISIS_LEAD, Role.CRISIS_LEAD, SCHOOL)
OTHER_LEAD = InPost(SECOND_LEAD, Role.CRISIS_LEAD, SCHOOL)
HEAD = InPost(SCHOOL_LEADER, Role.SCHOOL_LEADER, SCHOOL)
ON_DUTY = InPost(DUTY_OFFICER, Role.COUNTY_DUTY_OFFICER, COUNTY_OFFICE)
COUNTY = InPost(COUNTY_OFFICER, Role.COUNTY_OFFICER, COUNTY_OFFICE)
CITY = InPost(BUREAU_OFFICER, Role.BUREAU_OFFICER, BUREAU)
ADVISER = InPost(DOCTOR, Role.HEALTH_VICE_PRINCIPAL, SCHOOL)
LINE = (LEAD, HEAD, ON_DUTY, COUNTY, CITY)
EVERYBODY = (*LINE, ADVISER, InPost(TEACHER, Role.CLASS_TEACHER, SCHOOL_CLASS))
IN_DANGER = replace(CONCERN, situation=Situation.LIFE_IN_DANGER)
WITHOUT_SCHOOL = replace(CONCERN, class_id=None, school_id=None)

NO_LEAD = Gap(role=Role.CRISIS_LEAD, reason=GapReason.VACANT, organisation_id=SCHOOL)
NO_HEAD = Gap(role=Role.SCHOOL_LEADER, reason=GapReason.VACANT, organisation_id=SCHOOL)
NOBODY_ON_DUTY = Gap(role=Role.COUNTY_DUTY_OFFICER, reason=GapReason.VACANT)
NO_COUNTY = Gap(role=Role.COUNTY_OFFICER, reason=GapReason.VACANT)
NO_CITY = Gap(role=Role.BUREAU_OFFICER, reason=GapReason.VACANT)
NO_ADVISER = Gap(role=Role.HEALTH_VICE_PRINCIPAL, reason=GapReason.VACANT, organisation_id=SCHOOL)
NO_SUPERVISOR = Gap(role=Role.TOWNSHIP_SUPERVISOR, reason=GapReason.VACANT)
GAPS_IN_LINE = (NO_LEAD, NO_HEAD, NOBODY_ON_DUTY, NO_COUNTY, NO_CITY)


def told(
    concern: ConcernRaised, posts: Sequence[Post], unreachable: Set[PersonId] = frozenset()
) -> Addressing:
    return addressees_of(
        concern,
        posts,
        has_school=concern.school_id is not None,
        mentor_ids=frozenset(),
        reachable={each.person_id for each in posts} - unreachable,
    )


def people(*posts: InPost) -> tuple[Addressee, ...]:
    return tuple(
        Addressee(person_id=each.person_id, role=each.role, organisation_id=each.organisation_id)
        for each in posts
    )


def test_the_crisis_lead_is_told_and_the_health_vice_principal_advises() -> None:
    assert told(CONCERN, EVERYBODY) == Addressing(addressees=people(LEAD, ADVISER))


def test_all_who_share_the_post_are_told() -> None:
    posts = (OTHER_LEAD, ADVISER, LEAD)
    assert told(CONCERN, posts) == Addressing(addressees=people(LEAD, OTHER_LEAD, ADVISER))


@pytest.mark.parametrize(
    "above", range(1, len(LINE)), ids=["head", "county duty", "county", "bureau"]
)
def test_where_posts_are_vacant_the_next_in_line_is_told(above: int) -> None:
    assert told(CONCERN, (*LINE[above:], ADVISER)) == Addressing(
        addressees=tuple(sorted(people(LINE[above], ADVISER), key=lambda each: each.role)),
        gaps=GAPS_IN_LINE[:above],
    )


def test_where_nobody_is_in_post_nobody_is_told_and_every_gap_is() -> None:
    assert told(CONCERN, ()) == Addressing(addressees=(), gaps=(*GAPS_IN_LINE, NO_ADVISER))


def test_a_missing_adviser_is_a_gap_and_holds_up_nobody() -> None:
    assert told(CONCERN, LINE) == Addressing(addressees=people(LEAD), gaps=(NO_ADVISER,))


def test_with_a_life_in_danger_the_county_is_told_at_once_too() -> None:
    assert told(IN_DANGER, EVERYBODY) == Addressing(addressees=people(ON_DUTY, LEAD, ADVISER))


def test_with_a_life_in_danger_an_empty_county_post_is_told_and_the_line_goes_on() -> None:
    assert told(IN_DANGER, (LEAD, ADVISER, COUNTY, CITY)) == Addressing(
        addressees=people(COUNTY, LEAD, ADVISER), gaps=(NOBODY_ON_DUTY,)
    )


def test_a_post_that_is_asked_twice_is_one_gap_and_one_addressee() -> None:
    assert told(IN_DANGER, (ON_DUTY, ADVISER)) == Addressing(
        addressees=people(ON_DUTY, ADVISER), gaps=(NO_LEAD, NO_HEAD)
    )
    assert told(IN_DANGER, ()) == Addressing(addressees=(), gaps=(*GAPS_IN_LINE, NO_ADVISER))


def test_when_an_official_may_be_involved_the_bureau_is_told_as_well() -> None:
    official = replace(CONCERN, involved=(Involved.OFFICIAL,))
    assert told(official, EVERYBODY) == Addressing(addressees=people(CITY, LEAD, ADVISER))
    assert told(official, (LEAD, ADVISER)) == Addressing(
        addressees=people(LEAD, ADVISER), gaps=(NO_CITY,)
    )


# ── people who cannot sign in ────────────────────────────────────────────────────────────────────


def test_whoever_cannot_sign_in_is_passed_over_and_that_is_told() -> None:
    assert told(CONCERN, EVERYBODY, {CRISIS_LEAD, DOCTOR}) == Addressing(
        addressees=people(HEAD),
        gaps=(
            replace(NO_LEAD, reason=GapReason.UNREACHABLE),
            replace(NO_ADVISER, reason=GapReason.UNREACHABLE),
        ),
        unreachable=people(LEAD, ADVISER),
    )


def test_one_of_two_in_post_who_cannot_sign_in_is_no_gap_but_is_told() -> None:
    assert told(CONCERN, (LEAD, OTHER_LEAD, ADVISER), {SECOND_LEAD}) == Addressing(
        addressees=people(LEAD, ADVISER), unreachable=people(OTHER_LEAD)
    )


def test_nobody_is_called_unreachable_whom_nobody_wanted_to_tell() -> None:
    assert told(CONCERN, EVERYBODY, {BUREAU_OFFICER, TEACHER}) == Addressing(
        addressees=people(LEAD, ADVISER)
    )


# ── one answer, whatever the order of rows ───────────────────────────────────────────────────────


def test_the_order_of_rows_makes_no_difference() -> None:
    assert told(IN_DANGER, EVERYBODY[::-1]) == told(IN_DANGER, EVERYBODY)


def test_whoever_holds_several_posts_is_told_once_in_the_one_found_first() -> None:
    leads_too = InPost(DOCTOR, Role.CRISIS_LEAD, SCHOOL)
    assert told(CONCERN, (ADVISER, leads_too)) == Addressing(addressees=people(leads_too))
    elsewhere = InPost(DUTY_OFFICER, Role.COUNTY_DUTY_OFFICER, BUREAU)
    for posts in ((ON_DUTY, elsewhere), (elsewhere, ON_DUTY)):
        assert told(WITHOUT_SCHOOL, posts) == Addressing(
            addressees=people(elsewhere), gaps=(NO_SUPERVISOR,)
        )


# ── passed on, and referred ──────────────────────────────────────────────────────────────────────


def test_whom_a_case_is_passed_on_to_is_told_in_the_post_they_hold() -> None:
    posts = (InPost(SCHOOL_LEADER, Role.TEACHER, SCHOOL), HEAD)
    assert passed_to(posts, {SCHOOL_LEADER}) == Addressing(addressees=people(HEAD))


def test_nobody_is_told_who_cannot_sign_in_or_may_answer_no_more() -> None:
    assert passed_to((HEAD,)) == Addressing(addressees=(), unreachable=people(HEAD))
    teaches = InPost(SCHOOL_LEADER, Role.TEACHER, SCHOOL)
    assert passed_to((teaches,), {SCHOOL_LEADER}) == Addressing(addressees=())


def passed_to(
    posts: Sequence[Post],
    reachable: Set[PersonId] = frozenset(),
    of: ConcernRaised | None = CONCERN,
) -> Addressing:
    return addressees_of_passing(posts, reachable, concern=of)


def test_the_liaisons_of_the_hospital_are_told_of_a_referral_to_it_and_no_others() -> None:
    here = InPost(LIAISON, Role.HOSPITAL_LIAISON, HOSPITAL)
    there = InPost(OTHER_LIAISON, Role.HOSPITAL_LIAISON, OTHER_HOSPITAL)
    assert referred([there, here]) == Addressing(addressees=people(here))
    vacant = Gap(role=Role.HOSPITAL_LIAISON, reason=GapReason.VACANT, organisation_id=HOSPITAL)
    assert referred([there]) == Addressing(addressees=(), gaps=(vacant,))
    assert referred([here], {LIAISON}) == Addressing(
        addressees=(),
        gaps=(replace(vacant, reason=GapReason.KEPT_OUT),),
        kept_out_ids=(LIAISON,),
    )


def referred(posts: Sequence[Post], kept_out_ids: Set[PersonId] = frozenset()) -> Addressing:
    return addressees_of_referral(
        ISSUED_IN_DANGER,
        posts,
        kept_out_ids=kept_out_ids,
        reachable={each.person_id for each in posts},
    )
