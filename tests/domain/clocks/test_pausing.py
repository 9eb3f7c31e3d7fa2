"""Two people let a step wait for some days; nobody does alone, and nothing waits in danger."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import cast

from domain.calendar import WEEKENDS_ONLY
from domain.clocks.course import course_of
from domain.clocks.deadlines import deadlines
from domain.clocks.facts import Step
from domain.clocks.never_paused import Begun
from domain.clocks.pausing import (
    Pausing,
    agree_to_pause,
    propose_pause,
    waiting,
)
from domain.days import end_of_day
from domain.referrals.facts import ReferralsEvent
from domain.referrals.levels.level_facts import CrisisLevel
from domain.referrals.rules import Answer
from domain.referrals.school.pause_state import AgreeToPause
from domain.referrals.state import CaseState
from domain.ruleset import RuleSet
from domain.shared import AssessmentId
from tests.case_examples import CASE, CRISIS_LEAD, DUTY_OFFICER, WITHDRAWN
from tests.domain.clocks.pausing import (
    ASKED,
    CASES,
    DUE_AT,
    agreeing,
    asking,
    declining,
    ending,
    proposing,
)
from tests.examples import NOW, RULES, example_id
from tests.hospital_examples import ATTENDED
from tests.joining_examples import GRAVER_JOINED
from tests.level_examples import PSYCHOLOGIST
from tests.pause_examples import (
    AGREED,
    AT_HOSPITAL,
    DECLINED,
    ENDED,
    FOUND_YELLOW,
    PAUSE,
    PAUSED,
    PAUSED_AT,
    PROPOSED,
    PROPOSED_AT,
    SECOND_PAUSE,
    UNTIL_ON,
    WAITING,
)
from tests.spec import When

ORANGE = replace(
    FOUND_YELLOW,
    level=CrisisLevel.ORANGE,
    assessment_id=AssessmentId(example_id(819)),
    assessed_at=PROPOSED_AT,
)
ANEW = replace(ORANGE, level=CrisisLevel.YELLOW)


def test_one_proposes_another_agrees_or_does_not_and_anybody_ends_it_early() -> None:
    proposing().then(PROPOSED)
    agreeing().then(AGREED)
    declining().then(DECLINED)
    declining(by=CRISIS_LEAD).then(replace(DECLINED, declined_by=CRISIS_LEAD))
    ending().then(ENDED)
    ending(by=DUTY_OFFICER).then(replace(ENDED, ended_by=DUTY_OFFICER))


def test_what_is_said_twice_is_recorded_once_and_what_differs_refused() -> None:
    proposing(*WAITING).then_known(PROPOSED)
    proposing(*PAUSED, now=DUE_AT).then_known(PROPOSED)
    other = replace(ASKED, until_on=date(2026, 3, 19))
    proposing(*WAITING, request=other).then_refused("pause_already_recorded")
    proposing(*WAITING, by=DUTY_OFFICER).then_refused("pause_already_recorded")
    agreeing(*PAUSED, now=DUE_AT).then_known(AGREED)
    agreeing(*PAUSED, by=DUTY_OFFICER).then_refused("pause_settled")
    declined = (*WAITING, (PAUSED_AT, DECLINED))
    declining(*declined).then_known(DECLINED)
    agreeing(*declined).then_refused("pause_settled")
    over = (*PAUSED, (PAUSED_AT, ENDED))
    ending(*over).then_known(ENDED)
    ending(*over, by=DUTY_OFFICER).then_refused("pause_over")


def test_nobody_agrees_to_their_own_nor_to_one_of_somebody_kept_out_since() -> None:
    agreeing(by=CRISIS_LEAD).then_refused("second_person_agrees_to_pause")
    agreeing(kept_out=frozenset({CRISIS_LEAD})).then_refused("pause_lapsed")


def test_there_must_be_a_case_that_the_proposer_has_and_a_pause_to_settle() -> None:
    asking((), lambda state, how: propose_pause(state, ASKED, how), CRISIS_LEAD, NOW).then_refused(
        "case_not_found"
    )
    proposing(by=DUTY_OFFICER).then_refused("take_it_first")
    proposing(*AT_HOSPITAL, (NOW, WITHDRAWN)).then_refused("concern_withdrawn")
    for refused in (agreeing(*AT_HOSPITAL), declining(*AT_HOSPITAL), ending(*WAITING)):
        refused.then_refused("pause_not_found")
    agreeing(*WAITING, (NOW, WITHDRAWN)).then_refused("concern_withdrawn")
    ending(*PAUSED, (PAUSED_AT, WITHDRAWN)).then_refused("concern_withdrawn")


def test_a_pause_is_for_some_days_and_says_why() -> None:
    last = date(2026, 3, 26)  # Fourteen days after Thursday, 12 March.
    longest = replace(ASKED, until_on=last)
    proposing(request=longest).then(replace(PROPOSED, until_on=last))
    too_long = proposing(request=replace(ASKED, until_on=last + timedelta(days=1)))
    refused = too_long.then_refused("pause_too_long", field="until_on")
    assert refused.parameters["at_most"] == RULES.crisis.pause_days_at_most
    over = replace(ASKED, until_on=date(2026, 3, 11))
    proposing(request=over).then_refused("pause_day_over", field="until_on")
    proposing(request=replace(ASKED, why=" ")).then_refused("required", field="why")
    declining(why=" ").then_refused("required", field="why")
    agreeing(now=end_of_day(UNTIL_ON)).then_refused("pause_day_over", field="until_on")


def test_a_step_waits_no_more_days_in_all_than_the_rules_have_however_often() -> None:
    """It was paused for seven days, from the 13th to the 20th; eight are allowed in all."""
    eight = replace(RULES, crisis=replace(RULES.crisis, pause_days_in_all=8))
    at, again = end_of_day(UNTIL_ON), replace(ASKED, pause_id=SECOND_PAUSE)

    def asked(
        until_on: date, rules: RuleSet = eight, *more: tuple[datetime, object]
    ) -> When[CaseState, ReferralsEvent]:
        request = replace(again, until_on=until_on)
        return asking(
            (*PAUSED, *more),
            lambda state, how: propose_pause(state, request, replace(how, rules=rules)),
            CRISIS_LEAD,
            at,
        )

    one_more = date(2026, 3, 22)
    asked(one_more).then(replace(PROPOSED, pause_id=SECOND_PAUSE, until_on=one_more))
    refused = asked(date(2026, 3, 23)).then_refused("pauses_too_long", field="until_on")
    assert (refused.parameters["at_most"], refused.parameters["left"]) == (8, 1)
    seven = replace(RULES, crisis=replace(RULES.crisis, pause_days_in_all=7))
    asked(one_more, seven).then_refused("step_paused_enough")
    # One that was ended early took no more days than it stood still.
    early = (PAUSED_AT + timedelta(days=2), ENDED)
    last = date(2026, 3, 27)
    asked(last, seven, early).then_refused("pauses_too_long", field="until_on")
    asked(last, eight, early).then(replace(PROPOSED, pause_id=SECOND_PAUSE, until_on=last))


def test_agreeing_asks_anew_whether_any_day_is_left() -> None:
    def agree(state: CaseState, how: Pausing) -> Answer:
        few = replace(how.rules, crisis=replace(how.rules.crisis, pause_days_in_all=6))
        return agree_to_pause(
            state, AgreeToPause(case_id=CASE, pause_id=PAUSE), replace(how, rules=few)
        )

    asking(WAITING, agree, PSYCHOLOGIST, PAUSED_AT).then_refused(
        "pauses_too_long", field="until_on"
    )


def test_a_step_that_is_done_overdue_or_paused_is_not_paused_nor_proposed_twice() -> None:
    came = (PROPOSED_AT, ATTENDED)
    proposing(*AT_HOSPITAL, came).then_refused("step_not_to_be_done")
    agreeing(*WAITING, came).then_refused("step_not_to_be_done")
    proposing(
        now=DUE_AT - timedelta(microseconds=1), request=replace(ASKED, until_on=date(2026, 4, 1))
    ).then(replace(PROPOSED, until_on=date(2026, 4, 1)))
    late = replace(ASKED, until_on=date(2026, 4, 1))
    proposing(now=DUE_AT, request=late).then_refused("overdue_never_pauses")
    waits = (*AT_HOSPITAL, (PROPOSED_AT, replace(PROPOSED, until_on=late.until_on)))
    agreeing(*waits, now=DUE_AT).then_refused("overdue_never_pauses")
    again = replace(ASKED, pause_id=SECOND_PAUSE)
    proposing(*WAITING, request=again).then_refused("pause_waits")
    proposing(*PAUSED, request=again, now=PAUSED_AT).then_refused("step_already_paused")
    after_it = replace(again, until_on=date(2026, 3, 27))
    proposing(*PAUSED, request=after_it, now=end_of_day(UNTIL_ON)).then(
        replace(PROPOSED, pause_id=SECOND_PAUSE, until_on=after_it.until_on)
    )
    ending(*PAUSED, now=end_of_day(UNTIL_ON)).then_refused("pause_over")


def test_a_proposal_lapses_once_the_case_became_graver_whatever_was_found_since() -> None:
    graver = (*WAITING, (PROPOSED_AT, GRAVER_JOINED), (PROPOSED_AT, AT_HOSPITAL[1][1]))
    agreeing(*graver, (PROPOSED_AT, ANEW)).then_refused("pause_lapsed")
    agreeing(*WAITING, (PROPOSED_AT, ORANGE)).then_refused("pause_lapsed")
    anew = replace(ASKED, pause_id=SECOND_PAUSE)
    proposing(*WAITING, (PROPOSED_AT, ORANGE), request=anew).then(
        replace(PROPOSED, pause_id=SECOND_PAUSE)
    )


def test_what_was_once_said_to_be_overdue_is_not_paused_whatever_moment_is_asked_about() -> None:
    def refused(state: CaseState, pausing: Pausing) -> Answer:
        said = replace(pausing, overdue={Begun(Step.SEEN, NOW)})
        return agree_to_pause(state, AgreeToPause(case_id=CASE, pause_id=PAUSE), said)

    asking(WAITING, refused, PSYCHOLOGIST, PAUSED_AT).then_refused("overdue_never_pauses")


def test_a_proposal_that_nobody_can_agree_to_any_more_stands_in_no_ones_way() -> None:
    every = deadlines(course_of(WAITING, RULES), RULES, WEEKENDS_ONLY)
    state = CASES.given(*(cast("ReferralsEvent", fact) for _at, fact in WAITING)).state
    ends = end_of_day(UNTIL_ON)
    assert [waiting(state, every, at) for at in (PAUSED_AT, ends)] == [(PROPOSED,), ()]
    assert waiting(state, (), PAUSED_AT) == ()
    later = replace(ASKED, pause_id=SECOND_PAUSE, until_on=date(2026, 3, 23))
    proposing(*WAITING, request=later, now=ends).then(
        replace(PROPOSED, pause_id=SECOND_PAUSE, until_on=later.until_on)
    )
