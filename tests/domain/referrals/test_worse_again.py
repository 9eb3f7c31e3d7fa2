"""A child who is worse again is assessed anew before its level falls or its case ends."""

from dataclasses import replace
from datetime import datetime, timedelta

from domain.referrals.facts import ReferralsEvent, WithdrawalReason
from domain.referrals.levels.level_facts import CrisisLevel, LevelDropProposed
from domain.referrals.levels.level_rules import (
    assess_crisis,
    confirm_level_drop,
    drop_from_on,
    propose_level_drop,
)
from domain.referrals.levels.level_state import AssessCrisis, ConfirmLevelDrop, ProposeLevelDrop
from domain.referrals.rules import withdraw_concern
from domain.referrals.school.panel_facts import PanelDecision
from domain.referrals.school.panels import DecideInPanel, Sitting, decide_in_panel
from domain.referrals.state import NO_CASE, CaseState, WithdrawConcern, evolve, fold
from domain.shared import AssessmentId, DropId, PanelId
from tests.case_examples import ACKNOWLEDGED, CASE, CRISIS_LEAD, DUTY_OFFICER, ISSUED_IN_DANGER
from tests.domain.clocks.examples import RED, YELLOW, found
from tests.domain.referrals.test_aftercare import (
    CLOSED,
    PROPOSED,
    SEEN,
    WORSE,
    closing,
    proposing,
)
from tests.examples import CHILD, RULES, example_id
from tests.hospital_examples import SEEN_AT
from tests.spec import Rule, Spec

CASES: Spec[CaseState, ReferralsEvent] = Spec(evolve, NO_CASE)
DROP = DropId(example_id(1101))
WORSE_AT = SEEN_AT + timedelta(days=40)
AGAIN = replace(WORSE, done_at=WORSE_AT)


def assessed(level: CrisisLevel | None, days: float, number: int) -> ReferralsEvent:
    said = found(level, SEEN_AT + timedelta(days=days))
    return replace(said, assessment_id=AssessmentId(example_id(number)))


FOUND, MILDER = assessed(RED, 0, 1102), assessed(None, 20, 1103)
DROPPING = LevelDropProposed(
    case_id=CASE,
    child_id=CHILD,
    drop_id=DROP,
    proposed_by=CRISIS_LEAD,
    assessment_id=AssessmentId(example_id(1103)),
    from_level=RED,
    to_level=None,
    why="一直平稳。",
)
BEFORE = (*SEEN, FOUND, MILDER)


def dropping(days: float = 40) -> Rule[CaseState, ReferralsEvent]:
    request = ProposeLevelDrop(case_id=CASE, drop_id=DROP, why=DROPPING.why)
    now = SEEN_AT + timedelta(days=days)
    return lambda state: propose_level_drop(state, request, by=CRISIS_LEAD, now=now, rules=RULES)


def confirming() -> Rule[CaseState, ReferralsEvent]:
    request = ConfirmLevelDrop(case_id=CASE, drop_id=DROP)
    return lambda state: confirm_level_drop(state, request, by=DUTY_OFFICER)


def withdrawing() -> Rule[CaseState, ReferralsEvent]:
    request = WithdrawConcern(case_id=CASE, reason=WithdrawalReason.UNFOUNDED, why="没有事。")
    return lambda state: withdraw_concern(state, request, by=CRISIS_LEAD)


def meeting(decision: PanelDecision) -> Rule[CaseState, ReferralsEvent]:
    ends = decision is PanelDecision.WITHDRAW
    request = DecideInPanel(
        case_id=CASE,
        panel_id=PanelId(example_id(1104)),
        member_ids=(CRISIS_LEAD, DUTY_OFFICER),
        met_at=WORSE_AT,
        decision=decision,
        why="一起看过。",
        supported_by=None if ends else CRISIS_LEAD,
        withdrawal_reason=WithdrawalReason.UNFOUNDED if ends else None,
    )
    sitting = Sitting(by=CRISIS_LEAD, now=WORSE_AT, may_sit=frozenset({CRISIS_LEAD, DUTY_OFFICER}))
    return lambda state: decide_in_panel(state, request, sitting, RULES)


def assessing(at: datetime) -> Rule[CaseState, ReferralsEvent]:
    said = found(YELLOW, at)
    request = AssessCrisis(
        case_id=CASE,
        assessment_id=AssessmentId(example_id(1105)),
        level=said.level,
        methods=said.methods,
        child_seen=said.child_seen,
        assessed_at=at,
        why=said.why,
    )
    return lambda state: assess_crisis(
        *(state, request),
        by=CRISIS_LEAD,
        now=WORSE_AT + timedelta(days=1),
        rules=RULES,
        raised_at=SEEN_AT,
    )


def test_a_drop_that_was_proposed_before_it_is_confirmed_no_more() -> None:
    CASES.given(*BEFORE).when(dropping()).then(DROPPING)
    CASES.given(*BEFORE, DROPPING, AGAIN).when(confirming()).then_refused("level_drop_settled")
    assert fold((*BEFORE, DROPPING, AGAIN)).level is RED


def test_no_level_falls_by_an_assessment_from_before_it() -> None:
    CASES.given(*BEFORE, AGAIN).when(dropping()).then_refused("nothing_less_severe_found")


def test_its_days_of_rest_begin_anew() -> None:
    anew = assessed(None, 41, 1106)
    worse = CASES.given(*BEFORE, AGAIN, anew)
    worse.when(dropping(days=53)).then_refused("level_not_at_rest")
    said = replace(DROPPING, assessment_id=AssessmentId(example_id(1106)))
    worse.when(dropping(days=54)).then(said)
    first_on = drop_from_on(fold((*BEFORE, AGAIN)).levels, RULES)
    assert first_on == (WORSE_AT + timedelta(days=14)).date()


def test_nobody_assesses_it_for_a_day_before_it() -> None:
    worse = CASES.given(*BEFORE, AGAIN)
    worse.when(assessing(WORSE_AT - timedelta(days=1))).then_refused(
        "before_earlier_step", field="assessed_at"
    )
    said = replace(
        found(YELLOW, WORSE_AT - timedelta(minutes=5)),
        assessment_id=AssessmentId(example_id(1105)),
        assessed_by=CRISIS_LEAD,
    )
    worse.when(assessing(WORSE_AT - timedelta(minutes=5))).then(said)


def test_nobody_ends_it_or_decides_on_support_before_it_is_assessed_anew() -> None:
    for before in (SEEN, (*SEEN, assessed(None, 0, 1102))):
        worse = CASES.given(*before, AGAIN)
        worse.when(withdrawing()).then_refused("assess_crisis_first")
        worse.when(meeting(PanelDecision.WITHDRAW)).then_refused("assess_crisis_first")
        worse.when(meeting(PanelDecision.IN_SCHOOL_SUPPORT)).then_refused("assess_crisis_first")
        worse.when(proposing()).then_refused("assess_crisis_first")


def test_its_case_is_ended_by_two_people_alone() -> None:
    none_found = assessed(None, 41, 1106)
    anew = CASES.given(*SEEN, AGAIN, none_found)
    anew.when(withdrawing()).then_refused("ends_by_closing")
    anew.when(meeting(PanelDecision.WITHDRAW)).then_refused("ends_by_closing")
    anew.when(proposing()).then(PROPOSED)
    CASES.given(*SEEN, AGAIN, none_found, PROPOSED).when(closing()).then(CLOSED)
    grave = CASES.given(*SEEN, AGAIN, assessed(RED, 41, 1106))
    grave.when(proposing()).then_refused("level_still_holds")
    sent = replace(ISSUED_IN_DANGER, issued_by=CRISIS_LEAD)
    # What no hospital received is taken back; whoever received it sees the child first.
    CASES.given(*SEEN, AGAIN, none_found, sent).when(proposing()).then(PROPOSED)
    CASES.given(*SEEN, AGAIN, none_found, sent, ACKNOWLEDGED).when(proposing()).then_refused(
        "no_follow_up_yet"
    )
