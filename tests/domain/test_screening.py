"""A result of a screening leads to a talk and to nothing else; how a lead comes to its end."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.ruleset import RuleSet
from domain.screening.facts import (
    DropReason,
    InterviewOutcome,
    MissedReason,
    ScreeningEvent,
    ScreeningScale,
)
from domain.screening.rules import (
    drop_screening_lead,
    leave_to_worry,
    note_interview_missed,
    record_interview,
    record_screening_lead,
)
from domain.screening.state import (
    NO_SCREENING,
    DropScreeningLead,
    LeaveToWorry,
    NoteInterviewMissed,
    RecordInterview,
    RecordScreeningLead,
    ScreeningState,
    evolve,
    fold,
)
from domain.shared import CaseId
from tests.examples import OTHER_SCHOOL, RULES, SCHOOL, TODAY
from tests.screening_examples import (
    BRING,
    CASE,
    DROP,
    DROPPED,
    HELD,
    HOLD,
    LATER_TALK,
    LEAD,
    LEAVE,
    LEFT,
    MISS,
    MISSED,
    SCREENED_ON,
    SCREENING,
    SECOND,
    TALK,
)
from tests.spec import Rule, Spec

SCREENINGS: Spec[ScreeningState, ScreeningEvent] = Spec(evolve, NO_SCREENING)
AGAIN = replace(BRING, screening_id=SECOND)
WORRIED = replace(HOLD, outcome=InterviewOutcome.WORRY_RAISED, case_id=CASE)
RAISED = replace(HELD, outcome=InterviewOutcome.WORRY_RAISED, case_id=CASE)


def bringing(
    request: RecordScreeningLead = BRING, *, has_consent: bool = True, rules: RuleSet = RULES
) -> Rule[ScreeningState, ScreeningEvent]:
    return lambda state: record_screening_lead(
        state, request, school_id=SCHOOL, has_consent=has_consent, today=TODAY, rules=rules
    )


def missing(
    request: NoteInterviewMissed = MISS, *, has_consent: bool = True
) -> Rule[ScreeningState, ScreeningEvent]:
    return lambda state: note_interview_missed(
        state, request, has_consent=has_consent, today=TODAY, rules=RULES
    )


def talking(
    request: RecordInterview = HOLD, *, has_consent: bool = True, is_raised: bool = False
) -> Rule[ScreeningState, ScreeningEvent]:
    return lambda state: record_interview(
        state, request, has_consent=has_consent, is_raised=is_raised, today=TODAY, rules=RULES
    )


def leaving(
    request: LeaveToWorry = LEAVE, *, is_raised: bool = True
) -> Rule[ScreeningState, ScreeningEvent]:
    return lambda state: leave_to_worry(
        state, request, is_raised=is_raised, today=TODAY, rules=RULES
    )


def dropping(
    request: DropScreeningLead = DROP, *, has_consent: bool = True
) -> Rule[ScreeningState, ScreeningEvent]:
    return lambda state: drop_screening_lead(state, request, has_consent=has_consent)


def test_a_result_that_asks_for_a_talk_is_a_lead_with_a_day_counted_from_the_screening() -> None:
    SCREENINGS.given().when(bringing()).then(LEAD)
    sooner = replace(RULES, screening=replace(RULES.screening, talk_within_days=3))
    by_on = SCREENED_ON + timedelta(days=3)
    SCREENINGS.given().when(bringing(rules=sooner)).then(replace(LEAD, talk_by_on=by_on))


def test_one_screening_is_one_lead_however_often_it_is_told() -> None:
    SCREENINGS.given(LEAD).when(bringing()).then_known(LEAD)
    SCREENINGS.given(LEAD).when(bringing(AGAIN)).then_known(LEAD)
    # Also once it is over: no second talk for a list that is sent again, with or without consent.
    SCREENINGS.given(LEAD, HELD).when(bringing(AGAIN, has_consent=False)).then_known(LEAD)
    elsewhere = replace(LEAD, school_id=OTHER_SCHOOL)
    SCREENINGS.given(elsewhere).when(bringing(AGAIN)).then_known(elsewhere)


def test_another_scale_or_day_is_another_screening() -> None:
    other = replace(AGAIN, scale=ScreeningScale.SDQ)
    SCREENINGS.given(LEAD).when(bringing(other)).then(
        replace(LEAD, screening_id=SECOND, scale=ScreeningScale.SDQ)
    )
    same_id = replace(BRING, screened_on=SCREENED_ON - timedelta(days=1))
    SCREENINGS.given(LEAD).when(bringing(same_id)).then_refused("screening_already_recorded")


def test_what_was_dropped_may_be_brought_again_under_another_id() -> None:
    SCREENINGS.given(LEAD, DROPPED).when(bringing(AGAIN)).then(replace(LEAD, screening_id=SECOND))
    SCREENINGS.given(LEAD, DROPPED).when(bringing()).then_refused("screening_already_recorded")


def test_without_consent_nothing_is_recorded() -> None:
    SCREENINGS.given().when(bringing(has_consent=False)).then_refused("no_consent_to_screening")


@pytest.mark.parametrize(("days", "code"), [(-1, "in_future"), (180, "screened_too_long_ago")])
def test_the_day_of_a_screening_lies_neither_ahead_nor_beyond_what_is_kept(
    days: int, code: str
) -> None:
    asked = replace(BRING, screened_on=TODAY - timedelta(days=days))
    SCREENINGS.given().when(bringing(asked)).then_refused(code, field="screened_on")


def test_a_talk_that_did_not_take_place_is_tried_again_by_a_day_of_the_rules() -> None:
    SCREENINGS.given(LEAD).when(missing()).then(MISSED)
    SCREENINGS.given(LEAD, MISSED).when(missing()).then_known(MISSED)
    other = replace(MISS, reason=MissedReason.ABSENT)
    SCREENINGS.given(LEAD, MISSED).when(missing(other)).then_refused("interview_already_recorded")
    lead = fold((LEAD, MISSED)).leads[SCREENING]
    assert (lead.due_on, lead.is_over) == (MISSED.again_by_on, False)


def test_a_try_that_is_told_late_moves_the_day_back_no_more() -> None:
    earlier = replace(
        MISSED,
        interview_id=LATER_TALK,
        tried_on=SCREENED_ON,
        again_by_on=SCREENED_ON + timedelta(days=7),
    )
    assert fold((LEAD, MISSED, earlier)).leads[SCREENING].due_on == MISSED.again_by_on
    assert fold((LEAD, earlier)).leads[SCREENING].due_on == earlier.again_by_on


def test_a_talk_ends_the_lead_and_says_until_when_it_is_kept() -> None:
    SCREENINGS.given(LEAD, MISSED).when(talking()).then(HELD)
    SCREENINGS.given(LEAD, HELD).when(talking()).then_known(HELD)
    another = replace(HOLD, interview_id=TALK)
    SCREENINGS.given(LEAD, HELD).when(talking(another)).then_refused("interview_over")
    SCREENINGS.given(LEAD, HELD).when(missing()).then_refused("interview_over")
    used = replace(HOLD, interview_id=MISS.interview_id)
    SCREENINGS.given(LEAD, MISSED).when(talking(used)).then_refused("interview_already_recorded")
    lead = fold((LEAD, HELD)).leads[SCREENING]
    last_on = HELD.delete_by_on - timedelta(days=1)
    assert (lead.is_shown_on(last_on), lead.is_shown_on(HELD.delete_by_on)) == (True, False)


def test_a_lead_is_over_by_a_worry_only_once_it_was_raised() -> None:
    SCREENINGS.given(LEAD).when(talking(WORRIED)).then_refused("worry_not_raised_yet")
    SCREENINGS.given(LEAD).when(talking(WORRIED, is_raised=True)).then(RAISED)
    nameless = replace(WORRIED, case_id=None)
    refused = SCREENINGS.given(LEAD).when(talking(nameless, is_raised=True))
    refused.then_refused("required", field="case_id")
    # The worry's id is kept of a worry alone.
    SCREENINGS.given(LEAD).when(talking(replace(HOLD, case_id=CASE))).then(HELD)


def test_once_consent_is_taken_back_nothing_rests_on_the_result_but_a_worry() -> None:
    SCREENINGS.given(LEAD).when(talking(has_consent=False)).then_refused("no_consent_to_screening")
    SCREENINGS.given(LEAD).when(missing(has_consent=False)).then_refused("no_consent_to_screening")
    raised = talking(WORRIED, has_consent=False, is_raised=True)
    SCREENINGS.given(LEAD).when(raised).then(RAISED)


@pytest.mark.parametrize(("days", "code"), [(-1, "in_future"), (3, "before_earlier_step")])
def test_a_talk_lies_between_the_screening_and_today(days: int, code: str) -> None:
    on = TODAY - timedelta(days=days)
    held, tried = replace(HOLD, held_on=on), replace(MISS, tried_on=on)
    SCREENINGS.given(LEAD).when(talking(held)).then_refused(code, field="held_on")
    SCREENINGS.given(LEAD).when(missing(tried)).then_refused(code, field="tried_on")


def test_a_lead_may_be_dropped_that_was_an_error_or_has_lost_its_consent() -> None:
    SCREENINGS.given(LEAD).when(dropping()).then(DROPPED)
    SCREENINGS.given(LEAD, DROPPED).when(dropping()).then_known(DROPPED)
    withdrawn = replace(DROP, reason=DropReason.CONSENT_WITHDRAWN)
    SCREENINGS.given(LEAD).when(dropping(withdrawn)).then_refused("screening_consent_stands")
    SCREENINGS.given(LEAD).when(dropping(withdrawn, has_consent=False)).then(
        replace(DROPPED, reason=DropReason.CONSENT_WITHDRAWN)
    )
    SCREENINGS.given(LEAD, HELD).when(dropping()).then_refused("interview_over")
    assert not fold((LEAD, DROPPED)).leads[SCREENING].is_shown_on(TODAY)


def test_a_lead_that_was_talked_about_is_dropped_as_well_once_consent_is_taken_back() -> None:
    withdrawn = replace(DROP, reason=DropReason.CONSENT_WITHDRAWN)
    gone = replace(DROPPED, reason=DropReason.CONSENT_WITHDRAWN)
    talked = SCREENINGS.given(LEAD, HELD)
    talked.when(dropping(withdrawn)).then_refused("screening_consent_stands")
    talked.when(dropping(withdrawn, has_consent=False)).then(gone)
    again = SCREENINGS.given(LEAD, HELD, gone)
    again.when(dropping(withdrawn)).then_known(gone)
    again.when(dropping()).then_refused("interview_over")
    # The talk was held: a list that is sent again leads to no second one.
    again.when(bringing(AGAIN)).then_known(LEAD)
    assert not fold((LEAD, HELD, gone)).leads[SCREENING].is_shown_on(TODAY)


def test_of_a_lead_that_was_never_recorded_nothing_is_said() -> None:
    for asked in (missing(), talking(), dropping()):
        SCREENINGS.given().when(asked).then_refused("screening_not_found")


def test_a_talk_belongs_to_the_lead_it_was_held_for() -> None:
    second = replace(LEAD, screening_id=SECOND, scale=ScreeningScale.SDQ)
    stray = replace(HOLD, screening_id=SECOND, interview_id=LATER_TALK)
    given = SCREENINGS.given(LEAD, second, HELD)
    given.when(talking(stray)).then_refused("interview_already_recorded")


def test_a_worry_that_stands_in_the_log_takes_the_place_of_a_talk_and_no_other_does() -> None:
    SCREENINGS.given(LEAD, MISSED).when(leaving()).then(LEFT)
    SCREENINGS.given(LEAD, LEFT).when(leaving()).then_known(LEFT)
    SCREENINGS.given(LEAD).when(leaving(is_raised=False)).then_refused("worry_not_raised_yet")
    SCREENINGS.given().when(leaving()).then_refused("screening_not_found")
    for over in (HELD, DROPPED, replace(LEFT, case_id=CaseId(TALK))):
        SCREENINGS.given(LEAD, over).when(leaving()).then_refused("interview_over")
    # It is over by it: nobody talks besides, and a list that comes again brings no second lead.
    SCREENINGS.given(LEAD, LEFT).when(talking()).then_refused("interview_over")
    SCREENINGS.given(LEAD, LEFT).when(bringing(AGAIN)).then_known(LEAD)
    last, end = LEFT.delete_by_on - timedelta(days=1), LEFT.delete_by_on
    lead = fold((LEAD, LEFT)).leads[SCREENING]
    assert (lead.is_shown_on(last), lead.is_shown_on(end)) == (True, False)
