"""The view `clocks`: the deadlines that run, when to look at each next, and whose they are."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from application.crisis.clocks.clock_rows import ClockRow, DueClock
from domain.clocks.facts import Step, StepDueSoon, StepOverdue
from domain.days import end_of_day
from domain.referrals.facts import Situation
from domain.referrals.levels.level_facts import CrisisLevel
from domain.shared import AttendanceId, CaseId, ChildId, Compartment, PersonId
from tests.examples import CHILD, NOW, TODAY, example_id
from tests.hospital_examples import APPOINTED, NOT_ATTENDED
from tests.infrastructure.views.cases import PLACES, STAFF
from tests.infrastructure.views.opened import OpenedViews
from tests.infrastructure.views.worries import (
    ACKNOWLEDGED,
    ADVISER,
    CASE,
    CONCERN,
    CRISIS_LEAD,
    ISSUED,
    LEADER,
    LIAISON,
    PASSED_ON,
    POSTS,
    TAKEN,
    WITHDRAWN,
    case_number,
)

IN_DANGER = replace(CONCERN, situation=Situation.LIFE_IN_DANGER)
OF_SCHOOL = (Step.ASSESSED, Step.GUARDIAN_INFORMED)
TEN, HOUR = NOW + timedelta(minutes=10), NOW + timedelta(hours=1)


def at(minutes: float) -> datetime:
    return NOW + timedelta(minutes=minutes)


def row(step: Step, due_at: datetime, *, since: datetime = NOW, tier: int = 0) -> ClockRow:
    return ClockRow(
        case_id=CASE,
        child_id=CHILD,
        step=step,
        level=CrisisLevel.RED,
        is_provisional=True,
        soon_at=since + (due_at - since) * 0.75,
        due_at=due_at,
        tier=tier,
    )


TO_TAKE, TO_ASSESS = row(Step.TAKEN, TEN), row(Step.ASSESSED, HOUR)
TO_TELL = row(Step.GUARDIAN_INFORMED, HOUR)
TO_STAY = row(Step.ACCOMPANIED, NOW + timedelta(minutes=15))


def overdue(tier: int = 1) -> StepOverdue:
    return StepOverdue(
        case_id=CASE,
        child_id=CHILD,
        step=Step.TAKEN,
        level=CrisisLevel.RED,
        is_provisional=True,
        began_at=NOW,
        due_at=TEN,
        tier=tier,
    )


@pytest.fixture
def views(views: OpenedViews) -> OpenedViews:
    views.know(*PLACES, *STAFF, *POSTS)
    return views


def running(
    views: OpenedViews, case_id: CaseId = CASE, who: PersonId = CRISIS_LEAD
) -> tuple[ClockRow, ...]:
    assert views.projector.catch_up(wait_ms=10_000)
    return views.clocks.of_cases(who, [case_id], TODAY).get(case_id, ())


def due(views: OpenedViews, now: datetime) -> list[tuple[datetime, Step]]:
    return [(each.next_at, each.step) for each in views.clocks.due(now, limit=9)]


def test_a_worry_starts_its_clocks_and_each_ends_when_its_step_is_done(views: OpenedViews) -> None:
    views.record(IN_DANGER)
    assert running(views) == (TO_TAKE, TO_STAY, TO_ASSESS, TO_TELL)
    views.record(TAKEN, at=at(5))
    assert running(views) == (TO_STAY, TO_ASSESS, TO_TELL)
    views.record(ISSUED, at=at(8))
    to_receive = row(Step.RECEIVED, at(38), since=at(8))
    assert running(views) == (TO_STAY, to_receive, TO_ASSESS, TO_TELL)
    views.record(ACKNOWLEDGED, at=at(9))
    to_see = row(Step.SEEN, at(9 + 24 * 60), since=at(9))
    assert running(views) == (TO_STAY, TO_ASSESS, TO_TELL, to_see)


def test_a_case_that_is_over_has_no_clock(views: OpenedViews) -> None:
    views.record(IN_DANGER)
    views.record(TAKEN)
    views.record(WITHDRAWN, at=at(9))
    assert running(views) == ()
    assert due(views, at(9_999)) == []


def test_what_was_overdue_unseen_stands_there_to_be_said_until_it_is(views: OpenedViews) -> None:
    views.record(IN_DANGER)
    views.record(TAKEN, at=at(20))
    assert running(views) == (TO_TAKE, TO_STAY, TO_ASSESS, TO_TELL)
    assert due(views, at(11)) == [(TEN, Step.TAKEN)]
    views.record(overdue(), at=at(20.1))
    assert running(views) == (TO_STAY, TO_ASSESS, TO_TELL)


def test_it_is_said_at_once_too_where_the_same_step_runs_anew(views: OpenedViews) -> None:
    views.record(IN_DANGER)
    views.record(TAKEN, at=at(20))
    views.record(replace(PASSED_ON, passed_to=LEADER), at=at(21))
    again = row(Step.TAKEN, at(31), since=at(21))
    assert running(views) == (TO_STAY, again, TO_ASSESS, TO_TELL)
    assert due(views, at(11)) == [(TEN, Step.TAKEN)]
    views.record(overdue(), at=at(21.1))
    assert running(views) == (TO_STAY, again, TO_ASSESS, TO_TELL)
    assert due(views, at(29))[1:] == [(at(28.5), Step.TAKEN)]


def test_what_was_said_moves_the_moment_of_the_next_look(views: OpenedViews) -> None:
    views.record(IN_DANGER)
    running(views)
    assert due(views, at(7.4)) == []
    assert due(views, at(45)) == [
        (at(7.5), Step.TAKEN),
        (at(11.25), Step.ACCOMPANIED),
        (at(45), Step.ASSESSED),
        (at(45), Step.GUARDIAN_INFORMED),
    ]
    soon = StepDueSoon(
        case_id=CASE,
        child_id=CHILD,
        step=Step.TAKEN,
        level=CrisisLevel.RED,
        is_provisional=True,
        began_at=NOW,
        due_at=TEN,
    )
    views.record(soon, at=at(7.6))
    assert running(views) == (TO_TAKE, TO_STAY, TO_ASSESS, TO_TELL)
    assert due(views, at(11)) == [(TEN, Step.TAKEN)]
    views.record(overdue(), at=at(10.1))
    assert running(views) == (row(Step.TAKEN, TEN, tier=1), TO_STAY, TO_ASSESS, TO_TELL)
    assert due(views, at(44)) == [(at(11.25), Step.ACCOMPANIED), (at(20.1), Step.TAKEN)]
    views.record(overdue(2), at=at(20.2))
    assert running(views) == (row(Step.TAKEN, TEN, tier=2), TO_STAY, TO_ASSESS, TO_TELL)
    assert due(views, at(44)) == [(at(11.25), Step.ACCOMPANIED), (at(30.2), Step.TAKEN)]


def test_what_was_said_of_a_step_tells_nothing_of_the_same_step_begun_again_for_the_same_day(
    views: OpenedViews,
) -> None:
    missed = replace(NOT_ATTENDED, case_id=CASE, child_id=CHILD)
    end, days = end_of_day(missed.chase_on), timedelta(days=2)
    views.record(IN_DANGER)
    views.record(missed, at=at(1))
    said = replace(overdue(), step=Step.CHASED, began_at=at(1), due_at=end)
    views.record(said, at=end)
    views.record(replace(APPOINTED, case_id=CASE, child_id=CHILD), at=end + days)
    again = replace(missed, attendance_id=AttendanceId(example_id(877)), chase=2)
    views.record(again, at=end + 2 * days)
    (chased,) = (each for each in running(views) if each.step is Step.CHASED)
    assert (chased.due_at, chased.tier) == (end, 0)
    views.record(replace(said, began_at=end + 2 * days), at=end + 2 * days)
    (chased,) = (each for each in running(views) if each.step is Step.CHASED)
    assert (chased.due_at, chased.tier) == (end, 1)


def test_clocks_that_are_due_come_page_by_page_each_once(views: OpenedViews) -> None:
    for number in range(4):
        child = ChildId(example_id(2_000 + number))
        views.record(replace(IN_DANGER, case_id=case_number(number), child_id=child))
    assert views.projector.catch_up(wait_ms=10_000)
    found: list[DueClock] = []
    page = views.clocks.due(at(60), limit=3)
    while page:
        found += page
        page = views.clocks.due(at(60), limit=3, after=page[-1])
    assert len(found) == len(set(found)) == 16
    assert found == sorted(found)


@pytest.mark.parametrize(
    ("who", "now", "steps"),
    [
        (CRISIS_LEAD, at(31), (Step.ACCOMPANIED, Step.RECEIVED, *OF_SCHOOL)),
        (ADVISER, at(70), (Step.ACCOMPANIED, Step.RECEIVED, *OF_SCHOOL)),
        # Whoever stands in sees a case that was brought to them, and this was not.
        (LEADER, at(70), ()),
        # A hospital is told of its own step alone.
        (LIAISON, at(70), (Step.RECEIVED,)),
    ],
)
def test_each_is_shown_what_presses_in_the_cases_open_to_them(
    views: OpenedViews, who: PersonId, now: datetime, steps: tuple[Step, ...]
) -> None:
    views.record(IN_DANGER)
    views.record(TAKEN, at=at(1))
    views.record(ISSUED, at=at(1))
    assert views.projector.catch_up(wait_ms=10_000)
    found = views.clocks.pressing(who, TODAY, now, limit=9)
    known = (TO_STAY, row(Step.RECEIVED, at(31), since=at(1)), TO_ASSESS, TO_TELL)
    shown = [each for each in known if each.step in steps and each.soon_at <= now]
    assert list(found.rows) == shown
    overdue_by_now = sum(each.due_at <= now for each in shown)
    assert (found.soon, found.overdue) == (len(shown) - overdue_by_now, overdue_by_now)
    # What runs of a case is shown to each by the same rule, whether it presses or not.
    assert running(views, who=who) == tuple(each for each in known if each.step in steps)


def test_of_an_erased_child_no_clock_is_left(views: OpenedViews) -> None:
    views.record(IN_DANGER)
    assert running(views) == (TO_TAKE, TO_STAY, TO_ASSESS, TO_TELL)
    views.vault.destroy(CHILD, [Compartment.HEALTH], NOW)
    views.projector.forget([CHILD])
    assert running(views) == ()
    assert due(views, at(9_999)) == []
    assert [name for name, rows in views.contents().items() if "clocks" in name and rows] == []


def test_a_view_filled_anew_is_as_it_was(views: OpenedViews) -> None:
    views.record(IN_DANGER)
    views.record(TAKEN, at=at(5))
    views.record(overdue(), at=at(10.1))
    assert views.projector.catch_up(wait_ms=10_000)
    before = views.contents()
    views.projector.rebuild("clocks")
    assert views.contents() == before
