"""How the rules of a city change: two people, whole versions in a row, each from a day to come."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from domain.days import end_of_day, start_of_day
from domain.ruleset import RULES_1
from domain.ruleset.changing import (
    approve_rule_set,
    propose_rule_set,
    refuse_rule_set,
    withdraw_rule_set,
)
from domain.ruleset.clocks import Minutes
from domain.ruleset.facts import (
    THE_CITY,
    RuleSetApproved,
    RuleSetEvent,
    RuleSetProposed,
    RuleSetRefused,
    RuleSetWithdrawn,
)
from domain.ruleset.parameters import values_of
from domain.ruleset.state import (
    NO_RULE_SETS,
    SETTLED_BEFORE,
    ApproveRuleSet,
    EndRuleSet,
    ProposeRuleSet,
    RuleSets,
    RuleSetStage,
    evolve,
    fold,
    in_force,
    rules_of,
    stage_of,
)
from domain.ruleset.values import RuleUnit, RuleValue
from domain.shared import PersonId, RuleSetId
from tests.examples import NOW, TEACHER, TODAY, example_id
from tests.spec import Rule, Spec

RULE_SETS: Spec[RuleSets, RuleSetEvent] = Spec(evolve, NO_RULE_SETS)
MENTOR = PersonId(example_id(12))
FIRST, SECOND = RuleSetId(example_id(971)), RuleSetId(example_id(972))
FROM = TODAY + timedelta(days=10)
LATER = FROM + timedelta(days=10)
WHY = "去年的值班记录：五分钟都有人接手"
FIVE = RuleValue(name="clocks.by_level.red.taken", unit=RuleUnit.MINUTES, numbers=(5,))
FOUR = replace(FIVE, numbers=(4,))
PROPOSE = ProposeRuleSet(rule_set_id=FIRST, from_version=1, from_on=FROM, values=(FIVE,), why=WHY)
PROPOSED = RuleSetProposed(
    city_id=THE_CITY,
    rule_set_id=FIRST,
    version=2,
    from_version=1,
    from_on=FROM,
    values=tuple(FIVE if each.name == FIVE.name else each for each in values_of(RULES_1)),
    why=WHY,
    proposed_by=TEACHER,
)
APPROVE = ApproveRuleSet(rule_set_id=FIRST, from_on=FROM, why="同意")
APPROVED = RuleSetApproved(
    city_id=THE_CITY,
    rule_set_id=FIRST,
    version=2,
    from_on=FROM,
    why="同意",
    approved_by=MENTOR,
)
END = EndRuleSet(rule_set_id=FIRST, why="数字再议")
REFUSED = RuleSetRefused(
    city_id=THE_CITY, rule_set_id=FIRST, version=2, why="数字再议", refused_by=MENTOR
)
WITHDRAWN = RuleSetWithdrawn(
    city_id=THE_CITY, rule_set_id=FIRST, version=2, why="数字再议", withdrawn_by=TEACHER
)
NEXT = replace(
    PROPOSED,
    rule_set_id=SECOND,
    version=3,
    from_version=2,
    from_on=LATER,
    values=tuple(FOUR if each.name == FOUR.name else each for each in values_of(RULES_1)),
)
NEXT_APPROVED = replace(APPROVED, rule_set_id=SECOND, version=3, from_on=LATER)


def proposing(request: ProposeRuleSet = PROPOSE) -> Rule[RuleSets, RuleSetEvent]:
    return lambda state: propose_rule_set(state, request, by=TEACHER, now=NOW, base=RULES_1)


def approving(
    request: ApproveRuleSet = APPROVE, *, by: PersonId = MENTOR, now: datetime = NOW
) -> Rule[RuleSets, RuleSetEvent]:
    return lambda state: approve_rule_set(state, request, by=by, now=now, base=RULES_1)


def test_a_version_is_proposed_whole_with_what_was_changed_and_the_next_number() -> None:
    RULE_SETS.given().when(proposing()).then(PROPOSED)
    RULE_SETS.given(PROPOSED, REFUSED).when(proposing(replace(PROPOSE, rule_set_id=SECOND))).then(
        replace(PROPOSED, rule_set_id=SECOND, version=3)
    )


def test_the_next_version_is_made_from_the_one_that_was_approved() -> None:
    asked = replace(PROPOSE, rule_set_id=SECOND, from_version=2, from_on=LATER, values=(FOUR,))
    RULE_SETS.given(PROPOSED, APPROVED).when(proposing(asked)).then(NEXT)
    RULE_SETS.given(PROPOSED, APPROVED).when(
        proposing(replace(asked, from_version=1))
    ).then_refused("rule_set_changed_meanwhile")
    RULE_SETS.given(PROPOSED, APPROVED).when(proposing(replace(asked, from_on=FROM))).then_refused(
        "rule_set_before_latest", field="from_on"
    )


def test_a_proposal_sent_twice_is_one_and_another_under_its_id_is_none() -> None:
    RULE_SETS.given(PROPOSED, APPROVED).when(proposing()).then_known(PROPOSED)
    RULE_SETS.given(PROPOSED).when(proposing(replace(PROPOSE, why="别的"))).then_refused(
        "rule_set_already_proposed"
    )


@pytest.mark.parametrize(
    ("asked", "code", "field"),
    [
        (replace(PROPOSE, values=()), "rule_set_unchanged", "values"),
        (replace(PROPOSE, from_on=TODAY), "rule_set_too_soon", "from_on"),
        (replace(PROPOSE, from_on=date(2072, 1, 1)), "rule_set_too_far", "from_on"),
        (replace(PROPOSE, why="  "), "required", "why"),
        (replace(PROPOSE, values=(replace(FIVE, name="page_size"),)), "rule_unknown", "name"),
    ],
)
def test_what_changes_nothing_or_begins_on_no_fitting_day_is_refused(
    asked: ProposeRuleSet, code: str, field: str
) -> None:
    RULE_SETS.given().when(proposing(asked)).then_refused(code, field=field)


def test_another_person_approves_from_that_day_or_a_later_one_and_nobody_their_own() -> None:
    proposed = RULE_SETS.given(PROPOSED)
    proposed.when(approving()).then(APPROVED)
    proposed.when(approving(replace(APPROVE, from_on=LATER))).then(replace(APPROVED, from_on=LATER))
    proposed.when(approving(by=TEACHER)).then_refused("rule_set_needs_another")
    earlier = replace(APPROVE, from_on=FROM - timedelta(days=1))
    proposed.when(approving(earlier)).then_refused("rule_set_before_proposed", field="from_on")
    RULE_SETS.given().when(approving()).then_refused("rule_set_not_found")


def test_of_two_who_decide_at_once_the_second_is_told_and_a_repeat_is_the_same_answer() -> None:
    decided = RULE_SETS.given(PROPOSED, APPROVED)
    decided.when(approving()).then_known(APPROVED)
    decided.when(approving(by=PersonId(example_id(11)))).then_refused("rule_set_already_decided")
    decided.when(lambda state: refuse_rule_set(state, END, by=MENTOR)).then_refused(
        "rule_set_already_decided"
    )


def test_two_proposals_from_one_version_cannot_both_come_into_force() -> None:
    other = replace(PROPOSED, rule_set_id=SECOND, version=3, from_on=LATER)
    RULE_SETS.given(PROPOSED, other, APPROVED).when(
        approving(replace(APPROVE, rule_set_id=SECOND, from_on=LATER))
    ).then_refused("rule_set_changed_meanwhile")


def test_numbers_beyond_bounds_that_became_narrower_meanwhile_are_not_approved() -> None:
    slow = replace(FIVE, numbers=(11,))
    values = tuple(slow if each.name == FIVE.name else each for each in PROPOSED.values)
    old = replace(PROPOSED, values=values)
    RULE_SETS.given(old).when(approving()).then_refused("rule_set_beyond_bounds")
    unknown = replace(FIVE, name="not.known.any_more")
    RULE_SETS.given(replace(PROPOSED, values=(*PROPOSED.values, unknown))).when(
        approving()
    ).then_refused("rule_set_beyond_bounds")


def test_what_is_not_settled_a_while_before_its_day_does_not_begin_on_it() -> None:
    in_time = start_of_day(FROM) - SETTLED_BEFORE
    RULE_SETS.given(PROPOSED).when(approving(now=in_time)).then(APPROVED)
    late = in_time + timedelta(microseconds=1)
    RULE_SETS.given(PROPOSED).when(approving(now=late)).then_refused(
        "rule_set_too_soon", field="from_on"
    )

    def withdraw(now: datetime) -> Rule[RuleSets, RuleSetEvent]:
        return lambda state: withdraw_rule_set(state, END, by=TEACHER, now=now)

    RULE_SETS.given(PROPOSED, APPROVED).when(withdraw(in_time)).then(WITHDRAWN)
    RULE_SETS.given(PROPOSED, APPROVED).when(withdraw(late)).then_refused("rule_set_in_force")
    RULE_SETS.given(PROPOSED, APPROVED, NEXT, NEXT_APPROVED).when(withdraw(NOW)).then_refused(
        "rule_set_not_last"
    )


def test_a_proposal_is_refused_by_another_and_taken_back_by_whoever_made_it() -> None:
    proposed = RULE_SETS.given(PROPOSED)
    proposed.when(lambda state: refuse_rule_set(state, END, by=MENTOR)).then(REFUSED)
    proposed.when(lambda state: refuse_rule_set(state, END, by=TEACHER)).then_refused(
        "rule_set_needs_another"
    )
    proposed.when(lambda state: withdraw_rule_set(state, END, by=TEACHER, now=NOW)).then(WITHDRAWN)
    proposed.when(lambda state: withdraw_rule_set(state, END, by=MENTOR, now=NOW)).then_refused(
        "rule_set_not_yours"
    )
    ended = RULE_SETS.given(PROPOSED, WITHDRAWN)
    ended.when(lambda state: withdraw_rule_set(state, END, by=TEACHER, now=NOW)).then_known(
        WITHDRAWN
    )
    ended.when(approving()).then_refused("rule_set_already_decided")
    RULE_SETS.given(PROPOSED, REFUSED).when(
        lambda state: withdraw_rule_set(state, END, by=TEACHER, now=NOW)
    ).then_refused("rule_set_already_decided")


def test_each_moment_has_the_version_that_was_approved_for_it() -> None:
    state = fold((PROPOSED, APPROVED, NEXT, NEXT_APPROVED))
    before, first, second = (
        rules_of(in_force(state, at), RULES_1)
        for at in (
            end_of_day(FROM - timedelta(days=1)) - timedelta(microseconds=1),
            start_of_day(FROM),
            start_of_day(LATER),
        )
    )
    assert before == RULES_1
    assert (first.version, first.clocks.at("red").taken) == (2, Minutes(5))
    assert (second.version, second.clocks.at("red").taken) == (3, Minutes(4))
    assert replace(first, version=1, clocks=RULES_1.clocks) == RULES_1


def test_what_waits_was_refused_or_taken_back_is_never_in_force() -> None:
    after = start_of_day(LATER)
    for facts in ((PROPOSED,), (PROPOSED, REFUSED), (PROPOSED, APPROVED, WITHDRAWN)):
        assert in_force(fold(facts), after) is None


def test_a_version_says_how_far_it_has_come() -> None:
    def stage(*facts: RuleSetEvent, at: datetime = NOW) -> RuleSetStage:
        state = fold(facts)
        return stage_of(state, state.versions[FIRST], at)

    assert stage(PROPOSED) is RuleSetStage.PROPOSED
    assert stage(PROPOSED, APPROVED) is RuleSetStage.APPROVED
    assert stage(PROPOSED, APPROVED, at=start_of_day(FROM)) is RuleSetStage.IN_FORCE
    after = start_of_day(LATER)
    assert stage(PROPOSED, APPROVED, NEXT, NEXT_APPROVED, at=after) is RuleSetStage.REPLACED
    assert stage(PROPOSED, REFUSED) is RuleSetStage.REFUSED
    assert stage(PROPOSED, APPROVED, WITHDRAWN) is RuleSetStage.WITHDRAWN
