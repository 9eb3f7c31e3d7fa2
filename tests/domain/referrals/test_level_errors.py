"""A level that was set by error is gone at once, by two people or a panel; nothing else is."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.calendar import WEEKENDS_ONLY
from domain.clocks.course import course_of
from domain.clocks.deadlines import deadlines
from domain.clocks.facts import Step
from domain.referrals.ending import withdrawing_lacks
from domain.referrals.facts import ReferralsEvent, Situation
from domain.referrals.joining.redirecting import redirecting_lacks
from domain.referrals.levels.acute import is_acute
from domain.referrals.levels.level_errors import Settling, propose_level_error
from domain.referrals.levels.level_facts import (
    CrisisLevel,
    LevelDropConfirmed,
    LevelDropDeclined,
    LevelDropProposed,
    LevelError,
)
from domain.referrals.levels.level_rules import confirm_level_drop
from domain.referrals.levels.level_state import ConfirmLevelDrop, ProposeLevelError
from domain.referrals.state import NO_CASE, CaseState, evolve, fold
from domain.shared import AssessmentId, DropId, PersonId
from tests.case_examples import CASE, CONCERN, CRISIS_LEAD, DUTY_OFFICER, SECOND_LEAD, TAKEN
from tests.domain.clocks.examples import after
from tests.examples import CHILD, NOW, RULES, example_id
from tests.level_examples import DROP, FIRST, FOUND_RED, PSYCHOLOGIST, SECOND
from tests.spec import Rule, Spec

CASES: Spec[CaseState, ReferralsEvent] = Spec(evolve, NO_CASE)
WHY = "打开个案时看错了名字。"
YELLOW, ORANGE, RED = CrisisLevel.YELLOW, CrisisLevel.ORANGE, CrisisLevel.RED
MAY_SIT = frozenset({PSYCHOLOGIST, CRISIS_LEAD, SECOND_LEAD, DUTY_OFFICER})
MILD = replace(CONCERN, situation=Situation.SOMEWHAT_WORRIED)
FOUND_YELLOW = replace(FOUND_RED, level=YELLOW)
LATER = replace(FOUND_RED, assessment_id=SECOND, level=ORANGE, assessed_at=NOW + timedelta(hours=1))
PROPOSED = LevelDropProposed(
    case_id=CASE,
    child_id=CHILD,
    drop_id=DROP,
    proposed_by=PSYCHOLOGIST,
    assessment_id=FIRST,
    from_level=YELLOW,
    to_level=None,
    why=WHY,
    error=LevelError.OTHER_CHILD,
)
AGREED = LevelDropConfirmed(
    case_id=CASE,
    child_id=CHILD,
    drop_id=DROP,
    confirmed_by=CRISIS_LEAD,
    level=None,
    counts_as=YELLOW,
)


def proposing(
    error: LevelError = LevelError.OTHER_CHILD, by: PersonId = PSYCHOLOGIST, why: str = WHY
) -> Rule[CaseState, ReferralsEvent]:
    request = ProposeLevelError(case_id=CASE, drop_id=DROP, error=error, why=why)
    return lambda state: propose_level_error(state, request, by=by)


def agreeing(
    *members: PersonId, by: PersonId = CRISIS_LEAD, reported_as: CrisisLevel = YELLOW
) -> Rule[CaseState, ReferralsEvent]:
    request = ConfirmLevelDrop(case_id=CASE, drop_id=DROP, member_ids=members)
    settling = Settling(may_sit=MAY_SIT, reported_as=(reported_as,))
    return lambda state: confirm_level_drop(state, request, by=by, settling=settling)


def test_a_level_set_by_error_is_taken_back_on_the_same_day_and_the_case_stands_as_before() -> None:
    given = (MILD, TAKEN, FOUND_YELLOW)
    CASES.given(*given).when(proposing()).then(PROPOSED)
    CASES.given(*given, PROPOSED).when(agreeing()).then(AGREED)
    wrong, restored = fold((*given, PROPOSED)), fold((*given, PROPOSED, AGREED))
    assert (withdrawing_lacks(wrong), redirecting_lacks(wrong)) == (
        "level_falls_first",
        "child_was_assessed",
    )
    assert (withdrawing_lacks(restored), redirecting_lacks(restored)) == (None, None)
    assert (restored.level, restored.assessed, restored.levels.found_at) == (None, None, None)


def test_what_is_repeated_is_recorded_once() -> None:
    given = (MILD, TAKEN, FOUND_YELLOW, PROPOSED)
    CASES.given(*given).when(proposing()).then_known(PROPOSED)
    CASES.given(*given).when(proposing(why="别的话")).then_refused("level_drop_already_recorded")
    CASES.given(*given, AGREED).when(agreeing()).then_known(AGREED)


def test_nobody_takes_back_alone_what_they_call_an_error() -> None:
    CASES.given(MILD, TAKEN, FOUND_YELLOW, PROPOSED).when(agreeing(by=PSYCHOLOGIST)).then_refused(
        "second_person_confirms_drop"
    )


def test_what_two_people_found_is_no_error_of_one() -> None:
    also = replace(FOUND_YELLOW, assessment_id=SECOND, assessed_by=CRISIS_LEAD)
    CASES.given(MILD, TAKEN, FOUND_YELLOW, also).when(proposing()).then_refused(
        "level_found_by_others"
    )
    again = replace(also, assessed_by=PSYCHOLOGIST)
    CASES.given(MILD, TAKEN, FOUND_YELLOW, again).when(proposing()).then(PROPOSED)


def test_somebody_who_finds_the_same_lets_a_proposal_fall() -> None:
    also = replace(FOUND_YELLOW, assessment_id=SECOND, assessed_by=CRISIS_LEAD)
    CASES.given(MILD, TAKEN, FOUND_YELLOW, PROPOSED, also).when(agreeing()).then_refused(
        "level_drop_settled"
    )


def test_no_level_that_nobody_set_or_two_agreed_on_is_an_error() -> None:
    CASES.given(MILD, TAKEN).when(proposing()).then_refused("level_set_by_no_error")
    other = DropId(example_id(832))
    rested = replace(PROPOSED, drop_id=other, from_level=RED, to_level=ORANGE, error=None)
    fallen = replace(AGREED, drop_id=other, level=ORANGE, counts_as=None)
    CASES.given(MILD, TAKEN, FOUND_RED, LATER, rested, fallen).when(proposing()).then_refused(
        "level_set_by_no_error"
    )


def test_what_another_found_less_severe_and_what_held_before_stays() -> None:
    by_other = replace(LATER, assessed_by=CRISIS_LEAD)
    before = replace(by_other, level=YELLOW, assessment_id=AssessmentId(example_id(829)))
    for given, left in (((FOUND_RED, by_other), ORANGE), ((before, FOUND_RED), YELLOW)):
        proposed = replace(PROPOSED, from_level=RED, to_level=left)
        CASES.given(MILD, TAKEN, *given).when(proposing()).then(proposed)
        agreed = replace(AGREED, level=left, counts_as=None)
        state = fold((MILD, TAKEN, *given, proposed, agreed))
        assert (state.level, redirecting_lacks(state)) == (left, "child_was_assessed")
        assert state.assessed in (by_other, before)


# ── at red ───────────────────────────────────────────────────────────────────────────────────────

AT_RED = replace(PROPOSED, from_level=RED)
PANEL = replace(
    AGREED, counts_as=RED, member_ids=tuple(sorted((CRISIS_LEAD, SECOND_LEAD, PSYCHOLOGIST)))
)


def test_at_red_a_panel_agrees_of_two_beside_whoever_says_so() -> None:
    at_red = CASES.given(CONCERN, TAKEN, FOUND_RED, AT_RED)
    at_red.when(agreeing(CRISIS_LEAD, SECOND_LEAD, PSYCHOLOGIST, reported_as=RED)).then(PANEL)


@pytest.mark.parametrize(
    ("members", "code"),
    [
        ((), "too_few_settle"),
        ((CRISIS_LEAD,), "too_few_settle"),
        ((CRISIS_LEAD, PSYCHOLOGIST), "too_few_settle"),
    ],
)
def test_at_red_no_second_person_alone_agrees(members: tuple[PersonId, ...], code: str) -> None:
    at_red = CASES.given(CONCERN, TAKEN, FOUND_RED, AT_RED)
    at_red.when(agreeing(*members)).then_refused(code, field="member_ids")


def test_on_a_panel_sit_who_may_and_whoever_records_it() -> None:
    at_red = CASES.given(CONCERN, TAKEN, FOUND_RED, AT_RED)
    at_red.when(agreeing(SECOND_LEAD, DUTY_OFFICER)).then_refused(
        "recorder_sits_too", field="member_ids"
    )
    kept_out = PersonId(example_id(830))
    at_red.when(agreeing(CRISIS_LEAD, SECOND_LEAD, kept_out)).then_refused("may_not_sit_on_panel")


def test_a_mere_slip_at_red_one_other_person_settles_once_it_was_assessed_as_meant() -> None:
    slip = proposing(LevelError.WRONG_LEVEL)
    CASES.given(CONCERN, TAKEN, FOUND_RED).when(slip).then_refused("slip_is_assessed_anew")
    meant = (CONCERN, TAKEN, FOUND_RED, LATER)
    proposed = replace(AT_RED, to_level=ORANGE, error=LevelError.WRONG_LEVEL)
    CASES.given(*meant).when(slip).then(proposed)
    agreed = replace(AGREED, level=ORANGE, counts_as=None)
    CASES.given(*meant, proposed).when(agreeing()).then(agreed)
    assert fold((*meant, proposed, agreed)).level is ORANGE


def test_a_slip_is_no_one_elses_and_happens_once() -> None:
    slip = LevelError.WRONG_LEVEL
    by_lead = CASES.given(CONCERN, TAKEN, FOUND_RED, LATER)
    by_lead.when(proposing(slip, by=CRISIS_LEAD)).then_refused("slip_is_assessed_anew")
    again = replace(FOUND_RED, assessment_id=AssessmentId(example_id(831)))
    twice = CASES.given(CONCERN, TAKEN, FOUND_RED, again, LATER)
    twice.when(proposing(slip)).then_refused("slip_is_assessed_anew")


def test_a_slip_at_red_that_leaves_no_level_takes_a_panel() -> None:
    none_found = replace(LATER, level=None)
    proposed = replace(AT_RED, error=LevelError.WRONG_LEVEL)
    given = CASES.given(CONCERN, TAKEN, FOUND_RED, none_found)
    given.when(proposing(LevelError.WRONG_LEVEL)).then(proposed)
    CASES.given(CONCERN, TAKEN, FOUND_RED, none_found, proposed).when(agreeing()).then_refused(
        "too_few_settle", field="member_ids"
    )


# ── what runs again ──────────────────────────────────────────────────────────────────────────────


def running(*facts: tuple[int, ReferralsEvent]) -> dict[Step, CrisisLevel]:
    """Return which steps run by which level after facts, each learned some minutes after NOW."""
    learned = [(after(minutes=at), fact) for at, fact in facts]
    course = course_of(learned, RULES)
    every = deadlines(course, RULES, WEEKENDS_ONLY)
    return {each.step: each.level for each in every if each.is_running}


def test_a_danger_that_was_assessed_too_mildly_by_error_is_a_danger_again_at_once() -> None:
    in_danger = replace(CONCERN, situation=Situation.LIFE_IN_DANGER)
    before = ((0, in_danger), (1, TAKEN))
    wrong = (*before, (2, FOUND_YELLOW), (3, PROPOSED))
    restored = (*wrong, (4, replace(AGREED, counts_as=RED)))
    assert running(*wrong)[Step.GUARDIAN_INFORMED] is YELLOW
    assert running(*restored) == running(*before)
    acute = [is_acute(fold(f for _, f in each)) for each in (before, wrong, restored)]
    assert acute == [True, False, True]


def test_what_was_late_by_a_level_set_by_error_stays_on_record() -> None:
    facts = ((0, MILD), (1, TAKEN), (2, FOUND_RED), (600, AT_RED), (601, AGREED))
    learned = [(after(minutes=at), fact) for at, fact in facts]
    every = deadlines(course_of(learned, RULES), RULES, WEEKENDS_ONLY)
    assert (Step.GUARDIAN_INFORMED, RED) in {(e.step, e.level) for e in every if e.ended_over_time}
    assert running(*facts) == {Step.ASSESSED: YELLOW, Step.GUARDIAN_INFORMED: YELLOW}


def test_a_level_stays_where_it_is_said_to_be_no_error() -> None:
    declined = LevelDropDeclined(
        case_id=CASE,
        child_id=CHILD,
        drop_id=DROP,
        declined_by=CRISIS_LEAD,
        why="核对过，没有评错。",
    )
    state = fold((MILD, TAKEN, FOUND_YELLOW, PROPOSED, declined))
    assert (state.level, state.levels.waiting, state.assessed) == (YELLOW, None, FOUND_YELLOW)


def test_an_assessment_in_error_is_kept_and_known_when_it_comes_again() -> None:
    state = fold((MILD, TAKEN, FOUND_YELLOW, PROPOSED, AGREED))
    assert (state.levels.assessments, state.levels.standing) == ({FIRST: FOUND_YELLOW}, ())
