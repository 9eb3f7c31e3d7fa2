"""A year of two hundred cases, swept whenever something is due, beside one counted by hand."""

import heapq
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import cast

import pytest

from domain.calendar import WEEKENDS_ONLY, Calendar
from domain.clocks.course import Moment, TurningFact, moment_of
from domain.clocks.deadlines import deadlines
from domain.clocks.facts import ClocksEvent, Step, StepOverdue
from domain.clocks.rules import NOTHING_SAID, Said, Which, after_saying, say_at, to_say, which
from domain.clocks.timing import Deadline, Timing
from domain.days import end_of_day
from tests.case_examples import CASE
from tests.domain.clocks.year_by_hand import (
    FREE,
    LOCAL,
    NO_SCHOOL,
    WORKED_FOR_THEM,
    YELLOW,
    Saying,
    is_worked,
    sayings,
)
from tests.domain.clocks.year_of_cases import (
    Course,
    Fact,
    course_number,
    facts_of_course,
)
from tests.domain.clocks.year_of_phases import phases_of_course
from tests.examples import CHILD, RULES

OF_2026 = Calendar(
    years=frozenset({2026}), days_off=frozenset(FREE), days_worked=frozenset(WORKED_FOR_THEM)
)
TIMING = Timing(RULES, OF_2026)
A_MOMENT = timedelta(microseconds=1)


@dataclass
class Case:
    """One case as the sweep looks at it."""

    facts: list[Fact]
    course: list[Moment] = field(default_factory=list)
    deadlines: tuple[Deadline, ...] = ()
    said: dict[Which, Said] = field(default_factory=dict)
    told: list[tuple[datetime, ClocksEvent]] = field(default_factory=list)

    def learn(self, now: datetime) -> None:
        """Take in what is recorded by now."""
        moments = []
        while self.facts and self.facts[0][0] <= now:
            at, fact = self.facts.pop(0)
            moments.append(moment_of(cast("TurningFact", fact), at, RULES))
        if moments:
            self.course += moments
            self.deadlines = deadlines(self.course, RULES, OF_2026)

    def sweep(self, now: datetime) -> None:
        for each in self.deadlines:
            of = which(each)
            said = self.said.get(of, NOTHING_SAID)
            fact = to_say(CASE, CHILD, each, said, now, TIMING)
            if fact is not None:
                self.said[of] = after_saying(said, fact, now)
                self.told.append((now, fact))

    def next_at(self) -> datetime | None:
        said = ((each, self.said.get(which(each), NOTHING_SAID)) for each in self.deadlines)
        due = [say_at(each, known, TIMING) for each, known in said if each.is_running]
        due += [self.facts[0][0]] if self.facts else []
        return min(due, default=None)


def swept(courses: Iterable[Course], until: datetime) -> list[Case]:
    """Go through the time from one moment to the next at which something happens or is due."""
    cases = [Case(facts_of_course(each)) for each in courses]
    moments = [(each.facts[0][0], number) for number, each in enumerate(cases)]
    heapq.heapify(moments)
    while moments and moments[0][0] < until:
        now, number = heapq.heappop(moments)
        case = cases[number]
        case.learn(now)
        case.sweep(now)
        next_at = case.next_at()
        if next_at is not None:
            assert next_at > now
            heapq.heappush(moments, (next_at, number))
    return cases


def as_saying(at: datetime, fact: ClocksEvent) -> Saying:
    return at, fact.step, fact.due_at, fact.tier if isinstance(fact, StepOverdue) else 0


def by_hand(course: Course, until: datetime) -> list[Saying]:
    found = (each for phases in phases_of_course(course) for each in sayings(phases))
    return sorted(each for each in found if each[0] < min(until, course.over_at))


def ended_on(at: datetime) -> date:
    """Return the day that a moment ends, or in which it lies."""
    return (at - A_MOMENT).astimezone(LOCAL).date()


@dataclass(frozen=True)
class Year:
    courses: list[Course]
    cases: list[Case]
    until: datetime

    @property
    def told(self) -> list[tuple[datetime, ClocksEvent]]:
        return [each for case in self.cases for each in case.told]


def walked(first_on: date, cases: int, days: int) -> Year:
    first_at = datetime(first_on.year, first_on.month, first_on.day, tzinfo=LOCAL)
    until, apart = first_at + timedelta(days=days), timedelta(days=days) / cases
    courses = [course_number(number, first_at, apart) for number in range(cases)]
    return Year(courses, swept(courses, until), until)


@pytest.fixture(scope="module")
def year() -> Year:
    """The whole of 2026, whose holidays are known."""
    return walked(date(2026, 1, 1), cases=200, days=365)


@pytest.fixture(scope="module")
def leap_year() -> Year:
    """The spring of a year of which nobody named a holiday yet."""
    return walked(date(2028, 1, 20), cases=30, days=90)


@pytest.mark.parametrize("of", ["year", "leap_year"])
def test_each_thing_is_said_at_the_moment_that_is_counted_by_hand_and_once(
    of: str, request: pytest.FixtureRequest
) -> None:
    year: Year = request.getfixturevalue(of)
    for course, case in zip(year.courses, year.cases, strict=True):
        assert sorted(as_saying(*each) for each in case.told) == by_hand(course, year.until), course


def due_by_hand(course: Course, until: datetime) -> set[tuple[Step, datetime]]:
    """Return by when each step is due at last, and what was broken before it had more time."""
    due = set()
    for phases in phases_of_course(course):
        first, last = phases[0], phases[-1]
        if last.from_at < min(until, course.over_at):
            due.add((last.step, last.due_at))
            if first.due_at < min(first.to_at, last.due_at):
                due.add((first.step, first.due_at))
    return due


@pytest.mark.parametrize("of", ["year", "leap_year"])
def test_each_step_is_due_when_it_is_by_hand_also_where_nothing_had_to_be_said(
    of: str, request: pytest.FixtureRequest
) -> None:
    year: Year = request.getfixturevalue(of)
    for course, case in zip(year.courses, year.cases, strict=True):
        due = {(each.step, each.due_at) for each in case.deadlines}
        assert due == due_by_hand(course, year.until), course


def counts_days(fact: StepOverdue) -> bool:
    """Return whether working days alone count until it is said: no minute, no day of a month."""
    if fact.step in (Step.FOLLOWED_UP, Step.SUPPORT_REVIEWED):
        return fact.tier > 1
    by_minutes = (Step.RECEIVED, Step.GUARDIAN_INFORMED)
    return fact.step is Step.FEEDBACK or (fact.level is YELLOW and fact.step not in by_minutes)


def test_what_counts_working_days_is_due_and_said_again_at_the_end_of_one(year: Year) -> None:
    overdue = [
        (at, fact) for at, fact in year.told if isinstance(fact, StepOverdue) and counts_days(fact)
    ]
    moments = [at if fact.tier > 1 else fact.due_at for at, fact in overdue]
    days = [ended_on(at) for at in moments]
    assert moments == [end_of_day(each) for each in days]
    assert [each for each in days if not is_worked(each)] == []
    # On the first Sunday that was worked nothing was left undone yet.
    assert {*days} >= WORKED_FOR_THEM - {date(2026, 1, 4)}


def test_at_red_no_night_weekend_or_festival_is_waited_for(year: Year) -> None:
    red = [
        at.astimezone(LOCAL)
        for at, fact in year.told
        if isinstance(fact, StepOverdue) and fact.level.value == "red"
    ]
    assert {at.date() for at in red} & FREE
    assert {at.hour for at in red} == set(range(24))
    assert not all(is_worked(at.date()) for at in red)


def test_a_child_is_looked_after_on_the_29_of_february_and_in_the_school_holidays(
    year: Year, leap_year: Year
) -> None:
    due = {ended_on(each.due_at) for case in leap_year.cases for each in case.deadlines}
    assert date(2028, 2, 29) in due
    for case in year.cases:
        for each in case.deadlines:
            on = ended_on(each.due_at)
            away = any(first_on <= on <= last_on for first_on, last_on in NO_SCHOOL)
            is_theirs = TIMING.is_for_duty_teacher(each.step, each.due_at)
            assert on.year > 2026 or is_theirs == (away and each.step is Step.FOLLOWED_UP)


def test_of_a_day_in_a_year_that_nobody_named_it_is_told_that_only_weekends_are_left_out(
    year: Year, leap_year: Year
) -> None:
    due = {ended_on(each.due_at) for case in year.cases for each in case.deadlines}
    assert {each.year for each in due} == {2026, 2027}
    assert {OF_2026.knows(each) for each in due if each.year == 2026} == {True}
    assert not any(OF_2026.knows(each) for each in due if each.year == 2027)
    assert not any(WEEKENDS_ONLY.knows(ended_on(at)) for at, _fact in leap_year.told)
