"""By when each step of a case of that year is due, by hand, in each part of the time it runs."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from domain.clocks.facts import Step
from domain.referrals.hospital.hospital_facts import Basis
from domain.referrals.levels.level_facts import CrisisLevel
from tests.domain.clocks.year_by_hand import (
    AT_REST_FOR,
    CLOSED_WITHIN,
    DAY,
    HOUR,
    LOCAL,
    MINUTE,
    MINUTES_OR_DAYS,
    ORANGE,
    RED,
    SUPPORTED_FOR,
    YELLOW,
    Phase,
    later,
    midnight_after,
)
from tests.domain.clocks.year_of_cases import AS, Course


def phases_of_course(course: Course) -> list[list[Phase]]:
    """Return each step as it runs, and by when it is due in each part of that time."""
    assessed_at, informed_at = course.at + course.assessed, course.at + course.informed
    told_by = min(informed_at, assessed_at if course.found is None else informed_at)
    return [
        _first_step(course, Step.TAKEN, course.at + course.taken),
        _first_step(course, Step.ASSESSED, assessed_at),
        _told(course, told_by),
        *([each] for each in _with_child(course, assessed_at)),
        *([each] for each in _decided(course, assessed_at, told_by)),
        *([each] for each in (_by_hospital(course) if course.basis else _at_school(course))),
    ]


def _told(course: Course, told_by: datetime) -> list[Phase]:
    """Once a hospital should see the child there is an hour, whatever the level."""
    *earlier, last = _first_step(course, Step.GUARDIAN_INFORMED, told_by)
    at, due_at = course.issued_at, later(course.issued_at, HOUR)
    if course.basis is None or at >= told_by or due_at >= last.due_at:
        return [*earlier, last]
    hastened = Phase(last.step, last.level, last.began_at, at, due_at, at, told_by)
    return [*earlier, replace(last, to_at=at), hastened]


def _decided(course: Course, assessed_at: datetime, told_by: datetime) -> Iterator[Phase]:
    """At red it runs from the assessment on, else from when the family was told, too."""
    at = assessed_at if course.found is RED else max(assessed_at, told_by)
    if at <= course.issued_at:
        due_at = later(at, MINUTES_OR_DAYS[Step.DECIDED, course.level])
        yield _whole(Step.DECIDED, course.level, at, due_at, course.issued_at)


def _with_child(course: Course, assessed_at: datetime) -> Iterator[Phase]:
    """At red somebody is there in a quarter of an hour, or the child comes to a hospital."""
    if RED not in (AS[course.situation], course.found):
        return
    at = course.at if AS[course.situation] is RED else assessed_at
    over_at = course.over_at if course.found is RED else assessed_at
    over_at = min(over_at, course.seen_at) if course.basis else over_at
    there_at = course.company_at
    if there_at is not None and there_at < at:
        # Whoever was there on the day before may have left since.
        if there_at.astimezone(LOCAL).date() == at.astimezone(LOCAL).date():
            return
        there_at = None
    ends_at = min(over_at, there_at or over_at)
    yield _whole(Step.ACCOMPANIED, RED, at, later(at, 15 * MINUTE), ends_at)


def _at_school(course: Course) -> Iterator[Phase]:
    at = course.issued_at
    due_at = midnight_after(at.astimezone(LOCAL).date() + SUPPORTED_FOR[course.level] * DAY)
    yield _whole(Step.SUPPORT_REVIEWED, course.level, at, due_at, course.over_at)


def _first_step(course: Course, step: Step, done_at: datetime) -> list[Phase]:
    at, first = course.at, AS[course.situation]
    changes_at = min(at + course.assessed, done_at)
    due_at = later(at, MINUTES_OR_DAYS[step, first])
    phases = [Phase(step, first, at, at, due_at, at, changes_at)]
    if changes_at < done_at:
        from_at = changes_at if _is_graver(course.level, first) else at
        due_then = later(from_at, MINUTES_OR_DAYS[step, course.level])
        if from_at == changes_at and due_then >= due_at:
            from_at, due_then = at, due_at
        phases.append(Phase(step, course.level, at, from_at, due_then, changes_at, done_at))
    return phases


def _is_graver(level: CrisisLevel, than: CrisisLevel) -> bool:
    order = [RED, ORANGE, YELLOW]
    return order.index(level) < order.index(than)


def _by_hospital(course: Course) -> Iterator[Phase]:
    level, issued_at, seen_at = course.level, course.issued_at, course.seen_at
    received_at = issued_at + course.hospital
    is_urgent = course.basis is Basis.EMERGENCY or level is RED
    within = 30 * MINUTE if is_urgent else 1
    yield _whole(Step.RECEIVED, level, issued_at, later(issued_at, within), received_at)
    due_at = later(received_at, MINUTES_OR_DAYS[Step.SEEN, level])
    yield _whole(Step.SEEN, level, received_at, due_at, seen_at)
    due_at = later(seen_at, MINUTES_OR_DAYS[Step.FEEDBACK, level])
    yield _whole(Step.FEEDBACK, level, seen_at, due_at, seen_at + course.hospital)
    begins_at = seen_at
    for number, at in enumerate(course.followed_on):
        ends_at = at if number < course.steady else course.over_at
        due_at = midnight_after(at.date())
        if begins_at < course.over_at:
            yield _whole(Step.FOLLOWED_UP, level, begins_at, due_at, min(ends_at, course.over_at))
        begins_at = ends_at
    if begins_at < course.over_at:
        # A level that was found may fall once the child was at rest for so long.
        rest = AT_REST_FOR[course.level] * DAY if course.found else timedelta()
        at = max(begins_at, course.at + course.assessed + rest)
        due_at = later(at, CLOSED_WITHIN)
        yield _whole(Step.CLOSED, level, begins_at, due_at, course.over_at)


def _whole(
    step: Step, level: CrisisLevel, at: datetime, due_at: datetime, to_at: datetime
) -> Phase:
    return Phase(step, level, at, at, due_at, at, to_at)
