"""By when a panel looks again at the support that a child has at school."""

from dataclasses import replace
from datetime import date

import pytest

from domain.clocks.facts import BY_DAYS, Step
from domain.days import end_of_day
from domain.referrals.facts import Situation
from domain.referrals.school.panel_facts import PanelDecision
from tests.case_examples import ISSUED_IN_DANGER
from tests.domain.clocks.examples import RED, YELLOW, Fact, after, counted, found, runs, worry
from tests.domain.clocks.test_hospital_clocks import SUPPORTED as BY_PANEL
from tests.examples import NOW

SUPPORTED = replace(BY_PANEL, met_at=after(hours=2), review_on=date(2026, 4, 7))
GIVEN: tuple[Fact, ...] = (
    (NOW, worry(Situation.SOMEWHAT_WORRIED)),
    (after(hours=1), found(YELLOW, after(hours=1))),
    (after(hours=3), SUPPORTED),
)
STEP = Step.SUPPORT_REVIEWED


def test_support_is_looked_at_again_by_the_day_that_the_panel_named_at_every_level() -> None:
    assert counted(*GIVEN)[STEP] == runs(
        *(STEP, YELLOW, end_of_day(date(2026, 4, 7))),
        began_at=after(hours=3),
        is_provisional=False,
    )
    risen = counted(*GIVEN, (after(days=1), found(RED, after(days=1))))[STEP]
    assert (risen.due_at, risen.is_running) == (end_of_day(date(2026, 4, 7)), True)
    assert STEP in BY_DAYS


@pytest.mark.parametrize("decision", [PanelDecision.REFER, PanelDecision.WITHDRAW])
def test_any_panel_looks_at_it_again_when_it_met(decision: PanelDecision) -> None:
    met = replace(SUPPORTED, decision=decision, met_at=after(days=27), review_on=None)
    assert counted(*GIVEN, (after(days=29), met))[STEP].done_at == after(days=27)


def test_support_for_which_the_panel_named_no_day_is_looked_at_again_by_that_of_the_rules() -> None:
    without = replace(SUPPORTED, review_on=None)
    assert counted(*GIVEN[:2], (after(hours=3), without))[STEP] == counted(*GIVEN)[STEP]


def test_where_support_goes_on_it_is_looked_at_by_a_day_of_its_own() -> None:
    again = replace(SUPPORTED, met_at=after(days=27), review_on=date(2026, 5, 4))
    step = counted(*GIVEN, (after(days=27), again))[STEP]
    assert (step.due_at, step.is_running) == (end_of_day(date(2026, 5, 4)), True)


def test_a_referral_ends_the_waiting_and_an_assessment_by_one_person_does_not() -> None:
    referred = counted(*GIVEN, (after(days=3), ISSUED_IN_DANGER))[STEP]
    assert referred.done_at == after(days=3)
    assessed = counted(*GIVEN, (after(days=3), found(None, after(days=3))))[STEP]
    assert assessed.is_running


def test_one_whose_day_was_over_when_it_was_recorded_is_overdue_at_once() -> None:
    late = counted(*GIVEN[:2], (after(days=40), SUPPORTED))[STEP]
    assert (late.due_at, late.is_overdue(after(days=40))) == (after(days=40), True)
