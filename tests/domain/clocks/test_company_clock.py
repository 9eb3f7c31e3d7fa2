"""By when somebody is physically with the child at red, which no taking of the case answers."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.clocks.facts import Step
from domain.clocks.never_paused import NEVER_PAUSED
from domain.clocks.rules import Said, say_at
from domain.errors import Invalid
from domain.referrals.facts import Situation
from domain.referrals.levels.level_facts import CrisisLevel, LevelDropConfirmed
from domain.ruleset.bounds import changed, read_back
from domain.ruleset.parameters import values_of
from domain.ruleset.values import RuleUnit, RuleValue
from domain.shared import CompanyId, DropId
from tests.case_examples import CASE, CRISIS_LEAD, ISSUED_ON_CONSENT, PASSED_ON, TAKEN, WITHDRAWN
from tests.domain.clocks.examples import (
    ORANGE,
    RED,
    TIMING,
    YELLOW,
    Fact,
    after,
    counted,
    found,
    runs,
    worry,
)
from tests.domain.clocks.test_report_clocks import joined
from tests.domain.clocks.test_support_clock import SUPPORTED
from tests.domain.referrals.test_company import ACCOMPANIED, BY_FAMILY, ENDED, ESCORTED
from tests.domain.referrals.test_whose_answer_counts import GUARDIAN_MEANT
from tests.examples import CHILD, NOW, RULES, example_id
from tests.hospital_examples import ATTENDED

STEP = Step.ACCOMPANIED
IN_DANGER: Fact = (NOW, worry(Situation.LIFE_IN_DANGER))
HARMED: Fact = (NOW, worry(Situation.SUSPECTED_HARM))
SECOND = CompanyId(example_id(823))


def at_red(hours: float = 1) -> Fact:
    return after(hours=hours), found(RED, after(hours=hours))


@pytest.mark.parametrize("situation", Situation)
def test_a_worry_about_danger_lets_somebody_be_with_the_child_in_a_quarter_of_an_hour(
    situation: Situation,
) -> None:
    clock = counted((NOW, worry(situation))).get(STEP)
    is_danger = situation is Situation.LIFE_IN_DANGER
    assert clock == (runs(STEP, RED, after(minutes=15)) if is_danger else None)


@pytest.mark.parametrize("level", [*CrisisLevel, None])
def test_so_does_an_assessment_at_red_and_no_other(level: CrisisLevel | None) -> None:
    clock = counted(HARMED, (after(hours=1), found(level, after(hours=1)))).get(STEP)
    due_at, began_at = after(minutes=75), after(hours=1)
    red = runs(STEP, RED, due_at, began_at=began_at, is_provisional=False)
    assert clock == (red if level is RED else None)


def test_i_have_it_never_says_that_somebody_is_there() -> None:
    taken = counted(IN_DANGER, (after(minutes=1), TAKEN), (after(minutes=2), PASSED_ON))
    assert taken[STEP] == runs(STEP, RED, after(minutes=15))
    there = counted(IN_DANGER, (after(minutes=1), replace(ACCOMPANIED, since_at=after(minutes=1))))
    assert (there[STEP].is_running, there[Step.TAKEN].is_running) == (False, True)


@pytest.mark.parametrize("company", [ACCOMPANIED, BY_FAMILY])
def test_it_is_done_since_somebody_is_there_however_late_that_is_written_down(
    company: object,
) -> None:
    clock = counted(IN_DANGER, (after(minutes=40), company))[STEP]
    assert (clock.done_at, clock.learned_at, clock.was_late) == (NOW, after(minutes=40), False)
    # That nobody could know it in time stays on record.
    assert clock.ended_over_time


@pytest.mark.parametrize("fact", [ESCORTED, replace(ATTENDED, attended_at=after(minutes=40))])
def test_who_brings_the_child_to_a_hospital_is_with_it_and_so_is_the_hospital(fact: object) -> None:
    assert counted(IN_DANGER, (after(minutes=40), fact))[STEP].learned_at == after(minutes=40)


def test_it_is_over_where_the_level_falls_or_the_case_is_over() -> None:
    milder = counted(IN_DANGER, (after(minutes=5), found(ORANGE, after(minutes=5))))[STEP]
    assert (milder.ended_at, milder.level) == (after(minutes=5), RED)
    agreed = LevelDropConfirmed(
        case_id=CASE,
        child_id=CHILD,
        drop_id=DropId(example_id(813)),
        confirmed_by=CRISIS_LEAD,
        level=YELLOW,
    )
    assert counted(IN_DANGER, at_red(), (after(days=15), agreed))[STEP].ended_at == after(days=15)
    assert counted(IN_DANGER, (after(minutes=3), WITHDRAWN))[STEP].ended_at == after(minutes=3)


def test_who_leaves_a_child_of_whom_nothing_was_decided_leaves_it_alone() -> None:
    there = (after(minutes=5), ACCOMPANIED)
    left = (after(hours=2), replace(ENDED, ended_at=after(hours=2)))
    alone = counted(IN_DANGER, there, left)[STEP]
    assert alone == runs(STEP, RED, after(minutes=135), began_at=after(hours=2))
    second = (after(minutes=9), replace(ACCOMPANIED, company_id=SECOND))
    assert not counted(IN_DANGER, there, second, left)[STEP].is_running


def test_days_of_support_at_school_end_without_anybody_being_called() -> None:
    there = (after(minutes=5), ACCOMPANIED)
    decided = (after(hours=2), replace(SUPPORTED, met_at=after(hours=2)))
    evening = (after(hours=8), replace(ENDED, ended_at=after(hours=8)))
    assert not counted(IN_DANGER, there, at_red(), decided, evening)[STEP].is_running
    # That support was decided on says of nobody that they are there.
    assert counted(IN_DANGER, at_red(), decided)[STEP].is_running


def test_where_a_report_may_mean_who_is_there_it_is_asked_anew_whatever_was_decided() -> None:
    there = (after(minutes=5), ACCOMPANIED)
    decided = (after(hours=2), replace(SUPPORTED, met_at=after(hours=2)))
    reported, ended = (after(hours=8), GUARDIAN_MEANT), (after(hours=8), ENDED)
    alone = counted(IN_DANGER, there, at_red(), decided, reported, ended)[STEP]
    assert (alone.began_at, alone.is_running) == (after(hours=8), True)


def test_who_was_there_on_another_day_is_asked_anew_where_the_case_comes_to_red() -> None:
    there = (after(minutes=5), ACCOMPANIED)
    assert STEP not in counted(HARMED, there, at_red())
    assert counted(HARMED, there, at_red(hours=30))[STEP].is_running


def test_a_report_of_danger_that_joins_counts_from_when_it_was_made() -> None:
    clock = counted(HARMED, joined(raised=30, learned=50, level=RED))[STEP]
    assert clock == runs(STEP, RED, after(minutes=45), began_at=after(minutes=30))


@pytest.mark.parametrize(("tier", "days"), [(1, False), (5, False), (6, True), (20, True)])
def test_the_line_is_called_every_ten_minutes_once_through_and_then_each_working_day(
    tier: int, days: bool
) -> None:
    clock, said_at = runs(STEP, RED, after(minutes=15)), after(hours=2)
    by_level, daily = (
        TIMING.after(said_at, RULES.clocks.at("red").again),
        TIMING.after(said_at, RULES.hospital.again),
    )
    assert by_level - said_at == timedelta(minutes=10)
    said = Said(is_soon=True, tier=tier, last_at=said_at)
    assert say_at(clock, said, TIMING) == (daily if days else by_level)
    # Whoever takes the case is called for every ten minutes, for as long as nobody does.
    taking = runs(Step.TAKEN, RED, after(minutes=10))
    assert say_at(taking, said, TIMING) == by_level


def test_it_never_stands_still() -> None:
    assert NEVER_PAUSED[STEP] == "company_never_pauses"


@pytest.mark.parametrize(
    ("name", "unit", "number", "code"),
    [
        ("clocks.accompanied", RuleUnit.MINUTES, 16, "rule_too_high"),
        ("clocks.accompanied_calls", RuleUnit.COUNT, 5, "rule_too_low"),
    ],
)
def test_no_city_leaves_a_child_alone_for_longer(
    name: str, unit: RuleUnit, number: int, code: str
) -> None:
    with pytest.raises(Invalid) as refusal:
        changed(RULES, 2, [RuleValue(name=name, unit=unit, numbers=(number,))])
    assert refusal.value.code == code


def test_a_version_of_the_rules_from_before_has_the_numbers_of_the_program() -> None:
    before = [each for each in values_of(RULES) if "accompanied" not in each.name]
    assert read_back(RULES, 2, before).clocks == RULES.clocks


def test_whom_nobody_saw_there_today_leaves_no_child_to_itself() -> None:
    yesterday = (after(minutes=5), ACCOMPANIED)
    today = (after(days=1), replace(ACCOMPANIED, company_id=SECOND))
    gone = (after(days=1, hours=2), replace(ENDED, company_id=SECOND))
    alone = counted(IN_DANGER, yesterday, today, gone)[STEP]
    assert (alone.is_running, alone.began_at) == (True, after(days=1, hours=2))


def test_a_child_on_its_way_to_a_hospital_is_not_alone() -> None:
    there, way = (after(minutes=5), ACCOMPANIED), (after(minutes=30), ESCORTED)
    left = (after(minutes=35), replace(ENDED, ended_at=after(minutes=35)))
    assert not counted(IN_DANGER, there, way, left)[STEP].is_running
    came = (after(minutes=40), replace(ATTENDED, attended_at=after(minutes=40)))
    for brought in (way, came):
        assert STEP not in counted(HARMED, brought, at_red())
    # What was on another day says nothing of today.
    assert counted(HARMED, way, at_red(hours=30))[STEP].is_running


def test_a_referral_is_no_company() -> None:
    there, referred = (after(minutes=5), ACCOMPANIED), (after(hours=1), ISSUED_ON_CONSENT)
    left = (after(hours=2), replace(ENDED, ended_at=after(hours=2)))
    assert counted(IN_DANGER, there, referred, left)[STEP].is_running
