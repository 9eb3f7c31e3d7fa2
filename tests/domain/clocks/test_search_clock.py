"""By when a guardian is tried again who was not reached, and by when another one is told."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

import pytest

from domain.clocks.facts import Step
from domain.clocks.never_paused import NEVER_PAUSED
from domain.errors import Invalid
from domain.referrals.facts import Situation
from domain.referrals.family.guardian_facts import OtherGuardianNotTold, OtherGuardianReason
from domain.ruleset.bounds import changed, read_back
from domain.ruleset.parameters import values_of
from domain.ruleset.values import RuleUnit, RuleValue
from domain.shared import TellingId
from tests.case_examples import CASE, CRISIS_LEAD, ISSUED_ON_CONSENT
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
from tests.domain.clocks.test_guardian_clock import KEPT_FROM, informed
from tests.domain.clocks.test_refusal_clock import refused
from tests.domain.referrals.test_company import ESCORTED
from tests.domain.referrals.test_guardians import NOT_REACHED
from tests.examples import CHILD, NOW, RULES, example_id

AGAIN, OTHER = Step.SOUGHT_AGAIN, Step.OTHER_TOLD
RAISED = {
    RED: (NOW, worry(Situation.LIFE_IN_DANGER)),
    ORANGE: (NOW, worry(Situation.SUSPECTED_HARM)),
    YELLOW: (NOW, worry(Situation.SOMEWHAT_WORRIED)),
}
NOT_TOLD = OtherGuardianNotTold(
    case_id=CASE,
    child_id=CHILD,
    telling_id=TellingId(example_id(829)),
    said_by=CRISIS_LEAD,
    reason=OtherGuardianReason.NOBODY_ELSE,
    why="母亲已去世。",
)


def tried(minutes: float, *, learned: float | None = None) -> Fact:
    at = after(minutes=minutes)
    return after(minutes=minutes if learned is None else learned), replace(NOT_REACHED, tried_at=at)


def tries(*minutes: float) -> Sequence[Fact]:
    return [tried(each) for each in minutes]


def told(minutes: float, relation: str = "51", *, sure: bool = False) -> Fact:
    at = after(minutes=minutes)
    return at, replace(informed(at), relation_code=relation, not_suspected=sure)


@pytest.mark.parametrize(
    ("level", "due_at"),
    [
        (RED, after(minutes=20)),
        (ORANGE, after(minutes=125)),
        # To the end of the next working day.
        (YELLOW, datetime.fromisoformat("2026-03-12T00:00:00+08:00")),
    ],
)
def test_who_was_not_reached_is_tried_again_by_the_time_of_the_level(
    level: object, due_at: datetime
) -> None:
    raised = next(fact for each, fact in RAISED.items() if each is level)
    clock = counted(raised, tried(5))[AGAIN]
    assert (clock.began_at, clock.due_at, clock.is_running) == (after(minutes=5), due_at, True)
    assert AGAIN not in counted(raised)


def test_each_try_is_the_one_that_was_due_and_lets_the_next_be_due() -> None:
    second = counted(RAISED[RED], *tries(5, 18))[AGAIN]
    assert second == runs(AGAIN, RED, after(minutes=33), began_at=after(minutes=18))
    # Written down late it was made in time; the next one counts from when it was made.
    late = counted(RAISED[RED], tried(5), tried(18, learned=40))[AGAIN]
    assert (late.due_at, late.is_running) == (after(minutes=40), True)


def test_after_the_last_try_the_other_guardian_the_township_and_the_community_are_next() -> None:
    clocks = counted(RAISED[RED], *tries(5, 20, 35, 50))
    assert not clocks[AGAIN].is_running
    assert clocks[OTHER] == runs(OTHER, RED, after(minutes=110), began_at=after(minutes=50))
    # The guardian is to be told all the same, and nobody is set back by more tries.
    assert clocks[Step.GUARDIAN_INFORMED].is_running
    more = counted(RAISED[RED], *tries(5, 20, 35, 50, 65))
    assert (more[OTHER], more[AGAIN].is_running) == (clocks[OTHER], False)


def test_a_guardian_who_is_told_ends_the_search() -> None:
    clocks = counted(RAISED[RED], *tries(5, 20, 35, 50), told(60))
    assert (clocks[OTHER].done_at, clocks[AGAIN].is_running) == (after(minutes=60), False)
    early = counted(RAISED[RED], tried(5), told(10))[AGAIN]
    assert early.ended_at == after(minutes=10)
    # Of an aunt it does not, and nobody is searched for once a guardian knows.
    aunt = (after(minutes=9), replace(informed(NOW), relation_code="83", is_guardian=False))
    assert counted(RAISED[RED], tried(5), aunt)[AGAIN].is_running
    assert AGAIN not in counted(RAISED[RED], told(3), tried(5))


def test_danger_waits_for_no_guardian_who_is_told_in_parallel() -> None:
    clocks = counted(RAISED[RED], tried(5), (after(minutes=7), ESCORTED))
    assert not clocks[Step.ACCOMPANIED].is_running
    assert clocks[AGAIN].is_running


def test_where_one_is_kept_from_another_is_owed_until_one_is_told_or_it_is_said_why_not() -> None:
    kept = (RAISED[ORANGE], tried(3), (after(minutes=5), KEPT_FROM))
    clocks = counted(*kept)
    owed = runs(OTHER, ORANGE, after(minutes=24 * 60 + 5), began_at=after(minutes=5))
    assert (clocks[OTHER], clocks[AGAIN].is_running) == (owed, False)
    assert counted(*kept, told(30, sure=True))[OTHER].done_at == after(minutes=30)
    assert counted(*kept, (after(minutes=40), NOT_TOLD))[OTHER].done_at == after(minutes=40)
    # The other one is tried again like any.
    assert counted(*kept, tried(10))[AGAIN].is_running
    # Whoever was told before, of whom somebody made sure, is the other one.
    assert OTHER not in counted(RAISED[ORANGE], told(3, sure=True), (after(minutes=5), KEPT_FROM))


def test_where_one_refuses_the_other_is_owed_and_not_the_one_who_refused() -> None:
    given = (RAISED[ORANGE], told(3, "52"), refused(after(minutes=10)))
    assert counted(*given)[OTHER].began_at == after(minutes=10)
    assert counted(*given, told(20, "52"))[OTHER].is_running
    assert counted(*given, told(20, "51"))[OTHER].done_at == after(minutes=20)
    assert counted(*given, (after(minutes=30), NOT_TOLD))[OTHER].done_at == after(minutes=30)
    # Who knows already is told no more, and a referral that was agreed on needs nobody else.
    both = counted(RAISED[ORANGE], told(2, "51"), told(3, "52"), refused(after(minutes=10)))
    assert OTHER not in both
    agreed = counted(*given, (after(minutes=30), ISSUED_ON_CONSENT))[OTHER]
    assert agreed.ended_at == after(minutes=30)


def test_where_nobody_can_be_told_it_is_decided_without_them() -> None:
    given = (
        RAISED[ORANGE],
        (after(minutes=2), found(ORANGE, after(minutes=2))),
        *tries(5, 120, 240, 360),
    )
    assert Step.DECIDED not in counted(*given)
    clocks = counted(*given, (after(minutes=400), NOT_TOLD))
    assert (clocks[Step.DECIDED].began_at, clocks[OTHER].is_running) == (after(minutes=400), False)
    assert clocks[Step.GUARDIAN_INFORMED].is_running


def test_a_case_without_a_crisis_or_that_is_over_searches_for_nobody() -> None:
    none = (after(minutes=60), found(None, after(minutes=60)))
    clocks = counted(RAISED[RED], *tries(5, 20, 35), none)
    assert (clocks[AGAIN].ended_at, OTHER in clocks) == (after(minutes=60), False)


def test_neither_stands_still() -> None:
    assert {NEVER_PAUSED[AGAIN], NEVER_PAUSED[OTHER]} == {"guardian_told_at_once"}


@pytest.mark.parametrize(
    ("name", "unit", "number", "code"),
    [
        ("seeking.again.red", RuleUnit.MINUTES, 16, "rule_too_high"),
        ("seeking.again.orange", RuleUnit.MINUTES, 14, "rule_graver_waits_longer"),
        ("seeking.attempts.red", RuleUnit.COUNT, 1, "rule_too_low"),
    ],
)
def test_no_city_gives_up_a_guardian_sooner_or_tries_more_seldom(
    name: str, unit: RuleUnit, number: int, code: str
) -> None:
    with pytest.raises(Invalid) as refusal:
        changed(RULES, 2, [RuleValue(name=name, unit=unit, numbers=(number,))])
    assert refusal.value.code == code


def test_a_version_of_the_rules_from_before_has_the_numbers_of_the_program() -> None:
    before = [each for each in values_of(RULES) if not each.name.startswith("seeking.")]
    assert read_back(RULES, 2, before).seeking == RULES.seeking
