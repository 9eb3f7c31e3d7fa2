"""The guardian is told at once where a disorder seems possible, not by the colour of a level."""

from dataclasses import replace
from datetime import date

import pytest

from domain.clocks.facts import Step
from domain.days import end_of_day
from domain.referrals.levels.level_facts import CrisisLevel
from domain.referrals.school.panel_facts import PanelDecision
from tests.case_examples import ISSUED_ON_CONSENT, PROPOSED
from tests.domain.clocks.examples import Fact, after, counted, found
from tests.domain.clocks.test_hospital_clocks import CALM, SUPPORTED
from tests.domain.referrals.test_guardians import INFORMED

YELLOW: Fact = (after(hours=1), found(CrisisLevel.YELLOW, after(hours=1)))
IN_FIVE_DAYS = end_of_day(date(2026, 3, 17))


def test_at_yellow_there_are_five_working_days_while_no_disorder_seems_possible() -> None:
    telling = counted(CALM, YELLOW)[Step.GUARDIAN_INFORMED]
    assert (telling.level, telling.due_at) == (CrisisLevel.YELLOW, IN_FIVE_DAYS)
    support = (after(hours=2), SUPPORTED)
    assert counted(CALM, YELLOW, support)[Step.GUARDIAN_INFORMED].due_at == IN_FIVE_DAYS


@pytest.mark.parametrize(
    "fact",
    [
        PROPOSED,
        replace(SUPPORTED, decision=PanelDecision.REFER),
        ISSUED_ON_CONSENT,
    ],
    ids=["somebody", "a panel", "a referral"],
)
def test_who_says_that_a_hospital_should_see_the_child_leaves_an_hour(fact: object) -> None:
    telling = counted(CALM, YELLOW, (after(hours=2), fact))[Step.GUARDIAN_INFORMED]
    assert (telling.began_at, telling.due_at) == (after(hours=0), after(hours=3))
    assert telling.soon_at < telling.due_at


def test_what_is_said_first_counts_and_what_was_due_sooner_stays_so() -> None:
    twice = (CALM, YELLOW, (after(hours=2), PROPOSED), (after(hours=9), ISSUED_ON_CONSENT))
    assert counted(*twice)[Step.GUARDIAN_INFORMED].due_at == after(hours=3)
    red: Fact = (after(hours=1), found(CrisisLevel.RED, after(hours=1)))
    proposed: Fact = (after(hours=1, minutes=30), PROPOSED)
    assert counted(CALM, red, proposed)[Step.GUARDIAN_INFORMED].due_at == after(hours=2)


def test_a_level_that_turns_out_milder_takes_no_haste_back() -> None:
    orange: Fact = (after(hours=1), found(CrisisLevel.ORANGE, after(hours=1)))
    proposed: Fact = (after(hours=2), PROPOSED)
    facts = (CALM, orange, proposed, (after(hours=2, minutes=10), YELLOW[1]))
    assert counted(*facts)[Step.GUARDIAN_INFORMED].due_at == after(hours=3)


def test_whoever_was_told_before_is_not_to_be_told_again() -> None:
    told: Fact = (after(hours=1, minutes=30), replace(INFORMED, informed_at=after(hours=1)))
    step = counted(CALM, YELLOW, told, (after(hours=2), PROPOSED))[Step.GUARDIAN_INFORMED]
    assert (step.done_at, step.due_at) == (after(hours=1), IN_FIVE_DAYS)
