"""A crisis level rises at once by one person and falls by two, after days of rest."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from domain.referrals.facts import ReferralsEvent
from domain.referrals.levels.level_facts import CrisisLevel
from domain.referrals.levels.level_rules import (
    confirm_level_drop,
    decline_level_drop,
    drop_from_on,
    propose_level_drop,
)
from domain.referrals.levels.level_state import (
    ConfirmLevelDrop,
    DeclineLevelDrop,
    ProposeLevelDrop,
)
from domain.referrals.state import NO_CASE, CaseState, evolve, fold
from domain.shared import AssessmentId, DropId, PersonId
from tests.case_examples import CASE, CONCERN, CRISIS_LEAD, DUTY_OFFICER, TAKEN, WITHDRAWN
from tests.examples import RULES, example_id
from tests.level_examples import (
    ASSESSED_AT,
    DROP,
    DROP_CONFIRMED,
    DROP_DECLINED,
    DROP_PROPOSED,
    FOUND_ORANGE,
    FOUND_RED,
    PSYCHOLOGIST,
    RESTED_AT,
)
from tests.spec import Rule, Spec

CASES: Spec[CaseState, ReferralsEvent] = Spec(evolve, NO_CASE)
AT_REST = (CONCERN, TAKEN, FOUND_RED, FOUND_ORANGE)
ANOTHER = DropId(example_id(814))
THIRD = AssessmentId(example_id(815))


def proposing(
    drop_id: DropId = DROP,
    why: str = DROP_PROPOSED.why,
    by: PersonId = PSYCHOLOGIST,
    now: datetime = RESTED_AT,
) -> Rule[CaseState, ReferralsEvent]:
    request = ProposeLevelDrop(case_id=CASE, drop_id=drop_id, why=why)
    return lambda state: propose_level_drop(state, request, by=by, now=now, rules=RULES)


def confirming(
    by: PersonId = CRISIS_LEAD, drop_id: DropId = DROP
) -> Rule[CaseState, ReferralsEvent]:
    request = ConfirmLevelDrop(case_id=CASE, drop_id=drop_id)
    return lambda state: confirm_level_drop(state, request, by=by)


def declining(
    by: PersonId = CRISIS_LEAD, why: str = DROP_DECLINED.why
) -> Rule[CaseState, ReferralsEvent]:
    request = DeclineLevelDrop(case_id=CASE, drop_id=DROP, why=why)
    return lambda state: decline_level_drop(state, request, by=by)


def level_after(*facts: ReferralsEvent) -> CrisisLevel | None:
    return fold(facts).level


@pytest.mark.parametrize("rule", [proposing(), confirming(), declining()])
def test_there_must_be_a_worry(rule: Rule[CaseState, ReferralsEvent]) -> None:
    CASES.given().when(rule).then_refused("case_not_found")


# ── falling ──────────────────────────────────────────────────────────────────────────────────────


def test_a_drop_is_proposed_by_one_and_holds_when_another_agrees() -> None:
    CASES.given(*AT_REST).when(proposing()).then(DROP_PROPOSED)
    CASES.given(*AT_REST, DROP_PROPOSED).when(confirming()).then(DROP_CONFIRMED)
    assert level_after(*AT_REST, DROP_PROPOSED) is CrisisLevel.RED
    assert level_after(*AT_REST, DROP_PROPOSED, DROP_CONFIRMED) is CrisisLevel.ORANGE


def test_nobody_agrees_to_their_own_proposal() -> None:
    CASES.given(*AT_REST, DROP_PROPOSED).when(confirming(PSYCHOLOGIST)).then_refused(
        "second_person_confirms_drop"
    )


@pytest.mark.parametrize(
    ("level", "days"),
    [(CrisisLevel.RED, 14), (CrisisLevel.ORANGE, 14), (CrisisLevel.YELLOW, 30)],
)
def test_no_level_falls_before_its_days_of_rest_are_over(level: CrisisLevel, days: int) -> None:
    found = replace(FOUND_RED, level=level)
    none_found = replace(FOUND_ORANGE, level=None, assessed_at=ASSESSED_AT + timedelta(days=1))
    day_before = ASSESSED_AT + timedelta(days=days - 1)
    given = CASES.given(CONCERN, found, none_found)
    refused = given.when(proposing(now=day_before)).then_refused("level_not_at_rest")
    assert refused.parameters == {"days": days}
    given.when(proposing(now=day_before + timedelta(days=1))).then(
        replace(DROP_PROPOSED, from_level=level, to_level=None)
    )


def test_a_level_found_again_has_to_rest_anew() -> None:
    again = replace(FOUND_RED, assessment_id=THIRD, assessed_at=ASSESSED_AT + timedelta(days=10))
    CASES.given(CONCERN, FOUND_RED, again, FOUND_ORANGE).when(proposing()).then_refused(
        "level_not_at_rest"
    )
    assert (
        drop_from_on(fold((CONCERN, FOUND_RED, again)).levels, RULES)
        == (ASSESSED_AT + timedelta(days=24)).date()
    )
    assert drop_from_on(fold((CONCERN,)).levels, RULES) is None


def test_after_a_drop_the_lower_level_rests_from_when_it_was_found() -> None:
    fallen = fold((*AT_REST, DROP_PROPOSED, DROP_CONFIRMED)).levels
    assert fallen.found_at == FOUND_ORANGE.assessed_at


@pytest.mark.parametrize(
    "facts",
    [
        (CONCERN,),
        (CONCERN, FOUND_RED),
        (CONCERN, FOUND_RED, replace(FOUND_ORANGE, level=CrisisLevel.RED)),
        (CONCERN, FOUND_RED, replace(FOUND_ORANGE, assessed_at=ASSESSED_AT - timedelta(days=1))),
    ],
    ids=["no level", "found once", "found again", "found before"],
)
def test_a_drop_rests_on_something_less_severe_found_since(
    facts: tuple[ReferralsEvent, ...],
) -> None:
    later = proposing(now=RESTED_AT + timedelta(days=30))
    CASES.given(*facts).when(later).then_refused("nothing_less_severe_found")


def test_no_level_falls_by_an_assessment_without_the_child() -> None:
    unseen = replace(FOUND_ORANGE, child_seen=False)
    CASES.given(CONCERN, FOUND_RED, unseen).when(proposing()).then_refused(
        "child_not_seen_for_drop"
    )


def test_a_drop_sent_twice_is_recorded_once_and_with_other_words_refused() -> None:
    given = CASES.given(*AT_REST, DROP_PROPOSED)
    given.when(proposing()).then_known(DROP_PROPOSED)
    given.when(proposing(why="另一句。")).then_refused("level_drop_already_recorded")
    given.when(proposing(by=CRISIS_LEAD)).then_refused("level_drop_already_recorded")
    CASES.given(*AT_REST).when(proposing(why=" ")).then_refused("required", field="why")


def test_one_drop_waits_at_a_time() -> None:
    CASES.given(*AT_REST, DROP_PROPOSED).when(proposing(ANOTHER)).then_refused("level_drop_waits")
    after = CASES.given(*AT_REST, DROP_PROPOSED, DROP_DECLINED)
    after.when(proposing(ANOTHER)).then(replace(DROP_PROPOSED, drop_id=ANOTHER))


def test_a_drop_is_declined_with_a_reason_also_by_whoever_proposed_it() -> None:
    given = CASES.given(*AT_REST, DROP_PROPOSED)
    given.when(declining()).then(DROP_DECLINED)
    given.when(declining(PSYCHOLOGIST)).then(replace(DROP_DECLINED, declined_by=PSYCHOLOGIST))
    given.when(declining(why=" ")).then_refused("required", field="why")
    assert level_after(*AT_REST, DROP_PROPOSED, DROP_DECLINED) is CrisisLevel.RED


def test_what_was_settled_is_known_to_who_settled_it_and_closed_to_others() -> None:
    confirmed = CASES.given(*AT_REST, DROP_PROPOSED, DROP_CONFIRMED)
    confirmed.when(confirming()).then_known(DROP_CONFIRMED)
    confirmed.when(confirming(DUTY_OFFICER)).then_refused("level_drop_settled")
    confirmed.when(declining()).then_refused("level_drop_settled")
    declined = CASES.given(*AT_REST, DROP_PROPOSED, DROP_DECLINED)
    declined.when(declining()).then_known(DROP_DECLINED)
    declined.when(confirming()).then_refused("level_drop_settled")
    confirmed.when(confirming(drop_id=ANOTHER)).then_refused("level_drop_not_found")


def test_a_drop_lapses_when_more_is_found_before_anybody_agrees() -> None:
    worse = replace(FOUND_RED, assessment_id=THIRD, assessed_at=RESTED_AT)
    CASES.given(*AT_REST, DROP_PROPOSED, worse).when(confirming()).then_refused(
        "level_drop_settled"
    )
    better = replace(worse, level=None)
    CASES.given(*AT_REST, DROP_PROPOSED, better).when(confirming()).then(DROP_CONFIRMED)


def test_nothing_falls_in_a_case_that_is_over() -> None:
    CASES.given(*AT_REST, WITHDRAWN).when(proposing()).then_refused("concern_withdrawn")
    CASES.given(*AT_REST, DROP_PROPOSED, WITHDRAWN).when(confirming()).then_refused(
        "concern_withdrawn"
    )
