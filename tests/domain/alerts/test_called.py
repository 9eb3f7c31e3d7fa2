"""Whoever is on call is told beside the post; recusal and ended duties beat a roster."""

from collections.abc import Sequence, Set
from dataclasses import replace

import pytest

from domain.alerts.escalating import ToldBefore, addressees_in_holidays, addressees_of_step
from domain.alerts.on_call import Calls, OnCall, Post
from domain.alerts.rules import AT_SCHOOL, Addressing, addressees_of, addressees_of_referral
from domain.referrals.facts import ConcernRaised, Involved, Situation
from domain.referrals.hospital.hospital_facts import Basis
from domain.shared import OrganisationId, PersonId
from domain.staff.facts import Role
from tests.case_examples import (
    CONCERN,
    COUNTY_OFFICER,
    CRISIS_LEAD,
    DUTY_OFFICER,
    HOSPITAL,
    ISSUED_IN_DANGER,
    LIAISON,
    OTHER_LIAISON,
    SCHOOL_LEADER,
    SECOND_LEAD,
    InPost,
)
from tests.domain.alerts.test_alerts import ADVISER, COUNTY, HEAD, LEAD, ON_DUTY, OTHER_LEAD, people
from tests.examples import COUNTY_OFFICE, SCHOOL, example_id

PSYCHOLOGIST = PersonId(example_id(971))
PSYCHOLOGY = InPost(PSYCHOLOGIST, Role.PSYCHOLOGY_TEACHER, SCHOOL)
OTHER_PSYCHOLOGY = InPost(PersonId(example_id(972)), Role.PSYCHOLOGY_TEACHER, SCHOOL)
EVERYBODY = (LEAD, OTHER_LEAD, HEAD, ON_DUTY, COUNTY, ADVISER)
IN_DANGER = replace(CONCERN, situation=Situation.LIFE_IN_DANGER)


def on_call(
    person_id: PersonId,
    stand_in_id: PersonId | None = None,
    place: OrganisationId = SCHOOL,
) -> OnCall:
    return OnCall(organisation_id=place, person_id=person_id, stand_in_id=stand_in_id)


def told(
    *called: OnCall,
    concern: ConcernRaised = CONCERN,
    posts: Sequence[Post] = EVERYBODY,
    unreachable: Set[PersonId] = frozenset(),
) -> Addressing:
    return addressees_of(
        concern,
        posts,
        has_school=True,
        mentor_ids=frozenset(),
        reachable={each.person_id for each in posts} - unreachable,
        calls=Calls(on_call=called),
    )


def overdue(*called: OnCall, before: Sequence[InPost], out: Set[PersonId] = frozenset()) -> object:
    return addressees_of_step(
        EVERYBODY,
        told=ToldBefore(
            {each.role for each in before}, {each.person_id for each in before}, AT_SCHOOL
        ),
        owner_id=None,
        kept_out_ids=out,
        reachable={each.person_id for each in EVERYBODY},
        calls=Calls(on_call=called, school_id=SCHOOL),
    ).addressees


def test_a_roster_spares_nobody_in_the_post() -> None:
    everybody = Addressing(addressees=people(LEAD, OTHER_LEAD, ADVISER))
    assert told() == told(on_call(SECOND_LEAD)) == everybody


def test_whoever_is_on_call_is_told_though_another_stands_before_in_the_line() -> None:
    found = told(on_call(SCHOOL_LEADER)).addressees
    assert set(found) == set(people(LEAD, OTHER_LEAD, ADVISER, HEAD))


def test_psychology_teachers_are_told_beside_the_line_on_call_or_not() -> None:
    posts = (*EVERYBODY, PSYCHOLOGY)
    with_psychology = people(LEAD, OTHER_LEAD, ADVISER, PSYCHOLOGY)
    assert told(posts=posts).addressees == with_psychology
    assert told(on_call(PSYCHOLOGIST), posts=posts).addressees == with_psychology
    # No psychology teacher stands between an empty school and the county.
    alone = told(on_call(PSYCHOLOGIST), posts=(PSYCHOLOGY, ON_DUTY))
    assert alone.addressees == people(ON_DUTY, PSYCHOLOGY)


@pytest.mark.parametrize("stand_in_id", [None, SCHOOL_LEADER, COUNTY_OFFICER])
def test_who_cannot_be_told_is_stood_in_for(stand_in_id: PersonId | None) -> None:
    posts = (LEAD, HEAD, PSYCHOLOGY, ADVISER)
    called = on_call(PSYCHOLOGIST, stand_in_id)
    found = told(called, posts=posts, unreachable={PSYCHOLOGIST}).addressees
    # Whoever holds no post there stands in for nobody.
    standing_in = [HEAD] if stand_in_id == SCHOOL_LEADER else []
    assert set(found) == set(people(LEAD, ADVISER, *standing_in))


def test_no_roster_brings_in_whom_the_worry_keeps_out_or_whose_duty_ended() -> None:
    head_involved = replace(CONCERN, involved=(Involved.SCHOOL_LEADER,))
    kept_out = told(on_call(SCHOOL_LEADER), concern=head_involved)
    assert {CRISIS_LEAD, SECOND_LEAD, SCHOOL_LEADER} == set(kept_out.kept_out_ids)
    assert kept_out.addressees == people(ON_DUTY, ADVISER)
    by_name = replace(CONCERN, involved_ids=(SECOND_LEAD,))
    named = told(on_call(SECOND_LEAD), concern=by_name)
    assert named.addressees == people(LEAD, ADVISER)
    left = told(on_call(SECOND_LEAD), posts=(LEAD, ADVISER))
    assert left.addressees == people(LEAD, ADVISER)


def test_where_a_life_is_in_danger_the_county_on_call_is_told_too() -> None:
    found = told(
        on_call(SCHOOL_LEADER),
        on_call(COUNTY_OFFICER, place=COUNTY_OFFICE),
        concern=IN_DANGER,
    )
    assert found.addressees == people(ON_DUTY, COUNTY, LEAD, OTHER_LEAD, ADVISER, HEAD)


def test_who_was_not_told_in_a_role_is_told_with_the_next_of_the_line() -> None:
    assert overdue(before=(OTHER_LEAD, ADVISER)) == people(HEAD, LEAD)
    assert overdue(before=(OTHER_LEAD, ADVISER), out={CRISIS_LEAD}) == people(HEAD)
    # The line goes on from whoever was on call, as it would have from the first.
    assert overdue(before=(HEAD, ADVISER)) == people(LEAD, OTHER_LEAD)
    county = on_call(DUTY_OFFICER, place=COUNTY_OFFICE)
    before = (LEAD, OTHER_LEAD, HEAD)
    assert overdue(county, before=before) == people(ON_DUTY)
    # Who was told before is not found again as the one on call.
    assert overdue(on_call(CRISIS_LEAD), before=before) == people(ON_DUTY)


def test_in_holidays_all_psychology_teachers_are_told_and_whoever_is_on_call() -> None:
    posts = (*EVERYBODY, PSYCHOLOGY, OTHER_PSYCHOLOGY)

    def looks_after(*called: OnCall, out: Set[PersonId] = frozenset()) -> object:
        return addressees_in_holidays(
            posts,
            kept_out_ids=out,
            reachable={each.person_id for each in posts},
            calls=Calls(on_call=called, school_id=SCHOOL),
            line=AT_SCHOOL,
        ).addressees

    assert looks_after() == people(PSYCHOLOGY, OTHER_PSYCHOLOGY)
    with_lead = people(LEAD, PSYCHOLOGY, OTHER_PSYCHOLOGY)
    assert looks_after(on_call(PSYCHOLOGIST), on_call(CRISIS_LEAD)) == with_lead
    assert looks_after(on_call(PSYCHOLOGIST), out={PSYCHOLOGIST}) == people(OTHER_PSYCHOLOGY)


@pytest.mark.parametrize("basis", Basis)
def test_of_a_referral_every_liaison_is_told(basis: Basis) -> None:
    posts = (
        InPost(LIAISON, Role.HOSPITAL_LIAISON, HOSPITAL),
        InPost(OTHER_LIAISON, Role.HOSPITAL_LIAISON, HOSPITAL),
    )
    found = addressees_of_referral(
        replace(ISSUED_IN_DANGER, basis=basis),
        posts,
        kept_out_ids=frozenset(),
        reachable={LIAISON, OTHER_LIAISON},
        calls=Calls(on_call=[on_call(OTHER_LIAISON, place=HOSPITAL)]),
    )
    assert found == Addressing(addressees=people(*posts))
