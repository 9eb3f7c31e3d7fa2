"""Whoever has two cases of one child makes them one; nobody learns more, and nothing is lost."""

from collections.abc import Set
from dataclasses import replace
from datetime import timedelta

import pytest

from domain.errors import Invalid, RuleBroken
from domain.referrals.facts import Involved, MayTellGuardian, ReferralsEvent
from domain.referrals.family.company import Saying, accompany_child
from domain.referrals.family.guardian_state import AccompanyChild
from domain.referrals.joining.joining import Reported
from domain.referrals.joining.joining_by_hand import (
    JoinConcern,
    Joined,
    Together,
    join_by_hand,
    joined_before,
)
from domain.referrals.joining.joining_facts import AskedAnew, TakingAskedAnew
from domain.referrals.levels.level_facts import CrisisLevel
from domain.referrals.state import CaseState, fold
from domain.shared import ChildId, CompanyId, Known, OrganisationId, PersonId
from tests.case_examples import (
    CASE,
    CONCERN,
    CONSENT_RECORDED,
    CRISIS_LEAD,
    ISSUED_IN_DANGER,
    PASSED_ON,
    PROPOSED,
    SCHOOL_LEADER,
    TAKEN,
    WITHDRAWN,
)
from tests.domain.clocks.examples import ORANGE, RED, YELLOW, found
from tests.examples import NOW, RULES, example_id
from tests.joining_examples import (
    FURTHER_JOINED,
    FURTHER_PARTED,
    GRAVE,
    JOINED,
    PARTED,
    REPORT,
    SECOND,
    SECOND_REPORTER,
    the_case,
    the_report,
)

WHY = "两位老师说的是同一件事。"
JOIN = JoinConcern(case_id=CASE, further_id=REPORT, why=WHY)
WEEKS_LATER = NOW + timedelta(days=30)
OTHER = PersonId(example_id(150))
TAKEN_TOO = replace(TAKEN, case_id=REPORT)


def one(*facts: ReferralsEvent, first: ReferralsEvent = SECOND) -> Reported:
    """Return the report as it came weeks after the case, taken by the crisis lead."""
    return replace(the_report(fold([first, TAKEN_TOO, *facts])), at=WEEKS_LATER)


def other(*facts: ReferralsEvent) -> Reported:
    return the_case(fold([CONCERN, TAKEN, *facts]))


def joined(
    report: Reported,
    case: Reported,
    out: Set[PersonId] = frozenset(),
    counts_as: CrisisLevel = ORANGE,
    by: PersonId = CRISIS_LEAD,
) -> Joined:
    together = Together(kept_out=out, counts_as=counts_as, known_as=(ORANGE,))
    return join_by_hand(report, case, JOIN, by=by, together=together)


def refused(report: Reported, case: Reported, out: Set[PersonId] = frozenset()) -> str:
    with pytest.raises(RuleBroken) as refusal:
        joined(report, case, out)
    return refusal.value.code


HERS = replace(JOINED, why=WHY)
FURTHER = replace(FURTHER_JOINED, raised_at=WEEKS_LATER, why=WHY)


def test_two_that_came_weeks_apart_are_one_and_nobody_has_to_take_it_anew() -> None:
    assert joined(one(), other()) == (HERS, FURTHER)
    state = fold([CONCERN, TAKEN, FURTHER])
    assert (state.owner_id, state.further.unanswered) == (CRISIS_LEAD, frozenset())
    report = fold([SECOND, TAKEN_TOO, HERS])
    assert (report.is_over, report.further.joined_to) == (True, CASE)


def test_the_earlier_may_join_the_later_and_the_case_counts_from_it() -> None:
    early = replace(one(), at=NOW - timedelta(days=30))
    _own, further = joined(early, other())
    assert further.raised_at == early.at
    assert fold([CONCERN, TAKEN, further]).further.earliest_at(NOW) == early.at


def test_a_graver_one_is_told_as_graver_but_whoever_has_it_knows_it_already() -> None:
    _own, further = joined(one(first=GRAVE), other(), counts_as=RED)
    assert (further.is_graver, further.waits, further.counts_as) == (True, False, RED)
    asks = replace(SECOND, may_tell_guardian=MayTellGuardian.NOT_YET)
    assert joined(one(first=asks), other())[1].keeps_from_guardian is True


def test_the_same_again_is_known_and_another_reason_is_not_kept() -> None:
    state = fold([CONCERN, TAKEN, FURTHER])
    assert joined_before(state, JOIN) == Known((FURTHER,))
    assert joined_before(fold([CONCERN, TAKEN]), JOIN) is None
    for before in (state, fold([CONCERN, TAKEN, FURTHER_JOINED])):
        with pytest.raises(RuleBroken, match="concern_already_joined"):
            joined_before(before, replace(JOIN, why="别的原因。"))
    with pytest.raises(Invalid):
        joined_before(state, replace(JOIN, why=" "))


def test_one_that_was_parted_is_joined_again_and_once_parted_nobody_has_it() -> None:
    parted = one(HERS, PARTED)
    assert parted.state.owner_id is None
    again = replace(parted, state=fold([SECOND, TAKEN_TOO, HERS, PARTED, TAKEN_TOO]))
    assert joined(again, other(FURTHER, FURTHER_PARTED)) == (HERS, FURTHER)


def test_only_whoever_has_both_joins_them() -> None:
    assert refused(the_report(), other()) == "take_both_first"
    assert refused(one(), the_case()) == "take_it_first"
    taken_by_other = replace(TAKEN_TOO, taken_by=SCHOOL_LEADER)
    assert refused(one(taken_by_other), other()) == "take_both_first"
    assert refused(one(replace(PASSED_ON, case_id=REPORT)), other()) == "take_both_first"


def test_of_one_that_is_over_or_of_another_child_or_itself_nothing_is_joined() -> None:
    assert refused(one(replace(WITHDRAWN, case_id=REPORT)), other()) == "concern_withdrawn"
    assert refused(one(), other(WITHDRAWN)) == "concern_withdrawn"
    assert refused(one(HERS), other()) == "concern_joined"
    another = replace(SECOND, child_id=ChildId(example_id(44)))
    assert refused(one(first=another), other()) == "concern_of_another_child"
    assert refused(other(), other()) == "concern_of_another_child"


@pytest.mark.parametrize(
    ("report", "case", "out"),
    [
        (one(first=replace(SECOND, involved=(Involved.CARER,))), other(), frozenset()),
        (one(first=replace(SECOND, involved_ids=(OTHER,))), other(), frozenset()),
        (one(), other(), frozenset({OTHER})),
        (replace(one(), kept_out=frozenset({OTHER})), other(), frozenset()),
        (one(), replace(other(), kept_out=frozenset({SECOND_REPORTER})), frozenset()),
        (one(), replace(other(), kept_out=frozenset({CRISIS_LEAD})), frozenset()),
        (replace(one(), chain=frozenset({OrganisationId(example_id(77))})), other(), frozenset()),
        (replace(one(), chain=frozenset()), other(), frozenset()),
    ],
    ids=[
        *("a kind", "by id", "as one", "of the report", "its reporter", "who has it"),
        *("others answer", "nobody answers"),
    ],
)
def test_they_stay_two_where_anybody_would_learn_what_they_may_not(
    report: Reported, case: Reported, out: Set[PersonId]
) -> None:
    assert refused(report, case, out) == "concerns_stay_apart"


def company() -> ReferralsEvent:
    said = AccompanyChild(
        case_id=REPORT, company_id=CompanyId(example_id(151)), since_at=NOW, with_id=OTHER
    )
    saying = Saying(by=CRISIS_LEAD, now=NOW, kept_out=frozenset())
    facts = accompany_child(fold([SECOND, TAKEN_TOO]), said, saying, RULES)
    assert isinstance(facts, tuple)
    return facts[0]


@pytest.mark.parametrize(
    "step",
    [
        PROPOSED,
        CONSENT_RECORDED,
        ISSUED_IN_DANGER,
        company(),
        replace(FURTHER_JOINED, case_id=REPORT, further_id=CASE),
    ],
    ids=lambda each: type(each).__name__,
)
def test_steps_that_somebody_must_see_to_are_not_left_in_a_case_that_ends(
    step: ReferralsEvent,
) -> None:
    assert refused(one(step), other()) == "concern_went_on"


def test_one_that_turned_out_graver_is_taken_anew_before_it_ends_in_another() -> None:
    anew = TakingAskedAnew(
        case_id=REPORT,
        child_id=SECOND.child_id,
        reason=AskedAnew.FOUND_GRAVER,
        had_by=CRISIS_LEAD,
    )
    assert refused(one(anew), other()) == "graver_concern_waits"
    assert joined(one(anew, TAKEN_TOO), other())[0] == HERS


def test_what_was_found_to_be_severe_is_found_of_the_case_before() -> None:
    red, yellow = (replace(found(level, NOW), case_id=REPORT) for level in (RED, YELLOW))
    assert refused(one(red), other()) == "assess_as_severe_first"
    assert refused(one(red), other(found(YELLOW, NOW))) == "assess_as_severe_first"
    assert joined(one(red), other(found(RED, NOW)))[0] == HERS
    assert joined(one(yellow), other(found(RED, NOW)))[0] == HERS
    state: CaseState = one(yellow).state
    assert state.level is YELLOW
