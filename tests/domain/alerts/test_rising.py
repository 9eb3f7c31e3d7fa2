"""Whether a case is graver than was known, and who is told that it is."""

from collections.abc import Sequence, Set
from dataclasses import replace

import pytest

from domain.alerts.facts import Gap, GapReason
from domain.alerts.on_call import NOBODY_CALLED, Calls, OnCall
from domain.alerts.rising import Rise, addressees_of_rise
from domain.alerts.rules import AT_SCHOOL, Addressing
from domain.referrals.facts import ReferralsEvent
from domain.referrals.levels.level_facts import CrisisLevel
from domain.referrals.levels.rising import is_rise
from domain.referrals.state import fold
from domain.shared import PersonId
from tests.case_examples import CONCERN, CRISIS_LEAD, DOCTOR, SCHOOL_LEADER, TAKEN, InPost
from tests.domain.alerts.test_alerts import (
    ADVISER,
    COUNTY,
    EVERYBODY,
    HEAD,
    LEAD,
    NO_HEAD,
    ON_DUTY,
    OTHER_LEAD,
    people,
)
from tests.domain.referrals.test_aftercare import SEEN, WORSE
from tests.examples import NOW, SCHOOL
from tests.joining_examples import FURTHER_JOINED
from tests.level_examples import DROP_CONFIRMED, DROP_PROPOSED, FOUND_ORANGE, FOUND_RED

FOUND_BY_DOCTOR = Rise(by=DOCTOR, owner_id=CRISIS_LEAD, asked=frozenset(), in_danger=False)
IN_DANGER = replace(FOUND_BY_DOCTOR, in_danger=True)
HEAD_CALLED = Calls(on_call=[OnCall(organisation_id=SCHOOL, person_id=SCHOOL_LEADER)])


def told(
    rise: Rise,
    posts: Sequence[InPost] = EVERYBODY,
    *,
    out: Set[PersonId] = frozenset(),
    unreachable: Set[PersonId] = frozenset(),
    calls: Calls = NOBODY_CALLED,
) -> Addressing | None:
    return addressees_of_rise(
        posts,
        rise,
        kept_out_ids=out,
        reachable={each.person_id for each in posts} - unreachable,
        calls=replace(calls, school_id=SCHOOL),
        line=AT_SCHOOL,
    )


@pytest.mark.parametrize(
    ("rise", "those"),
    [
        (FOUND_BY_DOCTOR, (LEAD,)),
        (IN_DANGER, (ON_DUTY, LEAD)),
        (replace(IN_DANGER, by=CRISIS_LEAD), (ON_DUTY,)),
        (replace(IN_DANGER, by=ON_DUTY.person_id), (COUNTY, LEAD)),
        (replace(FOUND_BY_DOCTOR, owner_id=None), (LEAD,)),
        (replace(FOUND_BY_DOCTOR, owner_id=None, by=CRISIS_LEAD), (HEAD,)),
    ],
)
def test_who_has_it_is_told_and_in_danger_the_county_but_never_who_said_so(
    rise: Rise, those: Sequence[InPost]
) -> None:
    found = told(rise)
    assert found is not None
    assert set(found.addressees) == set(people(*those))
    assert (found.gaps, found.unreachable) == ((), ())


def test_whoever_says_so_and_has_it_is_told_nothing_and_nobody_else_unless_they_are_on_call() -> (
    None
):
    own = replace(FOUND_BY_DOCTOR, by=CRISIS_LEAD)
    assert told(own) is None
    assert told(own, calls=HEAD_CALLED) == Addressing(addressees=people(HEAD))
    assert told(FOUND_BY_DOCTOR, calls=HEAD_CALLED) == Addressing(addressees=people(LEAD, HEAD))
    assert told(replace(own, by=SCHOOL_LEADER), calls=HEAD_CALLED) == Addressing(
        addressees=people(LEAD)
    )


@pytest.mark.parametrize(("out", "unreachable"), [({CRISIS_LEAD}, set()), (set(), {CRISIS_LEAD})])
def test_where_who_has_it_cannot_be_told_it_is_the_line_and_all_who_were_asked(
    out: set[PersonId], unreachable: set[PersonId]
) -> None:
    asked = frozenset({ADVISER.person_id, ON_DUTY.person_id, CRISIS_LEAD})
    rise = replace(FOUND_BY_DOCTOR, asked=asked)
    found = told(rise, (*EVERYBODY, OTHER_LEAD), out=out, unreachable=unreachable)
    assert found is not None
    assert set(found.addressees) == set(people(OTHER_LEAD, ON_DUTY))
    alone = told(rise, out=out, unreachable=unreachable)
    assert alone is not None
    assert set(alone.addressees) == set(people(HEAD, ON_DUTY))
    reason = GapReason.KEPT_OUT if out else GapReason.UNREACHABLE
    assert alone.gaps == (Gap(role=LEAD.role, reason=reason, organisation_id=SCHOOL),)


def test_a_post_is_empty_that_nobody_holds_but_not_that_of_whoever_said_so() -> None:
    posts = (LEAD, ON_DUTY)
    rise = replace(FOUND_BY_DOCTOR, by=CRISIS_LEAD, owner_id=None)
    assert told(rise, posts) == Addressing(addressees=people(ON_DUTY), gaps=(NO_HEAD,))


YELLOW, ORANGE, RED = CrisisLevel.YELLOW, CrisisLevel.ORANGE, CrisisLevel.RED
SINCE = replace(FURTHER_JOINED, counts_as=RED, raised_at=NOW)
FELL = (CONCERN, TAKEN, FOUND_RED, FOUND_ORANGE, DROP_PROPOSED, DROP_CONFIRMED)


@pytest.mark.parametrize(
    ("before", "reported_as", "rises_to"),
    [
        ((CONCERN,), [YELLOW], {ORANGE, RED}),
        ((CONCERN,), [YELLOW, RED], set()),
        ((CONCERN, FOUND_ORANGE), [RED], {RED}),
        ((CONCERN, FOUND_RED), [YELLOW], set()),
        ((CONCERN, SINCE), [YELLOW], set()),
        (FELL, [RED], {RED}),
        # Worse again: what was reported once is long over, and the level that holds is known.
        ((*SEEN, FOUND_ORANGE, WORSE), [RED], {RED}),
        ((*SEEN, WORSE), [RED], {YELLOW, ORANGE, RED}),
        ((), [], {YELLOW, ORANGE, RED}),
    ],
)
def test_it_is_graver_than_all_as_which_it_counted(
    before: Sequence[ReferralsEvent], reported_as: list[CrisisLevel], rises_to: set[CrisisLevel]
) -> None:
    state = fold(before)
    found = {
        each for each in CrisisLevel if is_rise(state, replace(FOUND_RED, level=each), reported_as)
    }
    assert found == rises_to
    assert not is_rise(state, replace(FOUND_RED, level=None), reported_as)
