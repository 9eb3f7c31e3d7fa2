"""Which days lie in the school holidays, as far as the rule set knows its semesters."""

from datetime import date

from domain.clocks.facts import Step
from domain.days import end_of_day
from domain.ruleset.semesters import in_holidays
from tests.domain.clocks.examples import TIMING
from tests.examples import RULES


def test_a_day_between_two_semesters_is_in_the_holidays() -> None:
    known = {
        date(2026, 1, 20): False,
        date(2026, 1, 21): True,
        date(2026, 2, 20): False,
        date(2026, 7, 5): False,
        date(2026, 7, 6): True,
        date(2026, 8, 31): True,
        date(2026, 9, 1): False,
    }
    assert {on: in_holidays(on, RULES.terms) for on in known} == known


def test_a_rule_set_without_semesters_says_that_nobody_can_tell() -> None:
    assert in_holidays(date(2026, 7, 20), ()) is None


def test_only_a_follow_up_goes_to_who_is_on_duty_and_by_the_day_that_ends_then() -> None:
    last_of_term, first_free = end_of_day(date(2026, 7, 5)), end_of_day(date(2026, 7, 6))
    assert [
        TIMING.is_for_duty_teacher(Step.FOLLOWED_UP, last_of_term),
        TIMING.is_for_duty_teacher(Step.FOLLOWED_UP, first_free),
        TIMING.is_for_duty_teacher(Step.SEEN, first_free),
    ] == [False, True, False]
