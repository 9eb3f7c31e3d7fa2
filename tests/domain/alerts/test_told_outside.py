"""What leaves the system says how soon to act, and nothing of whom it is about."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.alerts.outside import (
    Words,
    minutes_to_act,
    minutes_to_take,
    neutral_words,
    words_of_test,
)
from domain.alerts.trying import TRIES_AT_MOST, wait_after
from domain.referrals.levels.level_facts import CrisisLevel
from domain.ruleset import RULES_1

LINK = "https://tongxin.example/duty"


def test_an_urgent_alert_says_within_how_many_minutes() -> None:
    assert neutral_words(10, LINK) == Words(
        "紧急·请10分钟内处理", "Urgent: please act within 10 minutes", LINK
    )


def test_what_has_more_time_says_so_in_hours_and_calls_nothing_urgent() -> None:
    assert neutral_words(150, LINK) == Words("请2小时内处理", "Please act within 2 hours", LINK)


@pytest.mark.parametrize("minutes", [None, 0, -5])
def test_what_is_due_by_days_calls_nobody_out_of_bed(minutes: int | None) -> None:
    assert neutral_words(minutes, LINK).chinese == "有新的待办·请在工作时间内处理"


def test_a_test_is_never_taken_for_an_alert() -> None:
    assert words_of_test(LINK).text == (
        f"测试消息·不用处理\n{LINK}\n\nA test: nothing to do\n{LINK}\n"
    )


@given(st.integers(min_value=-10, max_value=100_000) | st.none())
def test_only_the_words_known_beforehand_and_a_number_are_ever_said(minutes: int | None) -> None:
    words = neutral_words(minutes, LINK)
    known = set("紧急·请0123456789分钟内处理小时有新的待办在工作间")
    assert set(words.chinese) <= known
    assert words.brief == f"{words.chinese}\n{LINK}"


def test_the_most_severe_level_is_said_where_none_can_be_read() -> None:
    assert minutes_to_take(None, RULES_1) == minutes_to_take(CrisisLevel.RED, RULES_1) == 10


def test_minutes_are_those_of_the_rule_set_and_days_are_no_minutes() -> None:
    assert [minutes_to_take(each, RULES_1) for each in CrisisLevel] == [10, 120, None]
    assert [minutes_to_act(each, RULES_1) for each in CrisisLevel] == [10, 60, None]


# ── trying again ─────────────────────────────────────────────────────────────────────────────────


def test_each_wait_is_longer_than_the_last_up_to_ten_minutes() -> None:
    waits = [wait_after(tries, 0) for tries in range(1, TRIES_AT_MOST)]
    assert [each and each.total_seconds() for each in waits] == [
        *(5, 10, 20, 40, 80, 160, 320),
        *(600, 600, 600, 600),
    ]


def test_after_the_last_try_a_person_has_to_look() -> None:
    assert wait_after(TRIES_AT_MOST, 0) is wait_after(TRIES_AT_MOST + 5, 1) is None


@given(st.integers(min_value=1, max_value=TRIES_AT_MOST - 1), st.floats(0, 1))
def test_what_failed_together_is_spread_over_half_the_wait(tries: int, chance: float) -> None:
    longest, wait = wait_after(tries, 0), wait_after(tries, chance)
    assert longest is not None
    assert wait is not None
    assert longest / 2 <= wait <= longest
    assert wait > timedelta(0)
