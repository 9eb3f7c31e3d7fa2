"""What is refused often is logged once in a while, and names nobody."""

import logging

import pytest

from api.noting import (
    CODES,
    KINDS_OF_CODES,
    OFTEN,
    OUTAGE_SAID_EVERY_SECONDS,
    WITHIN_SECONDS,
    OutageNotes,
    RefusalNotes,
)
from api.wording.file_sentences import FILES
from api.wording.grant_sentences import GRANT_RULES
from api.wording.sentences import ANSWERS


class Seconds:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_line_comes_with_the_tenth_refusal_and_then_not_for_ten_minutes(
    caplog: pytest.LogCaptureFixture,
) -> None:
    clock = Seconds()
    notes = RefusalNotes(clock)
    with caplog.at_level(logging.WARNING):
        for _ in range(OFTEN - 1):
            notes.note("cross_site")
        assert caplog.messages == []
        for _ in range(1_000):
            notes.note("cross_site")
        assert caplog.messages == ["requests are refused often: cross_site"]
        clock.now = WITHIN_SECONDS
        for _ in range(OFTEN):
            notes.note("cross_site")
    assert len(caplog.messages) == 2


def test_an_outage_is_said_once_a_minute_for_each_place_however_many_it_turns_away(
    caplog: pytest.LogCaptureFixture,
) -> None:
    clock = Seconds()
    notes = OutageNotes(clock)
    with caplog.at_level(logging.ERROR):
        for _ in range(1_000):
            notes.note("at the door")
            notes.note("at the desk")
        clock.now = OUTAGE_SAID_EVERY_SECONDS
        notes.note("at the door")
    assert caplog.messages == [
        f"database unreachable: at the {place}" for place in ("door", "desk", "door")
    ]


def test_refusals_spread_over_the_day_are_no_flood(caplog: pytest.LogCaptureFixture) -> None:
    clock = Seconds()
    notes = RefusalNotes(clock)
    for _ in range(100):
        notes.note("too_often")
        clock.now += WITHIN_SECONDS / (OFTEN - 1) + 1
    assert caplog.messages == []


def test_what_people_meet_every_day_is_not_counted(caplog: pytest.LogCaptureFixture) -> None:
    notes = RefusalNotes()
    for _ in range(100):
        notes.note("child_not_found")
    assert caplog.messages == []


def test_each_code_is_one_that_there_is() -> None:
    told = ANSWERS.keys() | FILES.keys() | GRANT_RULES.keys()
    assert told >= CODES | KINDS_OF_CODES.keys()
