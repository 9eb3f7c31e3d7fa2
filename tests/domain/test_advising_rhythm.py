"""How much of what is expected of a health vice principal in a semester was done."""

from datetime import date

import pytest

from domain.advising.facts import Audience, HealthDuty, HealthDutyKind, Present
from domain.advising.rhythm import Expectation, SemesterProgress, counts_as, progress
from domain.ruleset.semesters import Semester, semester_of
from tests.examples import RULES

SPRING = Semester(date(2026, 2, 20), date(2026, 7, 5))
AUTUMN = Semester(date(2025, 9, 1), date(2026, 1, 20))
LONG_BEFORE = date(2025, 1, 1)
KIND, VISIT = HealthDutyKind, Expectation.VISIT


def done(
    kind: HealthDutyKind, held_on: date = date(2026, 3, 5), *audiences: Audience
) -> HealthDuty:
    present = tuple(Present(each, 20) for each in audiences)
    return HealthDuty(kind=kind, held_on=held_on, what="示例", present=present)


def of_spring(
    *duties: HealthDuty, since: date = LONG_BEFORE, today: date = date(2026, 3, 10)
) -> dict[Expectation, tuple[int, int, date]]:
    found = progress(duties, SPRING, since=since, today=today, rules=RULES)
    return {each.expectation: (each.done, each.wanted, each.due_on) for each in found}


@pytest.mark.parametrize(
    ("on", "semester"),
    [
        (date(2025, 9, 1), AUTUMN),
        (date(2026, 1, 20), AUTUMN),
        # In the holidays one looks back.
        (date(2026, 2, 19), AUTUMN),
        (date(2026, 2, 20), SPRING),
        (date(2026, 8, 31), SPRING),
    ],
)
def test_the_semester_of_a_day_is_its_own_or_the_one_that_is_just_over(
    on: date, semester: Semester
) -> None:
    assert semester_of(on, RULES.terms) == semester


def test_nothing_done_is_told_with_what_is_wanted_and_by_when() -> None:
    end = date(2026, 7, 5)
    # Neither the nine days of February nor the five of July ask for a visit.
    assert of_spring() == {
        VISIT: (0, 4, date(2026, 3, 31)),
        Expectation.LESSON: (0, 2, end),
        Expectation.MEETING: (0, 1, end),
        Expectation.LECTURE: (0, 1, end),
    }


def test_each_month_with_a_visit_counts_once_and_then_the_end_of_the_semester_is_told() -> None:
    visits = [done(KIND.SCHOOL_VISIT, date(2026, 3, day)) for day in (2, 3, 30)]
    assert of_spring(*visits)[VISIT] == (1, 4, date(2026, 7, 5))
    in_april = of_spring(*visits, today=date(2026, 4, 1))
    assert in_april[VISIT] == (1, 4, date(2026, 4, 30))
    # In a month in which none is wanted a visit counts for none of the others.
    february = done(KIND.SCHOOL_VISIT, date(2026, 2, 25))
    assert of_spring(february)[VISIT] == (0, 4, date(2026, 3, 31))
    assert of_spring(today=date(2026, 8, 1))[VISIT] == (0, 4, date(2026, 7, 5))


def test_what_was_done_in_another_semester_or_in_the_holidays_counts_for_none() -> None:
    before = done(KIND.MEETING, date(2026, 1, 20))
    holidays = done(KIND.MEETING, date(2026, 7, 6))
    assert of_spring(before, holidays)[Expectation.MEETING] == (0, 1, date(2026, 7, 5))


@pytest.mark.parametrize(
    ("since", "wanted"),
    [
        (date(2026, 3, 17), [4, 2, 1, 1]),
        (date(2026, 3, 18), [3, 2, 1, 1]),
        # The first half of the semester ends on 28 April.
        (date(2026, 4, 14), [3, 2, 1, 1]),
        (date(2026, 4, 15), [3, 1, 1, 1]),
        (date(2026, 6, 21), [0, 1, 1, 1]),
        (date(2026, 6, 22), [0, 0, 0, 0]),
    ],
)
def test_whoever_begins_late_is_not_expected_to_do_all(since: date, wanted: list[int]) -> None:
    found = of_spring(since=since)
    assert [number for _done, number, _due_on in found.values()] == wanted


@pytest.mark.parametrize(
    ("duty", "counted"),
    [
        (done(KIND.HEALTH_EDUCATION, date(2026, 3, 5), Audience.PUPILS), {"visit", "lesson"}),
        (done(KIND.MENTAL_HEALTH, date(2026, 3, 5), Audience.PARENTS), {"visit", "lecture"}),
        (done(KIND.CRISIS_TRAINING, date(2026, 3, 5), Audience.TEACHERS), {"visit", "lecture"}),
        (
            done(KIND.INFECTIOUS_DISEASE, date(2026, 3, 5), *Audience),
            {"visit", "lesson", "lecture"},
        ),
        (done(KIND.INFECTIOUS_DISEASE), {"visit"}),
        (done(KIND.MEETING, date(2026, 3, 5), Audience.TEACHERS), {"visit", "meeting"}),
        (done(KIND.OTHER, date(2026, 3, 5), Audience.PUPILS), set[str]()),
    ],
)
def test_what_an_entry_counts_as_is_told_by_its_kind_and_who_was_there(
    duty: HealthDuty, counted: set[str]
) -> None:
    assert {each.value for each in Expectation if counts_as(each, duty)} == counted


def test_more_than_is_wanted_is_done_too() -> None:
    meetings = [done(KIND.MEETING), done(KIND.MEETING, date(2026, 4, 2))]
    (_visit, _lesson, meeting, lecture) = progress(
        meetings, SPRING, since=LONG_BEFORE, today=date(2026, 4, 3), rules=RULES
    )
    assert meeting == SemesterProgress(
        expectation=Expectation.MEETING, done=2, wanted=1, due_on=date(2026, 7, 5)
    )
    assert (meeting.is_done, lecture.is_done) == (True, False)
