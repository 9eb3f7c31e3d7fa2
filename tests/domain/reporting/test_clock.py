"""A report is received within half an hour, and its outcome asked for after three days."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.codelists import HarmKind
from domain.reporting.clock import ReportCourse, overdue, say_at
from domain.reporting.facts import ReportOverdue, ReportStep
from tests.examples import CHILD, NOW, RULES
from tests.report_examples import REPORT

COURSE = ReportCourse(report_id=REPORT, child_id=CHILD, reported_at=NOW)
RECEIVED = replace(COURSE, is_acknowledged=True)
HALF_AN_HOUR, A_DAY = timedelta(minutes=30), timedelta(days=1)
A_MOMENT = timedelta(microseconds=1)


def left(step: ReportStep, tier: int, after: timedelta) -> ReportOverdue:
    return ReportOverdue(report_id=REPORT, child_id=CHILD, step=step, due_at=NOW + after, tier=tier)


def test_a_report_that_nobody_received_is_said_to_be_overdue_after_half_an_hour() -> None:
    assert overdue(COURSE, NOW + HALF_AN_HOUR - A_MOMENT, RULES) is None
    assert overdue(COURSE, NOW + HALF_AN_HOUR, RULES) == left(
        ReportStep.ACKNOWLEDGED, 1, HALF_AN_HOUR
    )


@pytest.mark.parametrize(("said", "halves"), [(1, 2), (2, 4), (3, 8), (6, 64)])
def test_it_is_said_again_each_time_after_twice_as_long_and_never_left(
    said: int, halves: int
) -> None:
    course = replace(COURSE, said={ReportStep.ACKNOWLEDGED: said})
    again_at = NOW + halves * HALF_AN_HOUR
    assert say_at(course, RULES) == again_at
    assert overdue(course, again_at - A_MOMENT, RULES) is None
    assert overdue(course, again_at, RULES) == left(ReportStep.ACKNOWLEDGED, said + 1, HALF_AN_HOUR)


def test_after_a_long_silence_one_thing_is_said_and_not_each_that_passed() -> None:
    late = NOW + 30 * A_DAY
    said = overdue(COURSE, late, RULES)
    assert said == left(ReportStep.ACKNOWLEDGED, 11, HALF_AN_HOUR)
    after = replace(COURSE, said={ReportStep.ACKNOWLEDGED: 11})
    assert overdue(after, late, RULES) is None


def test_the_outcome_is_asked_for_three_days_after_the_report() -> None:
    assert overdue(RECEIVED, NOW + 3 * A_DAY - A_MOMENT, RULES) is None
    assert overdue(RECEIVED, NOW + 3 * A_DAY, RULES) == left(ReportStep.OUTCOME, 1, 3 * A_DAY)
    again = replace(RECEIVED, said={ReportStep.ACKNOWLEDGED: 2, ReportStep.OUTCOME: 1})
    assert say_at(again, RULES) == NOW + 4 * A_DAY


def test_what_is_done_with_waits_for_nothing() -> None:
    course = replace(COURSE, is_closed=True)
    assert say_at(course, RULES) is None
    assert overdue(course, NOW + 90 * A_DAY, RULES) is None


def test_there_is_no_clock_for_a_search_and_a_missing_child_waits_for_none() -> None:
    assert [each.value for each in ReportStep] == ["acknowledged", "outcome"]
    assert RULES.reporting.bodies_for(HarmKind.MISSING_OR_TRAFFICKED, at_school=False)[0] == (
        "police"
    )
