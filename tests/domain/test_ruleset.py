"""The first version of the rule set, number by number, as it was proposed."""

import pytest

from domain.days import BirthdayConvention
from domain.ruleset import RULES_1, EveryDays, LevelRules, MonthDay, PerSemester, TermDates


def test_the_first_version_holds_the_numbers_that_were_proposed() -> None:
    assert RULES_1.version == 1
    assert RULES_1.unassessed_level == 3
    assert RULES_1.grace_percent == 20
    assert RULES_1.terms == (
        TermDates(starts=MonthDay(9, 1), ends=MonthDay(1, 20)),
        TermDates(starts=MonthDay(2, 20), ends=MonthDay(7, 5)),
    )
    assert (RULES_1.mentors_per_child, RULES_1.children_per_mentor) == (4, 5)
    assert (RULES_1.children_per_mentor_with_high, RULES_1.high_level_from) == (3, 4)
    assert RULES_1.vetting_valid_days == 365
    assert (RULES_1.adult_at_years, RULES_1.birthday) == (18, BirthdayConvention.DAY_AFTER)
    assert (RULES_1.future_tolerance_minutes, RULES_1.late_after_hours) == (5, 24)
    assert RULES_1.contact_minutes_at_most == 600
    assert (RULES_1.sign_in_failures_at_most, RULES_1.sign_in_locked_minutes) == (5, 15)
    assert RULES_1.factor_failures_at_most == 10
    assert (RULES_1.session_idle_minutes, RULES_1.session_hours_at_most) == (30, 12)
    assert (RULES_1.password_length_at_least, RULES_1.page_size) == (10, 50)
    assert (RULES_1.doors.wrong_pins_at_most, RULES_1.doors.pin_length_at_least) == (5, 6)
    assert (RULES_1.doors.device_challenge_seconds, RULES_1.doors.night_code_minutes) == (120, 10)
    assert (RULES_1.doors.night_session_hours_at_most, RULES_1.doors.night_session_ends_hour) == (
        10,
        8,
    )
    assert (RULES_1.doors.clock_skew_seconds, RULES_1.doors.api_token_days_at_most) == (120, 90)
    assert RULES_1.wrong_id_numbers_at_most == 5
    assert RULES_1.received_cases_shown_days == 30
    assert (RULES_1.proposal_valid_days, RULES_1.telephone_notice_days) == (30, 30)
    assert (RULES_1.grant_days_at_most, RULES_1.access_decided_within_working_days) == (30, 1)
    assert (RULES_1.glass_minutes_at_most, RULES_1.glass_open_at_most) == (60, 3)
    assert RULES_1.glass.unreviewed_at_most == 3
    assert RULES_1.glass.waiting_requests_at_most == 20
    assert RULES_1.glass_reviewed_within_hours == 24


@pytest.mark.parametrize(
    ("level", "expected"),
    [
        (
            5,
            LevelRules(
                home_visit=EveryDays(14),
                first_visit_within_days=2,
                talk=EveryDays(7),
                carer_call=EveryDays(7),
                reassess=EveryDays(14),
            ),
        ),
        (
            4,
            LevelRules(
                home_visit=EveryDays(30),
                first_visit_within_days=7,
                talk=EveryDays(14),
                carer_call=EveryDays(14),
                reassess=EveryDays(30),
            ),
        ),
        (
            3,
            LevelRules(
                home_visit=EveryDays(60),
                first_visit_within_days=14,
                talk=EveryDays(30),
                carer_call=EveryDays(30),
                reassess=EveryDays(90),
            ),
        ),
        (
            2,
            LevelRules(
                home_visit=PerSemester(2),
                first_visit_within_days=30,
                talk=EveryDays(60),
                carer_call=PerSemester(1),
                reassess=PerSemester(1),
            ),
        ),
        (
            1,
            LevelRules(
                home_visit=PerSemester(1),
                talk=PerSemester(2),
                carer_call=PerSemester(1),
                reassess=PerSemester(1),
            ),
        ),
    ],
)
def test_each_level_is_looked_at_as_closely_as_proposed(level: int, expected: LevelRules) -> None:
    assert RULES_1.for_level(level) == expected


def test_a_child_not_assessed_is_looked_at_as_level_three() -> None:
    assert RULES_1.for_level(None) == RULES_1.for_level(3)


def test_the_care_levels_are_one_to_five() -> None:
    assert list(RULES_1.care_levels) == [1, 2, 3, 4, 5]


@pytest.mark.parametrize(
    ("levels", "advised"),
    [((), 5), ((1, 2, 3), 5), ((None, None), 5), ((1, 4), 3), ((5, None), 3)],
)
def test_fewer_children_are_advised_for_a_mentor_of_one_at_a_high_level(
    levels: tuple[int | None, ...], advised: int
) -> None:
    assert RULES_1.children_advised(levels) == advised
