"""No later version of the rules moves what began before it; what begins then is counted by it."""

from datetime import datetime, timedelta

from domain.calendar import WEEKENDS_ONLY
from domain.clocks.course import course_of
from domain.clocks.deadlines import deadlines
from domain.clocks.facts import Step
from domain.referrals.facts import Situation
from domain.reporting.clock import ReportCourse, due_at, say_at
from domain.reporting.facts import ReportStep
from domain.ruleset import RuleSet
from domain.ruleset.bounds import changed
from domain.ruleset.values import RuleUnit, RuleValue
from domain.shared import ReportId
from tests.domain.clocks.examples import ORANGE, RED, after, found, runs, worry
from tests.examples import CHILD, NOW, RULES, example_id

OTHERS = changed(
    RULES,
    2,
    [
        RuleValue(name=name, unit=RuleUnit.MINUTES, numbers=(minutes,))
        for name, minutes in {
            "clocks.by_level.orange.taken": 60,
            "clocks.by_level.red.taken": 5,
            "clocks.by_level.red.assessed": 30,
            "clocks.by_level.red.guardian_informed": 20,
            "reporting.acknowledged_within": 10,
        }.items()
    ],
)


class FromHalfAnHour:
    """Other rules are in force from half an hour after the worry on."""

    def at(self, moment: datetime | None) -> RuleSet:
        assert moment is not None
        return RULES if moment < after(minutes=30) else OTHERS


def test_what_began_before_keeps_its_time_and_what_begins_after_has_the_new_one() -> None:
    rules = FromHalfAnHour()
    facts = (
        (NOW, worry(Situation.SUSPECTED_HARM)),
        (after(minutes=40), found(RED, after(minutes=40))),
    )
    every = deadlines(course_of(facts, rules), rules, WEEKENDS_ONLY)
    by_step = {each.step: each for each in every}
    # Nobody took it so far: it rose, and runs by what red has now.
    assert by_step[Step.TAKEN].due_at == after(minutes=45)
    assert by_step[Step.GUARDIAN_INFORMED].due_at == after(minutes=60)
    before = deadlines(course_of(facts[:1], rules), rules, WEEKENDS_ONLY)
    assert before[0] == runs(Step.TAKEN, ORANGE, after(hours=2))


def test_a_report_waits_by_the_rules_of_when_it_was_recorded() -> None:
    def report(at: datetime) -> ReportCourse:
        return ReportCourse(report_id=ReportId(example_id(771)), child_id=CHILD, reported_at=at)

    rules, early, late = FromHalfAnHour(), report(NOW), report(after(minutes=30))
    assert due_at(early, ReportStep.ACKNOWLEDGED, rules) == after(minutes=30)
    assert due_at(late, ReportStep.ACKNOWLEDGED, rules) == after(minutes=40)
    assert say_at(late, rules) == late.reported_at + timedelta(minutes=10)
