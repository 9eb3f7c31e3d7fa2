"""What holds up the telling of one kind holds up no other, and is logged once an hour."""

import logging
from datetime import datetime, timedelta

import pytest

from infrastructure.telling_in_time import TellingRounds, now_and_then
from tests.examples import NOW

HOLDS_UP = "nobody above holds a post"


def test_a_kind_that_cannot_be_told_holds_up_no_other(caplog: pytest.LogCaptureFixture) -> None:
    told: list[str] = []

    def fails(_: object) -> str:
        raise RuntimeError

    def tells(_: object) -> str:
        told.append("breaches")
        return ""

    TellingRounds({"accesses": fails, "breaches": tells}).tell(NOW)
    assert told == ["breaches"]
    assert caplog.messages == ["not everybody is told of accesses that are overdue: RuntimeError"]


def test_what_keeps_one_is_said_once_an_hour_until_it_is_over(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.WARNING)
    troubles = {0: HOLDS_UP, 59: HOLDS_UP, 60: HOLDS_UP, 61: "", 62: ""}
    rounds = TellingRounds({"breaches": lambda now: troubles[(now - NOW) // timedelta(minutes=1)]})
    said: list[int] = []
    for minute in troubles:
        caplog.clear()
        rounds.tell(NOW + timedelta(minutes=minute))
        said += [minute] if caplog.messages else []
    assert said == [0, 60, 61]


def test_what_costs_more_is_told_now_and_then_and_what_failed_is_tried_again() -> None:
    asked: list[int] = []

    def minutes_after(now: datetime) -> int:
        return (now - NOW) // timedelta(minutes=1)

    def fails_at_first(now: datetime) -> str:
        asked.append(minutes_after(now))
        if not asked[1:]:
            raise RuntimeError
        return HOLDS_UP

    telling = now_and_then(fails_at_first, timedelta(hours=1))
    with pytest.raises(RuntimeError):
        telling(NOW)
    told = {minute: telling(NOW + timedelta(minutes=minute)) for minute in (1, 2, 60, 61)}
    assert (asked, told) == ([0, 1, 61], {1: HOLDS_UP, 2: "", 60: "", 61: HOLDS_UP})
