"""When a child should next be visited, talked with and assessed again, by the rule set."""

from dataclasses import dataclass
from datetime import date, timedelta

from domain.ruleset import Interval, PerSemester, RuleSet
from domain.ruleset.semesters import semesters_around


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """From when doing it counts, by when it should be done, after when it is overdue."""

    window_from_on: date
    due_on: date
    overdue_after_on: date

    def is_open(self, today: date) -> bool:
        """Return whether doing it now counts, also late."""
        return today >= self.window_from_on

    def is_overdue(self, today: date) -> bool:
        """Return whether even the grace is over."""
        return today > self.overdue_after_on


def next_visit_due(
    level: int | None, *, opened_on: date, last_done_on: date | None, rules: RuleSet
) -> Due:
    """Return when the next home visit is due; a level of none is 未评估.

    Only visits that were done count as last. The first one has a limit of its own, counted from
    the opening and without grace, where the rule set names one.
    """
    wanted = rules.for_level(level)
    if last_done_on is None and wanted.first_visit_within_days is not None:
        limit_on = opened_on + timedelta(days=wanted.first_visit_within_days)
        return Due(window_from_on=opened_on, due_on=limit_on, overdue_after_on=limit_on)
    return _next_due(wanted.home_visit, opened_on, last_done_on, rules)


def next_talk_due(
    level: int | None, *, opened_on: date, last_done_on: date | None, rules: RuleSet
) -> Due:
    """Return when the next talk is due, as for a visit but with no limit for the first."""
    return _next_due(rules.for_level(level).talk, opened_on, last_done_on, rules)


def next_review_due(level: int | None, *, assessed_on: date, rules: RuleSet) -> Due:
    """Return when the care level should be assessed again."""
    return _next_due(rules.for_level(level).reassess, assessed_on, assessed_on, rules)


def _next_due(
    interval: Interval, opened_on: date, last_done_on: date | None, rules: RuleSet
) -> Due:
    if isinstance(interval, PerSemester):
        return _next_in_semester(interval.times, opened_on, last_done_on, rules)
    grace = _grace(interval.days, rules)
    due_on = (last_done_on or opened_on) + timedelta(days=interval.days)
    return Due(window_from_on=due_on - grace, due_on=due_on, overdue_after_on=due_on + grace)


def _next_in_semester(
    times: int, opened_on: date, last_done_on: date | None, rules: RuleSet
) -> Due:
    """Take the first window after the last contact's own, or else the first one still to be met.

    Between semesters that is the first window of the next.
    """
    reference_on = last_done_on or opened_on
    first_on, last_on = next(
        (first_on, last_on)
        for first_on, last_on in _windows(times, reference_on, rules)
        if (last_on >= opened_on if last_done_on is None else first_on > last_done_on)
    )
    grace = _grace((last_on - first_on).days + 1, rules)
    return Due(
        window_from_on=max(first_on, opened_on),
        due_on=last_on,
        overdue_after_on=last_on + grace,
    )


def _windows(times: int, near: date, rules: RuleSet) -> list[tuple[date, date]]:
    """Return first and last day of `times` equal windows of each semester around a day."""
    return [
        window
        for semester in semesters_around(near, rules.terms)
        for window in semester.parts(times)
    ]


def _grace(days: int, rules: RuleSet) -> timedelta:
    return timedelta(days=days * rules.grace_percent // 100)
