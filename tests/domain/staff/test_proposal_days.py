"""On which days another person can let stand what one proposed."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import RuleBroken
from domain.staff.proposal_days import open_since, open_until, require_open
from tests.examples import RULES, TODAY

A_WEEK = replace(RULES, proposal_valid_days=7)


@pytest.mark.parametrize(("proposed_on", "is_open"), [(7, True), (8, False)])
def test_what_was_proposed_is_open_to_its_last_day(proposed_on: int, is_open: bool) -> None:
    on = TODAY - timedelta(days=proposed_on)
    assert (on >= open_since(TODAY, A_WEEK), open_until(on, A_WEEK) >= TODAY) == (is_open, is_open)


def test_the_day_after_it_is_refused_with_the_number_of_days() -> None:
    require_open(TODAY - timedelta(days=7), TODAY, A_WEEK)
    with pytest.raises(RuleBroken) as refused:
        require_open(TODAY - timedelta(days=8), TODAY, A_WEEK)
    assert (refused.value.code, refused.value.parameters) == ("proposal_too_old", {"days": 7})


@given(st.dates(date(2020, 1, 1), date(2090, 1, 1)), st.dates(date(2020, 1, 1), date(2090, 1, 1)))
def test_lists_and_rules_agree_on_what_is_open(proposed_on: date, today: date) -> None:
    assert (proposed_on >= open_since(today, RULES)) == (today <= open_until(proposed_on, RULES))
