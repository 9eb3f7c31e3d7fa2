"""No later version of the rules moves what began before it; what begins then is counted by it."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from domain.calendar import WEEKENDS_ONLY
from domain.clocks.course import course_of
from domain.clocks.deadlines import deadlines
from domain.clocks.facts import Step
from domain.clocks.running import Clocks
from domain.clocks.timing import Timing
from domain.days import end_of_day
from domain.referrals.facts import Situation
from domain.reporting.clock import ReportCourse, due_at, say_at
from domain.reporting.facts import ReportStep
from domain.ruleset import RuleSet
from domain.ruleset.bounds import changed, read_back
from domain.ruleset.values import RuleUnit, RuleValue
from domain.shared import ReportId
from tests.domain.clocks.examples import ORANGE, RED, TIMING, after, found, runs, worry
from tests.domain.clocks.test_follow_up_clocks import SEEN, looked_after
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


def test_a_level_that_falls_is_counted_anew_by_the_rules_of_when_the_step_began() -> None:
    rules, later = FromHalfAnHour(), after(minutes=70)
    facts = ((NOW, worry(Situation.LIFE_IN_DANGER)), (later, found(ORANGE, later)))
    every = deadlines(course_of(facts, rules), rules, WEEKENDS_ONLY)
    broken, taken = (each for each in every if each.step is Step.TAKEN)
    assert (broken.due_at, broken.ended_at) == (after(minutes=10), later)
    # By the later rules it would have been due, unseen, ten minutes before.
    assert taken == runs(Step.TAKEN, ORANGE, after(hours=2), is_provisional=False)


def test_a_child_in_aftercare_is_looked_after_by_the_rules_of_when_it_came() -> None:
    days = (1, 3, 7, *range(14, 365, 10))
    name = "hospital.follow_up_days.red"
    wanted = RuleValue(name=name, unit=RuleUnit.DAYS_AFTER, numbers=days)
    others = changed(RULES, 2, [wanted])
    ends = RuleValue(name=name, unit=RuleUnit.DAYS_AFTER, numbers=(1,))

    def next_due(later: RuleSet, from_at: datetime) -> datetime | None:
        class Rules:
            def at(self, moment: datetime | None) -> RuleSet:
                assert moment is not None
                return RULES if moment < from_at else later

        facts = (*SEEN, *(looked_after(day) for day in (1, 3, 7, 14, 21, 28)))
        every = deadlines(course_of(facts, Rules()), Rules(), WEEKENDS_ONLY)
        waits = (e.due_at for e in every if e.step is Step.FOLLOWED_UP and e.is_running)
        return next(waits, None)

    on_day_42 = end_of_day(date(2026, 4, 21))
    assert next_due(others, after(days=20)) == on_day_42
    # Approved before its bounds were so narrow, or written by another program.
    assert next_due(read_back(RULES, 2, [ends]), after(days=20)) == on_day_42
    assert next_due(read_back(RULES, 2, [ends]), NOW) is None


def test_a_child_back_at_school_is_looked_after_by_the_rules_of_when_that_was_planned() -> None:
    ends = RuleValue(name="returning.follow_up_days", unit=RuleUnit.DAYS_AFTER, numbers=(1,))
    before = Clocks(timing=TIMING, rules=RULES).planned(date(2026, 3, 10))
    later = Timing(read_back(RULES, 2, [ends]), WEEKENDS_ONLY)
    clocks = replace(before, timing=later).followed(after(days=3), after(days=3))
    assert clocks.running[Step.FOLLOWED_UP].due_at == end_of_day(date(2026, 3, 17))


def test_a_report_waits_by_the_rules_of_when_it_was_recorded() -> None:
    def report(at: datetime) -> ReportCourse:
        return ReportCourse(report_id=ReportId(example_id(771)), child_id=CHILD, reported_at=at)

    rules, early, late = FromHalfAnHour(), report(NOW), report(after(minutes=30))
    assert due_at(early, ReportStep.ACKNOWLEDGED, rules) == after(minutes=30)
    assert due_at(late, ReportStep.ACKNOWLEDGED, rules) == after(minutes=40)
    assert say_at(late, rules) == late.reported_at + timedelta(minutes=10)
