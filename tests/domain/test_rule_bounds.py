"""Which numbers of the rule set are accepted, and how each is written down and read again."""

from dataclasses import replace

import pytest

from domain.errors import Invalid
from domain.ruleset import RULES_1, EveryDays, MonthDay, PerSemester, TermDates
from domain.ruleset.bounds import changed, read_back
from domain.ruleset.clocks import Minutes, WorkingDays
from domain.ruleset.parameters import PARAMETERS, values_of
from domain.ruleset.values import RuleUnit, RuleValue

RED = "clocks.by_level.red.taken"


def value(name: str, unit: RuleUnit, *numbers: int) -> RuleValue:
    return RuleValue(name=name, unit=unit, numbers=numbers)


def test_the_first_version_lies_within_its_own_bounds_and_is_the_same_when_read_again() -> None:
    assert changed(RULES_1, 1, values_of(RULES_1)) == RULES_1
    assert read_back(RULES_1, 1, values_of(RULES_1)) == RULES_1


def test_every_number_may_be_changed_to_either_end_of_its_bounds_and_is_written_down_so() -> None:
    for each in PARAMETERS:
        for unit, (least, most) in each.bounds.items():
            if unit is RuleUnit.MONTH_DAYS:
                continue
            for number in (least, most):
                wanted = value(each.name, unit, number)
                assert wanted in values_of(read_back(RULES_1, 2, (wanted,))), wanted


@pytest.mark.parametrize(
    ("wanted", "code", "parameters"),
    [
        (value(RED, RuleUnit.MINUTES, 11), "rule_too_high", {"at_most": 10}),
        (value(RED, RuleUnit.MINUTES, 0), "rule_too_low", {"at_least": 1}),
        (value("crisis.pause_days_at_most", RuleUnit.DAYS, 29), "rule_too_high", {"at_most": 28}),
        (value("crisis.pause_days_in_all", RuleUnit.DAYS, 57), "rule_too_high", {"at_most": 56}),
        (value("crisis.pause_days_in_all", RuleUnit.DAYS, 13), "rule_one_pause_longer", {}),
        # Red is never paused: it counts in no working days.
        (value(RED, RuleUnit.WORKING_DAYS, 0), "rule_unit", {}),
        (value(RED, RuleUnit.MINUTES), "required", {}),
        (value(RED, RuleUnit.MINUTES, 5, 6), "rule_not_read", {}),
        (value("hospital.chase_days", RuleUnit.DAYS_AFTER, 1, 1), "rule_days_not_rising", {}),
        (
            value("hospital.chase_days", RuleUnit.DAYS_AFTER, 2, 3),
            "rule_first_day_too_late",
            {"at_most": 1},
        ),
        (
            value("returning.follow_up_days", RuleUnit.DAYS_AFTER, *range(1, 42)),
            "rule_too_many_days",
            {"at_most": 40},
        ),
        (
            value("hospital.follow_up_days.red", RuleUnit.DAYS_AFTER, 1),
            "rule_last_day_too_early",
            {"at_least": 364},
        ),
        (
            value("returning.follow_up_days", RuleUnit.DAYS_AFTER, 1, 3, 7, 13, 28),
            "rule_days_too_far_apart",
            {"at_most": 14},
        ),
        (
            value("hospital.chase_days", RuleUnit.DAYS_AFTER, 1, 6),
            "rule_days_too_far_apart",
            {"at_most": 4},
        ),
        (
            value("clocks.closes_at_hour", RuleUnit.HOUR_OF_DAY, 16),
            "rule_too_low",
            {"at_least": 17},
        ),
        (
            value("clocks.by_level.yellow.taken", RuleUnit.MINUTES, 421),
            "rule_too_high",
            {"at_most": 420},
        ),
        # An emergency opens a file for an hour at most: longer is no emergency.
        (value("glass_minutes_at_most", RuleUnit.MINUTES, 61), "rule_too_high", {"at_most": 60}),
        (
            value("terms.1", RuleUnit.MONTH_DAYS, 9, 2**40, 1, 20),
            "rule_too_high",
            {"at_most": 31},
        ),
        (
            value("terms.1", RuleUnit.MONTH_DAYS, 9, 1, 9, 2),
            "rule_semester_length",
            {"at_least": 100, "at_most": 170},
        ),
        (
            value("terms.2", RuleUnit.MONTH_DAYS, 2, 1, 7, 21),
            "rule_semester_length",
            {"at_least": 100, "at_most": 170},
        ),
        (value("terms.1", RuleUnit.MONTH_DAYS, 9, 31, 1, 20), "rule_not_read", {}),
        (value("terms.1", RuleUnit.MONTH_DAYS, 9, 1), "rule_not_read", {}),
    ],
)
def test_what_is_beyond_its_bounds_is_refused_by_its_name(
    wanted: RuleValue, code: str, parameters: dict[str, int]
) -> None:
    with pytest.raises(Invalid) as refused:
        changed(RULES_1, 2, (wanted,))
    assert (refused.value.code, refused.value.field) == (code, wanted.name)
    assert refused.value.parameters == parameters


@pytest.mark.parametrize(
    ("values", "field", "code"),
    [
        (
            [value("clocks.by_level.orange.assessed", RuleUnit.MINUTES, 30)],
            "clocks.by_level.red.assessed",
            "rule_graver_waits_longer",
        ),
        (
            [value("levels.4.talk", RuleUnit.EVERY_DAYS, 3)],
            "levels.5.talk",
            "rule_graver_seen_less",
        ),
        (
            # The rest of a working day may be seven hours, where a day is longer.
            [value("clocks.by_level.yellow.assessed", RuleUnit.WORKING_DAYS, 0)],
            "clocks.by_level.orange.assessed",
            "rule_graver_waits_longer",
        ),
        (
            [value("hospital.seen.orange", RuleUnit.WORKING_DAYS, 0)],
            "hospital.seen.red",
            "rule_graver_waits_longer",
        ),
        (
            [value("hospital.told.yellow", RuleUnit.WORKING_DAYS, 4)],
            "hospital.told.orange",
            "rule_graver_waits_longer",
        ),
        (
            [value("crisis.support_review_days.orange", RuleUnit.DAYS, 6)],
            "crisis.support_review_days.red",
            "rule_graver_waits_longer",
        ),
        (
            [value("levels.3.first_visit_within_days", RuleUnit.DAYS, 6)],
            "levels.4.first_visit_within_days",
            "rule_graver_waits_longer",
        ),
        (
            [value("hospital.follow_up_days.yellow", RuleUnit.DAYS_AFTER, 1, 28, 56, 84)],
            "hospital.follow_up_days.orange",
            "rule_graver_seen_less",
        ),
        (
            [value("children_per_mentor", RuleUnit.COUNT, 2)],
            "children_per_mentor_with_high",
            "rule_more_with_high",
        ),
        (
            [value("terms.2", RuleUnit.MONTH_DAYS, 1, 20, 6, 20)],
            "terms.2",
            "rule_semesters_overlap",
        ),
    ],
)
def test_numbers_that_contradict_each_other_are_refused(
    values: list[RuleValue], field: str, code: str
) -> None:
    with pytest.raises(Invalid) as refused:
        changed(RULES_1, 2, values)
    assert (refused.value.code, refused.value.field) == (code, field)


def test_each_kind_of_number_becomes_what_the_rules_count_with() -> None:
    rules = changed(
        RULES_1,
        2,
        [
            value(RED, RuleUnit.MINUTES, 5),
            value("clocks.by_level.yellow.assessed", RuleUnit.WORKING_DAYS, 2),
            value("levels.1.home_visit", RuleUnit.EVERY_DAYS, 100),
            value("levels.2.talk", RuleUnit.PER_SEMESTER, 3),
            value("terms.2", RuleUnit.MONTH_DAYS, 2, 25, 7, 10),
            value("returning.follow_up_days", RuleUnit.DAYS_AFTER, 1, 9, 18, 28),
            value("reporting.recorded_within", RuleUnit.MINUTES, 60),
        ],
    )
    assert rules.version == 2
    assert rules.clocks.at("red").taken == Minutes(5)
    assert rules.clocks.at("yellow").assessed == WorkingDays(2)
    assert rules.levels[0].home_visit == EveryDays(100)
    assert rules.levels[1].talk == PerSemester(3)
    assert rules.terms[1] == TermDates(starts=MonthDay(2, 25), ends=MonthDay(7, 10))
    assert rules.returning.follow_up_days == (1, 9, 18, 28)
    assert rules.reporting.recorded_within * 2 == RULES_1.reporting.recorded_within


def test_a_number_that_a_later_program_knows_or_no_longer_reads_stands_as_in_the_program() -> None:
    approved = (
        value("not.known.any_more", RuleUnit.DAYS, 3),
        value(RED, RuleUnit.DAYS, 3),
        value("mentors_per_child", RuleUnit.COUNT, 9),
    )
    expected = replace(RULES_1, version=2, mentors_per_child=9)
    assert read_back(RULES_1, 2, approved) == expected
