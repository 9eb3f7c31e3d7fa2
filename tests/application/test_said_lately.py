"""A trouble is said once an hour while it lasts, and at once when it comes back."""

from datetime import timedelta

from application.said_lately import SaidLately
from tests.examples import NOW, example_id

FIRST, SECOND = example_id(2101), example_id(2102)
DAMAGED = "RecordDamaged"


def test_a_trouble_that_ended_and_comes_back_within_the_hour_is_news() -> None:
    said = SaidLately()
    minute = timedelta(minutes=1)
    rounds = (
        {FIRST: DAMAGED, SECOND: DAMAGED},
        {SECOND: DAMAGED},
        {FIRST: DAMAGED, SECOND: DAMAGED},
    )
    news = [
        said.news_of("access", troubles, NOW + number * minute)
        for number, troubles in enumerate(rounds)
    ]
    assert news == [[(FIRST, DAMAGED), (SECOND, DAMAGED)], [], [(FIRST, DAMAGED)]]


def test_what_is_over_is_remembered_no_more_and_other_kinds_are_left_alone() -> None:
    said = SaidLately()
    assert said.is_news("accesses", DAMAGED, NOW)
    assert said.news_of("access", {FIRST: DAMAGED}, NOW) == [(FIRST, DAMAGED)]
    assert said.news_of("breach", {FIRST: DAMAGED}, NOW) == [(FIRST, DAMAGED)]
    assert said.news_of("access", {}, NOW) == []
    assert not said.is_over(f"access {FIRST}")
    assert said.is_over(f"breach {FIRST}")
    assert said.is_over("accesses")
