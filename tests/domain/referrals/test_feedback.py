"""What a hospital tells a school: as much as the guardian lets it, and that all is as before."""

from dataclasses import fields, replace
from datetime import date, timedelta

import pytest

from domain.codelists import ConsentMeans
from domain.referrals.facts import ReferralsEvent
from domain.referrals.hospital.feedback import (
    Authorisation,
    GiveFeedback,
    RestoreCase,
    Telling,
    give_feedback,
    restore_case,
)
from domain.referrals.hospital.feedback_facts import Fitness, FunctionalFeedbackGiven, Support
from domain.referrals.levels.level_rules import assess_crisis
from domain.referrals.levels.level_state import AssessCrisis
from domain.referrals.rules import take_concern, withdraw_concern
from domain.referrals.school.panel_facts import PanelDecided, PanelDecision
from domain.referrals.school.panels import DecideInPanel, Sitting, decide_in_panel
from domain.referrals.state import NO_CASE, CaseState, TakeConcern, WithdrawConcern, evolve, fold
from domain.shared import AssessmentId, FeedbackId, OrganisationId, PanelId, TakingId
from tests.case_examples import (
    ACKNOWLEDGED,
    CASE,
    CONCERN,
    CRISIS_LEAD,
    DOCTOR,
    DUTY_OFFICER,
    HOSPITAL,
    ISSUED_IN_DANGER,
    LIAISON,
    OTHER_HOSPITAL,
    TAKEN,
    WITHDRAWN,
)
from tests.domain.clocks.examples import RED, found
from tests.examples import CHILD, RULES, example_id
from tests.feedback_examples import (
    FEEDBACK,
    LET,
    LET_AT,
    LET_NAMED,
    NO_STATEMENT,
    RESTORED,
    SUPPORT_NEEDED,
)
from tests.hospital_examples import ATTENDED, SEEN_AT
from tests.spec import Rule, Spec

CASES: Spec[CaseState, ReferralsEvent] = Spec(evolve, NO_CASE)
RECEIVED = (CONCERN, TAKEN, found(RED, SEEN_AT), ISSUED_IN_DANGER, ACKNOWLEDGED)
SEEN = (*RECEIVED, ATTENDED)
NOW = LET_AT + timedelta(minutes=10)
NEEDS = GiveFeedback(
    case_id=CASE,
    feedback_id=FEEDBACK,
    fitness=Fitness.NEEDS_SUPPORT,
    supports=(Support.LEAVE_FOR_VISITS, Support.TALKS),
    review_on=date(2026, 4, 8),
    authorisation=LET,
)
NOTHING = GiveFeedback(case_id=CASE, feedback_id=FEEDBACK, fitness=Fitness.NO_STATEMENT)
AS_BEFORE = RestoreCase(case_id=CASE, feedback_id=FEEDBACK, authorisation=LET)


def telling(
    request: GiveFeedback = NEEDS, hospital_id: OrganisationId = HOSPITAL
) -> Rule[CaseState, ReferralsEvent]:
    said = Telling(by=LIAISON, hospital_id=hospital_id, now=NOW)
    return lambda state: give_feedback(state, request, said, RULES)


def restoring(
    request: RestoreCase = AS_BEFORE, hospital_id: OrganisationId = HOSPITAL
) -> Rule[CaseState, ReferralsEvent]:
    said = Telling(by=LIAISON, hospital_id=hospital_id, now=NOW)
    return lambda state: restore_case(state, request, said, RULES)


def let(authorisation: Authorisation) -> list[Rule[CaseState, ReferralsEvent]]:
    """Return both that rest on it."""
    return [
        telling(replace(NEEDS, authorisation=authorisation)),
        restoring(replace(AS_BEFORE, authorisation=authorisation)),
    ]


@pytest.mark.parametrize("rule", [telling(), telling(NOTHING), restoring()])
def test_only_the_hospital_that_saw_the_child_tells_anything(
    rule: Rule[CaseState, ReferralsEvent],
) -> None:
    CASES.given().when(rule).then_refused("case_not_found")
    CASES.given(*RECEIVED).when(rule).then_refused("child_not_seen_yet")
    CASES.given(*SEEN, WITHDRAWN).when(rule).then_refused("concern_withdrawn")


def test_no_other_hospital_tells_anything() -> None:
    for rule in (telling(hospital_id=OTHER_HOSPITAL), restoring(hospital_id=OTHER_HOSPITAL)):
        CASES.given(*SEEN).when(rule).then_refused("not_issued_to_this_hospital")


# ── functional feedback ──────────────────────────────────────────────────────────────────────────


def test_what_the_child_can_do_is_told_with_who_let_it_be_told() -> None:
    CASES.given(*SEEN).when(telling()).then(LET_NAMED, SUPPORT_NEEDED)
    fit = replace(NEEDS, fitness=Fitness.FIT_TO_ATTEND, supports=(), review_on=None)
    CASES.given(*SEEN).when(telling(fit)).then(
        LET_NAMED,
        replace(SUPPORT_NEEDED, fitness=Fitness.FIT_TO_ATTEND, supports=(), review_on=None),
    )


def test_without_it_the_school_learns_that_the_child_was_seen_and_nothing_else() -> None:
    for fitness in (Fitness.FIT_TO_ATTEND, Fitness.NEEDS_SUPPORT):
        request = replace(NEEDS, fitness=fitness, authorisation=None)
        if fitness is Fitness.FIT_TO_ATTEND:
            request = replace(request, supports=())
        CASES.given(*SEEN).when(telling(request)).then_refused("feedback_not_authorised")
    more = replace(NOTHING, review_on=date(2026, 4, 8), authorisation=LET)
    for request in (NOTHING, more):
        CASES.given(*SEEN).when(telling(request)).then(NO_STATEMENT)


def test_no_field_of_it_could_hold_an_illness_or_a_medicine() -> None:
    worded = {each.name for each in fields(FunctionalFeedbackGiven) if each.type in ("str", str)}
    assert worded == set()
    assert fold((*SEEN, SUPPORT_NEEDED)).at_hospital.feedback == SUPPORT_NEEDED


def test_a_guardian_lets_it_be_told_or_a_parent_and_nobody_else() -> None:
    grandmother = replace(LET, relation_code="62", is_guardian=False)
    for rule in let(grandmother):
        CASES.given(*SEEN).when(rule).then_refused("not_theirs_to_authorise")
    for rule in let(replace(grandmother, relation_code="00")):
        CASES.given(*SEEN).when(rule).then_refused("unknown_code", field="relation_code")
    for rule in let(replace(LET, means=ConsentMeans.PHONE_TWO_STAFF)):
        CASES.given(*SEEN).when(rule).then_refused("phone_not_enough", field="means")
    for rule in let(replace(LET, authorised_at=NOW + timedelta(hours=1))):
        CASES.given(*SEEN).when(rule).then_refused("in_future", field="authorised_at")
    for rule in let(replace(LET, authorised_at=LET_AT.replace(tzinfo=None))):
        CASES.given(*SEEN).when(rule).then_refused("time_without_zone", field="authorised_at")
    uncle = replace(LET, relation_code="83", is_guardian=True)
    CASES.given(*SEEN).when(let(uncle)[0]).then(
        LET_NAMED, replace(SUPPORT_NEEDED, relation_code="83")
    )


@pytest.mark.parametrize(
    ("request_", "code", "field"),
    [
        (replace(NEEDS, supports=()), "required", "supports"),
        (replace(NEEDS, fitness=Fitness.FIT_TO_ATTEND), "supports_not_needed", "supports"),
        (replace(NOTHING, supports=(Support.TALKS,)), "supports_not_needed", "supports"),
        (replace(NEEDS, review_on=date(2026, 3, 10)), "in_past", "review_on"),
    ],
)
def test_what_does_not_fit_together_is_refused(
    request_: GiveFeedback, code: str, field: str
) -> None:
    CASES.given(*SEEN).when(telling(request_)).then_refused(code, field=field)


def test_the_same_feedback_is_known_and_a_later_one_stands_beside_it() -> None:
    told = CASES.given(*SEEN, LET_NAMED, SUPPORT_NEEDED)
    told.when(telling()).then_known(LET_NAMED, SUPPORT_NEEDED)
    told.when(telling(replace(NEEDS, review_on=None))).then_refused("feedback_already_recorded")
    later = FeedbackId(example_id(862))
    told.when(telling(replace(NOTHING, feedback_id=later))).then(
        replace(NO_STATEMENT, feedback_id=later)
    )


# ── no disorder ──────────────────────────────────────────────────────────────────────────────────


def test_where_no_disorder_is_found_level_and_warnings_end_with_the_very_fact() -> None:
    CASES.given(*SEEN).when(restoring()).then(LET_NAMED, RESTORED)
    before, after = fold(SEEN), fold((*SEEN, LET_NAMED, RESTORED))
    assert (before.level, before.is_over) == (RED, False)
    assert (after.level, after.levels.waiting, after.is_over) == (None, None, True)


def test_it_is_said_once_and_the_case_is_over_for_everybody() -> None:
    over = CASES.given(*SEEN, LET_NAMED, RESTORED)
    over.when(restoring()).then_known(LET_NAMED, RESTORED)
    other = replace(AS_BEFORE, authorisation=replace(LET, is_guardian=False))
    over.when(restoring(other)).then_refused("case_restored")
    over.when(telling()).then_refused("case_restored")
    assessed = found(RED, SEEN_AT)
    again = AssessCrisis(
        case_id=CASE,
        assessment_id=AssessmentId(example_id(863)),
        level=RED,
        methods=assessed.methods,
        child_seen=True,
        assessed_at=SEEN_AT,
        why="又谈过。",
    )
    over.when(
        lambda case: assess_crisis(case, again, by=CRISIS_LEAD, now=NOW, rules=RULES, raised_at=NOW)
    ).then_refused("case_restored")
    taking = TakeConcern(case_id=CASE, taking_id=TakingId(example_id(864)))
    over.when(
        lambda state: take_concern(
            state, taking, by=DUTY_OFFICER, may_answer=frozenset(), before=None
        )
    ).then_refused("case_restored")
    withdrawing = WithdrawConcern(case_id=CASE, reason=WITHDRAWN.reason, why="已恢复。")
    over.when(lambda state: withdraw_concern(state, withdrawing, by=CRISIS_LEAD)).then_refused(
        "case_restored"
    )


def test_support_at_school_stays_possible_where_the_family_wishes_for_it() -> None:
    panel = DecideInPanel(
        case_id=CASE,
        panel_id=PanelId(example_id(865)),
        member_ids=(CRISIS_LEAD, DOCTOR),
        met_at=NOW,
        decision=PanelDecision.IN_SCHOOL_SUPPORT,
        why="家人希望每两周谈一次。",
        supported_by=DOCTOR,
    )

    def deciding(request: DecideInPanel) -> Rule[CaseState, ReferralsEvent]:
        sitting = Sitting(by=CRISIS_LEAD, now=NOW, may_sit=frozenset({CRISIS_LEAD, DOCTOR}))
        return lambda state: decide_in_panel(state, request, sitting, RULES)

    over = CASES.given(*SEEN, LET_NAMED, RESTORED)
    over.when(deciding(panel)).then(
        PanelDecided(
            case_id=CASE,
            child_id=CHILD,
            panel_id=panel.panel_id,
            member_ids=(CRISIS_LEAD, DOCTOR),
            met_at=NOW,
            decision=PanelDecision.IN_SCHOOL_SUPPORT,
            why=panel.why,
            supported_by=DOCTOR,
        )
    )
    refer = replace(panel, decision=PanelDecision.REFER, supported_by=None)
    over.when(deciding(refer)).then_refused("case_restored")
