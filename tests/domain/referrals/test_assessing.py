"""A crisis is assessed by whoever may; what is more severe holds at once."""

from dataclasses import replace
from datetime import timedelta, timezone

from domain.referrals.facts import ReferralsEvent
from domain.referrals.levels.level_facts import AssessmentMethod, CrisisLevel
from domain.referrals.levels.level_rules import assess_crisis
from domain.referrals.levels.level_state import AssessCrisis
from domain.referrals.state import NO_CASE, CaseState, evolve, fold
from domain.shared import AssessmentId, PersonId
from tests.case_examples import CASE, CONCERN, CRISIS_LEAD, TAKEN, WITHDRAWN
from tests.examples import NOW, RULES, example_id
from tests.level_examples import ASSESSED_AT, FIRST, FOUND_ORANGE, FOUND_RED, PSYCHOLOGIST
from tests.spec import Rule, Spec

CASES: Spec[CaseState, ReferralsEvent] = Spec(evolve, NO_CASE)
ASSESS = AssessCrisis(
    case_id=CASE,
    assessment_id=FIRST,
    level=CrisisLevel.RED,
    methods=FOUND_RED.methods,
    child_seen=True,
    assessed_at=ASSESSED_AT,
    why=FOUND_RED.why,
)
THIRD = AssessmentId(example_id(815))


def assessing(
    request: AssessCrisis = ASSESS, by: PersonId = PSYCHOLOGIST
) -> Rule[CaseState, ReferralsEvent]:
    return lambda state: assess_crisis(state, request, by=by, now=NOW, rules=RULES, raised_at=NOW)


def level_after(*facts: ReferralsEvent) -> CrisisLevel | None:
    return fold(facts).level


def test_there_must_be_a_worry() -> None:
    CASES.given().when(assessing()).then_refused("case_not_found")


def test_a_crisis_is_assessed_also_while_nobody_answers_for_the_case() -> None:
    CASES.given(CONCERN).when(assessing()).then(FOUND_RED)


def test_the_same_assessment_sent_twice_is_recorded_once_also_when_the_case_is_over() -> None:
    CASES.given(CONCERN, TAKEN, FOUND_RED, WITHDRAWN).when(assessing()).then_known(FOUND_RED)


def test_an_assessment_that_comes_again_with_other_content_is_refused() -> None:
    for other in (replace(ASSESS, level=CrisisLevel.YELLOW), replace(ASSESS, child_seen=False)):
        CASES.given(CONCERN, FOUND_RED).when(assessing(other)).then_refused(
            "assessment_already_recorded"
        )
    CASES.given(CONCERN, FOUND_RED).when(assessing(by=CRISIS_LEAD)).then_refused(
        "assessment_already_recorded"
    )


def test_nothing_is_assessed_of_a_case_that_is_over() -> None:
    CASES.given(CONCERN, TAKEN, WITHDRAWN).when(assessing()).then_refused("concern_withdrawn")


def test_an_assessment_needs_a_reason_and_a_method() -> None:
    CASES.given(CONCERN).when(assessing(replace(ASSESS, why=" "))).then_refused(
        "required", field="why"
    )
    CASES.given(CONCERN).when(assessing(replace(ASSESS, methods=()))).then_refused(
        "required", field="methods"
    )


def test_the_score_of_a_scale_alone_is_no_assessment() -> None:
    alone = replace(ASSESS, methods=(AssessmentMethod.SCREENING_SCALE,))
    CASES.given(CONCERN).when(assessing(alone)).then_refused("scale_is_a_lead", field="methods")


def test_a_time_still_to_come_or_without_a_zone_is_refused() -> None:
    ahead = replace(ASSESS, assessed_at=NOW + timedelta(minutes=6))
    CASES.given(CONCERN).when(assessing(ahead)).then_refused("in_future", field="assessed_at")
    bare = replace(ASSESS, assessed_at=ASSESSED_AT.replace(tzinfo=None))
    CASES.given(CONCERN).when(assessing(bare)).then_refused(
        "time_without_zone", field="assessed_at"
    )


def test_a_day_before_earlier_step_was_raised_is_refused_so_that_no_rest_begins_before_it() -> None:
    last_evening = replace(ASSESS, assessed_at=NOW - timedelta(days=1))
    CASES.given(CONCERN).when(assessing(last_evening)).then_refused(
        "before_earlier_step", field="assessed_at"
    )


def test_methods_are_recorded_once_each_and_the_time_in_utc() -> None:
    local = timezone(timedelta(hours=8))
    twice = (*reversed(FOUND_RED.methods), *FOUND_RED.methods)
    request = replace(ASSESS, methods=twice, assessed_at=ASSESSED_AT.astimezone(local))
    CASES.given(CONCERN).when(assessing(request)).then(FOUND_RED)


def test_a_more_severe_level_holds_at_once_and_a_less_severe_one_changes_nothing_yet() -> None:
    none_found = replace(FOUND_ORANGE, assessment_id=THIRD, level=None)
    assert level_after(CONCERN) is None
    assert level_after(CONCERN, none_found) is None
    assert level_after(CONCERN, FOUND_ORANGE) is CrisisLevel.ORANGE
    assert level_after(CONCERN, FOUND_ORANGE, FOUND_RED) is CrisisLevel.RED
    assert level_after(CONCERN, FOUND_RED, FOUND_ORANGE, none_found) is CrisisLevel.RED
