"""A panel has at least two members who may answer; what it decides is recorded once."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from domain.referrals.facts import ConcernWithdrawn, ReferralsEvent, Situation, WithdrawalReason
from domain.referrals.levels.level_facts import CrisisLevel
from domain.referrals.school.panel_facts import PanelDecided, PanelDecision
from domain.referrals.school.panels import DecideInPanel, Sitting, decide_in_panel, stands_against
from domain.referrals.state import NO_CASE, CaseState, evolve, fold
from domain.shared import PanelId, PersonId
from tests.case_examples import (
    ACKNOWLEDGED,
    CASE,
    CONCERN,
    CRISIS_LEAD,
    DUTY_OFFICER,
    ISSUED_IN_DANGER,
    TAKEN,
    WITHDRAWN,
)
from tests.examples import CHILD, NOW, RULES, TEACHER, example_id
from tests.feedback_examples import RESTORED
from tests.hospital_examples import ATTENDED
from tests.level_examples import FOUND_RED, PSYCHOLOGIST
from tests.spec import Rule, Spec

CASES: Spec[CaseState, ReferralsEvent] = Spec(evolve, NO_CASE)
SUPPORT = DecideInPanel(
    case_id=CASE,
    panel_id=PanelId(example_id(816)),
    member_ids=(PSYCHOLOGIST, CRISIS_LEAD, PSYCHOLOGIST),
    met_at=NOW,
    decision=PanelDecision.IN_SCHOOL_SUPPORT,
    why="家里有人陪。",
    supported_by=PSYCHOLOGIST,
)
REFER = replace(SUPPORT, decision=PanelDecision.REFER, supported_by=None)
WITHDRAW = replace(
    REFER, decision=PanelDecision.WITHDRAW, withdrawal_reason=WithdrawalReason.UNFOUNDED
)
DECIDED = PanelDecided(
    case_id=CASE,
    child_id=CHILD,
    panel_id=SUPPORT.panel_id,
    member_ids=tuple(sorted((CRISIS_LEAD, PSYCHOLOGIST))),
    met_at=NOW,
    decision=PanelDecision.IN_SCHOOL_SUPPORT,
    why=SUPPORT.why,
    supported_by=PSYCHOLOGIST,
    review_on=date(2026, 3, 17),
)
REFERRED = replace(DECIDED, decision=PanelDecision.REFER, supported_by=None, review_on=None)
ENDED = replace(REFERRED, decision=PanelDecision.WITHDRAW)
OVER = ConcernWithdrawn(
    case_id=CASE,
    child_id=CHILD,
    withdrawn_by=CRISIS_LEAD,
    reason=WithdrawalReason.UNFOUNDED,
    why=SUPPORT.why,
)
IN_HAND = (CONCERN, TAKEN, FOUND_RED)


def deciding(
    request: DecideInPanel = SUPPORT, by: PersonId = CRISIS_LEAD
) -> Rule[CaseState, ReferralsEvent]:
    may_sit = frozenset({CRISIS_LEAD, PSYCHOLOGIST, DUTY_OFFICER})
    sitting = Sitting(by=by, now=NOW, may_sit=may_sit)
    return lambda state: decide_in_panel(state, request, sitting, RULES)


def test_a_panel_decides_on_support_a_referral_or_the_end() -> None:
    CASES.given(*IN_HAND).when(deciding()).then(DECIDED)
    CASES.given(*IN_HAND).when(deciding(REFER)).then(REFERRED)
    nothing_found = replace(FOUND_RED, level=None)
    CASES.given(CONCERN, TAKEN, nothing_found).when(deciding(WITHDRAW)).then(ENDED, OVER)
    CASES.given(CONCERN, TAKEN).when(deciding(WITHDRAW)).then_refused("assess_crisis_first")
    mild = replace(CONCERN, situation=Situation.SOMEWHAT_WORRIED)
    CASES.given(mild, TAKEN).when(deciding(WITHDRAW)).then(ENDED, OVER)


def test_nobody_ends_a_case_with_a_level_by_naming_others_as_a_panel() -> None:
    CASES.given(*IN_HAND).when(deciding(WITHDRAW)).then_refused("level_falls_first")


@pytest.mark.parametrize(
    ("level", "days"),
    [(CrisisLevel.RED, 7), (CrisisLevel.ORANGE, 14), (CrisisLevel.YELLOW, 28), (None, 28)],
)
def test_support_is_reviewed_by_level(level: CrisisLevel | None, days: int) -> None:
    found = replace(FOUND_RED, level=level)
    review_on = date(2026, 3, 10) + timedelta(days=days)
    CASES.given(CONCERN, TAKEN, found).when(deciding()).then(replace(DECIDED, review_on=review_on))


def test_the_same_panel_is_recorded_once_also_when_the_level_rose_since() -> None:
    CASES.given(*IN_HAND, DECIDED).when(deciding()).then_known(DECIDED)
    before = replace(DECIDED, review_on=date(2026, 4, 7))
    CASES.given(*IN_HAND, before).when(deciding()).then_known(before)
    CASES.given(*IN_HAND, ENDED, OVER).when(deciding(WITHDRAW)).then_known(ENDED, OVER)
    other = replace(SUPPORT, why="另一句。")
    CASES.given(*IN_HAND, DECIDED).when(deciding(other)).then_refused("panel_already_recorded")


@pytest.mark.parametrize(
    ("changed", "code", "field"),
    [
        (replace(SUPPORT, member_ids=(CRISIS_LEAD, CRISIS_LEAD)), "too_few_members", "member_ids"),
        (replace(SUPPORT, why=" "), "required", "why"),
        (replace(SUPPORT, supported_by=None), "required", "supported_by"),
        (replace(WITHDRAW, withdrawal_reason=None), "required", "withdrawal_reason"),
        (replace(SUPPORT, met_at=NOW + timedelta(minutes=6)), "in_future", "met_at"),
        (replace(SUPPORT, met_at=NOW.replace(tzinfo=None)), "time_without_zone", "met_at"),
        (
            replace(SUPPORT, member_ids=(PSYCHOLOGIST, DUTY_OFFICER)),
            "recorder_sits_too",
            "member_ids",
        ),
    ],
)
def test_what_is_missing_or_cannot_be_is_refused(
    changed: DecideInPanel, code: str, field: str
) -> None:
    CASES.given(*IN_HAND).when(deciding(changed)).then_refused(code, field=field)


def test_members_and_who_supports_are_those_who_may_answer() -> None:
    with_teacher = replace(SUPPORT, member_ids=(CRISIS_LEAD, TEACHER))
    CASES.given(*IN_HAND).when(deciding(with_teacher)).then_refused("may_not_sit_on_panel")
    by_teacher = replace(SUPPORT, supported_by=TEACHER)
    CASES.given(*IN_HAND).when(deciding(by_teacher)).then_refused("may_not_support_child")


def test_a_panel_comes_to_whoever_has_the_case_while_it_is_open() -> None:
    CASES.given().when(deciding()).then_refused("case_not_found")
    CASES.given(CONCERN, FOUND_RED).when(deciding()).then_refused("take_it_first")
    CASES.given(*IN_HAND, WITHDRAWN).when(deciding()).then_refused("concern_withdrawn")


def test_no_support_before_an_assessment_and_nothing_twice_at_a_hospital() -> None:
    CASES.given(CONCERN, TAKEN).when(deciding()).then_refused("assess_crisis_first")
    CASES.given(CONCERN, TAKEN).when(deciding(REFER)).then(REFERRED)
    issued = (*IN_HAND, ISSUED_IN_DANGER)
    CASES.given(*issued).when(deciding()).then_refused("referral_already_issued")
    sent = (CONCERN, TAKEN, ISSUED_IN_DANGER)
    CASES.given(*sent).when(deciding(WITHDRAW)).then_refused("assess_crisis_first")
    CASES.given(*sent, ACKNOWLEDGED).when(deciding(WITHDRAW)).then_refused(
        "hospital_has_received_it"
    )


@pytest.mark.parametrize(
    ("facts", "against"),
    [
        (IN_HAND, {"withdraw": "level_falls_first"}),
        (
            (CONCERN, TAKEN),
            {"in_school_support": "assess_crisis_first", "withdraw": "assess_crisis_first"},
        ),
        (
            (CONCERN, TAKEN, ISSUED_IN_DANGER),
            {
                "in_school_support": "assess_crisis_first",
                "refer": "referral_already_issued",
                "withdraw": "assess_crisis_first",
            },
        ),
        (
            (*IN_HAND, ISSUED_IN_DANGER),
            {
                "in_school_support": "referral_already_issued",
                "refer": "referral_already_issued",
                "withdraw": "level_falls_first",
            },
        ),
        (
            (*IN_HAND, ISSUED_IN_DANGER, ACKNOWLEDGED, ATTENDED, RESTORED),
            {"refer": "case_restored", "withdraw": "case_restored"},
        ),
    ],
)
def test_what_no_panel_may_decide_as_the_case_stands_is_told_with_what_comes_first(
    facts: tuple[ReferralsEvent, ...], against: dict[str, str]
) -> None:
    assert stands_against(fold(facts)) == against


def test_support_holds_until_a_later_panel_decides_otherwise() -> None:
    later = replace(REFERRED, panel_id=PanelId(example_id(817)))
    assert fold(IN_HAND).at_school.support is None
    assert fold((*IN_HAND, DECIDED)).at_school.support == DECIDED
    assert fold((*IN_HAND, DECIDED, later)).at_school.support is None
