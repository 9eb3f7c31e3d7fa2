"""By when a guardian is told, or it is decided that they are not."""

from dataclasses import replace
from datetime import datetime

import pytest

from domain.clocks.facts import Step
from domain.referrals.facts import Situation
from domain.referrals.family.guardian_facts import (
    GuardianInformed,
    GuardianNotificationWithheld,
    TellingMeans,
    WithholdingReason,
)
from domain.shared import TellingId
from tests.case_examples import CASE, CRISIS_LEAD
from tests.domain.clocks.examples import (
    ORANGE,
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

IN_DANGER: Fact = (NOW, worry(Situation.LIFE_IN_DANGER))
KEPT_FROM = GuardianNotificationWithheld(
    case_id=CASE,
    child_id=CHILD,
    withheld_by=CRISIS_LEAD,
    reason=WithholdingReason.SUSPECTED_OF_HARM,
    why="孩子说是家里人打的。",
)


def informed(at: datetime) -> GuardianInformed:
    return GuardianInformed(
        case_id=CASE,
        child_id=CHILD,
        telling_id=TellingId(example_id(821)),
        informed_by=CRISIS_LEAD,
        relation_code="62",
        is_guardian=True,
        means=TellingMeans.PHONE,
        informed_at=at,
        not_suspected=False,
    )


def test_a_guardian_told_in_time_counts_as_then_though_it_was_written_down_late() -> None:
    told = counted(IN_DANGER, (after(hours=2), informed(after(minutes=20))))[Step.GUARDIAN_INFORMED]
    assert (told.done_at, told.learned_at) == (after(minutes=20), after(hours=2))
    assert not told.was_late


def test_that_somebody_else_of_the_family_was_told_leaves_the_guardian_to_be_told() -> None:
    aunt = replace(informed(after(minutes=5)), is_guardian=False, relation_code="83")
    told_aunt = (after(minutes=5), aunt)
    assert counted(IN_DANGER, told_aunt)[Step.GUARDIAN_INFORMED].is_running
    told = counted(IN_DANGER, told_aunt, (after(minutes=30), informed(after(minutes=20))))
    assert told[Step.GUARDIAN_INFORMED].done_at == after(minutes=20)


@pytest.mark.parametrize("parent", ["51", "52", "57", "58"])
def test_a_parent_counts_as_guardian_without_being_called_so(parent: str) -> None:
    told = replace(informed(after(minutes=20)), is_guardian=False, relation_code=parent)
    clock = counted(IN_DANGER, (after(minutes=30), told))[Step.GUARDIAN_INFORMED]
    assert clock.done_at == after(minutes=20)


def test_to_decide_that_whom_the_report_may_mean_is_not_told_is_in_time_too() -> None:
    kept = counted(IN_DANGER, (after(minutes=30), KEPT_FROM))[Step.GUARDIAN_INFORMED]
    assert kept.done_at == after(minutes=30)


def test_where_no_crisis_is_found_nobody_has_to_be_told_until_one_is() -> None:
    none = (after(minutes=5), found(None, after(minutes=5)))
    stopped = counted(IN_DANGER, none)[Step.GUARDIAN_INFORMED]
    assert stopped.ended_at == after(minutes=5)
    again = (after(hours=3), found(RED, after(hours=3)))
    assert counted(IN_DANGER, none, again)[Step.GUARDIAN_INFORMED] == runs(
        Step.GUARDIAN_INFORMED,
        RED,
        after(hours=4),
        began_at=after(hours=3),
        is_provisional=False,
    )


def test_who_was_told_once_is_not_to_be_told_again_at_another_level() -> None:
    facts = (
        (NOW, worry(Situation.SOMEWHAT_WORRIED)),
        (after(minutes=10), informed(after(minutes=10))),
        (after(minutes=20), found(ORANGE, after(minutes=20))),
    )
    told = counted(*facts)[Step.GUARDIAN_INFORMED]
    assert (told.level, told.done_at) == (YELLOW, after(minutes=10))
