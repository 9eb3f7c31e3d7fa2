"""When the next contact is due: the proposed intervals, worked out by hand."""

from datetime import date

import pytest

from domain.visits.due import Due, next_review_due, next_talk_due, next_visit_due
from tests.examples import RULES

OPENED_ON = date(2026, 3, 2)


def due(window_from_on: date, due_on: date, overdue_after_on: date) -> Due:
    return Due(window_from_on=window_from_on, due_on=due_on, overdue_after_on=overdue_after_on)


@pytest.mark.parametrize(
    ("level", "limit_on"),
    [
        (5, date(2026, 3, 4)),
        (4, date(2026, 3, 9)),
        (3, date(2026, 3, 16)),
        (None, date(2026, 3, 16)),
        (2, date(2026, 4, 1)),
    ],
)
def test_the_first_visit_has_a_limit_without_grace(level: int | None, limit_on: date) -> None:
    found = next_visit_due(level, opened_on=OPENED_ON, last_done_on=None, rules=RULES)
    assert found == due(OPENED_ON, limit_on, limit_on)


@pytest.mark.parametrize(
    ("level", "expected"),
    [
        (5, due(date(2026, 3, 22), date(2026, 3, 24), date(2026, 3, 26))),
        (4, due(date(2026, 4, 3), date(2026, 4, 9), date(2026, 4, 15))),
        (3, due(date(2026, 4, 27), date(2026, 5, 9), date(2026, 5, 21))),
        (None, due(date(2026, 4, 27), date(2026, 5, 9), date(2026, 5, 21))),
    ],
)
def test_the_next_visit_is_due_an_interval_after_the_last(level: int | None, expected: Due) -> None:
    last = date(2026, 3, 10)
    assert next_visit_due(level, opened_on=OPENED_ON, last_done_on=last, rules=RULES) == expected


@pytest.mark.parametrize(
    ("level", "expected"),
    [
        (5, due(date(2026, 3, 8), date(2026, 3, 9), date(2026, 3, 10))),
        (4, due(date(2026, 3, 14), date(2026, 3, 16), date(2026, 3, 18))),
        (3, due(date(2026, 3, 26), date(2026, 4, 1), date(2026, 4, 7))),
        (2, due(date(2026, 4, 19), date(2026, 5, 1), date(2026, 5, 13))),
        # Spring term 2026 has 136 days, so two windows of 68; grace is 13.
        (1, due(OPENED_ON, date(2026, 4, 28), date(2026, 5, 11))),
    ],
)
def test_the_first_talk_is_due_an_interval_after_the_opening(level: int, expected: Due) -> None:
    assert next_talk_due(level, opened_on=OPENED_ON, last_done_on=None, rules=RULES) == expected


def test_the_next_talk_is_due_an_interval_after_the_last() -> None:
    found = next_talk_due(5, opened_on=OPENED_ON, last_done_on=date(2026, 3, 10), rules=RULES)
    assert found == due(date(2026, 3, 16), date(2026, 3, 17), date(2026, 3, 18))


AUTUMN_FIRST = due(date(2025, 9, 1), date(2025, 11, 10), date(2025, 11, 24))
AUTUMN_SECOND = due(date(2025, 11, 11), date(2026, 1, 20), date(2026, 2, 3))
SPRING_FIRST = due(date(2026, 2, 20), date(2026, 4, 28), date(2026, 5, 11))
SPRING_SECOND = due(date(2026, 4, 29), date(2026, 7, 5), date(2026, 7, 18))
NEXT_AUTUMN_FIRST = due(date(2026, 9, 1), date(2026, 11, 10), date(2026, 11, 24))


@pytest.mark.parametrize(
    ("last_done_on", "expected"),
    [
        (date(2025, 8, 31), AUTUMN_FIRST),
        (date(2025, 9, 1), AUTUMN_SECOND),
        (date(2025, 11, 10), AUTUMN_SECOND),
        (date(2025, 11, 11), SPRING_FIRST),
        (date(2026, 1, 10), SPRING_FIRST),
        (date(2026, 1, 31), SPRING_FIRST),
        (date(2026, 3, 10), SPRING_SECOND),
        (date(2026, 5, 1), NEXT_AUTUMN_FIRST),
        (date(2026, 7, 20), NEXT_AUTUMN_FIRST),
    ],
)
def test_twice_a_semester_is_once_in_each_half_and_never_in_the_holidays(
    last_done_on: date, expected: Due
) -> None:
    found = next_visit_due(2, opened_on=date(2025, 8, 1), last_done_on=last_done_on, rules=RULES)
    assert found == expected


@pytest.mark.parametrize(
    ("opened_on", "expected"),
    [
        (date(2025, 10, 1), due(date(2025, 10, 1), date(2026, 1, 20), date(2026, 2, 17))),
        (date(2026, 1, 20), due(date(2026, 1, 20), date(2026, 1, 20), date(2026, 2, 17))),
        # In the winter and in the summer holidays: the whole of the next semester.
        (date(2026, 1, 21), due(date(2026, 2, 20), date(2026, 7, 5), date(2026, 8, 1))),
        (date(2026, 7, 6), due(date(2026, 9, 1), date(2027, 1, 20), date(2027, 2, 17))),
    ],
)
def test_the_first_visit_at_the_lowest_level_is_due_by_the_end_of_the_semester(
    opened_on: date, expected: Due
) -> None:
    found = next_visit_due(1, opened_on=opened_on, last_done_on=None, rules=RULES)
    assert found == expected


@pytest.mark.parametrize(
    ("level", "expected"),
    [
        (5, due(date(2026, 3, 22), date(2026, 3, 24), date(2026, 3, 26))),
        (4, due(date(2026, 4, 3), date(2026, 4, 9), date(2026, 4, 15))),
        (3, due(date(2026, 5, 21), date(2026, 6, 8), date(2026, 6, 26))),
        (2, due(date(2026, 9, 1), date(2027, 1, 20), date(2027, 2, 17))),
        (1, due(date(2026, 9, 1), date(2027, 1, 20), date(2027, 2, 17))),
    ],
)
def test_a_level_is_assessed_again_after_its_interval(level: int, expected: Due) -> None:
    assert next_review_due(level, assessed_on=date(2026, 3, 10), rules=RULES) == expected


def test_something_is_open_from_its_window_on_and_overdue_after_the_grace() -> None:
    visit = due(date(2026, 4, 3), date(2026, 4, 9), date(2026, 4, 15))
    assert not visit.is_open(date(2026, 4, 2))
    assert visit.is_open(date(2026, 4, 3))
    assert not visit.is_overdue(date(2026, 4, 15))
    assert visit.is_overdue(date(2026, 4, 16))
