"""Who of offices has word that the family of a child in acute danger refuses help for it."""

from collections.abc import Sequence, Set
from dataclasses import replace

from domain.alerts.facts import Gap, GapReason, RefusalTold
from domain.alerts.refusals import offices_to_tell
from domain.shared import PersonId
from domain.staff.facts import Role
from tests.case_examples import CASE, DUTY_OFFICER, InPost
from tests.domain.alerts.test_alerts import CITY, COUNTY, ON_DUTY, people
from tests.domain.alerts.test_offices_told import CIVIL, HEALTH, SUPERVISOR, TOWNSHIP_POST
from tests.examples import CHILD, TOWNSHIP, example_id

EVERYBODY = (TOWNSHIP_POST, ON_DUTY, CIVIL, HEALTH, COUNTY, CITY)
BOTH = people(CIVIL, TOWNSHIP_POST)
NO_SUPERVISOR = Gap(role=Role.TOWNSHIP_SUPERVISOR, reason=GapReason.VACANT)
NO_CIVIL = Gap(role=Role.CIVIL_AFFAIRS_OFFICER, reason=GapReason.VACANT)
TOLD = RefusalTold(case_id=CASE, child_id=CHILD, cause_id=example_id(831), told=BOTH)


def telling(
    posts: Sequence[InPost] = EVERYBODY,
    *before: RefusalTold,
    out: Set[PersonId] = frozenset(),
    absent: Set[PersonId] = frozenset(),
) -> object:
    reachable = {each.person_id for each in posts} - absent
    return offices_to_tell(posts, before, kept_out_ids=out, reachable=reachable)


def test_the_township_supervisor_and_civil_affairs_are_told_and_nobody_else() -> None:
    assert telling() == (BOTH, ())


def test_where_a_post_is_vacant_the_county_is_told_and_the_gap_is_recorded() -> None:
    assert telling((ON_DUTY, CIVIL)) == (people(CIVIL, ON_DUTY), (NO_SUPERVISOR,))
    assert telling((TOWNSHIP_POST, COUNTY)) == (
        people(COUNTY, TOWNSHIP_POST),
        (NO_CIVIL, Gap(role=Role.COUNTY_DUTY_OFFICER, reason=GapReason.VACANT)),
    )


def test_who_is_kept_out_or_cannot_sign_in_is_passed_over_and_the_gap_says_why() -> None:
    kept_out = Gap(role=Role.TOWNSHIP_SUPERVISOR, reason=GapReason.KEPT_OUT)
    assert telling(out={SUPERVISOR}) == (people(CIVIL, ON_DUTY), (kept_out,))
    absent = replace(kept_out, reason=GapReason.UNREACHABLE)
    assert telling(absent={SUPERVISOR}) == (people(CIVIL, ON_DUTY), (absent,))
    assert telling(out={SUPERVISOR, DUTY_OFFICER}, posts=(TOWNSHIP_POST, ON_DUTY)) == (
        (),
        (
            kept_out,
            Gap(role=Role.COUNTY_DUTY_OFFICER, reason=GapReason.KEPT_OUT),
            Gap(role=Role.COUNTY_OFFICER, reason=GapReason.VACANT),
            Gap(role=Role.BUREAU_OFFICER, reason=GapReason.VACANT),
            NO_CIVIL,
        ),
    )


def test_each_is_told_once_and_who_comes_to_the_post_later_is_told_then() -> None:
    assert telling(EVERYBODY, TOLD) is None
    successor = InPost(PersonId(example_id(194)), Role.TOWNSHIP_SUPERVISOR, TOWNSHIP)
    assert telling((successor, ON_DUTY, CIVIL), TOLD) == (people(successor), ())


def test_that_nobody_can_be_told_is_said_once() -> None:
    nobody = replace(TOLD, told=())
    found = telling(())
    assert isinstance(found, tuple)
    assert found[0] == ()
    assert telling((), nobody) is None
    assert telling((CIVIL,), nobody) == (people(CIVIL), (NO_SUPERVISOR, *_COUNTY_GAPS))


_COUNTY_GAPS = tuple(
    Gap(role=role, reason=GapReason.VACANT)
    for role in (Role.COUNTY_DUTY_OFFICER, Role.COUNTY_OFFICER, Role.BUREAU_OFFICER)
)
