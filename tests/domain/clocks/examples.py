"""Courses of one case: fixed and invented, on Tuesday, 10 March 2026."""

from dataclasses import replace
from datetime import datetime, timedelta

from domain.calendar import WEEKENDS_ONLY, Calendar
from domain.clocks.course import course_of
from domain.clocks.deadlines import deadlines
from domain.clocks.facts import Step
from domain.clocks.timing import Deadline, Timing
from domain.referrals.facts import ConcernRaised, Situation
from domain.referrals.levels.level_facts import AssessmentMethod, CrisisAssessed, CrisisLevel
from domain.shared import AssessmentId, PersonId
from tests.case_examples import CASE, CONCERN
from tests.examples import CHILD, NOW, RULES, example_id

RED, ORANGE, YELLOW = CrisisLevel.RED, CrisisLevel.ORANGE, CrisisLevel.YELLOW
TIMING = Timing(RULES, WEEKENDS_ONLY)
Fact = tuple[datetime, object]


def after(*, minutes: float = 0, hours: float = 0, days: float = 0) -> datetime:
    """Return the moment so long after the worry was raised."""
    return NOW + timedelta(minutes=minutes, hours=hours, days=days)


def worry(situation: Situation) -> ConcernRaised:
    return replace(CONCERN, situation=situation)


def found(level: CrisisLevel | None, at: datetime) -> CrisisAssessed:
    return CrisisAssessed(
        case_id=CASE,
        child_id=CHILD,
        assessment_id=AssessmentId(example_id(811)),
        assessed_by=PersonId(example_id(121)),
        level=level,
        methods=(AssessmentMethod.TALK_WITH_CHILD,),
        child_seen=True,
        assessed_at=at,
        why="谈过。",
    )


def counted(*facts: Fact, calendar: Calendar = WEEKENDS_ONLY) -> dict[Step, Deadline]:
    """Return the last deadline of each step after these facts."""
    found = deadlines(course_of(facts, RULES), RULES, calendar)
    return {each.step: each for each in sorted(found, key=lambda each: each.began_at)}


def runs(
    step: Step,
    level: CrisisLevel,
    due_at: datetime,
    *,
    began_at: datetime = NOW,
    counts_from: datetime | None = None,
    is_provisional: bool = True,
) -> Deadline:
    """Return a deadline that runs; a quarter of its time is left when it is due soon."""
    since = counts_from or began_at
    return Deadline(
        step=step,
        level=level,
        is_provisional=is_provisional,
        began_at=began_at,
        soon_at=since + (due_at - since) * 0.75,
        due_at=due_at,
    )
