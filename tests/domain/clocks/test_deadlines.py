"""By when each step is due: by the level, from when it is known, and by the calendar."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from domain.calendar import Calendar
from domain.clocks.facts import Step
from domain.referrals.facts import ConcernConflictKept, Situation
from domain.referrals.levels.level_facts import CrisisLevel, LevelDropConfirmed
from domain.ruleset.clocks import Minutes
from domain.shared import DropId
from tests.case_examples import (
    ACKNOWLEDGED,
    CASE,
    CRISIS_LEAD,
    ISSUED_IN_DANGER,
    ISSUED_ON_CONSENT,
    PASSED_ON,
    TAKEN,
    WITHDRAWN,
)
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
from tests.examples import CHILD, NOW, RULES, example_id

IN_DANGER: Fact = (NOW, worry(Situation.LIFE_IN_DANGER))
HARMED: Fact = (NOW, worry(Situation.SUSPECTED_HARM))
WORRIED: Fact = (NOW, worry(Situation.SOMEWHAT_WORRIED))
TUESDAY_NIGHT = datetime(2026, 3, 10, 16, tzinfo=UTC)
FRIDAY_NIGHT = datetime(2026, 3, 13, 16, tzinfo=UTC)
NEXT_TUESDAY_NIGHT = datetime(2026, 3, 17, 16, tzinfo=UTC)


@pytest.mark.parametrize(
    ("situation", "level", "taken_by", "assessed_by", "informed_by"),
    [
        (Situation.LIFE_IN_DANGER, RED, after(minutes=10), after(hours=1), after(hours=1)),
        (Situation.SUSPECTED_HARM, ORANGE, after(hours=2), after(hours=24), after(hours=24)),
        (Situation.NOBODY_CARING, ORANGE, after(hours=2), after(hours=24), after(hours=24)),
        (Situation.SOMEWHAT_WORRIED, YELLOW, TUESDAY_NIGHT, FRIDAY_NIGHT, NEXT_TUESDAY_NIGHT),
    ],
)
def test_until_somebody_assessed_it_the_clocks_run_by_how_things_stand(
    situation: Situation,
    level: CrisisLevel,
    taken_by: datetime,
    assessed_by: datetime,
    informed_by: datetime,
) -> None:
    clocks = counted((NOW, worry(situation)))
    assert (clocks.pop(Step.ACCOMPANIED, None) is not None) == (level is RED)
    assert clocks == {
        Step.TAKEN: runs(Step.TAKEN, level, taken_by),
        Step.ASSESSED: runs(Step.ASSESSED, level, assessed_by),
        Step.GUARDIAN_INFORMED: runs(Step.GUARDIAN_INFORMED, level, informed_by),
    }


def test_at_red_every_clock_counts_minutes_in_any_night() -> None:
    red = RULES.clocks.at(RED.value)
    every = (red.taken, red.assessed, red.guardian_informed, red.again)
    assert all(isinstance(each, Minutes) for each in every)


def test_a_yellow_worry_of_the_evening_before_a_festival_waits_for_the_first_day_after_it() -> None:
    national_day = Calendar(
        years=frozenset({2026}),
        days_off=frozenset(date(2026, 10, day) for day in range(1, 9)),
        days_worked=frozenset({date(2026, 10, 10)}),
    )
    evening = datetime(2026, 9, 30, 10, 0, tzinfo=UTC)
    clocks = counted((evening, worry(Situation.SOMEWHAT_WORRIED)), calendar=national_day)
    assert clocks[Step.TAKEN].due_at == datetime(2026, 10, 9, 16, tzinfo=UTC)
    # The Saturday worked for it counts, the Sunday does not.
    assert clocks[Step.ASSESSED].due_at == datetime(2026, 10, 12, 16, tzinfo=UTC)


def test_a_step_that_is_done_in_time_says_when() -> None:
    clocks = counted(IN_DANGER, (after(minutes=4), TAKEN))
    taken, assessed = clocks[Step.TAKEN], clocks[Step.ASSESSED]
    assert (taken.done_at, taken.learned_at, taken.was_late) == (
        after(minutes=4),
        after(minutes=4),
        False,
    )
    assert assessed.is_running


def test_a_step_that_is_done_late_was_late() -> None:
    taken = counted(IN_DANGER, (after(minutes=11), TAKEN))[Step.TAKEN]
    assert taken.was_late
    assert not taken.is_overdue(after(hours=1))


def test_what_was_done_in_time_and_written_down_later_says_both() -> None:
    assessed = counted(IN_DANGER, (after(hours=3), found(RED, after(minutes=40))))[Step.ASSESSED]
    assert (assessed.done_at, assessed.learned_at) == (after(minutes=40), after(hours=3))
    assert not assessed.was_late


@pytest.mark.parametrize("claimed", [after(hours=5), after(hours=-5)])
def test_no_clock_elsewhere_lets_a_step_be_done_after_it_was_recorded_or_before_it_began(
    claimed: datetime,
) -> None:
    assessed = counted(IN_DANGER, (after(hours=2), found(RED, claimed)))[Step.ASSESSED]
    assert assessed.done_at == min(max(claimed, NOW), after(hours=2))


def test_passing_a_case_on_that_nobody_took_gives_nobody_more_time() -> None:
    taken = counted(IN_DANGER, (after(minutes=8), PASSED_ON))[Step.TAKEN]
    assert taken == runs(Step.TAKEN, RED, after(minutes=10))


def test_passing_a_taken_case_on_begins_the_clock_again() -> None:
    facts = (IN_DANGER, (after(minutes=4), TAKEN), (after(hours=2), PASSED_ON))
    again = counted(*facts)[Step.TAKEN]
    assert again == runs(Step.TAKEN, RED, after(minutes=130), began_at=after(hours=2))


def test_a_level_that_rises_leaves_the_time_of_that_level_from_then_on() -> None:
    taken = counted(WORRIED, (after(minutes=30), found(RED, after(minutes=30))))[Step.TAKEN]
    assert taken == runs(
        Step.TAKEN,
        RED,
        after(minutes=40),
        counts_from=after(minutes=30),
        is_provisional=False,
    )


def test_a_level_that_rises_never_gives_more_time() -> None:
    late = after(minutes=115)
    taken = counted(HARMED, (late, found(RED, late)))[Step.TAKEN]
    assert taken == runs(Step.TAKEN, RED, after(hours=2), is_provisional=False)


def test_a_first_assessment_that_is_milder_leaves_the_time_of_that_level_from_the_beginning() -> (
    None
):
    taken = counted(IN_DANGER, (after(minutes=5), found(ORANGE, after(minutes=5))))[Step.TAKEN]
    assert taken == runs(Step.TAKEN, ORANGE, after(hours=2), is_provisional=False)


def test_a_milder_assessment_changes_nothing_until_two_people_agree() -> None:
    agreed = LevelDropConfirmed(
        case_id=CASE,
        child_id=CHILD,
        drop_id=DropId(example_id(813)),
        confirmed_by=CRISIS_LEAD,
        level=ORANGE,
    )
    facts: tuple[Fact, ...] = (
        IN_DANGER,
        (after(minutes=1), found(RED, after(minutes=1))),
        (after(minutes=2), found(ORANGE, after(minutes=2))),
    )
    assert counted(*facts)[Step.TAKEN].level is RED
    taken = counted(*facts, (after(minutes=4), agreed))[Step.TAKEN]
    assert taken == runs(Step.TAKEN, ORANGE, after(hours=2), is_provisional=False)


def test_where_no_crisis_is_found_what_is_left_runs_by_the_mildest_level() -> None:
    taken = counted(IN_DANGER, (after(minutes=5), found(None, after(minutes=5))))[Step.TAKEN]
    assert taken == runs(Step.TAKEN, YELLOW, TUESDAY_NIGHT, is_provisional=False)


def test_a_repeat_that_tells_of_something_graver_hurries_and_a_milder_one_does_not() -> None:
    def told_again(situation: Situation) -> ConcernConflictKept:
        return ConcernConflictKept(case_id=CASE, child_id=CHILD, kept=worry(situation))

    graver = (after(minutes=30), told_again(Situation.LIFE_IN_DANGER))
    taken = counted(HARMED, graver)[Step.TAKEN]
    assert taken == runs(Step.TAKEN, RED, after(minutes=40), counts_from=after(minutes=30))
    milder = (after(minutes=30), told_again(Situation.SOMEWHAT_WORRIED))
    assert counted(HARMED, milder) == counted(HARMED)


@pytest.mark.parametrize(
    ("issued", "due_at"),
    [
        (ISSUED_IN_DANGER, after(minutes=80)),
        (ISSUED_ON_CONSENT, datetime(2026, 3, 11, 16, tzinfo=UTC)),
    ],
)
def test_a_hospital_answers_by_what_the_referral_rests_on(issued: object, due_at: datetime) -> None:
    facts = (HARMED, (after(minutes=5), TAKEN), (after(minutes=50), issued))
    received = counted(*facts)[Step.RECEIVED]
    assert received == runs(Step.RECEIVED, ORANGE, due_at, began_at=after(minutes=50))
    answered = counted(*facts, (after(minutes=60), ACKNOWLEDGED))[Step.RECEIVED]
    assert answered == replace(received, done_at=after(minutes=60), learned_at=after(minutes=60))


def test_a_case_that_is_over_has_no_clock_left_and_begins_none() -> None:
    over = after(minutes=3)
    facts = (IN_DANGER, (over, WITHDRAWN), (after(minutes=5), PASSED_ON))
    assert [each.ended_at for each in counted(*facts).values()] == [over] * 4
