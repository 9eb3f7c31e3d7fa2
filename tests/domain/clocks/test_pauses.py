"""A clock that two people paused stands still to a day, goes on by itself, and never in danger."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from domain.clocks.facts import Step, StepDueSoon, StepOverdue
from domain.clocks.rules import NOTHING_SAID, Said, say_at, to_say
from domain.clocks.timing import Deadline, Pause
from domain.days import end_of_day
from domain.referrals.facts import ConcernConflictKept, ReferralsEvent
from domain.referrals.levels.level_facts import LevelDropConfirmed
from domain.referrals.returning.aftercare_facts import FollowUpOutcome
from domain.referrals.situations import Situation
from domain.shared import DropId
from tests.application.involving import LEAD_INVOLVED
from tests.case_examples import CASE, ISSUED_IN_DANGER, PASSED_ON
from tests.domain.clocks.examples import ORANGE, RED, TIMING, YELLOW, after, counted, found, worry
from tests.domain.clocks.test_follow_up_clocks import looked_after
from tests.domain.clocks.test_support_clock import SUPPORTED
from tests.domain.referrals.test_company import ACCOMPANIED, ESCORTED
from tests.examples import CHILD, NOW, example_id
from tests.hospital_examples import ATTENDED
from tests.joining_examples import FURTHER_JOINED, GRAVER_JOINED
from tests.pause_examples import (
    AGREED,
    AT_HOSPITAL,
    CALM,
    ENDED,
    PAUSE,
    PAUSED,
    PAUSED_AT,
    SECOND_PAUSE,
    UNTIL_ON,
    WAITING,
)

STEP = Step.SEEN
DUE_AT, WAITED_TO = end_of_day(date(2026, 3, 24)), end_of_day(UNTIL_ON)
LATER_AT = end_of_day(date(2026, 4, 1))
"""Eight working days were left on Friday, 13 March, and are from Monday, 23 March, on."""
BEFORE = Deadline(
    step=STEP,
    level=YELLOW,
    is_provisional=False,
    began_at=NOW,
    soon_at=NOW + (DUE_AT - NOW) * 0.75,
    due_at=DUE_AT,
)
STANDS = Pause(pause_id=PAUSE, from_at=PAUSED_AT, ends_at=WAITED_TO)
LONGER = replace(AGREED, until_on=date(2026, 3, 27))
A_MOMENT = timedelta(microseconds=1)


def seen(*facts: tuple[datetime, object]) -> Deadline:
    return counted(*facts)[STEP]


def said(deadline: Deadline, now: datetime, before: Said = NOTHING_SAID) -> str | None:
    fact = to_say(CASE, CHILD, deadline, before, now, TIMING)
    return type(fact).__name__ if fact else None


def test_a_clock_runs_until_another_person_agreed_and_goes_on_with_the_days_that_were_left() -> (
    None
):
    assert seen(*WAITING) == BEFORE
    paused = seen(*PAUSED)
    lead = DUE_AT - BEFORE.soon_at
    assert paused == replace(BEFORE, due_at=LATER_AT, soon_at=LATER_AT - lead, pauses=(STANDS,))
    asked_at = (PAUSED_AT - A_MOMENT, PAUSED_AT, WAITED_TO - A_MOMENT, WAITED_TO)
    assert [paused.paused_until(at) for at in asked_at] == [None, WAITED_TO, WAITED_TO, None]


def test_nothing_is_said_of_a_clock_that_stands_still_and_all_of_it_later() -> None:
    paused, goes_on = seen(*AT_HOSPITAL, (PAUSED_AT, LONGER)), end_of_day(date(2026, 3, 27))
    assert goes_on > DUE_AT > BEFORE.soon_at
    assert [said(paused, at) for at in (BEFORE.soon_at, DUE_AT, goes_on)] == [None] * 3
    assert say_at(paused, NOTHING_SAID, TIMING) == paused.soon_at
    assert said(paused, paused.soon_at) == StepDueSoon.__name__
    assert said(paused, end_of_day(date(2026, 4, 8))) == StepOverdue.__name__


def test_one_paused_shortly_before_it_is_due_is_not_due_soon_before_it_goes_on() -> None:
    at = end_of_day(date(2026, 3, 24)) - timedelta(hours=1)
    paused = seen(*AT_HOSPITAL, (at, replace(AGREED, until_on=date(2026, 3, 29))))
    resumes = end_of_day(date(2026, 3, 29))
    assert (paused.soon_at, paused.due_at) == (resumes, end_of_day(date(2026, 3, 30)))


def test_whoever_ends_it_early_lets_it_go_on_at_once_with_the_days_that_were_left() -> None:
    monday = after(days=6)
    early = seen(*PAUSED, (monday, ENDED))
    assert early.due_at == end_of_day(date(2026, 3, 25))
    assert early.pauses == (replace(STANDS, ends_at=monday),)
    assert early.paused_until(monday) is None
    assert seen(*PAUSED, (monday, replace(ENDED, pause_id=SECOND_PAUSE))) == seen(*PAUSED)


GRAVE: dict[str, Callable[[datetime], ReferralsEvent]] = {
    "red": lambda at: found(RED, at),
    "graver by one level": lambda at: found(ORANGE, at),
    "a graver report": lambda at: replace(GRAVER_JOINED, raised_at=at),
    "a report as grave as orange": lambda _at: FURTHER_JOINED,
    "said more gravely": lambda _at: ConcernConflictKept(
        case_id=CASE, child_id=CHILD, kept=worry(Situation.LIFE_IN_DANGER)
    ),
    "brought to a hospital": lambda _at: ESCORTED,
    "somebody is with the child": lambda _at: ACCOMPANIED,
    "reported elsewhere": lambda _at: LEAD_INVOLVED,
    "referred in danger": lambda _at: ISSUED_IN_DANGER,
}


@pytest.mark.parametrize("grave", GRAVE.values(), ids=list(GRAVE))
def test_what_is_grave_ends_a_pause_and_the_clock_counts_as_if_there_had_been_none(
    grave: Callable[[datetime], ReferralsEvent],
) -> None:
    at = after(days=13)
    over = seen(*PAUSED[:-1], (PAUSED_AT, LONGER), (at, grave(at)))
    assert over.pauses == (replace(STANDS, ends_at=at, is_void=True),)
    assert over.paused_until(at) is None
    assert over.due_at == seen(*AT_HOSPITAL, (at, grave(at))).due_at
    # Had it been due by then, it is at once, and no moment before.
    late = after(days=15)
    over = seen(*PAUSED[:-1], (PAUSED_AT, LONGER), (late, grave(late)))
    assert [over.is_overdue(each) for each in (late - A_MOMENT, late)] == [False, True]


def test_where_the_child_is_worse_again_none_of_its_steps_waits() -> None:
    review = replace(AGREED, step=Step.SUPPORT_REVIEWED)
    worse = looked_after(10, FollowUpOutcome.NEEDS_ASSESSMENT)
    facts = (*AT_HOSPITAL, (NOW, SUPPORTED), (PAUSED_AT, review), (PAUSED_AT, AGREED))
    steps = counted(*facts, worse)
    assert [steps[each].paused_until(worse[0]) for each in (review.step, STEP)] == [None, None]
    assert steps[review.step].due_at == counted(*facts[:-2])[review.step].due_at
    assert steps[STEP].ended_at == worse[0]


@pytest.mark.parametrize(
    "fact", [PASSED_ON, replace(FURTHER_JOINED, counts_as=YELLOW), found(None, NOW)]
)
def test_what_is_not_grave_leaves_it_as_it_is(fact: ReferralsEvent) -> None:
    still = seen(*PAUSED, (after(days=5), fact))
    assert (still.due_at, still.pauses) == (LATER_AT, (STANDS,))


@pytest.mark.parametrize("over_by", [(), ((after(days=7), ENDED),)], ids=["its day", "hand"])
@pytest.mark.parametrize(
    ("fact", "within"),
    [
        (lambda at: found(RED, at), timedelta(days=1)),
        (lambda at: replace(GRAVER_JOINED, raised_at=at), timedelta(days=1)),
        (lambda at: found(ORANGE, at), end_of_day(date(2026, 3, 26)) - after(days=13)),
    ],
    ids=["red", "a graver report", "orange"],
)
def test_what_was_served_gives_no_more_time_once_the_level_rises(
    over_by: tuple[tuple[datetime, object], ...],
    fact: Callable[[datetime], ReferralsEvent],
    within: timedelta,
) -> None:
    at = after(days=13)
    over = seen(*PAUSED, *over_by, (at, fact(at)))
    assert (over.due_at, len(over.pauses)) == (min(at + within, seen(*PAUSED, *over_by).due_at), 1)


def test_a_level_that_fell_again_counts_what_was_served() -> None:
    at = after(days=13)
    fallen = LevelDropConfirmed(
        case_id=CASE,
        child_id=CHILD,
        drop_id=DropId(example_id(813)),
        confirmed_by=AGREED.agreed_by,
        level=YELLOW,
    )
    again = seen(*PAUSED, (at, found(RED, at)), (at + timedelta(hours=1), fallen))
    assert (again.due_at, again.pauses) == (LATER_AT, (STANDS,))


def test_from_no_level_to_the_mildest_is_a_rise_and_who_may_be_involved_is_grave() -> None:
    none = (*AT_HOSPITAL[:2], (NOW, found(None, NOW)), *AT_HOSPITAL[3:], (PAUSED_AT, AGREED))
    at = after(days=5)
    assert seen(*none).paused_until(at) == WAITED_TO
    assert seen(*none, (at, found(YELLOW, at))).paused_until(at) is None
    named = replace(CALM, involved_ids=(AGREED.agreed_by,))
    repeat = ConcernConflictKept(case_id=CASE, child_id=CHILD, kept=named)
    assert seen(*PAUSED, (at, repeat)).paused_until(at) is None


def test_what_is_overdue_is_not_paused_whoever_agreed_to_it() -> None:
    late = seen(*AT_HOSPITAL, (DUE_AT, replace(AGREED, until_on=date(2026, 4, 1))))
    assert late == BEFORE
    assert late.is_overdue(DUE_AT)
    done = (DUE_AT, replace(ATTENDED, attended_at=DUE_AT - timedelta(hours=1)))
    agreed = (DUE_AT + A_MOMENT, replace(AGREED, until_on=date(2026, 4, 1)))
    assert seen(*AT_HOSPITAL, done, agreed).pauses == ()


def test_a_second_pause_adds_to_the_first_and_both_stay_to_be_seen() -> None:
    again_at, again_to = after(days=14), date(2026, 3, 27)
    again = replace(AGREED, pause_id=SECOND_PAUSE, until_on=again_to)
    twice = seen(*PAUSED, (again_at, again))
    second = Pause(pause_id=SECOND_PAUSE, from_at=again_at, ends_at=end_of_day(again_to))
    assert (twice.due_at, twice.pauses) == (end_of_day(date(2026, 4, 7)), (STANDS, second))


def test_a_level_that_falls_meanwhile_counts_anew_and_the_pause_stays() -> None:
    fallen = LevelDropConfirmed(
        case_id=CASE,
        child_id=CHILD,
        drop_id=DropId(example_id(813)),
        confirmed_by=AGREED.agreed_by,
        level=YELLOW,
    )
    orange = (AT_HOSPITAL[0], (NOW, found(ORANGE, NOW)), *AT_HOSPITAL[3:])
    agreed = (after(days=2), replace(AGREED, until_on=UNTIL_ON))
    before = seen(*orange, agreed)
    # Thursday and Friday were left: Monday and Tuesday of the week after.
    assert before.due_at == end_of_day(date(2026, 3, 24))
    assert seen(*orange, agreed, (after(days=4), fallen)).due_at == end_of_day(date(2026, 4, 2))


def test_what_is_due_on_a_day_that_somebody_named_is_put_off_by_days_of_the_calendar() -> None:
    step, at = Step.SUPPORT_REVIEWED, after(days=20)
    agreed = (at, replace(AGREED, step=step, until_on=date(2026, 4, 3)))
    review = counted((NOW, CALM), (NOW, found(YELLOW, NOW)), (NOW, SUPPORTED), agreed)[step]
    # Of 30 March to 7 April eight days were left; the clock goes on on Saturday, 4 April.
    assert review.due_at == end_of_day(date(2026, 4, 12))


def test_a_follow_up_done_while_it_is_paused_counts_for_the_day_it_was_due() -> None:
    came = (NOW, replace(ATTENDED, attended_at=NOW))
    first = (*AT_HOSPITAL, came)
    step = counted(*first)[Step.FOLLOWED_UP]
    agreed = (after(hours=1), replace(AGREED, step=Step.FOLLOWED_UP, until_on=UNTIL_ON))
    paused = counted(*first, agreed)[Step.FOLLOWED_UP]
    assert (step.due_at < paused.due_at, paused.paused_until(after(hours=1))) == (True, WAITED_TO)
    on_the_day = (step.due_at - timedelta(hours=2) - NOW) / timedelta(days=1)
    done = counted(*first, agreed, looked_after(on_the_day))
    assert done[Step.FOLLOWED_UP] == counted(*first, looked_after(on_the_day))[Step.FOLLOWED_UP]
