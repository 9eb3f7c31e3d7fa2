"""Who is told that a step is overdue: the next in line, tier by tier, to its end and on."""

from collections.abc import Sequence, Set

import pytest

from domain.alerts.escalating import ToldBefore, addressees_of_step, beside_in_county
from domain.alerts.facts import Addressee, Gap, GapReason
from domain.alerts.on_call import Calls
from domain.alerts.rules import AT_SCHOOL, Addressing
from domain.shared import PersonId
from domain.staff.facts import Role
from tests.case_examples import CRISIS_LEAD, SCHOOL_LEADER, InPost
from tests.domain.alerts.test_alerts import (
    CITY,
    COUNTY,
    EVERYBODY,
    HEAD,
    LEAD,
    LINE,
    NO_CITY,
    NO_HEAD,
    NOBODY_ON_DUTY,
    ON_DUTY,
    people,
)
from tests.examples import SCHOOL

IN_LINE = [each.role for each in LINE]


def told(
    posts: Sequence[InPost],
    before: Set[Role],
    *,
    owner_id: PersonId | None = None,
    out: Set[PersonId] = frozenset(),
    unreachable: Set[PersonId] = frozenset(),
) -> Addressing:
    return addressees_of_step(
        posts,
        told=ToldBefore(
            before, {each.person_id for each in posts if each.role in before}, AT_SCHOOL
        ),
        owner_id=owner_id,
        kept_out_ids=out,
        reachable={each.person_id for each in posts} - unreachable,
        calls=Calls(school_id=SCHOOL),
    )


@pytest.mark.parametrize("tier", range(1, len(LINE)))
def test_each_tier_tells_the_next_in_line(tier: int) -> None:
    assert told(EVERYBODY, set(IN_LINE[:tier])) == Addressing(addressees=people(LINE[tier]))


def test_whoever_stands_nearer_and_was_not_told_yet_comes_before_whoever_stands_above() -> None:
    before = {Role.CRISIS_LEAD, Role.HEALTH_VICE_PRINCIPAL, Role.COUNTY_DUTY_OFFICER}
    assert told(EVERYBODY, before).addressees == people(HEAD)


def test_the_first_of_the_county_is_told_beside_the_line_and_its_empty_posts_as_gaps() -> None:
    def beside(posts: Sequence[InPost], out: Set[PersonId] = frozenset()) -> Addressing:
        line = told(posts, {Role.CRISIS_LEAD}, out=out)
        everybody = {each.person_id for each in posts}
        return beside_in_county(line, posts, kept_out_ids=out, reachable=everybody)

    assert beside(EVERYBODY) == Addressing(addressees=people(HEAD, ON_DUTY))
    without = [each for each in EVERYBODY if each != ON_DUTY]
    assert beside(without) == Addressing(addressees=people(HEAD, COUNTY), gaps=(NOBODY_ON_DUTY,))
    assert beside(EVERYBODY, {ON_DUTY.person_id}).addressees == people(HEAD, COUNTY)


def test_vacant_posts_are_passed_over_at_once_and_told_as_gaps() -> None:
    without = [each for each in EVERYBODY if each not in (HEAD, ON_DUTY)]
    assert told(without, {Role.CRISIS_LEAD}) == Addressing(
        addressees=people(COUNTY), gaps=(NO_HEAD, NOBODY_ON_DUTY)
    )


def test_whoever_cannot_sign_in_or_is_kept_out_is_passed_over_too() -> None:
    found = told(
        EVERYBODY, {Role.CRISIS_LEAD}, out={SCHOOL_LEADER}, unreachable={ON_DUTY.person_id}
    )
    assert found == Addressing(
        addressees=people(COUNTY),
        gaps=(
            Gap(role=Role.SCHOOL_LEADER, reason=GapReason.KEPT_OUT, organisation_id=SCHOOL),
            Gap(role=Role.COUNTY_DUTY_OFFICER, reason=GapReason.UNREACHABLE),
        ),
        unreachable=people(ON_DUTY),
        kept_out_ids=(SCHOOL_LEADER,),
    )


def test_at_its_end_the_line_is_told_again_from_above() -> None:
    assert told(EVERYBODY, set(IN_LINE)).addressees == people(CITY)
    without_city = [each for each in EVERYBODY if each is not CITY]
    assert told(without_city, set(IN_LINE)) == Addressing(
        addressees=people(COUNTY), gaps=(NO_CITY,)
    )


@pytest.mark.parametrize(
    ("out", "unreachable", "with_them"),
    [
        (set(), set(), people(LEAD)),
        ({CRISIS_LEAD}, set(), ()),
        (set(), {CRISIS_LEAD}, ()),
    ],
)
def test_whoever_answers_for_the_case_is_told_with_them(
    out: set[PersonId], unreachable: set[PersonId], with_them: tuple[Addressee, ...]
) -> None:
    found = told(
        EVERYBODY, {Role.CRISIS_LEAD}, owner_id=CRISIS_LEAD, out=out, unreachable=unreachable
    )
    assert found.addressees == (*people(HEAD), *with_them)


def test_where_nobody_is_left_every_post_is_a_gap_and_nobody_is_told() -> None:
    found = told((), {Role.CRISIS_LEAD})
    assert found.addressees == ()
    assert {each.role for each in found.gaps} == set(IN_LINE)
