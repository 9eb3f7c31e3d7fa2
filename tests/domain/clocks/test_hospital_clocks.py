"""By when a declined referral goes elsewhere, a child is seen, a missed visit asked about."""

from dataclasses import replace
from datetime import date

from domain.clocks.facts import Step
from domain.days import end_of_day
from domain.referrals.facts import Situation
from domain.referrals.school.panel_facts import PanelDecided, PanelDecision
from domain.shared import PanelId
from tests.case_examples import (
    ACKNOWLEDGED,
    CASE,
    CONCERN,
    CRISIS_LEAD,
    ISSUED_IN_DANGER,
    ISSUED_ON_CONSENT,
)
from tests.domain.clocks.examples import (
    RED,
    YELLOW,
    Fact,
    after,
    counted,
    found,
    runs,
    worry,
)
from tests.examples import CHILD, NOW, example_id
from tests.feedback_examples import RESTORED, SUPPORT_NEEDED
from tests.hospital_examples import (
    APPOINTED,
    ATTENDED,
    DECLINED,
    NOT_ATTENDED,
    REROUTED,
)

IN_DANGER: tuple[Fact, ...] = ((NOW, worry(Situation.LIFE_IN_DANGER)), (NOW, ISSUED_IN_DANGER))
CALM: Fact = (NOW, worry(Situation.SOMEWHAT_WORRIED))
SUPPORTED = PanelDecided(
    case_id=CASE,
    child_id=CHILD,
    panel_id=PanelId(example_id(848)),
    member_ids=(CRISIS_LEAD,),
    met_at=NOW,
    decision=PanelDecision.IN_SCHOOL_SUPPORT,
    why="在校内支持。",
)


def test_a_hospital_that_declines_answered_and_another_is_found_in_half_an_hour_in_danger() -> None:
    steps = counted(*IN_DANGER, (after(minutes=10), DECLINED))
    assert steps[Step.RECEIVED].done_at == after(minutes=10)
    assert steps[Step.REFERRED_AGAIN] == runs(
        Step.REFERRED_AGAIN, RED, after(minutes=40), began_at=after(minutes=10)
    )


def test_on_consent_another_is_found_by_the_end_of_the_next_working_day() -> None:
    steps = counted(CALM, (NOW, ISSUED_ON_CONSENT), (after(hours=1), DECLINED))
    assert steps[Step.REFERRED_AGAIN] == runs(
        Step.REFERRED_AGAIN, YELLOW, end_of_day(date(2026, 3, 11)), began_at=after(hours=1)
    )


def test_at_red_a_hospital_answers_in_half_an_hour_by_whatever_the_referral_rests_on() -> None:
    red: Fact = (after(minutes=5), found(RED, after(minutes=5)))
    issued: Fact = (after(minutes=10), ISSUED_ON_CONSENT)
    received = counted(CALM, red, issued)[Step.RECEIVED]
    assert (received.level, received.due_at) == (RED, after(minutes=40))
    declined = counted(CALM, red, issued, (after(minutes=20), DECLINED))
    assert declined[Step.REFERRED_AGAIN].due_at == after(minutes=50)


def test_a_level_that_rises_to_red_leaves_the_hospital_half_an_hour_from_then() -> None:
    rises: Fact = (after(hours=2), found(RED, after(hours=2)))
    received = counted(CALM, (NOW, ISSUED_ON_CONSENT), rises)[Step.RECEIVED]
    assert (received.level, received.due_at) == (RED, after(hours=2, minutes=30))
    in_danger = counted(*IN_DANGER, rises)[Step.RECEIVED]
    assert in_danger.due_at == after(minutes=30)


def test_it_went_on_by_itself_so_the_next_hospital_has_half_an_hour_anew() -> None:
    at = after(minutes=10)
    steps = counted(*IN_DANGER, (at, DECLINED), (at, REROUTED))
    assert steps[Step.REFERRED_AGAIN].done_at == at
    assert steps[Step.RECEIVED] == runs(Step.RECEIVED, RED, after(minutes=40), began_at=at)


def test_where_support_at_school_is_chosen_instead_no_other_hospital_has_to_be_found() -> None:
    declined = (*IN_DANGER, (after(minutes=10), DECLINED))
    refer = replace(SUPPORTED, decision=PanelDecision.REFER)
    assert counted(*declined, (after(hours=1), refer))[Step.REFERRED_AGAIN].is_running
    stopped = counted(*declined, (after(hours=1), SUPPORTED))[Step.REFERRED_AGAIN]
    assert stopped.ended_at == after(hours=1)


def test_the_child_is_seen_within_a_day_at_red_and_ten_working_days_at_yellow() -> None:
    received: Fact = (after(minutes=20), ACKNOWLEDGED)
    assert counted(*IN_DANGER, received)[Step.SEEN] == runs(
        Step.SEEN, RED, after(hours=24, minutes=20), began_at=after(minutes=20)
    )
    calm = counted(CALM, (NOW, ISSUED_ON_CONSENT), received)[Step.SEEN]
    assert calm.due_at == end_of_day(date(2026, 3, 24))
    rises = (after(hours=2), found(RED, after(hours=2)))
    risen = counted(CALM, (NOW, ISSUED_ON_CONSENT), received, rises)[Step.SEEN]
    assert risen.due_at == after(hours=26)


def test_a_child_who_came_was_seen_then_though_it_was_written_down_later() -> None:
    seen = (after(days=2), replace(ATTENDED, attended_at=after(hours=3)))
    step = counted(*IN_DANGER, (NOW, ACKNOWLEDGED), seen)[Step.SEEN]
    assert (step.done_at, step.learned_at, step.was_late) == (after(hours=3), after(days=2), False)


def test_who_did_not_come_is_asked_about_by_the_end_of_the_day_and_still_to_be_seen() -> None:
    missed: Fact = (after(days=1), NOT_ATTENDED)
    facts = (*IN_DANGER, (NOW, ACKNOWLEDGED), (NOW, APPOINTED), missed)
    steps = counted(*facts)
    assert steps[Step.CHASED].due_at == end_of_day(NOT_ATTENDED.chase_on)
    assert steps[Step.SEEN].is_running
    rises = (after(days=1, hours=1), found(RED, after(days=1)))
    assert counted(*facts, rises)[Step.CHASED].due_at == end_of_day(NOT_ATTENDED.chase_on)
    anew = counted(*facts, (after(days=1, hours=2), APPOINTED))
    assert anew[Step.CHASED].done_at == after(days=1, hours=2)
    assert not counted(*facts, (after(days=2), ATTENDED))[Step.SEEN].is_running


def test_a_hospital_that_declines_after_all_has_nothing_more_to_do() -> None:
    facts = (*IN_DANGER, (NOW, ACKNOWLEDGED), (NOW, APPOINTED), (after(days=1), NOT_ATTENDED))
    steps = counted(*facts, (after(days=2), DECLINED))
    assert [steps[each].ended_at for each in (Step.SEEN, Step.CHASED)] == [after(days=2)] * 2
    assert steps[Step.REFERRED_AGAIN].is_running
    assert CONCERN.case_id == DECLINED.case_id


def test_the_school_hears_within_working_days_of_the_visit_what_the_child_can_do() -> None:
    seen = (*IN_DANGER, (NOW, ACKNOWLEDGED), (after(hours=2), ATTENDED))
    waits = counted(*seen)[Step.FEEDBACK]
    assert (waits.due_at, waits.is_running) == (end_of_day(date(2026, 3, 12)), True)
    assert counted(*seen, (after(days=1), ATTENDED))[Step.FEEDBACK] == waits
    told = counted(*seen, (after(days=1), SUPPORT_NEEDED), (after(days=2), ATTENDED))
    assert told[Step.FEEDBACK].done_at == after(days=1)


def test_where_no_disorder_is_found_every_clock_stops_at_once() -> None:
    steps = counted(
        *IN_DANGER, (NOW, ACKNOWLEDGED), (after(hours=2), ATTENDED), (after(days=1), RESTORED)
    )
    assert steps[Step.FEEDBACK].done_at == after(days=1)
    assert [each for each, step in steps.items() if step.is_running] == []
