"""A case runs by all its reports: by the earliest, and by the gravest since that came."""

from dataclasses import replace

from domain.clocks.facts import Step
from domain.referrals.facts import Situation
from domain.referrals.joining.joining_facts import FurtherConcernJoined, PartingReason
from domain.referrals.levels.level_facts import CrisisLevel
from tests.case_examples import TAKEN, WITHDRAWN
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
from tests.examples import NOW
from tests.joining_examples import FURTHER_JOINED, GRAVER_JOINED, JOINED, PARTED

HARMED: Fact = (NOW, worry(Situation.SUSPECTED_HARM))
WORRIED: Fact = (NOW, worry(Situation.SOMEWHAT_WORRIED))


def joined(
    *, raised: float, learned: float | None = None, level: CrisisLevel | None = None
) -> Fact:
    """Return a report of so many minutes after the case, graver where a level is given."""
    fact: FurtherConcernJoined = replace(FURTHER_JOINED, raised_at=after(minutes=raised))
    if level is not None:
        fact = replace(GRAVER_JOINED, raised_at=fact.raised_at, counts_as=level)
    return after(minutes=raised if learned is None else learned), fact


def test_one_more_report_that_is_no_graver_leaves_every_deadline_as_it_stands() -> None:
    assert counted(HARMED, joined(raised=30)) == counted(HARMED)


def test_a_report_that_waits_has_to_be_taken_though_it_is_no_graver() -> None:
    settled = (
        HARMED,
        (after(minutes=20), TAKEN),
        (after(minutes=40), found(RED, after(minutes=40))),
    )
    waits = replace(FURTHER_JOINED, raised_at=after(hours=10), waits=True)
    clocks = counted(*settled, (after(hours=10), waits))
    taken = runs(Step.TAKEN, RED, after(hours=10, minutes=10), began_at=after(hours=10))
    assert clocks[Step.TAKEN] == replace(taken, is_provisional=False)
    assert not clocks[Step.ASSESSED].is_running
    held = counted(*settled, (after(hours=10), replace(waits, waits=False)))
    assert not held[Step.TAKEN].is_running


def test_a_graver_report_counts_from_its_own_time_however_late_it_was_joined() -> None:
    for learned in (30, 50):
        clocks = counted(HARMED, joined(raised=30, learned=learned, level=RED))
        half_past = after(minutes=30)
        assert clocks == {
            Step.TAKEN: runs(Step.TAKEN, RED, after(minutes=40), counts_from=half_past),
            Step.ACCOMPANIED: runs(Step.ACCOMPANIED, RED, after(minutes=45), began_at=half_past),
            Step.ASSESSED: runs(Step.ASSESSED, RED, after(minutes=90), counts_from=half_past),
            Step.GUARDIAN_INFORMED: runs(
                Step.GUARDIAN_INFORMED, RED, after(minutes=90), counts_from=half_past
            ),
        }


def test_a_graver_report_never_gives_more_time_than_there_was() -> None:
    late = counted(HARMED, joined(raised=115, level=RED))
    assert late[Step.TAKEN] == replace(counted(HARMED)[Step.TAKEN], level=RED)


def test_a_graver_report_of_a_case_that_was_taken_and_assessed_asks_for_both_again() -> None:
    settled = (
        WORRIED,
        (after(minutes=20), TAKEN),
        (after(minutes=40), found(YELLOW, after(minutes=40))),
    )
    clocks = counted(*settled, joined(raised=60, level=RED))
    an_hour = after(hours=1)
    assert clocks[Step.TAKEN] == runs(Step.TAKEN, RED, after(minutes=70), began_at=an_hour)
    assert clocks[Step.ASSESSED] == runs(Step.ASSESSED, RED, after(hours=2), began_at=an_hour)
    taken = counted(*settled, joined(raised=60, level=RED), (after(minutes=65), TAKEN))
    assert taken[Step.TAKEN].done_at == after(minutes=65)
    assert taken[Step.ASSESSED].is_running


def test_a_report_of_before_lets_the_first_steps_count_from_then() -> None:
    clocks = counted(HARMED, joined(raised=-60, learned=5))
    before = after(hours=-1)
    assert clocks[Step.TAKEN] == runs(Step.TAKEN, ORANGE, after(hours=1), began_at=before)
    assert clocks[Step.ASSESSED] == runs(Step.ASSESSED, ORANGE, after(hours=23), began_at=before)


def test_the_deadlines_of_a_report_end_when_it_is_joined_and_begin_when_it_stands_alone() -> None:
    ended = counted(HARMED, (after(minutes=1), JOINED))
    assert {each.ended_at for each in ended.values()} == {after(minutes=1)}
    again = counted(HARMED, (after(minutes=1), JOINED), (after(hours=5), PARTED))
    assert again[Step.TAKEN] == runs(Step.TAKEN, ORANGE, after(hours=7), began_at=after(hours=5))
    assert {step for step, each in again.items() if each.is_running} == {
        *(Step.TAKEN, Step.ASSESSED, Step.GUARDIAN_INFORMED)
    }


def test_a_report_changes_nothing_of_a_case_that_is_over() -> None:
    over = (HARMED, (after(minutes=1), WITHDRAWN))
    assert counted(*over, joined(raised=30, level=RED)) == counted(*over)


def test_what_a_case_held_up_that_was_none_counts_from_when_it_came() -> None:
    freed = replace(PARTED, reason=PartingReason.OTHER_CHILD)
    for situation in (Situation.SUSPECTED_HARM, Situation.LIFE_IN_DANGER):
        alone = NOW, worry(situation)
        clocks = counted(alone, (after(minutes=1), JOINED), (after(hours=3), freed))
        assert {each: clocks[each] for each in Step if each in clocks} == counted(alone)
