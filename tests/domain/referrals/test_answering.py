"""Who answers for a case: taken by one, passed on, withdrawn with a reason."""

from collections.abc import Set
from dataclasses import replace

import pytest

from domain.referrals.facts import (
    ConcernConflictKept,
    ConcernTaken,
    ReferralsEvent,
    Situation,
    WithdrawalReason,
)
from domain.referrals.rules import pass_concern_on, take_concern, withdraw_concern
from domain.referrals.state import (
    NO_CASE,
    CaseState,
    PassConcernOn,
    TakeConcern,
    WithdrawConcern,
    evolve,
    fold,
)
from domain.shared import PassId, PersonId, TakingId
from tests.case_examples import (
    ACKNOWLEDGED,
    CASE,
    CONCERN,
    COUNTY_OFFICER,
    CRISIS_LEAD,
    DUTY_OFFICER,
    ISSUED_IN_DANGER,
    PASS,
    PASSED_ON,
    SCHOOL_LEADER,
    TAKEN,
    WITHDRAWN,
)
from tests.domain.clocks.examples import found
from tests.domain.referrals.test_aftercare import PROPOSED, proposing
from tests.examples import CHILD, NOW, example_id
from tests.hospital_examples import DECLINED, REROUTED
from tests.level_examples import FOUND_RED
from tests.spec import Rule, Spec

CASES: Spec[CaseState, ReferralsEvent] = Spec(evolve, NO_CASE)
ANSWERING = frozenset({CRISIS_LEAD, SCHOOL_LEADER, DUTY_OFFICER})
PASS_ON = PassConcernOn(case_id=CASE, pass_id=PASS, to_id=SCHOOL_LEADER, why="今天在外地培训。")
TAKING = TakingId(example_id(803))
WITHDRAW = WithdrawConcern(
    case_id=CASE, reason=WithdrawalReason.UNFOUNDED, why="与孩子和班主任谈过,是在背课文。"
)

MILD = replace(CONCERN, situation=Situation.SOMEWHAT_WORRIED)
NOTHING_FOUND = found(None, NOW)

NONE_FOUND = replace(FOUND_RED, level=None)


def taking(
    by: PersonId = CRISIS_LEAD,
    may_answer: Set[PersonId] = ANSWERING,
    before: ReferralsEvent | None = None,
) -> Rule[CaseState, ReferralsEvent]:
    request = TakeConcern(case_id=CASE, taking_id=TAKING)
    return lambda state: take_concern(state, request, by=by, may_answer=may_answer, before=before)


def passing(
    request: PassConcernOn = PASS_ON, by: PersonId = CRISIS_LEAD
) -> Rule[CaseState, ReferralsEvent]:
    return lambda state: pass_concern_on(state, request, by=by, may_answer=ANSWERING)


def withdrawing(
    request: WithdrawConcern = WITHDRAW, by: PersonId = CRISIS_LEAD
) -> Rule[CaseState, ReferralsEvent]:
    return lambda state: withdraw_concern(state, request, by=by)


def taken(by: PersonId) -> ConcernTaken:
    return ConcernTaken(case_id=CASE, child_id=CHILD, taken_by=by)


@pytest.mark.parametrize("rule", [taking(), passing(), withdrawing()])
def test_there_must_be_a_worry(rule: Rule[CaseState, ReferralsEvent]) -> None:
    CASES.given().when(rule).then_refused("case_not_found")


# ── taking ───────────────────────────────────────────────────────────────────────────────────────


def test_a_case_is_taken_by_a_named_person() -> None:
    CASES.given(CONCERN).when(taking()).then(TAKEN)


def test_taken_twice_by_the_same_person_it_is_taken_once() -> None:
    CASES.given(CONCERN, TAKEN).when(taking()).then_known(TAKEN)


def test_a_taking_that_comes_again_late_takes_nothing_back() -> None:
    late = taking(before=TAKEN)
    CASES.given(CONCERN, TAKEN, PASSED_ON).when(late).then_known(TAKEN)
    CASES.given(CONCERN, TAKEN, PASSED_ON, taken(DUTY_OFFICER)).when(late).then_known(TAKEN)


@pytest.mark.parametrize("before", [taken(DUTY_OFFICER), PASSED_ON])
def test_another_taking_of_the_same_id_is_refused(before: ReferralsEvent) -> None:
    CASES.given(CONCERN, before).when(taking(before=before)).then_refused("taking_already_recorded")


def test_of_two_people_the_second_learns_that_it_is_taken() -> None:
    CASES.given(CONCERN, TAKEN).when(taking(DUTY_OFFICER)).then_refused("concern_already_taken")


def test_whoever_has_it_and_left_the_post_stands_in_nobodys_way() -> None:
    CASES.given(CONCERN, TAKEN).when(taking(DUTY_OFFICER, frozenset({DUTY_OFFICER}))).then(
        taken(DUTY_OFFICER)
    )


def test_a_case_passed_on_can_be_taken_by_anybody_who_may_also_again() -> None:
    CASES.given(CONCERN, TAKEN, PASSED_ON).when(taking(SCHOOL_LEADER)).then(taken(SCHOOL_LEADER))
    CASES.given(CONCERN, TAKEN, PASSED_ON).when(taking(CRISIS_LEAD)).then(TAKEN)


def test_a_case_that_is_over_is_taken_by_nobody() -> None:
    withdrawn = CASES.given(CONCERN, TAKEN, WITHDRAWN)
    withdrawn.when(taking(DUTY_OFFICER)).then_refused("concern_withdrawn")
    withdrawn.when(taking(CRISIS_LEAD)).then_known(TAKEN)


# ── passing on ───────────────────────────────────────────────────────────────────────────────────


def test_whoever_has_it_passes_it_on() -> None:
    CASES.given(CONCERN, TAKEN).when(passing()).then(PASSED_ON)


def test_a_case_nobody_has_taken_can_be_passed_on() -> None:
    CASES.given(CONCERN).when(passing()).then(PASSED_ON)


def test_the_same_passing_sent_twice_is_recorded_once_also_when_it_is_over() -> None:
    CASES.given(CONCERN, TAKEN, PASSED_ON).when(passing()).then_known(PASSED_ON)
    CASES.given(CONCERN, TAKEN, PASSED_ON, taken(SCHOOL_LEADER), WITHDRAWN).when(
        passing()
    ).then_known(PASSED_ON)


def test_another_passing_of_the_same_id_is_refused() -> None:
    CASES.given(CONCERN, TAKEN, PASSED_ON).when(
        passing(replace(PASS_ON, to_id=DUTY_OFFICER))
    ).then_refused("pass_already_recorded")


def test_what_somebody_else_has_nobody_passes_on() -> None:
    CASES.given(CONCERN, TAKEN).when(passing(by=DUTY_OFFICER)).then_refused("concern_already_taken")


@pytest.mark.parametrize("to_id", [COUNTY_OFFICER, CRISIS_LEAD])
def test_a_case_goes_only_to_another_who_may_answer_for_it(to_id: PersonId) -> None:
    CASES.given(CONCERN, TAKEN).when(passing(replace(PASS_ON, to_id=to_id))).then_refused(
        "may_not_answer_for_it"
    )


def test_a_passing_without_a_reason_is_refused() -> None:
    CASES.given(CONCERN, TAKEN).when(passing(replace(PASS_ON, why=" "))).then_refused(
        "required", field="why"
    )


def test_a_case_that_is_over_is_not_passed_on() -> None:
    other = replace(PASS_ON, pass_id=PassId(example_id(899)))
    CASES.given(CONCERN, TAKEN, WITHDRAWN).when(passing(other)).then_refused("concern_withdrawn")


def test_everybody_it_was_passed_to_is_remembered() -> None:
    again = replace(PASSED_ON, pass_id=PassId(example_id(899)), passed_to=DUTY_OFFICER)
    state = fold([CONCERN, TAKEN, PASSED_ON, again])
    assert state.passed_to == {SCHOOL_LEADER, DUTY_OFFICER}
    assert state.owner_id is None


# ── withdrawing ──────────────────────────────────────────────────────────────────────────────────


def test_whoever_answers_for_it_withdraws_it_with_a_reason() -> None:
    CASES.given(MILD, TAKEN).when(withdrawing()).then(WITHDRAWN)


@pytest.mark.parametrize("situation", [Situation.LIFE_IN_DANGER, Situation.SUSPECTED_HARM])
def test_danger_and_harm_somebody_assesses_first_and_nobody_ends_alone(
    situation: Situation,
) -> None:
    grave = replace(CONCERN, situation=situation)
    again = ConcernConflictKept(case_id=CASE, child_id=CHILD, kept=grave)
    for facts in ((grave, TAKEN), (MILD, TAKEN, again)):
        CASES.given(*facts).when(withdrawing()).then_refused("assess_crisis_first")
        CASES.given(*facts, NOTHING_FOUND).when(withdrawing()).then_refused("grave_ends_by_closing")
        CASES.given(*facts).when(proposing()).then_refused("assess_crisis_first")
        CASES.given(*facts, NOTHING_FOUND).when(proposing()).then(PROPOSED)
        # Whoever received the child sees it first.
        received = (*facts, NOTHING_FOUND, ISSUED_IN_DANGER, ACKNOWLEDGED)
        CASES.given(*received).when(proposing()).then_refused("no_follow_up_yet")


def test_the_same_withdrawal_sent_twice_is_recorded_once() -> None:
    CASES.given(CONCERN, TAKEN, WITHDRAWN).when(withdrawing()).then_known(WITHDRAWN)


def test_another_withdrawal_is_refused() -> None:
    resolved = replace(WITHDRAW, reason=WithdrawalReason.RESOLVED)
    CASES.given(CONCERN, TAKEN, WITHDRAWN).when(withdrawing(resolved)).then_refused(
        "concern_withdrawn"
    )


def test_nobody_withdraws_what_nobody_or_somebody_else_has() -> None:
    CASES.given(CONCERN).when(withdrawing()).then_refused("take_it_first")
    CASES.given(CONCERN, TAKEN).when(withdrawing(by=DUTY_OFFICER)).then_refused("take_it_first")


def test_a_withdrawal_without_a_reason_in_words_is_refused() -> None:
    CASES.given(CONCERN, TAKEN).when(withdrawing(replace(WITHDRAW, why=""))).then_refused(
        "required", field="why"
    )


def test_nobody_alone_ends_a_case_that_was_ever_referred() -> None:
    issued = (CONCERN, TAKEN, ISSUED_IN_DANGER)
    for sent in (issued, (*issued, DECLINED), (*issued, DECLINED, REROUTED)):
        # Two people could not close it either before somebody assessed it.
        CASES.given(*sent).when(withdrawing()).then_refused("assess_crisis_first")
        CASES.given(*sent, NONE_FOUND).when(withdrawing()).then_refused("referred_ends_by_closing")
    # What a program recorded before that asked one person alone stays as it is.
    CASES.given(*issued, WITHDRAWN).when(withdrawing()).then_known(WITHDRAWN)
    CASES.given(*issued, ACKNOWLEDGED).when(withdrawing()).then_refused("hospital_has_received_it")
