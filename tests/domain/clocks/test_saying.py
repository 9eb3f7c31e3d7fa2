"""What is said of a deadline: once that it is due soon, then that it is overdue, tier by tier."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.calendar import WEEKENDS_ONLY
from domain.clocks.course import course_of
from domain.clocks.deadlines import deadlines
from domain.clocks.facts import ClocksEvent, Step, StepDueSoon, StepOverdue
from domain.clocks.rules import NOTHING_SAID, Said, after_saying, said_of, say_at, to_say, which
from domain.referrals.facts import Situation
from domain.referrals.levels.level_facts import CrisisLevel
from tests.case_examples import CASE, ISSUED_IN_DANGER, PASSED_ON, TAKEN
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
from tests.examples import CHILD, NOW, RULES

DUE = runs(Step.TAKEN, RED, after(minutes=10))


def soon(step: Step = Step.TAKEN) -> StepDueSoon:
    return StepDueSoon(
        case_id=CASE,
        child_id=CHILD,
        step=step,
        level=RED,
        is_provisional=True,
        began_at=NOW,
        due_at=DUE.due_at,
    )


def overdue(tier: int) -> StepOverdue:
    return StepOverdue(
        case_id=CASE,
        child_id=CHILD,
        step=Step.TAKEN,
        level=RED,
        is_provisional=True,
        began_at=NOW,
        due_at=DUE.due_at,
        tier=tier,
    )


@pytest.mark.parametrize(
    ("minutes", "said", "fact"),
    [
        (7, NOTHING_SAID, None),
        (7.5, NOTHING_SAID, soon()),
        (9, Said(is_soon=True), None),
        (10, Said(is_soon=True), overdue(1)),
        (19, Said(is_soon=True, tier=1, last_at=after(minutes=10)), None),
        (20, Said(is_soon=True, tier=1, last_at=after(minutes=10)), overdue(2)),
        (35, Said(is_soon=True, tier=2, last_at=after(minutes=24)), overdue(3)),
        # The whole system was away: it says what is, and not what was to come.
        (300, NOTHING_SAID, overdue(1)),
    ],
)
def test_a_red_step_is_said_to_be_due_soon_then_overdue_and_again_every_ten_minutes(
    minutes: float, said: Said, fact: ClocksEvent | None
) -> None:
    assert to_say(CASE, CHILD, DUE, said, after(minutes=minutes), TIMING) == fact


@pytest.mark.parametrize(
    ("minutes", "said", "fact"),
    [
        (9, NOTHING_SAID, None),
        (30, Said(is_soon=True, tier=1, last_at=after(minutes=10)), None),
        # No sweep saw it: that it was overdue stands there all the same.
        (30, NOTHING_SAID, overdue(1)),
        (30, Said(is_soon=True), overdue(1)),
    ],
)
def test_of_a_step_that_is_done_nothing_more_is_said_but_that_it_was_overdue(
    minutes: float, said: Said, fact: ClocksEvent | None
) -> None:
    in_danger = (NOW, worry(Situation.LIFE_IN_DANGER))
    taken = counted(in_danger, (after(minutes=minutes), TAKEN))[Step.TAKEN]
    assert to_say(CASE, CHILD, taken, said, after(days=9), TIMING) == fact


def test_an_earlier_time_hides_no_breach_that_no_sweep_saw() -> None:
    in_danger = (NOW, worry(Situation.LIFE_IN_DANGER))
    assessed = counted(in_danger, (after(hours=20), found(RED, NOW)))[Step.ASSESSED]
    assert not assessed.was_late
    fact = to_say(CASE, CHILD, assessed, NOTHING_SAID, after(hours=20), TIMING)
    assert isinstance(fact, StepOverdue)
    assert (fact.step, fact.due_at, fact.tier) == (Step.ASSESSED, after(hours=1), 1)


def test_what_was_said_of_another_deadline_of_the_step_counts_for_that_alone() -> None:
    facts: list[tuple[datetime, ClocksEvent]] = [
        (after(minutes=8), soon()),
        (after(minutes=10), overdue(1)),
    ]
    assert said_of(DUE, facts) == Said(is_soon=True, tier=1, last_at=after(minutes=10))
    moved = runs(Step.TAKEN, ORANGE, after(hours=2), is_provisional=False)
    assert said_of(moved, facts) == NOTHING_SAID
    assert said_of(runs(Step.ASSESSED, RED, DUE.due_at), facts) == NOTHING_SAID
    # Begun again and due at the same end of a day as before: nobody has said anything of that.
    assert said_of(replace(DUE, began_at=after(minutes=9)), facts) == NOTHING_SAID


@pytest.mark.parametrize(
    ("level", "again_at"),
    [
        (RED, after(minutes=20)),
        (ORANGE, after(minutes=70)),
        (YELLOW, datetime(2026, 3, 10, 16, tzinfo=UTC)),
    ],
)
def test_how_soon_it_is_said_again_depends_on_the_level(
    level: CrisisLevel, again_at: datetime
) -> None:
    said = Said(is_soon=True, tier=1, last_at=after(minutes=10))
    assert say_at(runs(Step.TAKEN, level, DUE.due_at), said, TIMING) == again_at


_STEPS = st.sampled_from(["taken", "passed", "issued", *CrisisLevel, None])
_COURSES = st.lists(st.tuples(st.integers(1, 400), _STEPS), max_size=8)
_SITUATIONS = st.sampled_from(sorted(Situation))


def told(situation: Situation, turns: list[tuple[int, object]]) -> list[Fact]:
    facts: list[Fact] = [(NOW, worry(situation))]
    known = {"taken": TAKEN, "passed": PASSED_ON, "issued": ISSUED_IN_DANGER}
    at = NOW
    for minutes, turn in turns:
        at += timedelta(minutes=minutes)
        fact = known.get(str(turn))
        level = turn if isinstance(turn, CrisisLevel) else None
        facts.append((at, fact or found(level, at)))
    return facts


@settings(deadline=None, max_examples=40)
@given(_SITUATIONS, _COURSES, st.integers(3, 60))
def test_whatever_happens_in_whatever_order_no_step_left_beyond_its_time_goes_unsaid(
    situation: Situation, turns: list[tuple[int, object]], every: int
) -> None:
    """Sweep every so many minutes beside the case as it goes on: every breach stands there."""
    facts = told(situation, turns)
    said: list[tuple[datetime, ClocksEvent]] = []
    end = facts[-1][0] + timedelta(hours=3)
    now = NOW
    while now < end:
        now += timedelta(minutes=every)
        so_far = [each for each in facts if each[0] <= now]
        for each in deadlines(course_of(so_far, RULES), RULES, TIMING.calendar):
            known = said_of(each, said)
            fact = to_say(CASE, CHILD, each, known, now, TIMING)
            if fact is not None:
                said.append((now, fact))
                assert after_saying(known, fact, now) == said_of(each, said)
    breaches = {(which(e), e.tier) for _at, e in said if isinstance(e, StepOverdue)}
    assert len(breaches) == sum(isinstance(each, StepOverdue) for _at, each in said)
    for each in deadlines(course_of(facts, RULES), RULES, TIMING.calendar):
        is_left = end - each.due_at > timedelta(minutes=2 * every)
        if each.ended_over_time or (each.is_running and is_left):
            assert (which(each), 1) in breaches


def test_what_was_overdue_unseen_is_said_though_a_milder_level_leaves_more_time_since() -> None:
    found_milder = (after(minutes=11), found(ORANGE, after(minutes=11)))
    facts = ((NOW, worry(Situation.LIFE_IN_DANGER)), found_milder)
    broken, running = (
        each
        for each in deadlines(course_of(facts, RULES), RULES, WEEKENDS_ONLY)
        if each.step is Step.TAKEN
    )
    assert broken == replace(DUE, ended_at=after(minutes=11))
    assert running == runs(Step.TAKEN, ORANGE, after(hours=2), is_provisional=False)
    now = after(minutes=12)
    assert to_say(CASE, CHILD, broken, NOTHING_SAID, now, TIMING) == overdue(1)
    said = Said(is_soon=True, tier=1, last_at=after(minutes=10))
    assert to_say(CASE, CHILD, broken, said, now, TIMING) is None
    assert to_say(CASE, CHILD, running, NOTHING_SAID, now, TIMING) is None
