"""By when the steps of a report are due, and what is to be said of one that is overdue.

There is no clock for a search: of a missing child the police are called at once.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from domain.reporting.facts import ReportOverdue, ReportStep
from domain.ruleset import RulesOverTime
from domain.shared import ChildId, ReportId


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportCourse:
    """How far a report has come, as far as its clocks ask; `said` are the tiers said of each step.

    Times are those at which it was learned: a late record sets no clock going before anybody could
    know of it.
    """

    report_id: ReportId
    child_id: ChildId
    reported_at: datetime
    is_acknowledged: bool = False
    is_closed: bool = False
    said: Mapping[ReportStep, int] = field(default_factory=dict)

    @property
    def waits_for(self) -> ReportStep | None:
        """Return the step that is to be done next; None where nobody has to do anything."""
        if self.is_closed:
            return None
        # An outcome of one body ends nothing: another may not have been told, or its end be left.
        return ReportStep.OUTCOME if self.is_acknowledged else ReportStep.ACKNOWLEDGED


def due_at(course: ReportCourse, step: ReportStep, rules: RulesOverTime) -> datetime:
    """Return by when a step of the report is due, by the rules of when it was recorded."""
    bounds = rules.at(course.reported_at).reporting
    within = {
        ReportStep.ACKNOWLEDGED: bounds.acknowledged_within,
        ReportStep.OUTCOME: bounds.outcome_within,
    }
    return course.reported_at + within[step]


def say_at(course: ReportCourse, rules: RulesOverTime) -> datetime | None:
    """Return when there is next something to say of what is overdue; None = never."""
    step = course.waits_for
    return None if step is None else _tier_at(course, step, course.said.get(step, 0), rules)


def overdue(course: ReportCourse, now: datetime, rules: RulesOverTime) -> ReportOverdue | None:
    """Return what is to be said by now; after a silence the last tier alone."""
    step = course.waits_for
    if step is None:
        return None
    tier = said = course.said.get(step, 0)
    while _tier_at(course, step, tier, rules) <= now:
        tier += 1
    if tier == said:
        return None
    return ReportOverdue(
        report_id=course.report_id,
        child_id=course.child_id,
        step=step,
        due_at=due_at(course, step, rules),
        tier=tier,
    )


def _tier_at(course: ReportCourse, step: ReportStep, said: int, rules: RulesOverTime) -> datetime:
    """Return when the tier after so many that were said is due.

    Each time after twice as long: it is never silent, and drowns nothing else.
    """
    return due_at(course, step, rules) + _again_after(course, step, rules) * ((1 << said) - 1)


def _again_after(course: ReportCourse, step: ReportStep, rules: RulesOverTime) -> timedelta:
    bounds = rules.at(course.reported_at).reporting
    if step is ReportStep.ACKNOWLEDGED:
        return bounds.acknowledged_within
    return bounds.outcome_again_after
