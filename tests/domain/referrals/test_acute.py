"""Since when a pupil is in acute danger: as was said, until somebody assessed it."""

from dataclasses import replace

from domain.referrals.levels.acute import acute_since
from domain.referrals.situations import Situation
from tests.case_examples import CONCERN
from tests.domain.referrals.test_aftercare import SEEN, WORSE

IN_DANGER = replace(CONCERN, situation=Situation.LIFE_IN_DANGER)


def test_what_was_said_of_the_time_before_is_no_danger_to_a_child_who_is_worse_again() -> None:
    before = (IN_DANGER, *(each for each in SEEN if each != CONCERN))
    assert acute_since(enumerate(before)) == 0
    assert acute_since(enumerate((*before, WORSE))) is None
