"""What is expected of a health vice principal in a semester, and how much of it was done.

It is said of a school, and nobody is compared with anybody by it (为基层减负).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from domain.advising.facts import Audience, HealthDuty, HealthDutyKind
from domain.ruleset import RuleSet
from domain.ruleset.semesters import Semester

_ONE_DAY = timedelta(days=1)
_LESSONS = frozenset(
    {
        HealthDutyKind.HEALTH_EDUCATION,
        HealthDutyKind.INFECTIOUS_DISEASE,
        HealthDutyKind.MENTAL_HEALTH,
    }
)
_LECTURES = _LESSONS | {HealthDutyKind.CRISIS_TRAINING}


class Expectation(StrEnum):
    """What should happen in a semester: months with a visit, the others as often as they were."""

    VISIT = "visit"
    LESSON = "lesson"
    MEETING = "meeting"
    LECTURE = "lecture"


@dataclass(frozen=True, slots=True, kw_only=True)
class SemesterProgress:
    """So many were `done` of those `wanted` by the end of `due_on`.

    A visit is due by the end of this month while there was none in it.
    """

    expectation: Expectation
    done: int
    wanted: int
    due_on: date

    @property
    def is_done(self) -> bool:
        """Whether as much was done as is expected."""
        return self.done >= self.wanted


def progress(
    duties: Iterable[HealthDuty], semester: Semester, *, since: date, today: date, rules: RuleSet
) -> tuple[SemesterProgress, ...]:
    """Return how much was done in a semester of what is expected from the day `since` on.

    What begins late is not expected whole: a month, or a part of the semester in which something
    is wanted once, counts where enough days of it are left.
    """
    bounds = rules.school_health
    within = [each for each in duties if semester.holds(each.held_on)]
    wanted = {
        Expectation.LESSON: bounds.lessons_per_semester,
        Expectation.MEETING: bounds.meetings_per_semester,
        Expectation.LECTURE: bounds.lectures_per_semester,
    }
    others = (
        SemesterProgress(
            expectation=each,
            done=sum(counts_as(each, duty) for duty in within),
            wanted=_parts_left(semester, times, since, rules),
            due_on=semester.last_on,
        )
        for each, times in wanted.items()
    )
    return (_visits(within, semester, since, today, rules), *others)


def counts_as(expectation: Expectation, duty: HealthDuty) -> bool:
    """Return whether an entry counts as what is expected; a talk to teachers is also a visit."""
    audiences = {each.audience for each in duty.present}
    match expectation:
        case Expectation.VISIT:
            return duty.kind is not HealthDutyKind.OTHER
        case Expectation.LESSON:
            return duty.kind in _LESSONS and Audience.PUPILS in audiences
        case Expectation.MEETING:
            return duty.kind is HealthDutyKind.MEETING
        case Expectation.LECTURE:
            grown_up = audiences & {Audience.TEACHERS, Audience.PARENTS}
            return duty.kind in _LECTURES and bool(grown_up)


def _visits(
    within: Iterable[HealthDuty], semester: Semester, since: date, today: date, rules: RuleSet
) -> SemesterProgress:
    bounds = rules.school_health
    days: dict[date, set[date]] = {}
    for each in within:
        if counts_as(Expectation.VISIT, each):
            days.setdefault(each.held_on.replace(day=1), set()).add(each.held_on)
    visited = {month for month, found in days.items() if len(found) >= bounds.visits_per_month}
    months = {
        first_on.replace(day=1): last_on
        for first_on, last_on in _months(semester)
        if _is_expected(first_on, last_on, since, rules)
    }
    this_month = today.replace(day=1)
    is_open = this_month in months and this_month not in visited
    return SemesterProgress(
        expectation=Expectation.VISIT,
        done=len(visited & months.keys()),
        wanted=len(months),
        due_on=months[this_month] if is_open else semester.last_on,
    )


def _months(semester: Semester) -> Iterable[tuple[date, date]]:
    first_on = semester.first_on
    while first_on <= semester.last_on:
        next_on = (first_on.replace(day=1) + timedelta(days=31)).replace(day=1)
        yield first_on, min(next_on - _ONE_DAY, semester.last_on)
        first_on = next_on


def _parts_left(semester: Semester, times: int, since: date, rules: RuleSet) -> int:
    return sum(
        _is_expected(first_on, last_on, since, rules) for first_on, last_on in semester.parts(times)
    )


def _is_expected(first_on: date, last_on: date, since: date, rules: RuleSet) -> bool:
    days_left = (last_on - max(first_on, since)).days + 1
    return days_left >= rules.school_health.counts_from_days
